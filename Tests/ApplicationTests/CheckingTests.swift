import Directory
import Foundation
import Inventory
import Kernel
import Refurbishment
import Storage
import TestSupport
import Testing

@testable import Application

@Suite(.enabled(if: OutsideProgram(named: "sqlite3") != nil, "no sqlite3 here"))
struct `Checking a database somebody changed behind Rebond's back` {
  /// A released laptop and one in the workshop, in a file; what a hand does to it in a shell; what the check then finds.
  private func faults(after script: (WorkshopStory) throws -> String) throws -> [Text] {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "filiere.db").path
      let story = try WorkshopStory(at: path)
      try story.release()
      _ = try story.chain.startWork(on: story.laptops[1], as: story.act("2026-09-20"))
      #expect(try story.chain.check(against: story.head).faults.isEmpty)
      let shell = try #require(OutsideProgram(named: "sqlite3"))
      let answer = try shell.run(["-bail", path], input: Data(try script(story).utf8))
      #expect(answer.status == 0, "\(answer.errors)")
      return try Chain.open(path, now: { Clock.noon(of: "2026-12-31").now }).check(against: nil).faults
    }
  }

  @Test func `finds an entry of the journal that was rewritten`() throws {
    let faults = try faults { _ in
      "DROP TRIGGER journal_keeps_values; UPDATE journal SET actor = 2 WHERE sequence = 5;"
    }
    #expect(faults.contains(StorageFailure.brokenChain(EntryID(rawValue: 5)).text))
  }

  @Test func `finds a verdict that was forged without breaking any guard`() throws {
    var forged: (code: AssetCode, entry: EntryID)?
    let faults = try faults { story in
      let (code, entry) = (story.laptops[1], try story.latest)
      let device = try story.chain.device(code).device
      let forgedEntry = EntryID(rawValue: try story.head.sequence + 1)
      forged = (code, forgedEntry)
      // No row joins an act that is over: a whole act is forged, all but its hash.
      return """
        BEGIN;
        INSERT INTO entries (sequence) VALUES (\(forgedEntry));
        INSERT INTO readiness_proofs (entry, device, round, route, verdict, reconditioned)
          VALUES (\(forgedEntry), \(device.id), 1, 'laptop 2026.1', zeroblob(32), 1);
        INSERT INTO movements (entry, device, previous, verb, round, state, proof)
          VALUES (\(forgedEntry), \(device.id), \(entry), 'release', 1, 'ready', \(forgedEntry));
        UPDATE devices SET standing = \(forgedEntry), state = 'ready', proof = \(forgedEntry) WHERE id = \(device.id);
        INSERT INTO journal (sequence, recorded, day, actor, action, subject, facts, hash)
          SELECT \(forgedEntry), recorded, day, actor, 'device.release', subject, facts, hash FROM journal
          WHERE sequence = \(entry);
        COMMIT;
        """
    }
    let (code, entry) = try #require(forged)
    #expect(
      faults.map(\.en).contains("Device \(code): the verdict of entry \(entry) is not borne out by what was done."))
    #expect(faults.contains(StorageFailure.brokenChain(entry).text))
  }

  @Test func `finds a device moved back by hand`() throws {
    var code: AssetCode?
    let faults = try faults { story in
      code = story.laptop
      let device = try story.chain.device(story.laptop).device.id
      return """
        DROP TRIGGER devices_move_one_step;
        UPDATE devices SET standing = (SELECT entry FROM movements WHERE device = \(device) AND previous IS NULL),
          state = 'received', proof = NULL WHERE id = \(device);
        """
    }
    let moved = try #require(code)
    #expect(faults.map(\.en).contains("Device \(moved): its state is not that of its last movement."))
  }

  @Test func `finds a state written by hand`() throws {
    var code: AssetCode?
    let faults = try faults { story in
      code = story.laptops[2]
      return """
        DROP TRIGGER devices_stand_on_a_movement;
        UPDATE devices SET state = 'in-refurbishment' WHERE code = '\(story.laptops[2].characters)';
        """
    }
    let moved = try #require(code)
    #expect(faults.map(\.en).contains("Device \(moved): its state is not that of its last movement."))
  }

  @Test func `finds a guard that was taken away`() throws {
    let faults = try faults { _ in "DROP TRIGGER erasures_count_once_on_insert;" }
    #expect(faults.map(\.en) == ["The table or guard “erasures_count_once_on_insert” is not the one Rebond made."])
  }

  @Test func `finds that a search would miss devices`() throws {
    let faults = try faults { story in
      let trigger: String? = try story.database.read { reader in
        try reader.first("SELECT sql FROM sqlite_schema WHERE name = 'search_words_keeps_rows'").flatMap {
          try $0["sql"]
        }
      }
      return "DROP TRIGGER search_words_keeps_rows; DELETE FROM search_words; \(trigger ?? "");"
    }
    #expect(faults.count == 1 && faults.allSatisfy { $0.en.contains("no longer finds devices by these words") })
  }

  @Test func `finds evidence that was damaged`() throws {
    var digest: Digest?
    let faults = try faults { story in
      digest = try story.chain.evidence(about: story.laptop)[0].stored
      return """
        DROP TRIGGER stored_bytes_keeps_values; DROP TRIGGER stored_bytes_forgets;
        UPDATE stored_bytes SET compressed = zeroblob(20) WHERE digest = x'\(digest?.description ?? "")';
        """
    }
    #expect(faults.contains(StorageFailure.damagedBytes(try #require(digest)).text))
  }
}

@Suite struct `Checking a database` {
  @Test func `counts what it computed again`() throws {
    let story = try WorkshopStory()
    try story.release()
    let check = try story.chain.check(against: nil)
    #expect(check.faults.isEmpty)
    #expect(check.verdicts == 1)
    #expect(check.documents == 2)
    #expect(try check.head == story.head)
  }

  @Test func `finds again a head that was printed, and no other`() throws {
    let story = try WorkshopStory()
    let printed = try story.head
    try story.release()
    #expect(try story.chain.check(against: printed).faults.isEmpty)
    let other = JournalHead(sequence: 3, hash: .sha256([]))
    #expect(try story.chain.check(against: other).faults == [StorageFailure.brokenChain(EntryID(rawValue: 3)).text])
    let (head, beyond) = (try story.head, try story.head.sequence + 1)
    #expect(
      try story.chain.check(against: JournalHead(sequence: beyond, hash: head.hash)).faults
        == [StorageFailure.brokenChain(EntryID(rawValue: beyond)).text])
  }

  @Test func `an old verdict holds when its device's evidence goes on`() throws {
    let story = try WorkshopStory()
    try story.release()
    try story.bring("portable-1-retour/lshw.json", on: "2026-11-05")
    try story.bring("portable-1-retour/nwipe.log", on: "2026-11-05")
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }
}

@Suite struct `Founding an instance` {
  private func found(_ timeZone: String, _ baseURL: String?, founder: String = "Camille Exemple") throws -> Chain {
    let instance = try InstanceSettings(
      name: "Filière", departement: Departement("47"), baseURL: baseURL, timeZone: timeZone)
    return try Chain.foundInMemory(instance, founder: founder) { Clock.noon(of: "2026-09-15").now }
  }

  @Test func `the founder acts first, and manages`() throws {
    let chain = try found("Indian/Reunion", "https://r974.example")
    #expect(try chain.people().map(\.person.role) == [.manager])
    #expect(try chain.act(by: "camille exemple", on: nil).actor.id == PersonID(rawValue: 1))
    #expect(try chain.check(against: nil).faults.isEmpty)
    #expect(chain.clock.zone.name == "Indian/Reunion")
  }

  @Test func `a zone nobody knows is refused`() {
    #expect(throws: ChainFailure.unknownTimeZone("Europe/Agen")) { try found("Europe/Agen", nil) }
  }

  @Test(arguments: ["r47.example", "ftp://r47.example", "https://", "https://r47 .example", "https://réemploi.example"])
  func `an address that cannot start a code is refused`(address: String) {
    #expect(throws: ChainFailure.baseURL(address)) { try found("Europe/Paris", address) }
  }

  @Test func `nothing is left where founding failed`() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "filiere.db").path
      let instance = try InstanceSettings(
        name: "Filière", departement: Departement("47"), baseURL: nil, timeZone: "Europe/Paris")
      #expect(throws: (any Error).self) {
        try Chain.found(instance, at: path, founder: "  ") { Clock.noon(of: "2026-09-15").now }
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
  }
}
