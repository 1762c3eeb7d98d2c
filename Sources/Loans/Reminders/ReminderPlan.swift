public import Kernel

/// When and in which words households are reminded: data, read from a file; three degrees, none of them a threat.
public struct ReminderPlan: Sendable, Equatable {
  /// The name the file gives itself.
  public let id: String
  /// The version the file gives itself.
  public let version: String
  /// How many days a household is left alone after a reminder, whatever is due.
  public let quietDays: Int
  /// The degrees, the mildest first.
  public let degrees: [Degree]

  /// One degree.
  public struct Degree: Sendable, Equatable {
    /// How many days after the last day of the loan, or after the day since which something is owed.
    public let afterDays: Int
    public let title: Text
    public let opening: Text
    /// What is asked for where a device did not come back.
    public let device: Text
    /// What is asked for where something is to be paid.
    public let money: Text

    /// What is asked for about some things that are due, each once.
    public func wish(about matters: [Reminder.Matter]) -> Text {
      let kinds = Set(matters.map(\.kind))
      let wishes = Reminder.Kind.allCases.filter(kinds.contains).map { $0 == .device ? device : money }
      return Text(fr: wishes.map(\.fr).joined(separator: " "), en: wishes.map(\.en).joined(separator: " "))
    }
  }

  /// The plan that is used unless an instance has its own.
  public static func shipped() throws(JSONFailure) -> ReminderPlan {
    try ReminderPlan(PackageResources.reminders_json, file: "reminders.json")
  }

  /// Reads a plan: exactly three degrees, each later than the one before.
  ///
  /// - Throws: `JSONFailure` with the place of the first mistake.
  public init(_ bytes: [UInt8], file: String) throws(JSONFailure) {
    self = try StrictJSON.read(bytes, file: file).object { fields throws(JSONFailure) in
      let list = try fields.required("degrees")
      let degrees = try list.array { node throws(JSONFailure) in
        try node.object { degree throws(JSONFailure) in
          Degree(
            afterDays: try degree.required("afterDays").days(), title: try degree.required("title").text(),
            opening: try degree.required("opening").text(), device: try degree.required("device").text(),
            money: try degree.required("money").text())
        }
      }
      guard degrees.count == 3, zip(degrees, degrees.dropFirst()).allSatisfy({ $0.afterDays < $1.afterDays }) else {
        throw list.failure(
          fr: "il faut trois degrés, chacun plus tard que celui d'avant",
          en: "there must be three degrees, each later than the one before")
      }
      return ReminderPlan(
        id: try fields.required("id").string(), version: try fields.required("version").string(),
        quietDays: try fields.required("quietDays").days(), degrees: degrees)
    }
  }

  private init(id: String, version: String, quietDays: Int, degrees: [Degree]) {
    (self.id, self.version, self.quietDays, self.degrees) = (id, version, quietDays, degrees)
  }

  /// The degree that is due for a loan that ended and did not come back, or for what is not paid, counted from 1; nothing while
  /// none is.
  ///
  /// One degree follows the other: nobody gets the third letter before the first two, however late.
  ///
  /// - Parameters:
  ///   - term: the last day of the loan, or the day since which something is owed.
  ///   - reached: the highest degree sent so far about the same, 0 when none was.
  ///   - last: the day the household was last reminded of anything.
  public func degree(after term: Day, reached: Int, last: Day?, on day: Day) -> Int? {
    guard reached < degrees.count, term.adding(days: degrees[reached].afterDays) <= day else { return nil }
    if let last, last.adding(days: quietDays) > day { return nil }
    return reached + 1
  }
}

extension JSONNode {
  fileprivate func days() throws(JSONFailure) -> Int {
    let number = try integer()
    guard (0...365).contains(number) else {
      throw failure(fr: "il faut un nombre de jours de 0 à 365", en: "it must be 0 to 365 days")
    }
    return number
  }
}

/// A reminder to a household, of all that is due with it at once.
public struct Reminder: Sendable, Equatable {
  public let id: ReminderID
  public let household: HouseholdID
  /// 1, 2 or 3.
  public let degree: Int
  public let channel: Channel
  /// What it is about.
  public let matters: [Matter]
  /// The day it was made ready.
  public let prepared: Day
  /// What became of it; nothing while nobody knows.
  public let outcome: Outcome?

  /// Something a household is reminded of.
  public struct Matter: Sendable, Hashable {
    public let contract: ContractID
    public let kind: Kind
    /// The last day of the loan, or the day since which something is owed: a later one is another matter.
    public let since: Day

    /// Makes a matter.
    public init(_ kind: Kind, of contract: ContractID, since day: Day) {
      (self.contract, self.kind, since) = (contract, kind, day)
    }
  }

  /// What a household can be reminded of.
  public enum Kind: String, Sendable, CaseIterable {
    /// A device whose loan ended.
    case device
    /// Money that fell due.
    case money
  }

  /// The contracts it is about, each once.
  public var contracts: [ContractID] { Set(matters.map(\.contract)).sorted() }

  /// How a household is reminded.
  public enum Channel: String, Sendable, CaseIterable {
    case letter, email, call
  }

  /// What became of a reminder that was made ready.
  public enum Outcome: String, Sendable, CaseIterable {
    case sent
    /// It certainly did not leave; it can be sent again.
    case failed
  }

  /// Whether it was made ready, and nobody knows whether it left: the program or the network stopped in between.
  public var isUncertain: Bool { outcome == nil }
}

/// What reminding refuses.
public enum ReminderFailure: Failure, Equatable {
  case noReminder(ReminderID)
  /// What became of it is known already.
  case settled(ReminderID, Reminder.Outcome)
  /// Nothing is due.
  case nothingDue(HouseholdID)
  /// One to the same household may have left, or not: somebody has to say.
  case uncertain(HouseholdID, ReminderID)
  case noEmail(HouseholdID)

  public var exitCode: ExitCode {
    switch self {
    case .noReminder: .noInput
    case .settled, .nothingDue, .uncertain, .noEmail: .refused
    }
  }

  public var text: Text {
    switch self {
    case .noReminder(let id):
      Text(
        fr: "Il n'y a pas de relance n° \(id). Voyez `rebond reminder list`.",
        en: "There is no reminder no. \(id). See `rebond reminder list`.")
    case .settled(let id, let outcome):
      Text(
        fr: "On sait déjà ce qu'est devenue la relance n° \(id) : \(outcome.text.fr).",
        en: "What became of reminder no. \(id) is known already: \(outcome.text.en).")
    case .nothingDue(let id):
      Text(
        fr: "Rien n'est à rappeler au foyer \(id.reference) aujourd'hui. Voyez `rebond reminder due`.",
        en: "There is nothing to remind household \(id.reference) of today. See `rebond reminder due`.")
    case .uncertain(let household, let id):
      Text(
        fr:
          "La relance n° \(id) au foyer \(household.reference) est peut-être partie, peut-être pas : rien d'autre ne part "
          + "avant qu'on le sache. Regardez la boîte d'envoi, puis `rebond reminder settle \(id) --outcome sent` ou "
          + "`rebond reminder settle \(id) --outcome failed`.",
        en:
          "Reminder no. \(id) to household \(household.reference) may have left or not: nothing else leaves before that is "
          + "known. Look at the sent messages, then `rebond reminder settle \(id) --outcome sent` or "
          + "`rebond reminder settle \(id) --outcome failed`.")
    case .noEmail(let id):
      Text(
        fr: "Le foyer \(id.reference) n'a pas donné de courriel. Imprimez la lettre : "
          + "`rebond reminder letter \(id.reference) --output relance.pdf`.",
        en: "Household \(id.reference) gave no e-mail. Print the letter: "
          + "`rebond reminder letter \(id.reference) --output reminder.pdf`.")
    }
  }
}

extension Reminder.Channel {
  /// The channel in words.
  public var text: Text {
    switch self {
    case .letter: Text(fr: "lettre", en: "letter")
    case .email: Text(fr: "courriel", en: "e-mail")
    case .call: Text(fr: "appel", en: "call")
    }
  }
}

extension Reminder.Kind {
  /// The kind in words.
  public var text: Text {
    switch self {
    case .device: Text(fr: "appareil à rendre", en: "device to give back")
    case .money: Text(fr: "somme à payer", en: "money to pay")
    }
  }
}

extension Reminder.Outcome {
  /// The outcome in words.
  public var text: Text {
    switch self {
    case .sent: Text(fr: "partie", en: "sent")
    case .failed: Text(fr: "pas partie", en: "not sent")
    }
  }
}
