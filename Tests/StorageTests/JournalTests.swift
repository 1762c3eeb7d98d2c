import Kernel
import Storage
import TestSupport
import Testing

@Suite struct `The journal` {
  @Test func `every act leaves its entry, and the chain holds`() throws {
    let database = try Database.inMemory(migrations: [Schema.storage])
    for number in 1...3 {
      try database.change { $0.note("number", .number(number)) }
    }
    let head = try database.read { try Journal.verify(in: $0) }
    #expect(head.sequence == 3)
    let entries = try database.read { try Journal.entries(about: .instance, in: $0) }
    #expect(entries.map(\.facts) == [#"{"number":"1"}"#, #"{"number":"2"}"#, #"{"number":"3"}"#])
  }

  @Test func `an act that fails leaves nothing`() throws {
    struct Refusal: Error {}
    let database = try Database.inMemory(migrations: [Schema.storage])
    #expect(throws: Refusal.self) {
      try database.change { change in
        try change.run(
          "INSERT INTO stored_bytes (digest, size, compressed) VALUES (\(Digest.sha256([])), 0, \([]))")
        throw Refusal()
      }
    }
    #expect(try database.read { try $0.count("SELECT count(*) AS n FROM stored_bytes") } == 0)
    #expect(try database.read { try Journal.head(in: $0).sequence } == 0)
  }

  @Test func `an inner act that fails and is caught leaves the outer one whole`() throws {
    struct Refusal: Error {}
    let database = try Database.inMemory(migrations: [Schema.storage])
    try database.change { outer in
      try? outer.also(TestAction.test) { inner in
        inner.concerns(.instance)
        throw Refusal()
      }
      try outer.also(TestAction.test) { $0.concerns(.entry(outer.entry)) }
    }
    #expect(try database.read { try Journal.verify(in: $0).sequence } == 2)
  }
}
