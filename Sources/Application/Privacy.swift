import Directory
public import Kernel
public import Loans
import Storage
import Supply

/// Why a household is forgotten.
public enum ForgettingReason: String, Sendable {
  /// The term came.
  case term
  /// The household asked (GDPR art. 17).
  case requested
}

/// What is set right of a household; what is not given stays.
public struct Rectification: Sendable {
  public let name: String?
  public let phone: PhoneNumber?
  public let email: EmailAddress?
  /// A commune, by its code or its name.
  public let commune: String?
  public let adults: Int?
  public let children: Int?

  /// Makes a rectification.
  public init(
    name: String?, phone: PhoneNumber?, email: EmailAddress?, commune: String?, adults: Int?, children: Int?
  ) {
    (self.name, self.phone, self.email) = (name, phone, email)
    (self.commune, self.adults, self.children) = (commune, adults, children)
  }
}

extension Chain {
  /// Forgets a household: words and facts go, numbers, days and answers stay; nothing undoes it.
  ///
  /// - Returns: the contracts whose papers are kept for a term of their own, with the names on them.
  /// - Throws: ``ChainFailure/rulesNotForRole(_:)``, ``PrivacyFailure/held(_:by:)``, ``PrivacyFailure/notDue(_:last:due:)``,
  ///   ``LoansFailure/noHousehold(_:)``, ``LoansFailure/householdForgotten(_:by:)``.
  @discardableResult
  public func forget(
    _ id: HouseholdID, because reason: ForgettingReason, by rules: RetentionRules, as act: Act
  ) throws -> [ContractID] {
    try database.write(Action.anonymise, act) { change in
      try requireRulesRole(act, in: change)
      change.concerns(.household(id))
      change.note("reason", .word(reason))
      change.note("rules", .dataName("\(rules.id) \(rules.version)"))
      if let last = try LastContacts.last(of: id, in: change) {
        let holds = try holds(on: id, in: change)
        guard holds.isEmpty else { throw PrivacyFailure.held(.file(id), by: holds) }
        let due = rules.due(.householdFile, after: last)
        guard reason == .requested || due <= act.day else {
          throw PrivacyFailure.notDue(.file(id), last: last, due: due)
        }
      }
      try HouseholdForgetting.forget(id, in: change)
      return try PaperForgetting.contracts(of: id, in: change)
    }
  }

  /// Forgets one thing whose term came: words and bytes go, numbers, days, counts and hashes stay; nothing undoes it.
  ///
  /// - Throws: ``ChainFailure/rulesNotForRole(_:)``, ``PrivacyFailure/held(_:by:)``, ``PrivacyFailure/notDue(_:last:due:)``,
  ///   ``PrivacyFailure/nothingKept(_:)``, and what ``forget(_:because:by:as:)`` throws.
  public func forget(_ thing: KeptThing, by rules: RetentionRules, as act: Act) throws {
    if case .file(let id) = thing {
      try forget(id, because: .term, by: rules, as: act)
      return
    }
    try database.write(Action.anonymise, act) { change in
      try requireRulesRole(act, in: change)
      change.concerns(thing.subject)
      change.note("rules", .dataName("\(rules.id) \(rules.version)"))
      guard let item = try keptItems(of: thing, by: rules, endedBy: .last, in: change).first else {
        throw PrivacyFailure.nothingKept(thing)
      }
      change.note("class", .word(item.kept))
      guard item.due <= act.day else { throw PrivacyFailure.notDue(thing, last: item.last, due: item.due) }
      let holds = try holds(on: thing, in: change)
      guard holds.isEmpty else { throw PrivacyFailure.held(thing, by: holds) }
      switch thing {
      case .file: break
      case .facts(let id): try HouseholdForgetting.forgetFacts(of: id, in: change)
      case .papers(let id):
        let papers = try PaperForgetting.own(of: id, in: change)
        try PaperForgetting.forget(id, sparing: otherHolders(of: papers, in: change), in: change)
      case .person(let id): try PeopleForgetting.forget(id, in: change)
      case .contacts(let id): try PeopleForgetting.forgetContacts(of: id, in: change)
      case .donor(let id): try DonorForgetting.forget(id, in: change)
      }
    }
  }

  /// Forgets who was in a workshop in the months past their term; the hours of each month stay.
  ///
  /// - Returns: how many presences there were.
  public func purgeAttendance(by rules: RetentionRules, as act: Act) throws -> Int {
    let first = startOfAttendance(by: rules, on: act.day)
    let count = try database.read { try AttendanceStore.count(before: first, in: $0) }
    guard count > 0 else { return 0 }
    try database.write(Action.purgeAttendance, act) { change in
      try requireRulesRole(act, in: change)
      change.concerns(.instance)
      change.note("count", .number(count))
      change.note("before", .day(first))
      try AttendanceStore.purge(before: first, in: change)
    }
    return count
  }

  /// Deletes the readings of files that are too old.
  ///
  /// - Returns: how many there were.
  public func purgeAccesses(by rules: RetentionRules, as act: Act) throws -> Int {
    let first = startOfKept(by: rules, on: act.day)
    let count = try database.read { try Accesses.count(before: first, in: $0) }
    guard count > 0 else { return 0 }
    try database.write(Action.purgeAccesses, act) { change in
      try requireRulesRole(act, in: change)
      change.concerns(.instance)
      change.note("count", .number(count))
      try Accesses.purge(before: first, in: change)
    }
    return count
  }

  /// Writes the database's file anew, so that nothing that was forgotten is left in it.
  ///
  /// - Returns: false while another program keeps the log from being emptied.
  public func sweep() throws -> Bool { try database.sweep() }

  /// Sets right what is known of a household; what was known before stays in its file until it is forgotten.
  ///
  /// - Throws: ``PrivacyFailure/nothingToRectify(_:)``, what a profile refuses, ``LoansFailure/noHousehold(_:)``.
  public func rectify(_ id: HouseholdID, _ wanted: Rectification, as act: Act) throws -> Household {
    try database.write(Action.rectifyHousehold, act) { change in
      change.concerns(.household(id))
      let known = try HouseholdStore.existing(id, in: change).profile
      let commune = try wanted.commune.map { try TerritoryStore.commune($0, in: change) }
      let profile = try Household.Profile(
        contactName: wanted.name ?? known.contactName, phone: wanted.phone ?? known.phone,
        email: wanted.email ?? known.email, commune: commune ?? known.commune, adults: wanted.adults ?? known.adults,
        children: wanted.children ?? known.children)
      guard profile != known else { throw PrivacyFailure.nothingToRectify(id) }
      if profile.commune != known.commune { try TerritoryStore.require(profile.commune, in: change) }
      try HouseholdStore.save(profile, of: id, in: change)
      return try HouseholdStore.existing(id, in: change)
    }
  }
}
