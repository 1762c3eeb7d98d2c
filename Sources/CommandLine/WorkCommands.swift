import Application
import Arguments
import Inventory
import Kernel
import Refurbishment

/// `rebond work start`
struct WorkStart: Command {
  static let route = Option<String?>(
    "route", .path,
    Text(fr: "un parcours à soi (sinon celui de la sorte)", en: "a route of one's own (else the category's)"))

  static let specification = CommandSpecification(
    "start", Text(fr: "Prend un appareil en atelier.", en: "Takes a device into the workshop."),
    parameters: [DeviceArgument.code, route])

  let code: AssetCode
  let route: String?

  init(_ values: ParsedValues) throws {
    code = try values[DeviceArgument.code]
    route = try values[Self.route]
  }

  func run(in session: Session) throws {
    let file = try route.map { try Route(reading: Files.read($0), file: $0) }
    try session.perform { chain, act in
      let route = try chain.startWork(on: code, route: file, as: act)
      var answer = Answer()
      answer.say(
        fr: "L'appareil \(code) est en atelier, parcours « \(route.title.fr) » (\(route.version)).",
        en: "The device \(code) is in the workshop, route “\(route.title.en)” (\(route.version)).")
      answer.fact("route", fr: "Parcours", en: "Route", .name(route.name))
      answer.next(fr: "Pour voir ce qui est à faire :", en: "To see what is to be done:", ["rebond work show \(code)"])
      return answer
    }
  }
}

/// `rebond work triage`
struct WorkTriage: Command {
  static let choice = Argument<Triage>(
    .choice.named(fr: "CHOIX", en: "CHOICE"), Text(fr: "ce qu'il vaut", en: "what it is worth"))

  static let specification = CommandSpecification(
    "triage",
    Text(
      fr: "Trie un appareil ; s'il est seulement reçu, il entre en atelier.",
      en: "Sorts a device; one that is only received comes into the workshop."),
    parameters: [DeviceArgument.code, choice])

  let code: AssetCode
  let choice: Triage

  init(_ values: ParsedValues) throws {
    code = try values[DeviceArgument.code]
    choice = try values[Self.choice]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let dossier = try chain.sort(code, as: choice, by: act)
      var answer = Answer()
      answer.say(
        fr: "L'appareil \(code) est trié « \(choice.text.fr) ».",
        en: "The device \(code) is sorted “\(choice.text.en)”.")
      switch choice {
      case .good where dossier.missing.isEmpty: WorkAnswer(dossier: dossier).addMissing(to: &answer)
      case .good:
        answer.next(
          fr: "Pour voir ce qui est à faire :", en: "To see what is to be done:", ["rebond work show \(code)"])
      case .repair:
        answer.next(fr: "Pour continuer :", en: "To go on:", ["rebond repair open \(code) --diagnosis …"])
      case .parts:
        answer.next(
          fr: "Pour continuer :", en: "To go on:",
          ["rebond part add memory --name … --from \(code)", "rebond device harvest \(code)"])
      case .waste:
        answer.next(
          fr: "Pour continuer :", en: "To go on:", ["rebond device recycle \(code) --to … --slip …"])
      }
      return answer
    }
  }
}

/// `rebond work report`
struct WorkReport: Command {
  static let specification = CommandSpecification(
    "report",
    Text(
      fr: "Imprime la fiche d'état d'un appareil, défauts déclarés compris.",
      en: "Prints a device's condition report, declared defects included."),
    parameters: [DeviceArgument.code, OutputOptions.output, OutputOptions.replace])

  let code: AssetCode
  let output: OutputFile

  init(_ values: ParsedValues) throws {
    code = try values[DeviceArgument.code]
    output = try OutputFile(values, .pdf)
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      _ = try output.write { keep in
        try chain.conditionReport(of: code, language: session.language, as: act, keep: keep)
      }
      var answer = Answer()
      answer.say(
        fr: "La fiche d'état de l'appareil \(code) est dans « \(output.path) ».",
        en: "The condition report of the device \(code) is in “\(output.path)”.")
      return answer
    }
  }
}

/// `rebond work reopen`
struct WorkReopen: Command {
  static let reason = Option<String>("reason", .text, Text(fr: "pourquoi", en: "why"))

  static let specification = CommandSpecification(
    "reopen",
    Text(
      fr: "Ramène à l'atelier un appareil déclaré prêt.", en: "Takes a device that was released back into the workshop."
    ),
    discussion: Text(
      fr: "Ce qui a été fait reste fait ; l'appareil repasse le dernier contrôle et la porte.",
      en: "What was done stays done; the device goes through the last check and the gate again."),
    parameters: [DeviceArgument.code, reason])

  let code: AssetCode
  let reason: String

  init(_ values: ParsedValues) throws {
    code = try values[DeviceArgument.code]
    reason = try values[Self.reason]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let dossier = try chain.reopenWork(on: code, because: reason, as: act)
      var answer = Answer()
      answer.say(
        fr: "L'appareil \(code) est de nouveau en atelier, dans le même passage.",
        en: "The device \(code) is in the workshop again, in the same round.")
      WorkAnswer(dossier: dossier).addMissing(to: &answer)
      return answer
    }
  }
}

/// `rebond work check`
struct WorkCheck: Command {
  static let results = Argument<[CheckResult]>(
    .checkResult, atLeast: 1, Text(fr: "un contrôle et son résultat", en: "a check and how it ended"))
  static let note = Option<String?>(
    "note", .text, Text(fr: "ce qui a été vu, pour la fiche d'état", en: "what was seen, for the condition report"))

  static let specification = CommandSpecification(
    "check", Text(fr: "Note le résultat de contrôles.", en: "Records how checks ended."),
    discussion: Text(
      fr: "Résultats : passed (réussi), failed (échoué), not-fitted (non équipé), declared (défaut déclaré).",
      en: "Outcomes: passed, failed, not-fitted, declared (failed, and said so on the condition report)."),
    parameters: [DeviceArgument.code, results, note])

  let code: AssetCode
  let results: [CheckResult]

  init(_ values: ParsedValues) throws {
    code = try values[DeviceArgument.code]
    let note = try values[Self.note]
    results = try values[Self.results].map { CheckResult($0.check, $0.outcome, note: note) }
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      WorkAnswer(dossier: try chain.record(results, of: code, as: act)).whatIsMissing
    }
  }
}

/// `rebond work grade`
struct WorkGrade: Command {
  static let cosmetic = Option<String>("cosmetic", .grade, Text(fr: "l'aspect", en: "the looks"))
  static let functional = Option<String>("functional", .grade, Text(fr: "le fonctionnement", en: "the working"))
  static let battery = Option<String?>(
    "battery", .grade, Text(fr: "la batterie, s'il y en a une", en: "the battery, when there is one"))

  static let specification = CommandSpecification(
    "grade",
    Text(
      fr: "Classe un appareil, sur trois échelles indépendantes.", en: "Grades a device, on three independent axes."),
    parameters: [DeviceArgument.code, cosmetic, functional, battery])

  let code: AssetCode
  let grades: (cosmetic: String, functional: String, battery: String?)

  init(_ values: ParsedValues) throws {
    code = try values[DeviceArgument.code]
    grades = try (values[Self.cosmetic], values[Self.functional], values[Self.battery])
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      WorkAnswer(
        dossier: try chain.grade(
          code, cosmetic: grades.cosmetic, functional: grades.functional, battery: grades.battery, as: act)
      ).whatIsMissing
    }
  }
}

/// `rebond work attest-no-medium`
struct WorkAttestNoMedium: Command {
  static let reason = Option<String>("reason", .text, Text(fr: "pourquoi il n'y en a pas", en: "why there is none"))

  static let specification = CommandSpecification(
    "attest-no-medium",
    Text(
      fr: "Atteste en son nom qu'un appareil n'a aucun support de données.",
      en: "Attests in one's own name that a device has no storage medium."),
    parameters: [DeviceArgument.code, reason])

  let code: AssetCode
  let reason: String

  init(_ values: ParsedValues) throws {
    code = try values[DeviceArgument.code]
    reason = try values[Self.reason]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      WorkAnswer(dossier: try chain.attestNoMedium(of: code, because: reason, as: act)).whatIsMissing
    }
  }
}

/// `rebond work show`
struct WorkShow: Command {
  static let specification = CommandSpecification(
    "show", Text(fr: "Montre le travail fait et ce qui manque.", en: "Shows the work done and what is missing."),
    parameters: [DeviceArgument.code])

  let code: AssetCode

  init(_ values: ParsedValues) throws {
    code = try values[DeviceArgument.code]
  }

  func run(in session: Session) throws {
    try session.look { chain in WorkAnswer(dossier: try chain.dossier(of: code)).everything }
  }
}

/// `rebond device release`
struct DeviceRelease: Command {
  static let specification = CommandSpecification(
    "release",
    Text(
      fr: "Déclare un appareil prêt à partir, si rien ne manque.",
      en: "Declares a device ready to leave, when nothing is missing."),
    parameters: [DeviceArgument.code])

  let code: AssetCode

  init(_ values: ParsedValues) throws {
    code = try values[DeviceArgument.code]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let readiness = try chain.release(code, as: act)
      var answer = Answer()
      answer.say(fr: "L'appareil \(code) est prêt à partir.", en: "The device \(code) is ready to leave.")
      let fitness = try chain.fitness(of: code).fitness
      if let shortfall = fitness.shortfall {
        answer.say(
          fr: "Il est \(shortfall.fr). Un foyer le saura avant de s'en contenter.",
          en: "It is \(shortfall.en). A household will know before it makes do with it.")
      }
      answer.fact(
        "reconditioned", fr: "Peut être dit « reconditionné »", en: "May be called “reconditionné”",
        .flag(readiness.mayBeCalledReconditioned))
      answer.fact(
        "reservations", fr: "Réserves", en: "Reservations", .texts(readiness.reservations.map(\.text)))
      answer.fact("verdict", fr: "Empreinte du verdict", en: "Hash of the verdict", .name(readiness.digest.description))
      return answer
    }
  }
}

/// `rebond device medium`
struct DeviceMedium: Command {
  static let medium = Argument<String>(
    .text.named(fr: "SUPPORT", en: "MEDIUM"), Text(fr: "son numéro de série", en: "its serial number"))
  static let part = Option<YesOrNo?>(
    "part-of", .choice, Text(fr: "est-il dans l'appareil ?", en: "is it part of the device?"))
  static let serial = Option<String?>(
    "serial", .text, Text(fr: "son numéro de série, lu sur son étiquette", en: "its serial number, as on its label"))

  static let specification = CommandSpecification(
    "medium",
    Text(
      fr: "Dit si un support vu dans un appareil en fait partie, ou son numéro de série s'il n'en a pas dit.",
      en: "Says whether a medium seen in a device is part of it, or its serial number when it told none."),
    parameters: [DeviceArgument.code, medium, part, serial])

  let code: AssetCode
  let medium: String
  let said: Said

  /// What a person says of a medium.
  enum Said {
    case isPart(Bool)
    case serial(String)
  }

  init(_ values: ParsedValues) throws {
    code = try values[DeviceArgument.code]
    medium = try values[Self.medium]
    said =
      switch try (values[Self.part], values[Self.serial]) {
      case (let part?, nil): .isPart(part == .yes)
      case (nil, let serial?): .serial(serial)
      default: throw SessionFailure.oneOf(["--part-of", "--serial"])
      }
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      var answer = Answer()
      switch said {
      case .serial(let serial):
        try chain.name(medium: medium, of: code, serial: serial, as: act)
        answer.say(
          fr: "Le support « \(medium) » de l'appareil \(code) a le numéro de série « \(serial) ».",
          en: "The medium “\(medium)” of the device \(code) has the serial number “\(serial)”.")
      case .isPart(true):
        try chain.answer(medium: medium, of: code, isPart: true, as: act)
        answer.say(
          fr: "« \(medium) » fait partie de l'appareil \(code) : il doit être effacé.",
          en: "“\(medium)” is part of the device \(code): it must be erased.")
      case .isPart(false):
        try chain.answer(medium: medium, of: code, isPart: false, as: act)
        answer.say(
          fr: "« \(medium) » ne fait pas partie de l'appareil \(code).",
          en: "“\(medium)” is not part of the device \(code).")
      }
      return answer
    }
  }
}

/// The answer to a question of fact.
enum YesOrNo: String, CaseIterable {
  case yes, no
}

extension Reader<CheckResult> {
  /// A check and its outcome: `keyboard=passed`.
  static let checkResult = Reader(Text(fr: "CONTRÔLE=RÉSULTAT", en: "CHECK=OUTCOME")) { written in
    let parts = written.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    return CheckResult(parts[0], try Reader<CheckOutcome>.choice.value(of: parts.count == 2 ? parts[1] : ""))
  }
}

extension Reader<String> {
  /// A grade of the local scale.
  static let grade = text.named(fr: "CLASSE", en: "GRADE")
}
