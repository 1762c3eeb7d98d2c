public import Kernel

/// What the desk of scans refuses; its words are short, for people who read little.
public enum ScanFailure: Failure, Equatable {
  /// No badge bears the number, or no longer.
  case unknownBadge
  /// No device bears the code, alias or serial number.
  case unknownMark(String)
  /// Several devices bear the serial number.
  case severalDevices(String, [AssetCode])
  /// The device is kept for somebody.
  case reserved(AssetCode)
  /// Somebody else acted on the device since it was taken in hand.
  case meanwhile(AssetCode, OtherAct)
  /// A rule refuses what somebody else just made impossible.
  case after(OtherAct, Text)
  /// The thing is a person's own, in for repair.
  case persons(AssetCode)
  /// Nobody says who sends the device.
  case senderUnknown(AssetCode)
  /// No stock-take is under way in the place.
  case noStockTake
  /// No repair of the thing is under way.
  case noRepair(AssetCode)
  /// The PIN is not the person's.
  case wrongPIN
  /// The person has no PIN.
  case noPIN(String)

  /// What somebody else did to a device.
  public struct OtherAct: Sendable, Equatable {
    /// What was done.
    public let action: Action
    /// Who did it.
    public let actor: String
    /// When it was recorded, by the clock on the wall: `14:05`.
    public let time: String
  }

  public var exitCode: ExitCode { .refused }

  public var text: Text {
    switch self {
    case .unknownBadge:
      Text(
        fr: "Badge inconnu, ou remplacé. Demandez-en un au pilotage.",
        en: "Unknown badge, or replaced. Ask the management for one.")
    case .unknownMark(let mark):
      Text(
        fr: "Inconnu : « \(mark) ». Scannez de nouveau, une seule étiquette à la fois.",
        en: "Unknown: “\(mark)”. Scan again, one label at a time.")
    case .severalDevices(let mark, let codes):
      Text(
        fr: "« \(mark) » est sur plusieurs appareils : \(codes.map(\.description).joined(separator: ", ")). "
          + "Scannez l'étiquette Rebond.",
        en: "“\(mark)” is on several devices: \(codes.map(\.description).joined(separator: ", ")). "
          + "Scan the Rebond label.")
    case .reserved(let code):
      Text(
        fr: "\(code) est RÉSERVÉ à quelqu'un. N'y touchez pas ; demandez au guichet.",
        en: "\(code) is RESERVED for somebody. Leave it; ask the desk.")
    case .meanwhile(let code, let other):
      Text(
        fr: "\(code) : \(other.text.fr) entre-temps. Vérifiez, puis scannez OK et recommencez.",
        en: "\(code): \(other.text.en) meanwhile. Check, then scan OK and begin again.")
    case .after(let other, let refusal):
      refusal + Text(fr: " (\(other.text.fr))", en: " (\(other.text.en))")
    case .persons(let code):
      Text(
        fr: "\(code) est à une personne. NE PAS EFFACER. On le répare, on le RENDRA : rien d'autre.",
        en: "\(code) is a person's own. DO NOT ERASE. It is repaired and HANDED BACK: nothing else.")
    case .senderUnknown(let code):
      Text(
        fr: "\(code) : qui l'envoie ? Votre structure n'est pas inscrite. Demandez au guichet.",
        en: "\(code): who sends it? Your structure is not registered. Ask the desk.")
    case .noStockTake:
      Text(
        fr: "Aucun inventaire n'est commencé ici : scannez d'abord ce qui est là.",
        en: "No stock-take has begun here: scan what is there first.")
    case .noRepair(let code):
      Text(
        fr: "\(code) n'est pas en réparation : scannez d'abord la carte de sa panne.",
        en: "\(code) is not under repair: scan the card of its fault first.")
    case .wrongPIN: Text(fr: "Mauvais code secret.", en: "Wrong PIN.")
    case .noPIN(let name):
      Text(
        fr: "\(name) n'a pas de code secret : demandez-en un au pilotage.",
        en: "\(name) has no PIN: ask the management for one.")
    }
  }
}

extension ScanFailure.OtherAct {
  /// Who did what, and when.
  var text: Text {
    Text(fr: "\(action.text.fr) par \(actor) à \(time)", en: "\(action.text.en) by \(actor) at \(time)")
  }
}

extension ScanFailure {
  /// What is said on the screen of a thing whose data are its user's.
  static let keepData = Text(fr: "NE PAS EFFACER", en: "DO NOT ERASE")
}
