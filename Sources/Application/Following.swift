public import Directory
public import Kernel
public import Loans
import Storage

/// Which contacts are listed.
public enum FollowUpSpan: Sendable, Equatable {
  /// Those due on the day.
  case today
  /// Those due before it.
  case late
  /// Those due on the day or the six after it.
  case week
  /// All those due by a day.
  case through(Day)
}

/// A contact to be made, with whom to ask for and who makes it.
public struct FollowUpLine: Sendable {
  public let followUp: FollowUp
  public let household: HouseholdID
  /// The person to ask for.
  public let contact: String
  public let phone: PhoneNumber?
  /// Who makes it; nobody while nobody is named.
  public let person: String?
  /// Where the device was handed over; nothing for a hand-over at home.
  public let place: String?
}

extension Chain {
  /// Puts a follow-up plan in force, for the loans of its programme that are handed over from then on.
  ///
  /// - Throws: `JSONFailure` for a file that is no plan, ``FollowUpFailure/planVersionTaken(_:_:)``,
  ///   ``ChainFailure/rulesNotForRole(_:)``.
  public func adopt(plan bytes: [UInt8], file: String, as act: Act) throws -> FollowUpPlan {
    let plan = try FollowUpPlan(bytes, file: file)
    try database.write(Action.adoptPlan, act) { change in
      try requireRulesRole(act, in: change)
      change.concerns(.instance)
      change.note("plan", .dataName(plan.id))
      change.note("planVersion", .dataName(plan.version))
      try FollowUpPlanStore.adopt(plan, text: bytes, in: change)
    }
    return plan
  }

  /// The plans that were put in force, oldest first.
  public func followUpPlans() throws -> [(entry: EntryID, day: Day, plan: FollowUpPlan)] {
    try database.read { try FollowUpPlanStore.all(in: $0) }
  }

  /// Says who makes a contact.
  ///
  /// - Throws: ``LoansFailure/noFollowUp(_:)``, ``LoansFailure/followUpClosed(_:_:)``, ``DirectoryFailure/noSuchPerson(_:)``.
  public func assign(followUp id: FollowUpID, to name: String, as act: Act) throws -> Person {
    try database.write(Action.assignFollowUp, act) { change in
      guard let followUp = try FollowUpStore.find(id, in: change) else { throw LoansFailure.noFollowUp(id) }
      if let outcome = followUp.outcome, !followUp.isOpen { throw LoansFailure.followUpClosed(id, outcome) }
      let person = try DirectoryStore.person(name, in: change)
      change.concerns(.contract(followUp.contract))
      change.note("followUp", .id(id))
      change.note("person", .id(person.id))
      try FollowUpStore.assign(id, to: person.id, in: change)
      return person
    }
  }

  /// Records what came of a contact with a household.
  ///
  /// - Parameter checked: whoever writes has read the remark again: it tells nothing about health.
  /// - Throws: ``LoansFailure/noFollowUp(_:)``, ``LoansFailure/followUpClosed(_:_:)``,
  ///   ``FollowUpFailure/mayTellOfHealth(word:)``, ``FollowUpFailure/untilPast(_:act:)``.
  public func record(
    followUp id: FollowUpID, _ report: FollowUp.Report, checked: Bool = false, as act: Act
  ) throws -> FollowUp {
    try HealthWords.check(report.note, readAgain: checked)
    return try database.write(Action.recordFollowUp, act) { change in
      guard let followUp = try FollowUpStore.find(id, in: change) else { throw LoansFailure.noFollowUp(id) }
      change.concerns(.contract(followUp.contract))
      change.note("followUp", .id(id))
      change.note("outcome", .word(report.outcome))
      if let satisfaction = report.satisfaction { change.note("satisfaction", .number(satisfaction)) }
      if let next = report.next { change.note("next", .word(next)) }
      try FollowUpStore.save(report, of: id, in: change)
      return try FollowUpStore.find(id, in: change) ?? followUp
    }
  }

  /// The contacts still to be made with households that have their device, earliest first.
  ///
  /// - Parameters:
  ///   - assigned: only those of one person, by name or number.
  ///   - place: only those of devices handed over at one place, by name or number.
  ///   - operation: how they are read.
  /// - Throws: ``DirectoryFailure`` for a person or a place that is not known.
  public func followUps(
    _ span: FollowUpSpan, on day: Day, assigned: String? = nil, at place: String? = nil,
    as operation: AccessOperation = .listFollowUps, by person: Actor
  ) throws -> [FollowUpLine] {
    try database.consult(operation, by: person.id, at: clock.now) { reader in
      let mine: SQL =
        if let assigned { "AND a.person = \(try DirectoryStore.person(assigned, in: reader).id)" } else { "" }
      let there: SQL = if let place { "AND h.place = \(try DirectoryStore.place(place, in: reader).id)" } else { "" }
      return try reader.all(
        """
        SELECT t.follow_up, t.due_on, t.contract, f.kind, o.outcome, c.household, q.contact_name, q.phone,
          people.name AS person, places.name AS place
        FROM follow_up_tasks AS t JOIN follow_ups AS f ON f.id = t.follow_up JOIN contracts AS c ON c.id = t.contract
        JOIN household_profiles AS q ON q.entry = (SELECT max(r.entry) FROM household_profiles AS r
          WHERE r.household = c.household AND \(SQL.stands("r.entry")))
        LEFT JOIN follow_up_outcomes AS o ON o.entry = (SELECT max(r.entry) FROM follow_up_outcomes AS r
          WHERE r.follow_up = t.follow_up AND \(SQL.stands("r.entry")))
        LEFT JOIN follow_up_assignments AS a ON a.follow_up = t.follow_up AND a.entry = (SELECT max(r.entry)
          FROM follow_up_assignments AS r WHERE r.follow_up = t.follow_up AND \(SQL.stands("r.entry")))
        LEFT JOIN people ON people.id = a.person
        LEFT JOIN handovers AS h ON h.entry = (SELECT max(r.entry) FROM handovers AS r
          WHERE r.contract = t.contract AND \(SQL.stands("r.entry")))
        LEFT JOIN places ON places.id = h.place
        WHERE \(span.condition(on: day)) \(mine) \(there) ORDER BY t.due_on, t.follow_up
        """
      ).map { row in
        let household: HouseholdID = try row["household"]
        reader.sees(.household(household))
        return FollowUpLine(
          followUp: FollowUp(
            id: try row["follow_up"], contract: try row["contract"], kind: try row["kind"], due: try row["due_on"],
            outcome: try row["outcome"]),
          household: household, contact: try row["contact_name"], phone: try row["phone"],
          person: try row["person"], place: try row["place"])
      }
    }
  }

  /// The plan in force for the programme by which a household has its loan.
  func planInForce(for contract: Contract, on day: Day, in reader: Reader) throws -> FollowUpPlan {
    let row = try reader.first(
      """
      SELECT d.programme FROM requests AS r JOIN decisions AS d ON d.id = r.decision
      WHERE r.id = \(contract.agreement.request)
      """)
    return try FollowUpPlanStore.inForce(for: try row?["programme"], on: day, in: reader)
  }
}

extension FollowUpSpan {
  fileprivate func condition(on day: Day) -> SQL {
    switch self {
    case .today: "t.due_on = \(day)"
    case .late: "t.due_on < \(day)"
    case .week: "t.due_on BETWEEN \(day) AND \(day.adding(days: 6))"
    case .through(let last): "t.due_on <= \(last)"
    }
  }
}
