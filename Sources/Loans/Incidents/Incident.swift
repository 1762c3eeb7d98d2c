public import Kernel

/// Something that happened to a device while a household had it, until it is settled.
public struct Incident: Sendable, Equatable, Identifiable {
  /// Its number, shown as `I-000003`.
  public let id: IncidentID
  /// The contract the device is out under.
  public let contract: ContractID
  /// The device it happened to.
  public let device: DeviceID
  public let kind: Kind
  /// The day it happened, after corrections.
  public let day: Day
  /// Whether the use is suspended until it is settled: no rent falls due meanwhile.
  public let suspends: Bool
  /// By when the receipt of the police complaint is to be brought; for a theft only.
  public let complaintDue: Day?
  /// The reference of that receipt; nothing while it was not brought.
  public let complaint: String?
  /// How it was settled; nothing while it is open.
  public let outcome: Outcome?

  /// What happened.
  public enum Kind: String, Sendable, CaseIterable {
    case breakdown, breakage, theft, loss

    /// Whether the device is gone.
    public var isGone: Bool {
      switch self {
      case .theft, .loss: true
      case .breakdown, .breakage: false
      }
    }
  }

  /// How an incident is settled.
  public enum Outcome: String, Sendable, CaseIterable {
    case repaired
    /// Another device was given in exchange, by a command of its own.
    case exchanged
    case found
    /// The lender bears it, as the law has it where no clause says otherwise.
    case lenderBears = "lender-bears"
    /// The borrower bears it, by a clause (C. civ. art. 1883) or since the term had passed (art. 1881).
    case borrowerBears = "borrower-bears"
    /// The borrower bears it, by a fault of its own.
    case fault
    case nothing
  }

  /// Within how many days the receipt of a complaint is brought: 48 hours.
  static let daysForComplaint = 2
}

/// The number of an incident.
public typealias IncidentID = ID<Subject.Incident>

extension Subject {
  /// An incident, for its number.
  public enum Incident {}
}

extension Subject.Incident: Numbered {
  public static var letter: Character { "I" }
  public static var noun: Text { Text(fr: "un incident", en: "an incident") }
}

/// Something that changes in a household during a contract, and asks for a gentle path of its own.
public enum LifeEvent: String, Sendable, CaseIterable {
  case moved, separated, died

  /// The change in words.
  public var text: Text {
    switch self {
    case .moved: Text(fr: "déménagement", en: "move")
    case .separated: Text(fr: "séparation", en: "separation")
    case .died: Text(fr: "décès", en: "death")
    }
  }

  /// What is good to do then.
  public var advice: Text {
    switch self {
    case .moved:
      Text(
        fr: "Demandez la nouvelle adresse et le lieu de remise le plus proche ; le contrat continue tel quel.",
        en: "Ask for the new address and the nearest hand-over place; the contract goes on as it is.")
    case .separated:
      Text(
        fr: "Demandez chez qui reste l'appareil, sans prendre parti : chaque adulte qui a signé peut le garder ou le "
          + "rendre, et ses papiers ne disent rien de l'autre.",
        en: "Ask with whom the device stays, taking no side: each adult who signed may keep it or return it, and the "
          + "papers say nothing of the other.")
    case .died:
      Text(
        fr: "N'envoyez plus de rappel. Laissez du temps ; proposez de garder l'appareil, de copier les fichiers, ou de "
          + "le reprendre à domicile. Rien n'est demandé pour l'usure ni pour le retard.",
        en: "Send no reminder any more. Leave time; offer to keep the device, to copy the files, or to fetch it at "
          + "home. Nothing is asked for wear or lateness.")
    }
  }
}

extension Incident.Kind {
  /// The incident in words.
  public var text: Text {
    switch self {
    case .breakdown: Text(fr: "panne", en: "breakdown")
    case .breakage: Text(fr: "casse", en: "breakage")
    case .theft: Text(fr: "vol", en: "theft")
    case .loss: Text(fr: "perte", en: "loss")
    }
  }
}

extension Incident.Outcome {
  /// The settlement in words.
  public var text: Text {
    switch self {
    case .repaired: Text(fr: "réparé", en: "repaired")
    case .exchanged: Text(fr: "échangé", en: "exchanged")
    case .found: Text(fr: "retrouvé", en: "found")
    case .lenderBears: Text(fr: "à la charge du prêteur", en: "borne by the lender")
    case .borrowerBears:
      Text(fr: "à la charge de l'emprunteur, selon le contrat", en: "borne by the borrower, by the contract")
    case .fault: Text(fr: "à la charge de l'emprunteur, par sa faute", en: "borne by the borrower, by a fault")
    case .nothing: Text(fr: "sans suite", en: "nothing came of it")
    }
  }
}
