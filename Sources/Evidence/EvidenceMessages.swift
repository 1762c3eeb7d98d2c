public import Kernel

extension EvidenceFailure {
  public var text: Text {
    switch self {
    case .empty:
      Text(
        fr: "Le fichier est vide : relancez l'outil qui devait l'écrire, puis importez-le à nouveau.",
        en: "The file is empty: run the tool that should have written it again, then import it again.")
    case .tooLarge(let bytes, let limit):
      Text(
        fr:
          "Le fichier fait \(bytes) octets, plus que la limite de \(limit) : aucun relevé d'appareil n'est aussi gros. "
          + "Vérifiez que c'est le bon fichier.",
        en: "The file is \(bytes) bytes long, over the limit of \(limit): no device report is that large. "
          + "Check that it is the right file.")
    case .packed("PDF"):
      Text(
        fr: "Le fichier est un PDF, fait pour être lu par des personnes. Importez le journal de l'outil : pour nwipe, "
          + "celui que nomme --logfile.",
        en: "The file is a PDF, made to be read by people. Import the tool's own log: for nwipe, the one named with "
          + "--logfile.")
    case .packed(let packing):
      Text(
        fr: "Le fichier est compressé (\(packing)), et n'est pas décompressé ici ou est abîmé. Décompressez-le, puis "
          + "importez ce qui en sort.",
        en:
          "The file is packed (\(packing)), and is not unpacked here or is damaged. Unpack it, then import what comes "
          + "out of it.")
    case .unrecognised:
      Text(
        fr: "Le contenu n'est d'aucun format connu (\(EvidenceFormat.tools)). "
          + "Produisez le relevé avec l'un de ces outils.",
        en: "The content is of no known format (\(EvidenceFormat.tools)). "
          + "Make the report with one of these tools.")
    case .printedForPeople(let command):
      Text(
        fr: "Ce texte est fait pour être lu par des personnes. Relancez l'outil pour qu'il écrive du JSON : "
          + "« \(command) », puis importez ce fichier-là.",
        en:
          "This text is made to be read by people. Run the tool again so that it writes JSON: “\(command)”, then import "
          + "that file.")
    case .malformed(let format, let problem, let place):
      Text(
        fr: "Le fichier vient de \(format.tool), mais ce n'est pas du JSON valide ligne \(place.line), "
          + "colonne \(place.column) : \(problem.text.fr). Rien n'en est lu. \(format.remedy.fr)",
        en: "The file comes from \(format.tool), but it is not valid JSON at line \(place.line), "
          + "column \(place.column): \(problem.text.en). Nothing of it is read. \(format.remedy.en)")
    case .cut(let format, let place):
      Text(
        fr:
          "Le fichier vient de \(format.tool), mais il est coupé : il s'arrête ligne \(place.line) avant la fin des "
          + "données. Rien n'en est lu. \(format.remedy.fr)",
        en:
          "The file comes from \(format.tool), but it is cut short: it stops at line \(place.line) before the end of "
          + "the data. Nothing of it is read. \(format.remedy.en)")
    case .severalDisks(let count):
      Text(
        fr:
          "Le fichier est une liste de disques (\(count)). Lancez « smartctl --json -x » une fois par disque et importez un fichier "
          + "par disque.",
        en:
          "The file is a list of disks (\(count)). Run “smartctl --json -x” once for each disk and import one file per disk."
      )
    case .tooManyDrives(let count, let limit):
      Text(
        fr: "Le journal nomme \(count) disques là où \(limit) au plus sont lus : aucun poste n'en efface autant. "
          + "Vérifiez le fichier, et importez un fichier par passage de nwipe.",
        en: "The log names \(count) disks where at most \(limit) are read: no station wipes that many. "
          + "Check the file, and import one file for each run of nwipe.")
    case .nothingReported(let format):
      Text(
        fr: "Le fichier vient de \(format.tool), mais il ne nomme \(format.subject.fr). \(format.remedy.fr)",
        en: "The file comes from \(format.tool), but it names \(format.subject.en). \(format.remedy.en)")
    }
  }
}

extension JSONProblem {
  /// What is wrong, to stand after the place.
  var text: Text {
    switch self {
    case .missingComma:
      Text(fr: "il manque une virgule entre deux valeurs", en: "a comma is missing between two values")
    case .missingColon: Text(fr: "il manque « : » après une clé", en: "“:” is missing after a key")
    case .missingValue: Text(fr: "il manque une valeur", en: "a value is missing")
    case .missingKey: Text(fr: "il manque une clé entre guillemets", en: "a key in quotes is missing")
    case .controlCharacter:
      Text(fr: "un caractère de contrôle se trouve dans un texte", en: "a control character stands in a text")
    case .badEscape:
      Text(fr: "« \\ » est suivi d'un signe inconnu", en: "“\\” is followed by an unknown sign")
    case .trailing:
      Text(fr: "il y a quelque chose après la fin des données", en: "something follows the end of the data")
    case .tooDeep(let limit):
      Text(
        fr: "les valeurs sont imbriquées sur plus de \(limit) niveaux",
        en: "values are nested over \(limit) levels deep")
    }
  }
}
