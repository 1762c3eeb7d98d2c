public import Kernel

/// When a household is called, visited or written to while it has a device: data, read from a file.
public struct FollowUpPlan: Sendable, Equatable {
  /// The name the file gives itself.
  public let id: String
  /// The version the file gives itself.
  public let version: String
  /// The programme whose loans it accompanies; nothing for a plan of all others.
  public let programme: String?
  /// How many months ahead contacts are set for a loan without a term.
  public let monthsWithoutTerm: Int
  /// The contacts, in the order of the file.
  public let contacts: [Contact]

  /// One contact, or a row of them.
  public struct Contact: Sendable, Equatable {
    /// What kind of contact it is.
    public let kind: FollowUp.Kind
    /// When it is due.
    public let timing: Timing
  }

  /// When a contact is due.
  public enum Timing: Sendable, Equatable {
    /// That many days after the hand-over.
    case afterDays(Int)
    /// Once, that many months after the hand-over.
    case afterMonths(Int)
    /// Every so many months after the hand-over.
    case everyMonths(Int)
    /// That many days before the term.
    case daysBeforeTerm(Int)
  }

  /// A contact with its day.
  public struct Due: Sendable, Equatable {
    /// What kind of contact it is.
    public let kind: FollowUp.Kind
    /// The day it is due.
    public let day: Day
  }

  /// The plan that is used unless an instance has its own.
  public static func shipped() throws(JSONFailure) -> FollowUpPlan {
    try FollowUpPlan(PackageResources.follow_up_plan_json, file: "follow-up-plan.json")
  }

  /// Reads a plan.
  ///
  /// - Throws: `JSONFailure` with the place of the first mistake.
  public init(_ bytes: [UInt8], file: String) throws(JSONFailure) {
    self = try StrictJSON.read(bytes, file: file).object { fields throws(JSONFailure) in
      FollowUpPlan(
        id: try fields.required("id").string(), version: try fields.required("version").string(),
        programme: try fields.optional("programme").string(),
        monthsWithoutTerm: try fields.required("monthsWithoutTerm").positive(),
        contacts: try fields.required("contacts").array { node throws(JSONFailure) in
          try node.object { contact throws(JSONFailure) in
            Contact(
              kind: try contact.required("kind").choice(FollowUp.Kind.self), timing: try Timing(contact))
          }
        })
    }
  }

  private init(id: String, version: String, programme: String?, monthsWithoutTerm: Int, contacts: [Contact]) {
    self.id = id
    self.version = version
    self.programme = programme
    self.monthsWithoutTerm = monthsWithoutTerm
    self.contacts = contacts
  }

  /// The contacts of one loan, earliest first.
  ///
  /// None falls on or before the hand-over nor on or after the term; once the notice of the term is given, no regular contact
  /// follows. A loan shorter than the notice has none.
  ///
  /// - Parameters:
  ///   - handedOver: the day of the hand-over.
  ///   - term: the last day of the loan, when it has one.
  public func dues(from handedOver: Day, until term: Day?) -> [Due] {
    let notices: [Due] = contacts.compactMap { contact in
      guard case .daysBeforeTerm(let days) = contact.timing, let term else { return nil }
      let day = term.adding(days: -days)
      return day > handedOver ? Due(kind: contact.kind, day: day) : nil
    }
    let end = term ?? handedOver.adding(months: monthsWithoutTerm).adding(days: 1)
    let regularEnd = notices.map(\.day).min() ?? end
    let single: [Due] = contacts.compactMap { contact in
      let day: Day
      switch contact.timing {
      case .afterDays(let days): day = handedOver.adding(days: days)
      case .afterMonths(let months): day = handedOver.adding(months: months)
      case .everyMonths, .daysBeforeTerm: return nil
      }
      return day < end ? Due(kind: contact.kind, day: day) : nil
    }
    let regular: [Due] = contacts.flatMap { contact -> [Due] in
      guard case .everyMonths(let months) = contact.timing else { return [] }
      // Counted from the hand-over each time, so that a 31st comes back after a shorter month.
      return sequence(first: months) { $0 + months }.lazy.map { handedOver.adding(months: $0) }
        .prefix { $0 < regularEnd }.map { Due(kind: contact.kind, day: $0) }
    }
    return (single + regular + notices).sorted {
      ($0.day, $0.kind.rawValue) < ($1.day, $1.kind.rawValue)
    }
  }
}

extension FollowUpPlan.Timing {
  fileprivate init(_ fields: JSONFields) throws(JSONFailure) {
    let given: [FollowUpPlan.Timing?] = [
      try fields.optional("afterDays").positive().map(FollowUpPlan.Timing.afterDays),
      try fields.optional("afterMonths").positive().map(FollowUpPlan.Timing.afterMonths),
      try fields.optional("everyMonths").positive().map(FollowUpPlan.Timing.everyMonths),
      try fields.optional("daysBeforeTerm").positive().map(FollowUpPlan.Timing.daysBeforeTerm),
    ]
    let timings = given.compactMap(\.self)
    guard timings.count == 1, let timing = timings.first else {
      throw fields.node.failure(
        fr: "donnez un seul de « afterDays », « afterMonths », « everyMonths », « daysBeforeTerm »",
        en: "give just one of “afterDays”, “afterMonths”, “everyMonths”, “daysBeforeTerm”")
    }
    self = timing
  }
}

extension JSONNode {
  fileprivate func positive() throws(JSONFailure) -> Int {
    let number = try integer()
    guard (1...3_660).contains(number) else {
      throw failure(fr: "il faut un nombre de 1 à 3660", en: "it must be a number from 1 to 3660")
    }
    return number
  }
}

extension JSONNode? {
  fileprivate func positive() throws(JSONFailure) -> Int? {
    guard let node = self else { return nil }
    return try node.positive()
  }
}

extension JSONNode? {
  fileprivate func string() throws(JSONFailure) -> String? {
    guard let node = self else { return nil }
    return try node.string()
  }
}
