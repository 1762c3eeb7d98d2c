public import Kernel
import Typesetting

extension LabelPrintingFailure {
  public var text: Text {
    switch self {
    case .unknownTemplate(let kind, let id, let known):
      Text(
        fr: "\(kind.name.fr) « \(id) » n'existe pas ; connus : \(known.joined(separator: ", ")).",
        en: "There is no \(kind.name.en) “\(id)”; known: \(known.joined(separator: ", ")).")
    case .nothingToPrint:
      Text(
        fr: "Il n'y a aucune étiquette à imprimer : donnez au moins un code.",
        en: "There is no label to print: give at least one code.")
    case .labelTooSmall(let design, let stock, let label):
      Text(
        fr: "Le dessin « \(design) » ne tient pas sur une étiquette « \(stock) » de "
          + "\(label.width.fr) × \(label.height.fr) mm : prenez une étiquette plus grande ou un autre dessin.",
        en:
          "The design “\(design)” does not fit on a label “\(stock)” of \(label.width.en) × \(label.height.en) mm: "
          + "take a larger label or another design.")
    case .sheetOnRollPrinter(let stock, let printer):
      Text(
        fr: "L'imprimante « \(printer) » imprime une étiquette à la fois, et « \(stock) » est une planche : "
          + "prenez un rouleau, ou l'imprimante « pdf ».",
        en: "The printer “\(printer)” prints one label at a time and “\(stock)” is a sheet: "
          + "take a roll, or the printer “pdf”.")
    case .unprintable(let stock, let printer, let row, let column):
      Text(
        fr: "L'étiquette rang \(row), colonne \(column) de « \(stock) » touche le bord que « \(printer) » "
          + "n'imprime pas : sautez-la ou prenez une autre planche.",
        en:
          "The label in row \(row), column \(column) of “\(stock)” touches the border “\(printer)” does not print: "
          + "skip it or take another sheet.")
    case .moduleTooSmall(let code, let stock, let printer, let module, let least):
      Text(
        fr:
          "Le QR code de \(code) aurait sur « \(stock) » avec « \(printer) » des points de \(module.fr) mm ; "
          + "sous \(least.fr) mm il ne dure pas : prenez une étiquette plus grande ou une adresse plus courte.",
        en: "The QR code of \(code) would have modules of \(module.en) mm on “\(stock)” with “\(printer)”; "
          + "under \(least.en) mm it does not last: take a larger label or a shorter address.")
    case .tooFewDots(let code, let stock, let printer, let dots):
      Text(
        fr: "Les modules du QR code de \(code) seraient, sur « \(stock) » avec « \(printer) », d'une largeur de "
          + "\(Text.count(dots, fr: ("point", "points"), en: ("dot", "dots")).fr) d'imprimante ; il en faut 4 : prenez une étiquette plus grande ou une imprimante plus fine.",
        en:
          "The modules of the QR code of \(code) would be \(Text.count(dots, fr: ("", ""), en: ("printer dot", "printer dots")).en) "
          + "wide on “\(stock)” with “\(printer)”; 4 are needed: take a larger label or a finer printer.")
    case .textTooLong(let text, let code, let stock):
      Text(
        fr: "« \(text) » ne tient pas sur l'étiquette « \(stock) » de \(code), et ne doit pas être coupé.",
        en: "“\(text)” does not fit on the label “\(stock)” of \(code), and must not be cut.")
    case .noSuchPosition(let input, let stock, let rows, let columns):
      Text(
        fr: "La position \(input) n'existe pas : la planche « \(stock) » a \(rows) rangs de \(columns), "
          + "soit les étiquettes 1 à \(rows * columns).",
        en: "There is no position \(input): the sheet “\(stock)” has \(rows) rows of \(columns), "
          + "that is labels 1 to \(rows * columns).")
    case .noPositionLeft(let stock):
      Text(
        fr:
          "Toutes les étiquettes de la première planche « \(stock) » sont sautées : prenez une planche neuve.",
        en: "All labels of the first sheet “\(stock)” are skipped: take a new sheet.")
    case .helplineMissing(let design):
      Text(
        fr: "Le dessin « \(design) » montre un numéro d'assistance : donnez-le avec --helpline.",
        en: "The design “\(design)” shows a number to call for help: give it with --helpline.")
    case .noTape(let stock, let printer):
      Text(
        fr: "« \(printer) » veut savoir quelle bande elle tient, et « \(stock) » ne le dit pas : prenez une bande "
          + "Brother, ou ajoutez « tape » au fichier du papier.",
        en: "“\(printer)” wants to know which tape it holds and “\(stock)” does not say: take a Brother tape, or add "
          + "“tape” to the file of the stock.")
    case .otherLanguage(let printer, let format):
      Text(
        fr: "L'imprimante « \(printer) » ne comprend pas « \(format) » : donnez l'une ou l'autre.",
        en: "The printer “\(printer)” does not understand “\(format)”: give one or the other.")
    case .noSuchJob(let id):
      Text(
        fr: "Il n'y a pas de commande d'étiquettes n° \(id) : `rebond label jobs` les montre.",
        en: "There is no job of labels \(id): `rebond label jobs` shows them.")
    case .offsetOnly(let printer):
      Text(
        fr: "« \(printer) » imprime des points entiers : seuls --dx et --dy se règlent.",
        en: "“\(printer)” prints whole dots: only --dx and --dy can be set.")
    case .connection(let host, let error, 0, _, let job):
      Text(
        fr:
          "L'imprimante « \(host) » ne répond pas (\(error.text.fr)) et n'a pris aucune étiquette. Vérifiez qu'elle est "
          + "allumée et reliée au réseau, puis reprenez : `rebond label send \(job) --to …`",
        en:
          "The printer “\(host)” does not answer (\(error.text.en)) and took no label. See that it is switched on and on "
          + "the network, then go on: `rebond label send \(job) --to …`")
    case .connection(let host, let error, let sent, let labels, let job):
      Text(
        fr: "L'imprimante « \(host) » s'est arrêtée (\(error.text.fr)) : elle a pris au moins "
          + "\(Text.count(sent, fr: ("étiquette", "étiquettes"), en: ("", "")).fr) sur \(labels). Pour la suite : "
          + "`rebond label send \(job) --to …`, ou --from NUMÉRO si le papier en montre plus.",
        en: "The printer “\(host)” stopped (\(error.text.en)): it took at least "
          + "\(Text.count(sent, fr: ("", ""), en: ("label", "labels")).en) of \(labels). For the rest: "
          + "`rebond label send \(job) --to …`, or --from NUMBER if the paper shows more.")
    case .unknownHost(let host, let job):
      Text(
        fr: "Le réseau ne connaît pas « \(host) ». Les étiquettes sont gardées : donnez l'adresse de l'imprimante, "
          + "comme `rebond label send \(job) --to tcp:192.0.2.7`.",
        en: "The network does not know “\(host)”. The labels are kept: give the printer's address, as "
          + "`rebond label send \(job) --to tcp:192.0.2.7`.")
    case .spooler(let queue, 127, let job):
      Text(
        fr: "Il n'y a pas de CUPS ici pour « \(queue) » : installez le paquet cups-client, puis reprenez : "
          + "`rebond label send \(job) --to …`",
        en: "There is no CUPS here for “\(queue)”: install the package cups-client, then go on: "
          + "`rebond label send \(job) --to …`")
    case .spooler(let queue, let status, let job):
      Text(
        fr:
          "CUPS n'a pas pris le travail pour « \(queue) » (lp s'est terminé par \(status)) : « lpstat -r » dit s'il tourne, "
          + "« lpstat -a » quelles files prennent des travaux. La commande est gardée : `rebond label send \(job) --to …`",
        en:
          "CUPS did not take the job for “\(queue)” (lp ended with \(status)): “lpstat -r” tells whether it runs, “lpstat -a” "
          + "which queues take jobs. The job is kept: `rebond label send \(job) --to …`")
    case .sentAlready(let job):
      Text(
        fr:
          "L'imprimante a déjà tout pris de la commande \(job). Pour tout refaire : `rebond label send \(job) --again --to …`",
        en:
          "The printer has taken all of job \(job) already. To send all again: `rebond label send \(job) --again --to …`"
      )
    case .notSendable(let printer):
      Text(
        fr: "« \(printer) » fait des fichiers : envoyez-les par CUPS, ou ouvrez-les.",
        en: "“\(printer)” makes files: send them by CUPS, or open them.")
    case .onePage(let printer):
      Text(
        fr: "« \(printer) » fait une image d'une seule page : demandez moins d'étiquettes, ou un PDF.",
        en: "“\(printer)” makes a picture of one page: ask for fewer labels, or for a PDF.")
    case .widerThanHead(let stock, let printer):
      Text(
        fr: "« \(stock) » est plus large que la tête de « \(printer) » : prenez un papier plus étroit.",
        en: "“\(stock)” is wider than the head of “\(printer)”: take a narrower stock.")
    case .copies(let copies):
      Text(
        fr: "\(copies) exemplaires par étiquette, ce n'est pas possible : donnez un nombre de 1 à 1000.",
        en: "\(copies) copies of a label is not possible: give a number from 1 to 1000.")
    }
  }
}

extension LabelTemplates.Kind {
  /// What the kind of file describes, as the start of a French sentence and inside an English one.
  var name: Text {
    switch self {
    case .stock: Text(fr: "Le papier d'étiquettes", en: "label stock")
    case .printer: Text(fr: "L'imprimante", en: "printer")
    case .design: Text(fr: "Le dessin", en: "design")
    }
  }
}

extension Double {
  /// The number to the hundredth, with the decimal comma of French.
  fileprivate var fr: String { en.split(separator: ".").joined(separator: ",") }

  /// The number to the hundredth, without needless zeros.
  fileprivate var en: String {
    let hundredths = Int((self * 100).rounded())
    let (whole, rest) = (hundredths / 100, hundredths % 100)
    if rest == 0 { return String(whole) }
    return rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }
}
