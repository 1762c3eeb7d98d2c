import Directory
import Eligibility
import Kernel
import Loans
import Storage

/// What the values of a household's file are called by people: closed lists in words, days as they are said, names for codes.
struct PersonalWords {
  /// What the files of rules in force and the catalogues call their own names.
  private let named: [String: Text]
  /// What the values of one column are called.
  typealias Reading = @Sendable (String) -> Text?

  /// Reads what names stand for on a day.
  init(on day: Day, in reader: Reader) throws {
    var named: [String: Text] = [:]
    for adopted in try ProgrammeStore.inForce(on: day, in: reader) {
      let programme = try Programme(adopted)
      named[programme.id] = programme.title
      for fact in programme.facts { named[fact.name] = fact.label }
      named.merge(programme.documents) { known, _ in known }
    }
    for offer in try OfferStore.catalogue(on: day, in: reader).offers { named[offer.id] = offer.name }
    for module in try TrainingPaths.shipped().modules { named[module.id] = module.title }
    self.named = named
  }

  /// A value of a column as people read it.
  ///
  /// - Parameter form: of a fact, the form of its value.
  func text(of value: SQLValue, in table: String, column: String, form: String? = nil) -> Text? {
    switch value {
    case .null: nil
    case .integer(let number) where form == "truth": Self.truth(number == 1)
    case .integer(let number): Text(same: String(number))
    case .blob(let bytes): Digest(bytes: bytes).map { Self.hash($0) }
    case .text(let word): text(of: word, in: table, column: column)
    }
  }

  private func text(of word: String, in table: String, column: String) -> Text {
    if let reading = Self.lists["\(table).\(column)"] { return reading(word) ?? Text(same: word) }
    if let day = try? Day(word), word.count == 10 { return day.text }
    if column == "phone", let phone = try? PhoneNumber(word) { return Text(same: phone.description) }
    if let digest = Digest(hexadecimal: word) { return Self.hash(digest) }
    return (Self.codes.contains("\(table).\(column)") ? named[word] : nil) ?? Text(same: word)
  }

  private static func truth(_ holds: Bool) -> Text {
    holds ? Text(fr: "oui", en: "yes") : Text(fr: "non", en: "no")
  }

  private static func hash(_ digest: Digest) -> Text {
    let start = digest.description.prefix(16)
    return Text(fr: "empreinte \(start)…", en: "hash \(start)…")
  }

  /// The columns of names that files of rules and catalogues give.
  static let codes: Set<String> = [
    "household_facts.key", "household_facts.kind", "household_facts.evidence", "request_missing.evidence",
    "decisions.programme", "offer_answers.offer", "training_attendances.module",
    "earlier_programmes.programme",
  ]

  /// The columns of closed lists, each with what its words are called.
  static let lists: [String: Reading] = [
    "requests.category": of(DeviceCategory.self) { $0.text },
    "requests.channel": of(Request.Channel.self) { $0.text },
    "requests.state": of(Request.Stage.self) { $0.text },
    "requests.reason": reasons,
    "requests.connection": of(Request.Connection.self) { $0.text },
    "requests.urgency": of(Request.Urgency.Reason.self) { $0.text },
    "requests.meeting": of(Request.Meeting.Kind.self) { $0.text },
    "request_needs.need": { word in
      ["training": Text(fr: "à apprendre", en: "to learn"), "help": Text(fr: "aide", en: "help")][word]
    },
    "request_needs.word": first(of(Request.Training.self) { $0.text }, of(Request.Help.self) { $0.text }),
    "request_tellings.means": of(TellingMeans.self) { $0.text },
    "prescription_outcomes.outcome": of(Prescription.Outcome.self) { $0.text },
    "offer_answers.answer": of(OfferAnswer.self) { $0.text },
    "outcomes.outcome": of(OptionalOutcome.self) { $0.text },
    "lent_sim_ends.outcome": of(LentSIM.Outcome.self) { $0.text },
    "request_steps.verb": of(Request.Verb.self) { $0.text },
    "request_steps.from_state": of(Request.Stage.self) { $0.text },
    "request_steps.to_state": of(Request.Stage.self) { $0.text },
    "request_steps.reason": reasons,
    "request_steps.cause": of(Request.Release.self) { $0.text },
    "decisions.outcome": of(Loans.Decision.Outcome.self) { $0.text },
    "overrides.outcome": of(Loans.Decision.Outcome.self) { $0.text },
    "contracts.kind": of(ContractKind.self) { $0.text },
    "contracts.accidental_loss": of(ContractTerms.Side.self) { side in
      switch side {
      case .lender: Text(fr: "perte pour le prêteur", en: "loss borne by the lender")
      case .borrower: Text(fr: "perte pour l'emprunteur", en: "loss borne by the borrower")
      }
    },
    "contracts.state": of(Contract.State.self) { $0.text },
    "contracts.pace": of(ContractTerms.Pace.self) { $0.text },
    "contract_signatures.capacity": of(Signature.Capacity.self) { $0.text },
    "payments.purpose": of(Payment.Purpose.self) { $0.text },
    "payments.means": of(Payment.Means.self) { $0.text },
    "incidents.kind": of(Incident.Kind.self) { $0.text },
    "incident_ends.outcome": of(Incident.Outcome.self) { $0.text },
    "life_events.event": of(LifeEvent.self) { $0.text },
    "contract_steps.verb": of(Contract.Verb.self) { $0.text },
    "contract_steps.from_state": of(Contract.State.self) { $0.text },
    "contract_steps.to_state": of(Contract.State.self) { $0.text },
    "contract_steps.reason": of(Contract.Cancellation.self) { $0.text },
    "take_backs.condition": of(Contract.TakeBack.Condition.self) { $0.text },
    "take_backs.reason": of(Contract.TakeBack.Reason.self) { $0.text },
    "take_backs.files": of(Contract.TakeBack.Files.self) { $0.text },
    "follow_ups.kind": of(FollowUp.Kind.self) { $0.text },
    "follow_up_outcomes.outcome": of(FollowUp.Outcome.self) { $0.text },
    "follow_up_outcomes.next": of(FollowUp.NextStep.self) { $0.text },
    "pix_levels.moment": of(Training.PixMoment.self) { $0.text },
    "reminder_contracts.kind": of(Reminder.Kind.self) { $0.text },
    "reminders.channel": of(Reminder.Channel.self) { $0.text },
    "reminder_outcomes.outcome": of(Reminder.Outcome.self) { $0.text },
  ]

  private static let reasons = first(
    of(Request.Refusal.self) { $0.text }, of(Request.Withdrawal.self) { $0.text },
    of(Request.Reorientation.self) { $0.text })

  private static func of<Word: RawRepresentable<String> & SendableMetatype>(
    _ list: Word.Type, _ text: @escaping @Sendable (Word) -> Text
  ) -> Reading {
    { word in Word(rawValue: word).map(text) }
  }

  private static func first(_ readings: Reading...) -> Reading {
    { word in readings.lazy.compactMap { $0(word) }.first }
  }
}
