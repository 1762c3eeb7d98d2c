public import Kernel
import Storage
import TestSupport

@testable import Refurbishment

/// A short route with one check of every sort.
let smallRoute = """
  {"id": "small", "version": "1", "categories": ["laptop"], "title": {"fr": "Petite", "en": "Small"}, "steps": [
    {"id": "triage", "title": {"fr": "Tri", "en": "Triage"},
     "checks": [{"id": "worth", "title": {"fr": "Vaut la peine", "en": "Worth it"}}]},
    {"id": "erasure", "title": {"fr": "Effacement", "en": "Erasure"}, "kind": "erasure", "after": ["triage"]},
    {"id": "work", "title": {"fr": "Essais", "en": "Tests"}, "after": ["triage"], "checks": [
      {"id": "power", "title": {"fr": "S'allume", "en": "Powers on"}, "function": true},
      {"id": "screen", "title": {"fr": "Écran", "en": "Screen"}, "function": true, "mayBeDeclared": true},
      {"id": "camera", "title": {"fr": "Webcam", "en": "Camera"}, "function": true, "mayBeNotFitted": true},
      {"id": "clock", "title": {"fr": "Pile", "en": "Clock cell"}, "function": true, "mandatory": false},
      {"id": "sticker", "title": {"fr": "Autocollant", "en": "Sticker"}, "mandatory": false}]},
    {"id": "quality", "title": {"fr": "Qualité", "en": "Quality"}, "byAnotherPerson": true,
     "after": ["erasure", "work"],
     "checks": [{"id": "second-look", "title": {"fr": "Second regard", "en": "Second look"}}]},
    {"id": "grading", "title": {"fr": "Notation", "en": "Grading"}, "kind": "grade", "after": ["quality"]}]}
  """

extension Route {
  static func sample(_ json: String = smallRoute) -> Route {
    guard let route = try? Route(reading: Array(json.utf8), file: "small.json") else {
      preconditionFailure("the sample route is read by the route tests")
    }
    return route
  }
}

let deviceID = DeviceID(rawValue: 1)
let deviceCode: AssetCode = "000-000-000"
let worker = Actor.sample(1, "Camille Exemple")
let second = Actor.sample(2, "Dominique Exemple")

extension Workpiece {
  static func sample(round: Int = 1, media: [Medium] = [.disk]) -> Workpiece {
    Workpiece(id: deviceID, code: deviceCode, category: .laptop, round: round, media: media)
  }
}

extension Workpiece.Medium {
  /// Given up by its last user on 1 September 2026.
  static let disk = Workpiece.Medium(
    id: MediumID(rawValue: 1), label: "DISK-1", isInQuestion: false, givenUp: "2026-09-01")
  static let stick = Workpiece.Medium(
    id: MediumID(rawValue: 2), label: "STICK-2", isInQuestion: true, givenUp: "2026-09-01")
}

extension LocalStamp: ExpressibleByStringLiteral {
  public init(stringLiteral text: String) {
    guard let stamp = LocalStamp(text) else { preconditionFailure("no such stamp: \(text)") }
    self = stamp
  }
}

extension ErasureReading {
  static func sample(
    _ outcome: ErasureOutcome = .erased, ended: LocalStamp? = "2026-09-10 12:00:00", serial: String? = "DISK-1",
    slot: String = "/dev/sda", capacityBytes: Int64? = nil, doubts: [ErasureDoubt] = []
  ) -> ErasureReading {
    ErasureReading(
      outcome: outcome, method: "PRNG Stream", tool: "nwipe", toolVersion: "0.34", started: nil, ended: ended,
      verification: "last pass", slot: slot, serial: serial, capacityBytes: capacityBytes, doubts: doubts)
  }
}

/// A database of this room, with stand-ins for the devices and media of the inventory.
func workshop() throws -> Database {
  let inventory = Migration(
    "inventory.stand-in",
    """
    CREATE TABLE devices (id INTEGER PRIMARY KEY) STRICT;
    CREATE TABLE media (id INTEGER PRIMARY KEY) STRICT;
    CREATE TABLE visitors (id INTEGER PRIMARY KEY) STRICT;
    INSERT INTO visitors (id) VALUES (1);
    INSERT INTO devices (id) VALUES (1), (2);
    INSERT INTO media (id) VALUES (1), (2);
    """)
  return try Database.inMemory(migrations: [Schema.storage, inventory] + RefurbishmentSchema.migrations)
}

extension Change {
  /// A log kept as evidence, whatever it says.
  func log() throws -> EvidenceReportID {
    try EvidenceStore.keep(format: "nwipe", original: .sha256([9]), bytes: PackedBytes([9]), summary: "{}", in: self)
  }
}

extension Database {
  /// Does one act of a person on a day.
  func act<Result>(
    by actor: Actor = worker, on day: Day = "2026-09-15", _ body: (Change) throws -> Result
  ) throws -> Result {
    try change(.sample(on: day, by: actor), body)
  }

  /// Annuls an act.
  func annul(_ entry: EntryID) throws {
    try act { change in try Corrections.record(.annulment, of: entry, because: "essai", in: change) }
  }

  func dossier(_ workpiece: Workpiece = .sample()) throws -> RoundDossier {
    try read { reader in try RoundStore.dossier(of: workpiece, in: reader) }
  }

  /// Brings the sample device to the point where only the closing is missing.
  func makeReady(_ workpiece: Workpiece = .sample()) throws {
    try act { change in try RoundStore.open(workpiece, with: .sample(), in: change) }
    try act { change in
      try RoundStore.record([CheckResult("worth", .passed)], of: workpiece, in: change)
      _ = try ErasureStore.record(
        .sample(), on: .disk, of: workpiece, from: change.log(), today: "2026-09-15", in: change)
    }
    try act(by: second) { change in _ = try ErasureStore.validate(workpiece, in: change) }
    try act { change in
      try RoundStore.record(
        ["power", "screen", "camera", "clock"].map { CheckResult($0, .passed) }, of: workpiece, in: change)
    }
    try act(by: second) { change in
      try RoundStore.record([CheckResult("second-look", .passed)], of: workpiece, in: change)
      try RoundStore.grade(
        workpiece, on: .shipped(), cosmetic: "B", functional: "a", battery: "C", in: change)
    }
  }
}
