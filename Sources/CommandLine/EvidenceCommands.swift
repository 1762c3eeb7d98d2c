import Application
import Arguments
import Evidence
import Kernel
import Refurbishment

/// `rebond evidence import`
struct EvidenceImport: Command {
  static let files = Argument<[String]>(
    .path, atLeast: 1, Text(fr: "les fichiers, - pour l'entrée standard", en: "the files, - for standard input"))
  static let device = Option<AssetCode?>(
    "device", .assetCode, Text(fr: "l'appareil dont parlent ces fichiers", en: "the device these files are about"))

  static let specification = CommandSpecification(
    "import",
    Text(
      fr: "Lit ce que les machines disent d'elles-mêmes : lshw, smartctl, nwipe…",
      en: "Reads what machines say of themselves: lshw, smartctl, nwipe…"),
    discussion: Text(
      fr:
        "Formats : \(EvidenceFormat.tools) ; compressés par gzip ou non, un ou plusieurs dans un fichier. Le format est "
        + "reconnu au contenu. Ce qui n'a pas d'appareil est gardé à part, rien n'est deviné.",
      en:
        "Formats: \(EvidenceFormat.tools); packed by gzip or not, one or several in a file. The format is told by the "
        + "content. What has no device is kept aside, nothing is guessed."),
    parameters: [files, device])

  let files: [String]
  let device: AssetCode?

  init(_ values: ParsedValues) throws {
    files = try values[Self.files]
    device = try values[Self.device]
  }

  func run(in session: Session) throws {
    // All files are read before the first is imported: a wrong name stops before anything is done.
    let contents = try files.map { (name: $0, bytes: try Files.read($0)) }
    try session.performAll { chain, act, entries in
      var answer = Answer()
      for (name, part) in contents.flatMap({ file in
        EvidencePart.parts(of: file.bytes).map { (file.name + $0.place, $0) }
      }) {
        // Each report is an act of its own: one that is refused is told in its place, and the others are told as well.
        do {
          let imported = try chain.importEvidence(part.bytes.get(), of: device, as: act)
          EvidenceAnswer(name: Text(same: name), imported: imported).add(to: &answer)
        } catch let failure as any Failure {
          answer.exitCode = failure.exitCode
          answer.say(fr: "\(name) : \(failure.text.fr)", en: "\(name): \(failure.text.en)")
        }
        for entry in chain.lastEntries where !entries.contains(entry) { entries.append(entry) }
      }
      return answer
    }
  }
}

/// `rebond evidence attach`
struct EvidenceAttach: Command {
  static let report = Argument<EvidenceReportID>(
    .number(), Text(fr: "le numéro de la preuve", en: "the evidence's number"))
  static let device = Option<AssetCode>(
    "device", .assetCode, Text(fr: "l'appareil dont elle parle", en: "the device it is about"))

  static let specification = CommandSpecification(
    "attach",
    Text(fr: "Rattache une preuve gardée à part à son appareil.", en: "Ties evidence kept aside to its device."),
    parameters: [report, device])

  let report: EvidenceReportID
  let device: AssetCode

  init(_ values: ParsedValues) throws {
    report = try values[Self.report]
    device = try values[Self.device]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      var answer = Answer()
      let imported = try chain.attachEvidence(report, to: device, as: act)
      let name = Text(fr: "n° \(report)", en: "no. \(report)")
      EvidenceAnswer(name: name, imported: imported).add(to: &answer)
      return answer
    }
  }
}

/// `rebond evidence accept-annulment`
struct EvidenceAcceptAnnulment: Command {
  static let report = EvidenceAttach.report
  static let device = Option<AssetCode>(
    "device", .assetCode, Text(fr: "l'appareil dont elle parlait", en: "the device it was about"))
  static let reason = Option<String>("reason", .text, Text(fr: "pourquoi", en: "why"))

  static let specification = CommandSpecification(
    "accept-annulment",
    Text(
      fr: "Accepte, en deuxième personne, qu'une preuve annulée soit oubliée.",
      en: "Accepts, as a second person, that annulled evidence is forgotten."),
    parameters: [report, device, reason])

  let report: EvidenceReportID
  let device: AssetCode
  let reason: String

  init(_ values: ParsedValues) throws {
    report = try values[Self.report]
    device = try values[Self.device]
    reason = try values[Self.reason]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      try chain.acceptAnnulment(of: report, about: device, because: reason, as: act)
      var answer = Answer()
      answer.say(
        fr: "L'annulation de la preuve n° \(report) ne retient plus l'appareil \(device).",
        en: "The annulment of the evidence no. \(report) no longer holds the device \(device) back.")
      return answer
    }
  }
}

/// `rebond evidence list`
struct EvidenceList: Command {
  static let device = Option<AssetCode?>(
    "device", .assetCode,
    Text(fr: "les preuves de cet appareil ; sinon celles gardées à part", en: "this device's; else those kept aside"))

  static let specification = CommandSpecification(
    "list",
    Text(
      fr: "Montre les preuves d'un appareil, ou celles gardées à part : rien ne dit de quel appareil elles parlent.",
      en: "Shows the evidence about a device, or what is kept aside: nothing tells which device it is about."),
    parameters: [device])

  let device: AssetCode?

  init(_ values: ParsedValues) throws {
    device = try values[Self.device]
  }

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      let lines = try chain.evidence(about: device)
      answer.table(
        "evidence",
        none: device == nil
          ? Text(fr: "Aucune preuve n'est gardée à part.", en: "No evidence is kept aside.")
          : Text(fr: "Aucune preuve ne parle de cet appareil.", en: "No evidence is about this device."),
        [
          .init("report", fr: "n°", en: "no."), .init("format", fr: "format", en: "format"),
          .init("original", fr: "empreinte d'origine", en: "original hash"),
          .init("devices", fr: "appareils", en: "devices"), .init("unreadable", fr: "illisible", en: "unreadable"),
        ],
        rows: lines.map { line in
          [
            .id(line.id), .name(line.format), .name(String(line.original.description.prefix(16))),
            .names(line.devices.map(\.description)), .name(orNone: line.unreadable),
          ]
        })
      if device == nil, let first = lines.first(where: { $0.unreadable == nil }) {
        answer.next(
          fr: "Pour rattacher une preuve à l'appareil dont elle parle :",
          en: "To tie a piece of evidence to the device it is about:",
          ["rebond evidence attach \(first.id) --device CODE"])
      }
      return answer
    }
  }
}

/// `rebond station declare`
struct StationDeclare: Command {
  static let serial = Argument<String>(
    .text.named(fr: "SÉRIE", en: "SERIAL"),
    Text(fr: "son numéro de série, comme dans ses journaux", en: "its serial number, as in its logs"))
  static let name = Option<String>("name", .text, Text(fr: "son nom pour les gens", en: "its name for people"))

  static let specification = CommandSpecification(
    "declare",
    Text(
      fr: "Déclare un poste d'effacement, dont le numéro de série ne désigne aucun appareil.",
      en: "Declares a wiping station, whose serial number identifies no device."),
    parameters: [serial, name])

  let serial: String
  let name: String

  init(_ values: ParsedValues) throws {
    serial = try values[Self.serial]
    name = try values[Self.name]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      try chain.declare(station: serial, named: name, as: act)
      var answer = Answer()
      answer.say(
        fr: "Le poste d'effacement « \(name) » (\(serial)) est déclaré.",
        en: "The wiping station “\(name)” (\(serial)) is declared.")
      return answer
    }
  }
}
