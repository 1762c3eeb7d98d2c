import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import Inventory

/// One attempt to break a rule around the program; `ENTRY` stands for the act's own entry.
struct Attempt: CustomTestStringConvertible {
  let testDescription: String
  let state: Device.StateName
  /// Guards taken away first, so that the one under test stands alone.
  let without: [String]
  let statements: [String]
  let refusal: String

  /// - Parameter clears: whether a word that its media are clean goes before a departure.
  init(
    _ description: String, at state: Device.StateName, without: [String] = [], clears: Bool = true,
    _ statements: String..., refusal: String
  ) {
    testDescription = description
    self.state = state
    self.without = without
    let leaves = clears && statements.contains { $0.hasPrefix("INSERT INTO departures") }
    self.statements = (leaves ? [clearance] : []) + statements
    self.refusal = refusal
  }
}

private let noSuchMovement = "ce mouvement n'existe pas dans cet état"
private let noVerdict = "sans verdict de l'atelier pour ce passage, un appareil n'est pas prêt"
private let onlyListed = "seul un appareil repris d'une liste est prêté depuis avant Rebond"
private let noMovement = "un appareil ne change d'état que par un mouvement"
private let notAStep = "un mouvement suit le précédent, ou l'annule par une correction"
private let noProof = "un appareil ne quitte la filière qu'avec sa preuve"
private let noDonation = "un appareil parti chez quelqu'un ne revient que par un nouveau don"
private let identity = "le code et l'origine d'un appareil ne changent pas"

private func movement(
  _ verb: String, to state: String, device: Int = 1, after previous: String, round: Int = 1, proof: String = "NULL",
  request: String = "NULL", contract: String = "NULL", entry: String = "ENTRY", verb insert: String = "INSERT"
) -> String {
  """
  \(insert) INTO movements (entry, device, previous, verb, round, state, proof, request, contract)
  VALUES (\(entry), \(device), \(previous), '\(verb)', \(round), '\(state)', \(proof), \(request), \(contract))
  """
}

private func proof(
  _ entry: String = "ENTRY", device: Int = 1, round: Int = 1, route: String = "laptop 2026.1"
) -> String {
  """
  INSERT INTO readiness_proofs (entry, device, round, route, verdict, reconditioned)
  VALUES (\(entry), \(device), \(round), '\(route)', zeroblob(32), 0)
  """
}

private let clearance =
  "INSERT INTO media_clearances (entry, device, verdict) VALUES (ENTRY, 1, zeroblob(32))"

private func departure(_ end: String, device: Int = 1, price: String = "NULL") -> String {
  """
  INSERT INTO departures (entry, device, end_state, recipient, slip, price_cents)
  VALUES (ENTRY, \(device), '\(end)', 3, 'Acte 1', \(price))
  """
}

private let redonation =
  "INSERT INTO redonations (entry, device, donation_line, legal_origin) VALUES (ENTRY, 1, 2, 'purchase')"

private func device(
  _ insert: String = "INSERT", id: String = "NULL", code: String = "ZZZZZZZZ3", state: String = "received",
  round: Int = 1, standing: String = "ENTRY", proof: String = "NULL"
) -> String {
  """
  \(insert) INTO devices (id, code, category, legal_origin, donation_line, standing, round, state, proof)
  VALUES (\(id), '\(code)', 'laptop', 'company-gift', 1, \(standing), \(round), '\(state)', \(proof))
  """
}

@Suite struct `Around the inventory by straight SQL` {
  static let movements: [Attempt] = [
    Attempt(
      "from received to ready", at: .received, proof(),
      movement("release", to: "ready", after: "1", proof: "ENTRY"), refusal: noSuchMovement),
    Attempt(
      "ready without a proof", at: .inRefurbishment, movement("release", to: "ready", after: "3", proof: "ENTRY"),
      refusal: noVerdict),
    Attempt(
      "ready with no proof named", at: .inRefurbishment, movement("release", to: "ready", after: "3"),
      refusal: noSuchMovement),
    Attempt(
      "ready by the proof of another device", at: .inRefurbishment, proof(device: 2),
      movement("release", to: "ready", after: "3", proof: "ENTRY"), refusal: noVerdict),
    Attempt(
      "ready by the proof of another round", at: .inRefurbishment, proof(round: 2),
      movement("release", to: "ready", after: "3", proof: "ENTRY"), refusal: noVerdict),
    Attempt(
      "ready by a proof of another release", at: .inRefurbishment, entry("99"), proof("99"),
      movement("release", to: "ready", after: "3", proof: "99"), refusal: noSuchMovement),
    Attempt(
      "lent since before Rebond, though no list brought it", at: .received, proof(route: "before-rebond"),
      movement("lent-before", to: "out", after: "1", proof: "ENTRY", contract: "9"), refusal: onlyListed),
    Attempt(
      "lent since before Rebond by a verdict", at: .received, proof(),
      movement("lent-before", to: "out", after: "1", proof: "ENTRY", contract: "9"), refusal: onlyListed),
    Attempt(
      "ready by a word that is no verdict", at: .inRefurbishment, proof(route: "before-rebond"),
      movement("release", to: "ready", after: "3", proof: "ENTRY"), refusal: onlyListed),
    Attempt(
      "a second release", at: .ready, proof(), movement("release", to: "ready", after: "4", proof: "ENTRY"),
      refusal: noSuchMovement),
    Attempt(
      "two releases at once", at: .inRefurbishment, proof(), entry("99"), proof("99"),
      movement("release", to: "ready", after: "3", proof: "ENTRY"),
      movement("release", to: "ready", after: "3", proof: "99", entry: "99"), refusal: noSuchMovement),
    Attempt(
      "a second reception", at: .received, movement("receive", to: "received", after: "NULL"), refusal: noSuchMovement),
    Attempt(
      "a verb of no table", at: .received, movement("sell", to: "received", after: "1"), refusal: noSuchMovement),
    Attempt(
      "a verb to another state", at: .received, proof(),
      movement("start-refurbishment", to: "ready", after: "1", proof: "ENTRY"), refusal: noSuchMovement),
    Attempt(
      "after another device's movement", at: .received,
      movement("start-refurbishment", to: "in-refurbishment", device: 2, after: "1"), refusal: noSuchMovement),
    Attempt(
      "reserved on another proof", at: .ready, proof(),
      movement("reserve", to: "reserved", after: "4", proof: "ENTRY", request: "7"), refusal: noSuchMovement),
    Attempt(
      "taken back into the same round", at: .out, movement("take-back", to: "received", after: "6"),
      refusal: noSuchMovement),
    Attempt(
      "reserved for nobody", at: .ready, movement("reserve", to: "reserved", after: "4", proof: "4"),
      refusal:
        "CHECK constraint failed: (coalesce(request, contract) IS NOT NULL) = (state = 'reserved' OR state = 'out' OR state = 'in-repair')"
    ),
    Attempt(
      "out under no contract", at: .reserved, movement("hand-over", to: "out", after: "5", proof: "4"),
      refusal: noSuchMovement),
    Attempt(
      "given without a deed", at: .ready, movement("give", to: "given", after: "4", proof: "4"), refusal: noProof),
    Attempt(
      "given by the proof of another end", at: .ready, departure("recycled"),
      movement("give", to: "given", after: "4", proof: "4"), refusal: noProof),
    Attempt(
      "given by the deed of another device", at: .ready, clears: false,
      "INSERT INTO media_clearances (entry, device, verdict) VALUES (ENTRY, 2, zeroblob(32))",
      departure("given", device: 2),
      movement("give", to: "given", after: "4", proof: "4"), refusal: noProof),
    Attempt(
      "given with its data", at: .ready, clears: false, departure("given"),
      refusal: "aucun support ne part sans être effacé, ou sous un papier qui nomme qui le détruit"),
    Attempt(
      "recycled with another device's word", at: .inRefurbishment, clears: false,
      "INSERT INTO media_clearances (entry, device, verdict) VALUES (ENTRY, 2, zeroblob(32))", departure("recycled"),
      refusal: "aucun support ne part sans être effacé, ou sous un papier qui nomme qui le détruit"),
    Attempt(
      "to be destroyed by nobody", at: .inRefurbishment,
      "INSERT INTO media_clearances (entry, device, slip) VALUES (ENTRY, 1, 'x')",
      refusal: "CHECK constraint failed: (verdict IS NULL) = (destroyer IS NOT NULL)"),
    Attempt(
      "to be destroyed under no paper", at: .inRefurbishment,
      "INSERT INTO media_clearances (entry, device, destroyer) VALUES (ENTRY, 1, 3)",
      refusal: "CHECK constraint failed: (destroyer IS NULL) = (slip IS NULL)"),
    Attempt(
      "given from the workshop", at: .inRefurbishment, departure("given"),
      movement("give", to: "given", after: "3"), refusal: noSuchMovement),
    Attempt(
      "given without the verdict it left on", at: .ready, departure("given"),
      movement("give", to: "given", after: "4"), refusal: noSuchMovement),
    Attempt(
      "recycled from the stock", at: .ready, departure("recycled"),
      movement("recycle", to: "recycled", after: "4"), refusal: noSuchMovement),
    Attempt(
      "recycled without a slip", at: .inRefurbishment,
      "INSERT INTO departures (entry, device, end_state, recipient) VALUES (ENTRY, 1, 'recycled', 3)",
      refusal: "CHECK constraint failed: (slip IS NOT NULL) = (end_state <> 'harvested')"),
    Attempt(
      "a proof of no end", at: .ready,
      "INSERT INTO departures (entry, device, end_state, recipient, slip) VALUES (ENTRY, 1, 'out', 3, 'x')",
      refusal: notOne("end_state", of: ["given", "harvested", "recycled", "sold", "returned", "lost"])),
    Attempt(
      "sold without a price", at: .ready, departure("sold"),
      refusal: "CHECK constraint failed: (price_cents IS NOT NULL) = (end_state = 'sold')"),
    Attempt(
      "sold for nothing", at: .ready, departure("sold", price: "0"),
      refusal: "CHECK constraint failed: price_cents > 0"),
    Attempt(
      "given for a price", at: .ready, departure("given", price: "100"),
      refusal: "CHECK constraint failed: (price_cents IS NOT NULL) = (end_state = 'sold')"),
    Attempt(
      "lost to somebody", at: .ready, departure("lost"),
      refusal: "CHECK constraint failed: recipient IS NULL OR end_state NOT IN ('harvested', 'lost')"),
    Attempt(
      "given to nobody", at: .ready,
      "INSERT INTO departures (entry, device, end_state, slip) VALUES (ENTRY, 1, 'given', 'x')",
      refusal: "un appareil du stock n'est donné qu'à une structure"),
    Attempt(
      "sold from the workshop", at: .inRefurbishment, departure("sold", price: "100"),
      movement("sell", to: "sold", after: "3"), refusal: noSuchMovement),
    Attempt(
      "sold without the verdict it left on", at: .ready, departure("sold", price: "100"),
      movement("sell", to: "sold", after: "4"), refusal: noSuchMovement),
    Attempt(
      "lost while it is kept for a request", at: .reserved,
      "INSERT INTO departures (entry, device, end_state, slip) VALUES (ENTRY, 1, 'lost', 'x')",
      movement("lose", to: "lost", after: "5"), refusal: noSuchMovement),
    Attempt(
      "a price of what was not sold", at: .given,
      "INSERT INTO sale_prices (entry, departure, price_cents) VALUES (ENTRY, 5, 100)",
      refusal: "seule une vente a un prix"),
    Attempt(
      "given back without a receipt", at: .ready, movement("give-back", to: "returned", after: "4"), refusal: noProof),
    Attempt(
      "found in the same round", at: .lost, movement("find", to: "received", after: "4"), refusal: noSuchMovement),
    Attempt(
      "sold back by a word", at: .sold, movement("donate-again", to: "received", after: "5", round: 2),
      refusal: noDonation),
    Attempt(
      "a proof without its movement", at: .ready, departure("given"), refusal: "FOREIGN KEY constraint failed"),
    Attempt(
      "come back without a donation", at: .given, movement("donate-again", to: "received", after: "5", round: 2),
      refusal: noDonation),
    Attempt(
      "come back into the same round", at: .given, redonation,
      movement("donate-again", to: "received", after: "5"), refusal: noSuchMovement),
    Attempt(
      "come back from the recycler", at: .recycled, redonation,
      movement("donate-again", to: "received", after: "4", round: 2), refusal: noSuchMovement),
    Attempt(
      "its own owner's agent", at: .received,
      "INSERT INTO custodies (entry, device, owner, holder, agent) VALUES (ENTRY, 1, 2, 2, 2)",
      refusal: "CHECK constraint failed: agent <> owner"),
    Attempt(
      "nothing told", at: .received, "INSERT INTO device_particulars (entry, device) VALUES (ENTRY, 1)",
      refusal: "CHECK constraint failed: year_made IS NOT NULL OR grams IS NOT NULL"),
    Attempt(
      "a movement put in place of another", at: .inRefurbishment, without: ["movements_follow_the_table_on_insert"],
      movement("start-refurbishment", to: "in-refurbishment", after: "1", entry: "3", verb: "INSERT OR REPLACE"),
      refusal: "movements: rows are never replaced"),
    Attempt(
      "a movement changed", at: .inRefurbishment,
      "UPDATE movements SET round = 2 WHERE entry = 3", refusal: "movements: rows are never changed"),
    Attempt(
      "a movement deleted", at: .inRefurbishment, "DELETE FROM movements WHERE entry = 3",
      refusal: "movements: rows are never deleted"),
    Attempt(
      "a proof put in place of another", at: .ready,
      proof("4").replacing("INSERT", with: "INSERT OR REPLACE"), refusal: "readiness_proofs: rows are never replaced"),
    Attempt(
      "a proof changed", at: .ready, "UPDATE readiness_proofs SET reconditioned = 0",
      refusal: "readiness_proofs: rows are never changed"),
  ]

  /// The number of another act, which rows need to refer to it.
  private static func entry(_ number: String) -> String { "INSERT INTO entries (sequence) VALUES (\(number))" }

  /// What SQLite says of a word that is in no list.
  private static func notOne(_ column: String, of words: [String]) -> String {
    "CHECK constraint failed: (\(words.map { "\(column) = '\($0)'" }.joined(separator: " OR ")))"
  }

  static let devices: [Attempt] = [
    Attempt(
      "a device born ready", at: .ready, device(state: "ready", proof: "4"),
      refusal: "un appareil commence par être reçu"),
    Attempt(
      "a device born in its second round", at: .received, device(round: 2),
      refusal: "un appareil commence par être reçu"),
    Attempt(
      "a device put in place of another", at: .ready, device("INSERT OR REPLACE", id: "1", standing: "1"),
      refusal: "devices: rows are never replaced"),
    Attempt(
      "a device put in place of another by its code", at: .ready,
      device("INSERT OR REPLACE", code: laptop.characters, standing: "1"), refusal: "devices: rows are never replaced"),
    Attempt(
      "a new device that stands on another's movement", at: .received, device(standing: "1"),
      refusal: "FOREIGN KEY constraint failed"),
    Attempt(
      "a device deleted", at: .received, "DELETE FROM devices WHERE id = 1",
      refusal: "un appareil ne disparaît jamais du registre"),
    Attempt(
      "a state written by hand", at: .received, "UPDATE devices SET state = 'in-refurbishment' WHERE id = 1",
      refusal: noMovement),
    Attempt(
      "ready written by hand beside a proof", at: .inRefurbishment, proof(),
      "UPDATE devices SET state = 'ready', proof = ENTRY WHERE id = 1", refusal: noMovement),
    Attempt(
      "a round written by hand", at: .received, "UPDATE devices SET round = 2 WHERE id = 1", refusal: noMovement),
    Attempt(
      "on another device's movement", at: .received, without: ["devices_move_one_step"],
      "UPDATE devices SET standing = 2 WHERE id = 1", refusal: noMovement),
    Attempt(
      "on a movement that does not follow", at: .received, without: ["devices_stand_on_a_movement"],
      "UPDATE devices SET standing = 2 WHERE id = 1", refusal: notAStep),
    Attempt(
      "back by hand", at: .ready,
      "UPDATE devices SET standing = 3, state = 'in-refurbishment', proof = NULL WHERE id = 1", refusal: notAStep),
    Attempt(
      "another code", at: .received, "UPDATE devices SET code = 'ZZZZZZZZ3' WHERE id = 1", refusal: identity),
    Attempt(
      "another category", at: .received, "UPDATE devices SET category = 'desktop' WHERE id = 1", refusal: identity),
    Attempt(
      "another origin", at: .received, "UPDATE devices SET legal_origin = 'purchase' WHERE id = 1", refusal: identity),
    Attempt("another line", at: .received, "UPDATE devices SET donation_line = 2 WHERE id = 1", refusal: identity),
    Attempt(
      "another number", at: .received, without: ["devices_stand_on_a_movement"],
      "UPDATE devices SET id = 3 WHERE id = 1", refusal: identity),
    Attempt(
      "an origin of no list", at: .received, device().replacing("company-gift", with: "found-in-the-street"),
      refusal: notOne(
        "legal_origin",
        of: ["public-gift", "company-gift", "association-gift", "individual-gift", "purchase", "waste-stream"])),
    Attempt(
      "a serial number of nothing", at: .received,
      "INSERT INTO device_identities (entry, device, serial) VALUES (ENTRY, 1, '')",
      refusal: "CHECK constraint failed: serial <> ''"),
  ]

  @Test(arguments: movements + devices)
  func `each guard holds`(attempt: Attempt) throws {
    let yard = try Yard(attempt.state)
    try yard.expectRefusal(of: attempt)
  }

  @Test func `an annulled release is not stood on again`() throws {
    let yard = try Yard(.ready)
    try yard.annul(4)
    try yard.expectRefusal(
      of: Attempt(
        "", at: .ready, "UPDATE devices SET standing = 4, state = 'ready', proof = 4 WHERE id = 1", refusal: notAStep))
    try yard.expectRefusal(
      of: Attempt("", at: .ready, movement("release", to: "ready", after: "3", proof: "4"), refusal: noSuchMovement))
  }

  @Test func `a device whose reception is annulled does not move`() throws {
    let yard = try Yard()
    try yard.annul(1)
    try yard.expectRefusal(
      of: Attempt(
        "", at: .received, movement("start-refurbishment", to: "in-refurbishment", after: "1"), refusal: noSuchMovement)
    )
  }

  @Test func `two devices are never reserved for one request, whatever the statement says to replace`() throws {
    let yard = try Yard(.reserved)
    try yard.move(other, by: .startRefurbishment, on: "2026-09-10")
    let standing = try yard.move(other, by: .release, on: "2026-09-10").standing.description
    try yard.expectRefusal(
      of: Attempt(
        "", at: .reserved,
        movement("reserve", to: "reserved", device: 2, after: standing, proof: standing, request: "7"),
        "UPDATE OR REPLACE devices SET standing = ENTRY, state = 'reserved', request = 7 WHERE id = 2",
        refusal: "un autre appareil est déjà réservé pour la même demande"))
  }

  @Test func `what a contract promises leaves under no other contract`() throws {
    let yard = try Yard(.ready)
    let standing = try yard.device().standing.description
    let promised = try yard.database.change(.sample(on: "2026-09-10")) { change in
      let device = try DeviceStore.device(laptop, in: change)
      return try DeviceStore.move(device, by: device.promised(by: Yard.contract), in: change).standing.description
    }
    try yard.expectRefusal(
      of: Attempt(
        "", at: .reserved,
        movement("hand-over", to: "out", after: promised, proof: standing, contract: "8"), refusal: noSuchMovement))
  }

  @Test func `no key of what only grows can be replaced`() throws {
    #expect(try Database.inMemory(migrations: Yard.migrations).replaceableKeys() == [])
  }
}

@Suite(.enabled(if: OutsideProgram(named: "sqlite3") != nil, "no sqlite3 here"))
struct `Around the inventory in the sqlite3 shell` {
  static let attempts =
    (`Around the inventory by straight SQL`.movements + `Around the inventory by straight SQL`.devices)
    .filter { $0.without.isEmpty && !$0.refusal.hasPrefix("FOREIGN KEY") }

  @Test(arguments: Device.StateName.allCases)
  func `each guard holds without foreign keys`(state: Device.StateName) throws {
    let shell = try #require(OutsideProgram(named: "sqlite3"))
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "yard.db").path
      try Database.create(path, migrations: Yard.migrations) { _ = try Yard(state, in: $0) }
      let before = try shell.run([path, "SELECT * FROM devices; SELECT * FROM movements"]).output
      for attempt in Self.attempts where attempt.state == state {
        // The number of an act that begins, without which no row comes at all.
        let script =
          "BEGIN;\nINSERT INTO entries (sequence) VALUES (ENTRY);\n" + attempt.statements.map { $0 + ";\n" }.joined()
          + "COMMIT;\n"
        let answer = try shell.run(["-bail", path], input: Data(script.replacing("ENTRY", with: "77").utf8))
        #expect(answer.status != 0, "\(attempt.testDescription)")
        #expect(answer.errors.contains(attempt.refusal), "\(attempt.testDescription): \(answer.errors)")
      }
      #expect(try shell.run([path, "SELECT * FROM devices; SELECT * FROM movements"]).output == before)
    }
  }
}

extension Yard {
  /// Expects the refusal, and nothing changed.
  func expectRefusal(of attempt: Attempt) throws {
    for name in attempt.without {
      try database.change { try $0.run(SQL(stringLiteral: "DROP TRIGGER \(name)")) }
    }
    let before = try database.read { try $0.count("SELECT count(*) AS n FROM movements") }
    #expect {
      try database.change(.sample(on: "2027-01-01")) { change in
        for statement in attempt.statements {
          try change.run(SQL(stringLiteral: statement.replacing("ENTRY", with: change.entry.description)))
        }
      }
    } throws: { error in
      switch error {
      case StorageFailure.guarded(let message), StorageFailure.constraint(let message, _): message == attempt.refusal
      default: false
      }
    }
    #expect(try database.read { try $0.count("SELECT count(*) AS n FROM movements") } == before)
  }
}
