public import Kernel

extension HealthVerdict.Grade {
  /// The grade in words.
  public var text: Text {
    switch self {
    case .good: Text(fr: "bon", en: "good")
    case .worn: Text(fr: "usé", en: "worn")
    case .bad: Text(fr: "mauvais", en: "bad")
    case .unknown: Text(fr: "inconnu", en: "unknown")
    }
  }
}

extension HealthVerdict.Finding {
  /// The figure and what it is worth, in words.
  public var text: Text {
    let name = figure.text
    guard figure != .ownVerdict else { return name }
    let number = Int(exactly: value).map(String.init) ?? String(value)
    return Text(fr: "\(name.fr) : \(number) (\(grade.text.fr))", en: "\(name.en): \(number) (\(grade.text.en))")
  }
}

extension HealthVerdict.Figure {
  /// The name of the figure.
  fileprivate var text: Text {
    switch self {
    case .ownVerdict: Text(fr: "le disque se déclare défaillant", en: "the disk says it is failing")
    case .reallocated: Text(fr: "secteurs réalloués", en: "reallocated sectors")
    case .pending: Text(fr: "secteurs en attente", en: "pending sectors")
    case .uncorrectable: Text(fr: "secteurs illisibles", en: "unreadable sectors")
    case .powerOnHours: Text(fr: "heures de marche", en: "power-on hours")
    case .percentageUsed: Text(fr: "durée de vie consommée (%)", en: "life used (%)")
    case .mediaErrors: Text(fr: "erreurs de support", en: "media errors")
    case .criticalWarning: Text(fr: "avertissement critique NVMe", en: "NVMe critical warning")
    case .batteryHealth: Text(fr: "capacité restante de la batterie (%)", en: "battery capacity left (%)")
    }
  }
}
