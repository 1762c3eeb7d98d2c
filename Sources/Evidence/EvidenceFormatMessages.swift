import Kernel

extension EvidenceFormat {
  /// The names of all tools, to be listed.
  public static var tools: String { allCases.map(\.tool).joined(separator: ", ") }

  /// The name of the tool, the same in every language.
  var tool: String {
    switch self {
    case .lshw, .smartctl, .nwipe, .dmidecode, .hwinfo, .inxi, .nvme, .hdparm, .shred, .upower: rawValue
    case .ereuse: "eReuse Workbench"
    case .glpi: "GLPI Agent"
    case .blancco: "Blancco"
    case .powerSupply: "/sys/class/power_supply"
    case .systemProfiler: "system_profiler"
    }
  }

  /// What a file without it says nothing of.
  var subject: Text {
    switch self {
    case .lshw, .dmidecode, .hwinfo, .inxi, .ereuse, .glpi, .systemProfiler:
      Text(fr: "ni machine ni composant", en: "neither a machine nor a part")
    case .smartctl: Text(fr: "aucun disque", en: "no disk")
    case .nwipe, .blancco, .nvme, .hdparm, .shred:
      Text(fr: "aucun disque ni effacement", en: "neither a disk nor a wipe")
    case .upower, .powerSupply: Text(fr: "aucune batterie", en: "no battery")
    }
  }

  /// How to get a file that can be read.
  var remedy: Text {
    switch self {
    case .lshw:
      Text(
        fr:
          "Relancez « sudo lshw -json » sans choisir de classe, avec une version récente, et importez le nouveau fichier.",
        en:
          "Run “sudo lshw -json” again without choosing a class, with a recent version, and import the new file."
      )
    case .nwipe:
      Text(
        fr: "Reprenez le journal entier sur la clé de démarrage, ou effacez à nouveau.",
        en: "Take the whole log from the boot medium again, or wipe again.")
    case .nvme, .hdparm, .shred:
      Text(
        fr: "Reprenez tout ce que la commande a affiché, commande comprise, ou effacez à nouveau.",
        en: "Take all that the command printed, the command included, or erase again.")
    case .ereuse, .glpi, .blancco:
      Text(
        fr: "Exportez à nouveau le relevé de l'outil et importez le nouveau fichier.",
        en: "Export the report from the tool again and import the new file.")
    case .smartctl: run("sudo smartctl --json -x /dev/…")
    case .dmidecode: run("sudo dmidecode")
    case .hwinfo: run("sudo hwinfo --all")
    case .inxi: run("sudo inxi -Fxxxm --output json --output-file print")
    case .upower: run("upower --dump")
    case .powerSupply: run("cat /sys/class/power_supply/BAT*/uevent")
    case .systemProfiler: run("system_profiler -json")
    }
  }

  private func run(_ command: String) -> Text {
    Text(
      fr: "Relancez « \(command) » et importez le nouveau fichier.",
      en: "Run “\(command)” again and import the new file.")
  }
}
