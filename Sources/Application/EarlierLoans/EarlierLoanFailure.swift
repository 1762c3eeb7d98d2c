import Inventory
public import Kernel
public import Loans

/// Why a loan from before Rebond, as a list tells it, is not taken over.
public enum EarlierLoanFailure: Failure, Equatable {
  case deviceMissing
  case nameMissing
  case communeMissing
  case firstDayMissing
  case unknownKind(String)
  /// The list tells of a gift or a sale: nothing of it runs.
  case ownershipPassed(String)
  case unknownPace(String)
  /// A rent is told, and not how often it is due.
  case paceMissing(Money)
  case months(String)
  case count(String)
  /// No device of the inventory bears the serial number.
  case noSuchDevice(String)
  /// Several do.
  case severalDevices(String, [AssetCode])
  /// The code is one device's, and the serial number another's.
  case numbersOfTwo(AssetCode, serial: String)
  /// Rebond saw the device coming in: what it lends leaves through the gate.
  case notFromBefore(AssetCode)
  /// The loan began after the device was entered here.
  case begunSince(Day, entered: Day)
  case firstDayToCome(Day)
  /// The device is elsewhere than with a household, as far as Rebond knows.
  case elsewhere(AssetCode, Text)
  /// The device is with somebody under another contract.
  case lentAlready(AssetCode, ContractID)
  /// Several households may be the one named, or one that is named otherwise.
  case whichHousehold([HouseholdID])
  case unknownCapacity(String)
  /// A minor, or an adult under guardianship, and nobody who signs.
  case representativeMissing(Signature.Capacity)
  /// Somebody signs for the borrower, and the list does not say by what right.
  case representedAsWhat(String)
  /// No programme in force is named so.
  case noSuchProgramme(String, known: [String])
  /// The list names a household that the same loan, taken over before, is not with.
  case anotherHousehold(ContractID)

  public var exitCode: ExitCode { .badData }

  public var text: Text {
    switch self {
    case .deviceMissing:
      Text(
        fr: "l'appareil manque ; écrivez son code, ou son numéro de série",
        en: "the device is missing; write its code, or its serial number")
    case .nameMissing:
      Text(
        fr: "le nom du foyer manque ; écrivez à qui l'appareil est prêté",
        en: "the household's name is missing; write to whom the device is lent")
    case .communeMissing:
      Text(
        fr: "la commune du foyer manque ; écrivez-la, ou donnez-la pour toute la liste avec --commune",
        en: "the household's commune is missing; write it, or give it for the whole list with --commune")
    case .firstDayMissing:
      Text(
        fr: "le premier jour du prêt manque ; écrivez-le, comme 03/04/2024",
        en: "the loan's first day is missing; write it, as 03/04/2024")
    case .unknownKind(let written):
      Text(
        fr: "« \(written) » n'est pas une sorte de contrat en cours : prêt, location",
        en: "“\(written)” is no kind of contract that runs: loan, rental")
    case .ownershipPassed(let written):
      Text(
        fr: "« \(written) » : un don ou une vente est fini, l'appareil est au foyer ; retirez cette ligne",
        en: "“\(written)”: a gift or a sale is over, the device is the household's; take this line out")
    case .unknownPace(let written):
      Text(
        fr: "« \(written) » ne dit pas quand le loyer est dû : an, mois, unique",
        en: "“\(written)” does not say how often the rent is due: year, month, once")
    case .paceMissing(let rent):
      Text(
        fr:
          "\(rent.text.fr), mais à quel rythme ? Écrivez « \(rent.text.fr)/an », ou donnez --every pour toute la liste",
        en: "\(rent.text.en), but how often? Write “\(rent.text.en)/year”, or give --every for the whole list")
    case .months(let written):
      Text(
        fr: "« \(written) » n'est pas une durée de 1 à 120 mois, comme « 12 mois » ou « 1 an »",
        en: "“\(written)” is no duration of 1 to 120 months, as “12 months” or “1 year”")
    case .count(let written):
      Text(
        fr: "« \(written) » n'est pas un nombre de personnes, de 0 à 50",
        en: "“\(written)” is no number of people, from 0 to 50")
    case .noSuchDevice(let serial):
      Text(
        fr: "aucun appareil de l'inventaire ne porte « \(serial) » ; faites-le d'abord entrer avec le stock d'avant "
          + "Rebond : `rebond device import LISTE --donor DONATEUR --lent`",
        en: "no device of the inventory bears “\(serial)”; first take it in with the stock from before Rebond: "
          + "`rebond device import LIST --donor DONOR --lent`")
    case .severalDevices(let serial, let codes):
      Text(
        fr: "plusieurs appareils portent « \(serial) » : \(codes.map(\.description).joined(separator: ", ")) ; écrivez "
          + "le code du bon",
        en:
          "several devices bear “\(serial)”: \(codes.map(\.description).joined(separator: ", ")); write the code of the "
          + "right one")
    case .numbersOfTwo(let code, let serial):
      Text(
        fr: "l'appareil \(code) ne porte pas le numéro « \(serial) » ; gardez ce qui est juste",
        en: "the device \(code) does not bear the number “\(serial)”; keep what is right")
    case .notFromBefore(let code):
      Text(
        fr: "l'appareil \(code) est entré par un don reçu dans Rebond : son prêt passe par une demande, l'atelier et "
          + "un contrat",
        en: "the device \(code) came in by a donation received in Rebond: its loan takes a request, the workshop and a "
          + "contract")
    case .begunSince(let starts, let entered):
      Text(
        fr:
          "le prêt commence le \(starts.text.fr), et l'appareil est entré dans Rebond le \(entered.text.fr) : depuis, un "
          + "prêt passe par une demande et un contrat",
        en:
          "the loan starts on \(starts.text.en), and the device was entered in Rebond on \(entered.text.en): since then, "
          + "a loan takes a request and a contract")
    case .firstDayToCome(let day):
      Text(fr: "le \(day.text.fr) n'est pas encore passé", en: "\(day.text.en) has not come yet")
    case .elsewhere(let code, let state):
      Text(
        fr: "l'appareil \(code) est \(state.fr) : il n'est donc pas chez un foyer",
        en: "the device \(code) is \(state.en): so it is not with a household")
    case .lentAlready(let code, let contract):
      Text(
        fr: "l'appareil \(code) est déjà chez quelqu'un par le contrat \(contract.reference)",
        en: "the device \(code) is with somebody already by contract \(contract.reference)")
    case .whichHousehold(let near):
      Text(
        fr: "un foyer a déjà ce téléphone, ou ce nom dans cette commune : "
          + "\(near.map(\.reference).joined(separator: ", ")) ; écrivez son numéro dans une colonne « Foyer n° »",
        en: "a household has that telephone, or that name in that commune, already: "
          + "\(near.map(\.reference).joined(separator: ", ")); write its number in a column “Household no”")
    case .unknownCapacity(let written):
      Text(
        fr: "« \(written) » ne dit pas qui signe : mineur, tutelle, curatelle, ou rien",
        en: "“\(written)” does not say who signs: minor, guardianship, curatorship, or nothing")
    case .representativeMissing(let capacity):
      Text(
        fr: "\(capacity.text.fr) : écrivez qui signe, dans une colonne « Représentant légal »",
        en: "\(capacity.text.en): write who signs, in a column “Legal representative”")
    case .representedAsWhat(let name):
      Text(
        fr: "« \(name) » signe, mais pour qui ? Écrivez mineur, tutelle ou curatelle dans une colonne « Capacité »",
        en: "“\(name)” signs, but for whom? Write minor, guardianship or curatorship in a column “Capacité”")
    case .noSuchProgramme(let written, let known):
      Text(
        fr: "aucun programme en vigueur ne s'appelle « \(written) » ; ceux qui le sont : "
          + "\(known.isEmpty ? "aucun" : known.joined(separator: ", ")). Mettez-le en vigueur avec "
          + "`rebond programme adopt FICHIER`, ou videz la cellule",
        en: "no programme in force is called “\(written)”; those that are: "
          + "\(known.isEmpty ? "none" : known.joined(separator: ", ")). Put it in force with "
          + "`rebond programme adopt FILE`, or empty the cell")
    case .anotherHousehold(let contract):
      Text(
        fr: "ce prêt est déjà repris par le contrat \(contract.reference), pour un autre foyer",
        en: "this loan is taken over already by contract \(contract.reference), for another household")
    }
  }
}
