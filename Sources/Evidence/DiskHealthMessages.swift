public import Kernel

extension SmartctlExit {
  /// What this bit means; nothing for a mask of several bits.
  var meaning: Text? {
    switch self {
    case .commandLine:
      Text(fr: "la commande smartctl n'a pas été comprise", en: "the smartctl command was not understood")
    case .deviceNotOpened:
      Text(
        fr: "le disque n'a pas pu être ouvert ou identifié", en: "the disk could not be opened or identified")
    case .commandFailed:
      Text(fr: "une commande au disque a échoué", en: "a command to the disk failed")
    case .diskFailing: Text(fr: "le disque se déclare défaillant", en: "the disk says it is failing")
    case .attributesFailing:
      Text(fr: "un attribut annonce une panne", en: "an attribute warns of failure")
    case .attributesFailedBefore:
      Text(
        fr: "un attribut a annoncé une panne par le passé", en: "an attribute warned of failure in the past")
    case .errorsLogged: Text(fr: "le disque a noté des erreurs", en: "the disk has logged errors")
    case .selfTestErrorsLogged:
      Text(fr: "un autotest du disque a échoué", en: "a self-test of the disk failed")
    default: nil
    }
  }
}

extension DiskConcern {
  /// The fact in words.
  public var text: Text {
    switch self {
    case .failing: Text(fr: "le disque se déclare défaillant", en: "the disk says it is failing")
    case .reallocatedSectors(let count):
      Text(fr: "secteurs réalloués : \(count)", en: "reallocated sectors: \(count)")
    case .pendingSectors(let count):
      Text(fr: "secteurs en attente de réallocation : \(count)", en: "sectors pending reallocation: \(count)")
    case .uncorrectableSectors(let count):
      Text(fr: "secteurs illisibles : \(count)", en: "unreadable sectors: \(count)")
    case .grownDefects(let count): Text(fr: "défauts apparus : \(count)", en: "grown defects: \(count)")
    case .mediaErrors(let count): Text(fr: "erreurs de support : \(count)", en: "media errors: \(count)")
    case .criticalWarning(let bits):
      Text(fr: "avertissement critique NVMe (\(bits))", en: "NVMe critical warning (\(bits))")
    case .wornOut(let percent):
      Text(fr: "durée de vie consommée à \(percent) %", en: "\(percent)% of its life used")
    }
  }
}
