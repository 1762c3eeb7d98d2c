import Directory
import Documents
import Inventory
public import Kernel
public import Loans
import Storage
public import WebClient

/// A household of which something is due, with how to reach it.
public struct ReminderLine: Sendable {
  public let due: ReminderStore.Due
  /// The person to ask for.
  public let contact: String
  public let phone: PhoneNumber?
  public let hasEmail: Bool
  /// What to say on the telephone.
  public let words: Text
}

extension Chain {
  /// What is due with households on a day, and how to reach them.
  public func remindersDue(by plan: ReminderPlan, on day: Day, by person: Actor) throws -> [ReminderLine] {
    try database.consult(AccessOperation.listReminders, by: person.id, at: clock.now) { reader in
      let issuer = try house(.fr, in: reader)
      return try ReminderStore.due(by: plan, on: day, in: reader).map { due in
        reader.sees(.household(due.household))
        let profile = try HouseholdStore.existing(due.household, in: reader).profile
        return ReminderLine(
          due: due, contact: profile.contactName, phone: profile.phone, hasEmail: profile.email != nil,
          words: try paper(for: due, to: profile, from: issuer, by: plan, on: day, in: reader).words)
      }
    }
  }

  /// The reminders made ready so far, latest first; those nobody knows about have no outcome.
  public func reminders() throws -> [Reminder] { try database.read { try ReminderStore.all(in: $0) } }

  /// Prints the reminder of all that is due with a household, or writes down that it was told on the telephone.
  ///
  /// - Parameters:
  ///   - address: the lines under the name, for the window of an envelope; they are printed and kept nowhere.
  ///   - keep: puts the letter away inside the act: when it fails, nothing is recorded either.
  /// - Throws: ``ReminderFailure/nothingDue(_:)``, ``ReminderFailure/uncertain(_:_:)``.
  public func remind(
    _ id: HouseholdID, by channel: Reminder.Channel, following plan: ReminderPlan, address: [String] = [],
    language: Language, as act: Act, keep: ([UInt8]) throws -> Void = { _ in }
  ) throws -> Reminder {
    try database.write(Action.prepareReminder, act) { change in
      let (reminder, paper) = try prepare(id, by: channel, following: plan, in: change)
      if channel == .letter {
        var letter = paper
        letter.address = address
        try keep(letter.pdf(language: language, created: act.recorded))
      }
      // A paper that is printed and a call that was made leave nothing uncertain.
      try ReminderStore.settle(reminder.id, .sent, in: change)
      return reminder
    }
  }

  /// Sends the reminder of all that is due with a household by e-mail: written down before it leaves, and after.
  ///
  /// Stopped in between, it is uncertain: nothing else leaves to the household until somebody has said what became of it.
  ///
  /// - Parameter deliver: sends a message, or says by ``WebFailure/mailUncertain(host:)`` that it may have left.
  /// - Throws: ``ReminderFailure``, and whatever `deliver` throws.
  public func sendReminder(
    _ id: HouseholdID, following plan: ReminderPlan, from sender: EmailAddress, language: Language, as act: Act,
    deliver: (MailMessage) throws -> Void
  ) throws -> Reminder {
    let (reminder, message) = try database.write(Action.prepareReminder, act) { change in
      guard let email = try HouseholdStore.existing(id, in: change).profile.email else {
        throw ReminderFailure.noEmail(id)
      }
      let (reminder, paper) = try prepare(id, by: .email, following: plan, in: change)
      let message = MailMessage(
        from: sender, to: email, subject: "\(paper.title[language]) – \(instance.name)", body: paper.message(language),
        identity: identity(of: reminder), date: act.recorded)
      return (reminder, message)
    }
    do {
      try deliver(message)
    } catch let failure as WebFailure {
      if case .mailUncertain = failure { throw failure }
      try settle(reminder.id, .failed, as: act)
      throw failure
    }
    try settle(reminder.id, .sent, as: act)
    return reminder
  }

  /// Says what became of a reminder.
  ///
  /// - Throws: ``ReminderFailure/noReminder(_:)``, ``ReminderFailure/settled(_:_:)``.
  public func settle(_ id: ReminderID, _ outcome: Reminder.Outcome, as act: Act) throws {
    try database.write(Action.settleReminder, act) { change in
      let reminder = try ReminderStore.existing(id, in: change)
      change.concerns(.household(reminder.household))
      change.note("reminder", .id(id))
      change.note("outcome", .word(outcome))
      try ReminderStore.settle(id, outcome, in: change)
    }
  }

  private func prepare(
    _ id: HouseholdID, by channel: Reminder.Channel, following plan: ReminderPlan, in change: Change
  ) throws -> (Reminder, ReminderLetterPaper) {
    change.concerns(.household(id))
    // Asked first: a household whose last reminder is uncertain has nothing due.
    if let last = try ReminderStore.all(of: id, in: change).first, last.isUncertain {
      throw ReminderFailure.uncertain(id, last.id)
    }
    guard let due = try ReminderStore.due(by: plan, on: change.act.day, of: id, in: change).first else {
      throw ReminderFailure.nothingDue(id)
    }
    let reminder = try ReminderStore.prepare(due, by: channel, in: change)
    change.note("reminder", .id(reminder.id))
    change.note("degree", .number(due.degree))
    change.note("channel", .word(channel))
    change.note("plan", .dataName("\(plan.id) \(plan.version)"))
    let profile = try HouseholdStore.existing(id, in: change).profile
    return (
      reminder,
      try paper(
        for: due, to: profile, from: try lender(of: due, in: change), by: plan, on: change.act.day, in: change)
    )
  }

  /// Who writes about what is due: the lender, with its helpline and hours; of several, whoever keeps the instance.
  private func lender(of due: ReminderStore.Due, in reader: Reader) throws -> Party {
    let lenders = try Set(due.matters.map { try ContractStore.existing($0.contract, in: reader).agreement.lender })
    let only = try lenders.count == 1 ? lenders.first.flatMap { try DirectoryStore.structure($0, in: reader) } : nil
    return try only.map { try party(of: $0, .fr, in: reader) } ?? house(.fr, in: reader)
  }

  private func paper(
    for due: ReminderStore.Due, to profile: Household.Profile, from issuer: Party, by plan: ReminderPlan, on day: Day,
    in reader: Reader
  ) throws -> ReminderLetterPaper {
    let degree = plan.degrees[due.degree - 1]
    let matters = try due.matters.map { matter in
      switch matter.kind {
      case .device: try overdue(matter.contract, since: matter.since, in: reader)
      case .money: try unpaid(matter.contract, on: day, in: reader)
      }
    }
    return ReminderLetterPaper(
      issuer: issuer, recipient: profile.contactName, reference: due.household.reference, title: degree.title,
      opening: degree.opening, matters: matters, wish: degree.wish(about: due.matters), made: day)
  }

  /// That a loan ended, in words for the household.
  private func overdue(_ id: ContractID, since term: Day, in reader: Reader) throws -> Text {
    let names = try ContractStore.awaited(under: id, in: reader).map { held -> Text in
      let device = try device(held, of: id, in: reader)
      return device.category.text + Text(same: " \(device.code)")
    }
    return Text(
      fr: "Votre prêt (\(names.map(\.fr).joined(separator: ", ")), contrat \(id.reference)) s'est terminé le "
        + "\(term.text.fr).",
      en: "Your loan (\(names.map(\.en).joined(separator: ", ")), contract \(id.reference)) ended on "
        + "\(term.text.en).")
  }

  /// What is to be paid under a contract, in words for the household.
  private func unpaid(_ id: ContractID, on day: Day, in reader: Reader) throws -> Text {
    let standing = try PaymentStore.standing(of: id, through: day, in: reader)
    let (owed, since) = (standing.owed.text, (standing.owedSince ?? day).text)
    return Text(
      fr: "Il reste \(owed.fr) à payer depuis le \(since.fr) (contrat \(id.reference)).",
      en: "\(owed.en) is still to be paid, since \(since.en) (contract \(id.reference)).")
  }

  /// The same for the same reminder, sent again after it failed.
  private func identity(of reminder: Reminder) -> String {
    let parts =
      [instance.name, reminder.household.reference, String(reminder.degree)]
      + reminder.matters.map { "\($0.contract.reference) \($0.kind.rawValue) \($0.since)" }
    let hash = Digest.sha256(parts.joined(separator: " ").utf8).description.prefix(24)
    return "reminder-\(hash)"
  }
}
