public import Kernel

/// One place and one day at which many families get their devices.
public struct Gathering: Sendable, Equatable, Identifiable {
  /// Its number, shown as `G-000002`.
  public let id: GatheringID
  /// What it is called: `Remise du collège`.
  public let title: String
  public let place: PlaceID
  /// The day it is planned for.
  public let day: Day
  /// The requests of the families invited, in the order they were.
  public let guests: [Guest]

  /// A family invited by its request.
  public struct Guest: Sendable, Equatable {
    public let request: RequestID
    /// Whether it came; nothing before the day.
    public let came: Bool?
  }
}

extension Subject {
  /// A gathering, for its number.
  public enum Gathering {}
}

/// The number of a gathering.
public typealias GatheringID = ID<Subject.Gathering>

extension Subject.Gathering: Numbered {
  public static var letter: Character { "R" }
  public static var noun: Text { Text(fr: "une remise collective", en: "a gathering") }
}

/// What the rules about gatherings refuse.
public enum GatheringFailure: Failure, Equatable {
  case noGathering(GatheringID)
  case emptyTitle
  case invitedAlready(GatheringID, RequestID)
  case notInvited(GatheringID, RequestID)
  /// Nobody invited has a device kept, or a contract signed: there is nothing to do for all at once.
  case nothingToSign(GatheringID)
  case nothingToHandOver(GatheringID)

  public var exitCode: ExitCode {
    switch self {
    case .noGathering: .noInput
    case .emptyTitle: .badData
    case .invitedAlready, .notInvited, .nothingToSign, .nothingToHandOver: .refused
    }
  }

  public var text: Text {
    switch self {
    case .noGathering(let id):
      Text(
        fr: "Il n'y a pas de remise collective \(id.reference). Voyez `rebond gathering list`.",
        en: "There is no gathering \(id.reference). See `rebond gathering list`.")
    case .emptyTitle:
      Text(fr: "Il manque le nom de la remise collective.", en: "The name of the gathering is missing.")
    case .invitedAlready(let id, let request):
      Text(
        fr: "La demande \(request.reference) est déjà invitée à la remise \(id.reference).",
        en: "Request \(request.reference) is invited to gathering \(id.reference) already.")
    case .notInvited(let id, let request):
      Text(
        fr: "La demande \(request.reference) n'est pas invitée à la remise \(id.reference). Invitez-la avec "
          + "`rebond gathering invite \(id.reference) D-…`.",
        en: "Request \(request.reference) is not invited to gathering \(id.reference). Invite it with "
          + "`rebond gathering invite \(id.reference) D-…`.")
    case .nothingToSign(let id):
      Text(
        fr: "Aucune demande de la remise \(id.reference) n'attend de contrat : il faut un appareil attribué. Voyez "
          + "`rebond gathering show \(id.reference)`.",
        en: "No request of gathering \(id.reference) awaits a contract: a device must be allocated. See "
          + "`rebond gathering show \(id.reference)`.")
    case .nothingToHandOver(let id):
      Text(
        fr:
          "Aucun contrat de la remise \(id.reference) n'attend sa remise. Voyez `rebond gathering show \(id.reference)`.",
        en: "No contract of gathering \(id.reference) awaits its hand-over. See "
          + "`rebond gathering show \(id.reference)`.")
    }
  }
}
