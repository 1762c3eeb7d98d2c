import Application
import Arguments
import Inventory
import Kernel
import Refurbishment

/// `rebond policy adopt`
struct PolicyAdopt: Command {
  static let file = Argument<String>(.path, Text(fr: "le fichier de la politique", en: "the policy's file"))
  static let specification = CommandSpecification(
    "adopt",
    Text(
      fr: "Met en vigueur la politique de l'atelier d'une structure.",
      en: "Puts a structure's own workshop policy in force."),
    discussion: Text(
      fr:
        "Configuration minimale par sorte, fins de support des systèmes, Windows 11, et si un SSD écrasé par logiciel "
        + "suffit. Partez de celle en vigueur : `rebond policy show --output politique.json`",
      en:
        "Least configuration by kind, ends of systems' support, Windows 11, and whether an SSD overwritten by software is "
        + "enough. Begin with the one in force: `rebond policy show --output policy.json`"),
    parameters: [file])

  let file: String

  init(_ values: ParsedValues) throws { file = try values[Self.file] }

  func run(in session: Session) throws {
    let bytes = try Files.read(file)
    try session.perform { chain, act in
      let policy = try chain.adopt(policy: bytes, file: file, as: act)
      var answer = Answer()
      answer.say(
        fr:
          "La politique « \(policy.id) \(policy.version) » est en vigueur ; elle vaut pour les passages à l'atelier ouverts à "
          + "partir des jours qu'elle dit.",
        en:
          "The policy “\(policy.id) \(policy.version)” is in force; it holds for stays in the workshop begun from the days it "
          + "says.")
      return answer
    }
  }
}

/// `rebond policy show`
struct PolicyShow: Command {
  static let output = Option<String?>(
    "output", .path, Text(fr: "le fichier où la copier", en: "the file to copy it to"))
  static let specification = CommandSpecification(
    "show", Text(fr: "Montre la politique de l'atelier en vigueur.", en: "Shows the workshop's policy in force."),
    parameters: [output, OutputOptions.replace])

  let output: OutputFile?

  init(_ values: ParsedValues) throws {
    let replace = try values[OutputOptions.replace]
    output = try values[Self.output].map { try OutputFile(path: $0, replace: replace) }
  }

  func run(in session: Session) throws {
    try session.look { chain in
      let policy = try chain.policy()
      _ = try output?.write { keep in try keep(Array(policy.body.utf8)) }
      var answer = Answer()
      answer.fact("policy", fr: "Politique", en: "Policy", .name("\(policy.id) \(policy.version)"))
      answer.table(
        "systems", none: Text(fr: "Aucun système.", en: "No system."),
        [
          .init("system", fr: "système", en: "system"), .init("title", fr: "nom", en: "name"),
          .init("ends", fr: "fin du support", en: "end of support"), .init("source", fr: "d'après", en: "source"),
        ],
        rows: policy.systems.map {
          [.name($0.id), .text($0.title), .day(orNone: $0.supportEnds), .name(orNone: $0.source)]
        })
      answer.table(
        "trainingSteps", none: Text(fr: "Aucune étape de formation.", en: "No step of training."),
        [.init("step", fr: "étape de formation", en: "step of training"), .init("title", fr: "nom", en: "name")],
        rows: policy.trainingSteps.map { [.name($0.id), .text($0.title)] })
      return answer
    }
  }
}

extension Fitness.Judgement {
  /// The answer as a word for programs and a sentence for people.
  fileprivate var value: Answer.Value {
    func parts(_ parts: [Fitness.Part]) -> Text { parts.map(\.text).joined(separator: ", ") }
    switch self {
    case .yes: return .word("yes", Text(fr: "oui", en: "yes"))
    case .no(let short): return .word("no", Text(fr: "non : ", en: "no: ") + parts(short))
    case .unknown(let missing):
      return .word("unknown", Text(fr: "inconnu, à vérifier : ", en: "unknown, to check: ") + parts(missing))
    }
  }
}

extension FitnessSheet {
  fileprivate var answer: Answer {
    var answer = Answer()
    answer.fact("code", fr: "Appareil", en: "Device", .code(code))
    answer.fact("memory", fr: "Mémoire", en: "Memory", hardware.memoryBytes.map { .bytes($0) } ?? .none)
    answer.fact("storage", fr: "Stockage", en: "Storage", hardware.storageBytes.map { .bytes($0) } ?? .none)
    answer.fact("processor", fr: "Processeur", en: "Processor", .name(orNone: hardware.processor))
    answer.fact("tpm", fr: "TPM 2.0", en: "TPM 2.0", hardware.hasTPM.map { .flag($0) } ?? .none)
    answer.fact("minimum", fr: "Configuration minimale", en: "Least configuration", fitness.reachesMinimum.value)
    if let windows = fitness.windows11 {
      answer.fact("windows11", fr: "Windows 11", en: "Windows 11", windows.value)
      if case .no = windows {
        answer.say(
          fr: "Installez un Linux : Windows 11 n'y va pas.", en: "Install a Linux: Windows 11 does not go on it.")
      }
    }
    answer.fact("system", fr: "Système", en: "System", .name(orNone: system?.id))
    answer.fact("supportEnds", fr: "Fin de son support", en: "End of its support", .day(orNone: system?.supportEnds))
    answer.fact("policy", fr: "Politique", en: "Policy", .name(policy))
    return answer
  }
}

/// `rebond device fitness`
struct DeviceFitness: Command {
  static let specification = CommandSpecification(
    "fitness",
    Text(
      fr: "Dit si un appareil atteint la configuration minimale, et s'il peut avoir Windows 11.",
      en: "Says whether a device reaches the least configuration, and whether it can have Windows 11."),
    discussion: Text(
      fr: "D'après les relevés importés et ce qu'on a noté ; ce que personne n'a vu est « inconnu ».",
      en: "By the evidence imported and what was told; what nobody saw is “unknown”."),
    parameters: [DeviceArgument.code])

  let code: AssetCode

  init(_ values: ParsedValues) throws { code = try values[DeviceArgument.code] }

  func run(in session: Session) throws { try session.look { chain in try chain.fitness(of: code).answer } }
}

/// Whether something was seen in the firmware.
enum Presence: String, CaseIterable {
  case yes, no
}

/// `rebond device system`
struct DeviceSystem: Command {
  static let system = Option<String?>(
    "installed", .text.named(fr: "SYSTÈME", en: "SYSTEM"),
    Text(
      fr: "le système installé : `rebond policy show` les liste",
      en: "the system installed: `rebond policy show` lists them"))
  static let tpm = Option<Presence?>(
    "tpm", .choice, Text(fr: "un TPM 2.0 et le démarrage sécurisé", en: "a TPM 2.0 and Secure Boot"))
  static let specification = CommandSpecification(
    "system",
    Text(fr: "Note le système installé sur un appareil.", en: "Tells the system installed on a device."),
    parameters: [DeviceArgument.code, system, tpm])

  let code: AssetCode
  let system: String?
  let tpm: Presence?

  init(_ values: ParsedValues) throws {
    code = try values[DeviceArgument.code]
    system = try values[Self.system]
    tpm = try values[Self.tpm]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      try chain.tell(system: system, hasTPM: tpm.map { $0 == .yes }, of: code, as: act).answer
    }
  }
}

/// `rebond device support`
struct DeviceSupport: Command {
  static let by = Option<Day>("by", .day, Text(fr: "jusqu'à quel jour", en: "by which day"))
  static let state = Option<Device.StateName?>(
    "state", .choice,
    Text(fr: "dans cet état ; sinon ceux qui sont prêtés", en: "in this state; else those that are lent"))
  static let specification = CommandSpecification(
    "support",
    Text(
      fr: "Liste les appareils prêtés dont le support du système se termine.",
      en: "Lists the lent devices whose system's support ends."),
    discussion: Text(
      fr: "Les plus pressés d'abord ; puis ceux dont personne n'a noté le système.",
      en: "The most urgent first; then those of which nobody told the system."),
    parameters: [by, state])

  let by: Day
  let state: Device.StateName?

  init(_ values: ParsedValues) throws {
    by = try values[Self.by]
    state = try values[Self.state]
  }

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      answer.table(
        "devices", none: Text(fr: "Aucun appareil.", en: "No device."),
        [
          .init("code", fr: "code", en: "code"), .init("name", fr: "modèle", en: "model"),
          .init("state", fr: "état", en: "state"), .init("contract", fr: "contrat", en: "contract"),
          .init("system", fr: "système", en: "system"), .init("ends", fr: "fin du support", en: "end of support"),
        ],
        rows: try chain.supportEnding(by: by, in: state.map { [$0] } ?? [.out, .inRepair]).map { line in
          [
            .code(line.code), .name(orNone: line.name), .word(line.state, line.state.text),
            line.contract.map { .id($0) } ?? .none, .name(orNone: line.system?.id),
            .day(orNone: line.system?.supportEnds),
          ]
        })
      return answer
    }
  }
}
