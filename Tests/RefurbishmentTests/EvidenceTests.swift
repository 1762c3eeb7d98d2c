import Kernel
import Storage
import TestSupport
import Testing

@testable import Refurbishment

@Suite struct `Evidence kept` {
  private func keep(_ text: String, unreadable: String? = nil, in database: Database) throws -> EvidenceReportID {
    try database.act { change in
      try EvidenceStore.keep(
        format: "nwipe", original: .sha256("original \(text)".utf8), bytes: PackedBytes(Array(text.utf8)),
        summary: "{}",
        unreadable: unreadable, in: change)
    }
  }

  @Test func `is kept once, with both hashes, and its bytes can be read again`() throws {
    let database = try workshop()
    let id = try keep("log", in: database)
    #expect(try keep("log", in: database) == id)
    #expect(try keep("other log", in: database) != id)
    let report = try #require(try database.read { try EvidenceStore.find(id, in: $0) })
    #expect((report.original, report.stored) == (.sha256("original log".utf8), .sha256("log".utf8)))
    #expect(try database.read { try StoredBytes.bytes(report.stored, in: $0) } == Array("log".utf8))
    #expect(try database.read { try EvidenceStore.find(original: report.original, in: $0) } == report)
  }

  @Test func `stays aside until it is attached, and comes back when that is annulled`() throws {
    let database = try workshop()
    let id = try keep("log", in: database)
    let broken = try keep("bad", unreadable: "ligne 1 : tronqué", in: database)
    #expect(try database.read { try EvidenceStore.unmatched(in: $0) }.map(\.id) == [id, broken])
    let entry = try database.act { change in
      try EvidenceStore.attach(id, to: deviceID, in: change)
      return change.entry
    }
    #expect(try database.read { try EvidenceStore.unmatched(in: $0) }.map(\.unreadable) == ["ligne 1 : tronqué"])
    #expect(try database.read { try EvidenceStore.reports(about: deviceID, in: $0) }.map(\.devices) == [[deviceID]])
    #expect(throws: RefurbishmentFailure.alreadyAttached(id)) {
      try database.act { try EvidenceStore.attach(id, to: deviceID, in: $0) }
    }
    try database.annul(entry)
    #expect(try database.read { try EvidenceStore.reports(about: deviceID, in: $0) }.isEmpty)
    #expect(try database.read { try EvidenceStore.unmatched(in: $0) }.map(\.id) == [id, broken])
    try database.act { try EvidenceStore.attach(id, to: deviceID, in: $0) }
  }
}

@Suite struct `A wiping station` {
  @Test func `is known by its serial number, whatever the case, until its declaration is annulled`() throws {
    let database = try workshop()
    try database.act { try StationStore.declare(serial: " dock-77 ", name: "Banc 1", in: $0) }
    func isStation(_ serial: String) throws -> Bool {
      try database.read { try StationStore.isStation(serial: serial, in: $0) }
    }
    #expect(try isStation("DOCK-77"))
    #expect(try isStation("dock-77 "))
    #expect(try isStation("DOCK-78") == false)
    #expect(throws: RefurbishmentFailure.stationAlreadyDeclared("Dock-77")) {
      try database.act { try StationStore.declare(serial: "Dock-77", name: "Banc 2", in: $0) }
    }
    #expect(throws: RefurbishmentFailure.stationWithoutSerial) {
      try database.act { try StationStore.declare(serial: " ", name: "Banc 2", in: $0) }
    }
    #expect(try database.read { try StationStore.all(in: $0) } == [WipingStation(serial: "DOCK-77", name: "Banc 1")])
    try database.annul(EntryID(rawValue: 1))
    #expect(try isStation("DOCK-77") == false)
    try database.act { try StationStore.declare(serial: "dock-77", name: "Banc 1", in: $0) }
  }
}
