public import Kernel

/// A household sent to a place of *médiation numérique*, beside its request: counted apart, with an outcome of its own.
public struct Prescription: Sendable, Equatable {
  /// The act that recorded it.
  public let entry: EntryID
  public let request: RequestID
  public let place: PlaceID
  /// The day it was made, as corrected.
  public let day: Day
  /// What came of it; nothing while nobody has said.
  public let outcome: Outcome?

  /// What came of a prescription.
  public enum Outcome: String, Sendable, CaseIterable {
    /// The household came.
    case attended
    /// It came and has what it came for.
    case completed
    case absent, declined

    /// The outcome in words.
    public var text: Text {
      switch self {
      case .attended: Text(fr: "venu", en: "came")
      case .completed: Text(fr: "venu jusqu'au bout", en: "came to the end")
      case .absent: Text(fr: "pas venu", en: "did not come")
      case .declined: Text(fr: "n'a pas souhaité venir", en: "did not wish to come")
      }
    }
  }
}

/// How a prescriber is told what became of its request.
public enum TellingMeans: String, Sendable, CaseIterable {
  case phone, email, letter, person

  /// The means in words.
  public var text: Text {
    switch self {
    case .phone: Text(fr: "par téléphone", en: "by telephone")
    case .email: Text(fr: "par courriel", en: "by e-mail")
    case .letter: Text(fr: "par courrier", en: "by letter")
    case .person: Text(fr: "de vive voix", en: "in person")
    }
  }
}

/// What the rules of prescriptions refuse, or what is not there.
public enum PrescriptionFailure: Failure, Equatable {
  /// The household was sent to that place for that request already.
  case sentAlready(RequestID, place: String)
  /// The household was not sent to that place for that request.
  case notSent(RequestID, place: String)
  /// Nothing has changed since the prescriber was last told.
  case nothingToTell(RequestID)
  /// The commission's day is there already.
  case commissionKnown(String, Day)
  /// The commission's day is before that of its announcement.
  case commissionPast(Day, announced: Day)

  public var exitCode: ExitCode { .refused }

  public var text: Text {
    switch self {
    case .sentAlready(let id, let place):
      Text(
        fr: "Le foyer de la demande \(id.reference) est déjà orienté vers « \(place) ». Dites ce qu'il en est avec "
          + "`rebond request prescribed \(id.reference) --place \(place.inShell) --outcome attended`.",
        en: "The household of request \(id.reference) was sent to “\(place)” already. Say what came of it with "
          + "`rebond request prescribed \(id.reference) --place \(place.inShell) --outcome attended`.")
    case .notSent(let id, let place):
      Text(
        fr: "Le foyer de la demande \(id.reference) n'est pas orienté vers « \(place) ». Faites-le avec "
          + "`rebond request prescribe \(id.reference) --place \(place.inShell)`.",
        en: "The household of request \(id.reference) was not sent to “\(place)”. Do so with "
          + "`rebond request prescribe \(id.reference) --place \(place.inShell)`.")
    case .nothingToTell(let id):
      Text(
        fr: "Rien n'a changé à la demande \(id.reference) depuis que la structure en a été avertie. Voyez "
          + "`rebond request untold`.",
        en: "Nothing has changed in request \(id.reference) since its structure was told. See `rebond request untold`.")
    case .commissionKnown(let programme, let day):
      Text(
        fr:
          "La commission du \(day.text.fr) pour « \(programme) » est déjà connue. Voyez `rebond programme commissions`.",
        en: "The commission of \(day.text.en) for “\(programme)” is known already. See `rebond programme commissions`.")
    case .commissionPast(let day, let announced):
      Text(
        fr:
          "Une commission s'annonce avant de se réunir : le \(day.text.fr) est déjà passé le \(announced.text.fr). Donnez "
          + "un jour à venir, ou par --on celui de l'annonce.",
        en:
          "A commission is announced before it meets: \(day.text.en) has passed on \(announced.text.en). Give a day to "
          + "come, or by --on that of the announcement.")
    }
  }
}
