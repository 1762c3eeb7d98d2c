public import Directory
public import Kernel
import Refurbishment
import Spreadsheets
import Storage

/// A person's presence, with the names a structure's paper needs.
public struct AttendanceLine: Sendable {
  public let attendance: Attendance
  public let person: String
  public let structure: String?
  /// The step of a training in words.
  public let step: Text?
}

/// What a workshop did in a period, of nobody in particular: hours are of all together, and no act is tied to a person.
public struct WorkActivity: Sendable, Equatable {
  /// How many people were there, those forgotten at their term left out.
  public let people: Int
  /// How long they were there in all, in minutes.
  public let workMinutes: Int
  public let trainingMinutes: Int
  /// How often each step of a training was followed, by its name.
  public let steps: [(step: String, title: Text, times: Int)]
  /// How many devices were sorted, repairs ended, and devices declared ready.
  public let sorted: Int
  public let repaired: Int
  public let released: Int

  public static func == (one: WorkActivity, other: WorkActivity) -> Bool {
    (one.people, one.workMinutes, one.trainingMinutes) == (other.people, other.workMinutes, other.trainingMinutes)
      && one.steps.map(\.step) == other.steps.map(\.step) && one.steps.map(\.times) == other.steps.map(\.times)
      && (one.sorted, one.repaired, one.released) == (other.sorted, other.repaired, other.released)
  }
}

extension Chain {
  /// Tells that a person was there on a day, for work or for a step of a training.
  ///
  /// - Parameters:
  ///   - minutes: how long.
  ///   - step: the step of a training, by the name the workshop's policy gives it; nothing for work.
  /// - Throws: ``ChainFailure/notForRole(_:)`` for somebody else's presence told by who neither runs nor leads the workshop,
  ///   ``RefurbishmentFailure/unknownTrainingStep(_:known:)``, ``DirectoryFailure/dayTooLong(_:minutes:)``.
  public func attend(_ person: String, minutes: Int, training step: String?, as act: Act) throws -> AttendanceLine {
    try database.write(Action.attend, act) { change in
      let person = try DirectoryStore.person(person, in: change)
      if person.id != act.actor.id { try requireJudge(act, in: change) }
      let step = try step.map { try PolicyStore.inForce(in: change).trainingStep($0) }
      // The journal says that somebody was told to be there; for how long is in the table alone.
      change.concerns(.person(person.id))
      let attendance = try AttendanceStore.record(
        step == nil ? .work : .training, minutes: minutes, step: step?.id, of: person.id, in: change)
      return AttendanceLine(
        attendance: attendance, person: person.name,
        structure: try person.structure.flatMap { try structureName($0, in: change) }, step: step?.title)
    }
  }

  /// Who was there in a period, for the paper their structure owes: this act itself is kept.
  ///
  /// - Parameter structure: only people of that structure.
  /// - Throws: ``ChainFailure/rulesNotForRole(_:)``: only those who answer for the chain see the hours of others.
  public func attendance(
    in period: Period, of structure: String? = nil, as act: Act, keep: ([UInt8]) throws -> Void = { _ in }
  ) throws -> [AttendanceLine] {
    try database.write(Action.exportAttendance, act) { change in
      try requireRulesRole(act, in: change)
      change.concerns(.instance)
      change.note("from", .day(period.first))
      change.note("to", .day(period.last))
      let wanted = try structure.map { try DirectoryStore.structure($0, in: change).id }
      let policy = try PolicyStore.inForce(in: change)
      let lines = try AttendanceStore.all(from: period.first, through: period.last, in: change).compactMap {
        attendance -> AttendanceLine? in
        guard let person = try DirectoryStore.person(attendance.person, in: change),
          wanted == nil || person.structure == wanted
        else { return nil }
        return AttendanceLine(
          attendance: attendance, person: person.name,
          structure: try person.structure.flatMap { try structureName($0, in: change) },
          step: attendance.step.map { step in
            policy.trainingSteps.first { $0.id == step }?.title ?? Text(same: step)
          })
      }
      try keep(Array(Spreadsheet.text(of: Self.table(of: lines)).utf8))
      return lines
    }
  }

  private static func table(of lines: [AttendanceLine]) -> [[String]] {
    [["structure", "personne", "jour", "nature", "minutes", "étape de formation"]]
      + lines.map { line in
        [
          line.structure ?? "", line.person, line.attendance.day.description, line.attendance.kind.text.fr,
          String(line.attendance.minutes), line.step?.fr ?? "",
        ]
      }
  }

  /// What the workshop did in a period, of nobody in particular.
  public func activity(in period: Period) throws -> WorkActivity {
    try database.read { reader in
      let present = try AttendanceStore.all(from: period.first, through: period.last, in: reader)
      func minutes(_ kind: Attendance.Kind) -> Int {
        present.filter { $0.kind == kind }.map(\.minutes).reduce(0, +)
      }
      func count(_ action: Action) throws -> Int {
        try reader.count(
          """
          SELECT count(DISTINCT subject) AS n FROM acts WHERE action = \(action.rawValue) AND annulled = 0
            AND day BETWEEN \(period.first) AND \(period.last)
          """)
      }
      let policy = try PolicyStore.inForce(in: reader)
      // Of months past their term, hours are known and people are not.
      let totals = try AttendanceStore.totals(from: period.first, through: period.last, in: reader)
      func past(_ kind: Attendance.Kind) -> Int { totals.filter { $0.kind == kind }.map(\.minutes).reduce(0, +) }
      let followed = totals.reduce(into: Dictionary(grouping: present.compactMap(\.step)) { $0 }.mapValues(\.count)) {
        if let step = $1.step { $0[step, default: 0] += $1.times }
      }
      return WorkActivity(
        people: Set(present.map(\.person)).count, workMinutes: minutes(.work) + past(.work),
        trainingMinutes: minutes(.training) + past(.training),
        steps: followed.sorted { $0.key < $1.key }.map { step, times in
          (step, policy.trainingSteps.first { $0.id == step }?.title ?? Text(same: step), times)
        }, sorted: try count(.sortDevice), repaired: try count(.closeRepair), released: try count(.releaseDevice))
    }
  }
}
