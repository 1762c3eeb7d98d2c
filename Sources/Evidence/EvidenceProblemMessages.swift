public import Kernel

extension EvidenceProblem {
  /// The problem in words, beginning with the fact it is about.
  public var text: Text {
    switch self {
    case .cut(let place):
      Text(fr: "le fichier est coupé ligne \(place.line)", en: "the file is cut short at line \(place.line)")
    case .damaged(let place):
      Text(
        fr: "le fichier est endommagé ligne \(place.line), colonne \(place.column) : la suite n'est pas lue",
        en: "the file is damaged at line \(place.line), column \(place.column): what follows is not read")
    case .strayBytes(let count, let place):
      Text(
        fr: "octets qui n'ont pas leur place dans un texte : \(count), le premier ligne \(place.line)",
        en: "bytes that have no place in a text: \(count), the first at line \(place.line)")
    case .unreadablePart(let name):
      Text(fr: "\(name) : partie illisible", en: "\(name): this part cannot be read")
    case .toolStopped(let words):
      Text(fr: "l'outil s'est arrêté : « \(words) »", en: "the tool stopped: “\(words)”")
    case .placeholder(let field, let written):
      Text(
        fr: "\(field) : « \(written) » a été laissé par le fabricant",
        en: "\(field): “\(written)” was left by the maker")
    case .masked(let field, let written):
      Text(fr: "\(field) : masqué, « \(written) »", en: "\(field): hidden, “\(written)”")
    case .shortSerial(let field, let written):
      Text(
        fr: "\(field) : « \(written) » est trop court pour être sûr",
        en: "\(field): “\(written)” is too short to be sure")
    case .rounded(let field, let written):
      Text(
        fr: "\(field) : arrondi par l'outil, « \(written) »", en: "\(field): rounded by the tool, “\(written)”")
    case .unclear(let field, let written):
      Text(fr: "\(field) : « \(written) » n'est pas clair", en: "\(field): “\(written)” is not clear")
    case .contradiction(let field, let first, let second):
      Text(
        fr: "\(field) : le fichier dit « \(first) » et « \(second) »",
        en: "\(field): the file says “\(first)” and “\(second)”")
    case .usableMemory:
      Text(
        fr: "memoryBytes : mémoire utilisable, un peu moins que la mémoire installée",
        en: "memoryBytes: memory in use, a little less than what is fitted")
    case .question(let field, let doubt):
      Text(fr: "\(field) : \(doubt.text.fr)", en: "\(field): \(doubt.text.en)")
    case .raidVolume(let field):
      Text(
        fr: "\(field) : volume RAID, pas un disque", en: "\(field): a RAID volume, not one disk")
    case .foreignPort(let field, let attachment):
      attachment == .usb
        ? Text(fr: "\(field) : adaptateur USB", en: "\(field): a USB adapter")
        : Text(fr: "\(field) : pas un port matériel", en: "\(field): not a hardware port")
    case .unproven(let device, let lack): Text(fr: "\(device) : \(lack.text.fr)", en: "\(device): \(lack.text.en)")
    case .concern(let field, let finding): Text(fr: "\(field) : \(finding.text.fr)", en: "\(field): \(finding.text.en)")
    }
  }
}

extension EvidenceProblem.Lack {
  /// What is missing, to stand after the name of the disk.
  fileprivate var text: Text {
    switch self {
    case .noResult: Text(fr: "le journal n'en dit pas le résultat", en: "the log does not tell the result")
    case .commandNotShown:
      Text(
        fr: "le journal ne montre pas la commande, et elle peut ne rien effacer",
        en: "the log does not show the command, which may erase nothing")
    case .stateNotShown:
      Text(
        fr: "le journal ne montre pas le disque verrouillé avant et déverrouillé après : l'effacement n'est pas prouvé",
        en: "the log does not show the disk locked before and unlocked after: the erasure is not proven")
    case .stillRunning: Text(fr: "l'effacement était encore en cours", en: "the erasure was still going on")
    case .deviceNotNamed: Text(fr: "le journal ne nomme pas le disque", en: "the log does not name the disk")
    case .workNotShown:
      Text(
        fr: "un tableau le dit effacé, mais aucune ligne du journal ne montre qu'il a été écrit en entier",
        en: "a table calls it erased, and no line of the log shows that all of it was written over")
    case .partOnly:
      Text(
        fr: "une partition, et non le disque entier : l'effacement du disque n'est pas prouvé",
        en: "a partition, and not the whole disk: the erasure of the disk is not proven")
    case .writtenSince:
      Text(
        fr: "effacé un jour par son micrologiciel, qui ne dit pas que rien n'y a été écrit depuis",
        en: "sanitized by its firmware once, which does not say that nothing was written since")
    }
  }
}

extension DiskDoubt {
  /// The doubt in words.
  fileprivate var text: Text {
    switch self {
    case .usb:
      Text(fr: "sur un port USB : fait-il partie de l'appareil ?", en: "on a USB port: is it part of the device?")
    case .firewire:
      Text(fr: "sur un port FireWire : fait-il partie de l'appareil ?", en: "on FireWire: is it part of the device?")
    case .memoryCard:
      Text(fr: "carte mémoire : fait-elle partie de l'appareil ?", en: "a memory card: is it part of the device?")
    case .removable: Text(fr: "amovible : fait-il partie de l'appareil ?", en: "removable: is it part of the device?")
    case .seenTwice:
      Text(fr: "peut-être un disque déjà cité, vu deux fois", en: "maybe a disk already listed, seen twice")
    }
  }
}
