public import Kernel

/// Why a line of a list, or the list, is not taken in.
public enum ListFailure: Failure, Equatable {
  case unknownCategory(String)
  case categoryMissing
  case unknownState(String)
  case quantity(String)
  case weight(String)
  /// Several things under one serial number or code.
  case severalUnderOneNumber
  /// The same number stands on an earlier line.
  case twin(of: Int)
  /// A device that is still in the chain bears the serial number.
  case alreadyHere(AssetCode)
  /// The code is another device's.
  case codeOfAnother(AssetCode)
  /// A device that left the chain to somebody bears the number: a stock is no gift.
  case hasLeft(AssetCode)
  /// What stands for a serial number is none.
  case noSerial(String)
  /// Not a year in which a device can be made.
  case year(String)
  /// The list says the thing is on loan.
  case lent(String)
  /// The list says the thing has left already.
  case gone(String)
  /// A day that has not begun.
  case dayToCome(Day)
  /// Some lines are refused, and nobody said to take the others.
  case refusedLines(Int, of: Int)

  public var exitCode: ExitCode {
    switch self {
    case .refusedLines: .refused
    default: .badData
    }
  }

  public var text: Text {
    switch self {
    case .unknownCategory(let written):
      Text(
        fr: "« \(written) » n'est pas une sorte de matériel connue : portable, fixe, tout-en-un, tablette, téléphone, "
          + "écran, imprimante, périphérique, box, autre",
        en: "“\(written)” is no known kind of equipment: laptop, desktop, all-in-one, tablet, smartphone, screen, "
          + "printer, peripheral, router, other")
    case .categoryMissing:
      Text(
        fr: "la sorte de matériel manque ; écrivez-la, ou donnez-la pour toute la liste avec --category",
        en: "the kind of equipment is missing; write it, or give it for the whole list with --category")
    case .unknownState(let written):
      Text(
        fr: "« \(written) » ne dit pas où en est le matériel : reçu, en atelier, prêt",
        en: "“\(written)” does not say where the equipment stands: received, in workshop, ready")
    case .quantity(let written):
      Text(
        fr: "« \(written) » n'est pas un nombre d'appareils, de 1 à 10 000",
        en: "“\(written)” is not a number of devices, from 1 to 10,000")
    case .weight(let written):
      Text(
        fr: "« \(written) » n'est pas un poids en kilogrammes, comme 2,4",
        en: "“\(written)” is not a weight in kilograms, as 2.4")
    case .severalUnderOneNumber:
      Text(
        fr: "plusieurs appareils ne peuvent pas porter le même numéro ; écrivez une ligne par appareil",
        en: "several devices cannot bear the same number; write a line for each")
    case .twin(let line):
      Text(
        fr: "ce numéro est déjà à la ligne \(line) ; gardez la ligne juste",
        en: "this number is on line \(line) already; keep the right line")
    case .alreadyHere(let code):
      Text(
        fr: "l'appareil \(code) porte ce numéro et est encore dans la filière",
        en: "the device \(code) bears this number and is still in the chain")
    case .codeOfAnother(let code):
      Text(
        fr: "le code \(code) est celui d'un autre appareil ; collez-en un neuf",
        en: "the code \(code) is another device's; stick a new one")
    case .hasLeft(let code):
      Text(
        fr: "l'appareil \(code) porte ce numéro et est parti chez quelqu'un ; s'il est donné de nouveau : "
          + "`rebond donation receive-again NUMÉRO \(code)`",
        en: "the device \(code) bears this number and has left to somebody; if it is donated again: "
          + "`rebond donation receive-again NUMBER \(code)`")
    case .noSerial(let written):
      Text(
        fr: "« \(written) » n'est pas un numéro de série : la ligne compte sans numéro",
        en: "“\(written)” is no serial number: the line counts without one")
    case .year(let written):
      Text(
        fr: "« \(written) » n'est pas une année de fabrication ou d'achat, comme 2019",
        en: "“\(written)” is not a year of making or buying, as 2019")
    case .lent(let written):
      Text(
        fr:
          "« \(written) » : cet appareil est chez quelqu'un ; faites-le entrer à son retour, ou avec --lent si vous "
          + "reprenez ensuite son prêt : `rebond contract import LISTE --lender STRUCTURE`",
        en: "“\(written)”: this device is with somebody; take it in when it comes back, or with --lent if you take its "
          + "loan over next: `rebond contract import LIST --lender STRUCTURE`")
    case .gone(let written):
      Text(
        fr: "« \(written) » : cet appareil n'est plus là ; un stock se compose de ce qui est présent",
        en: "“\(written)”: this device is no longer there; a stock is what is present")
    case .dayToCome(let day):
      Text(fr: "le \(day.text.fr) n'est pas encore passé", en: "\(day.text.en) has not come yet")
    case .refusedLines(let refused, let all):
      Text(
        fr: "\(refused == 1 ? "Une ligne est refusée" : "\(refused) lignes sont refusées") sur \(all) : rien n'est "
          + "enregistré. Corrigez la liste, ou prenez les bonnes lignes avec --accept-valid.",
        en: "\(refused == 1 ? "One line is refused" : "\(refused) lines are refused") of \(all): nothing is recorded. "
          + "Set the list right, or take the good lines with --accept-valid.")
    }
  }
}
