import Application
import Arguments
import Inventory
import Kernel
import Refurbishment

extension VisitorSheet {
  /// The thing, whose it is, and what was done with it.
  var answer: Answer {
    var answer = Answer()
    answer.fact("code", fr: "Appareil confié", en: "Entrusted thing", .code(visitor.code))
    answer.fact("category", fr: "Sorte", en: "Category", .word(visitor.category, visitor.category.text))
    answer.fact("name", fr: "Modèle", en: "Model", .name(visitor.name))
    answer.fact("owner", fr: "À", en: "Of", .name(orNone: owner?.name))
    answer.fact("contact", fr: "Contact", en: "Contact", .name(orNone: owner?.contact))
    answer.fact("taken", fr: "Pris le", en: "Taken in", .day(visitor.day))
    answer.fact("returned", fr: "Rendu le", en: "Given back", .day(orNone: visitor.returned))
    if visitor.returned == nil { answer.say(.doNotErase) }
    answer.fact("repairs", fr: "Réparations", en: "Repairs", .numbers(repairs.map { Int($0.id.rawValue) }))
    return answer
  }
}

/// `rebond repair take-in`
struct RepairTakeIn: Command {
  static let category = Argument<DeviceCategory>(
    .choice.named(fr: "SORTE", en: "CATEGORY"), Text(fr: "sa sorte", en: "its category"))
  static let name = Option<String>("name", .text, Text(fr: "marque et modèle", en: "maker and model"))
  static let owner = Option<String>(
    "owner", .text.named(fr: "NOM", en: "NAME"), Text(fr: "à qui il est", en: "whose it is"))
  static let contact = Option<String?>(
    "contact", .text, Text(fr: "comment joindre la personne", en: "how to reach the person"))
  static let disks = Option<[String]>(
    "disk", .text.named(fr: "SÉRIE", en: "SERIAL"),
    Text(fr: "le numéro de série d'un de ses disques", en: "the serial number of one of its disks"))
  static let code = Option<AssetCode?>(
    "code", .assetCode, Text(fr: "le code d'une étiquette libre", en: "the code of a free label"))

  static let specification = CommandSpecification(
    "take-in",
    Text(
      fr: "Prend en réparation l'appareil d'une personne ; il n'entre pas dans le stock.",
      en: "Takes a person's own thing in for repair; it does not enter the stock."),
    discussion: Text(
      fr:
        "Il garde ses données et ne peut qu'être rendu. Donnez ses disques : un effacement qui en nomme un donne l'alerte.",
      en: "It keeps its data and can only be given back. Name its disks: an erasure of one raises an alarm."),
    parameters: [category, name, owner, contact, disks, code])

  let category: DeviceCategory
  let name: String
  let owner: VisitorOwner
  let disks: [String]
  let code: AssetCode?

  init(_ values: ParsedValues) throws {
    category = try values[Self.category]
    name = try values[Self.name]
    owner = try VisitorOwner(name: values[Self.owner], contact: values[Self.contact])
    disks = try values[Self.disks]
    code = try values[Self.code]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let sheet = try chain.takeVisitor(category, named: name, code: code, owner: owner, serials: disks, as: act)
      var answer = sheet.answer
      answer.next(
        fr: "Pour continuer :", en: "To go on:",
        [
          "rebond label render \(sheet.visitor.code) --output etiquette.pdf",
          "rebond repair quote \(sheet.visitor.code) --price 0 --work …",
          "rebond repair print \(sheet.visitor.code) --output reparation.pdf",
          "rebond repair open \(sheet.visitor.code) --diagnosis …",
        ])
      return answer
    }
  }
}

/// `rebond repair return`
struct RepairReturn: Command {
  static let specification = CommandSpecification(
    "return", Text(fr: "Rend à la personne l'appareil qu'elle a confié.", en: "Gives a person's own thing back."),
    parameters: [DeviceArgument.code])

  let code: AssetCode

  init(_ values: ParsedValues) throws { code = try values[DeviceArgument.code] }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      var answer = try chain.returnVisitor(code, as: act).answer
      answer.next(
        fr: "Le reçu à signer :", en: "The receipt to sign:", ["rebond repair receipt \(code) --output recu.pdf"])
      answer.next(
        fr: "Quand son nom ne sert plus :", en: "When the name serves no more:", ["rebond repair forget-owner \(code)"])
      return answer
    }
  }
}

/// `rebond repair forget-owner`
struct RepairForgetOwner: Command {
  static let specification = CommandSpecification(
    "forget-owner", Text(fr: "Oublie à qui était un appareil rendu.", en: "Forgets whose a thing was that is back."),
    parameters: [DeviceArgument.code])

  let code: AssetCode

  init(_ values: ParsedValues) throws { code = try values[DeviceArgument.code] }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      try chain.forgetOwner(of: code, as: act)
      var answer = Answer()
      answer.say(fr: "Le nom et le contact sont effacés.", en: "The name and the contact are erased.")
      return answer
    }
  }
}

/// `rebond repair orders`
struct RepairOrders: Command {
  static let all = Option<Bool>(flag: "all", Text(fr: "ceux rendus aussi", en: "those given back too"))
  static let specification = CommandSpecification(
    "orders",
    Text(fr: "Montre les appareils confiés par des personnes.", en: "Shows people's own things in for repair."),
    parameters: [all])

  let all: Bool

  init(_ values: ParsedValues) throws { all = try values[Self.all] }

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      answer.table(
        "orders", none: Text(fr: "Aucun appareil confié.", en: "No thing entrusted."),
        [
          .init("code", fr: "code", en: "code"), .init("category", fr: "sorte", en: "category"),
          .init("name", fr: "modèle", en: "model"), .init("owner", fr: "à", en: "of"),
          .init("taken", fr: "pris le", en: "taken in"), .init("returned", fr: "rendu le", en: "given back"),
        ],
        rows: try chain.visitors(alsoGone: all).map { sheet in
          [
            .code(sheet.visitor.code), .word(sheet.visitor.category, sheet.visitor.category.text),
            .name(sheet.visitor.name), .name(orNone: sheet.owner?.name), .day(sheet.visitor.day),
            .day(orNone: sheet.visitor.returned),
          ]
        })
      return answer
    }
  }
}

/// `rebond repair lose`
struct RepairLose: Command {
  static let specification = CommandSpecification(
    "lose",
    Text(
      fr: "Déclare perdu ou volé l'appareil d'une personne.", en: "Declares a person's own thing lost or stolen."),
    discussion: Text(
      fr: "Ses données sont à la personne : une alerte est levée, une violation de données se traite sous 72 heures.",
      en: "Its data are the person's: an alarm is raised, a data breach is dealt with within 72 hours."),
    parameters: [DeviceArgument.code, PartingOptions.slip])

  let code: AssetCode
  let slip: String

  init(_ values: ParsedValues) throws {
    code = try values[DeviceArgument.code]
    slip = try values[PartingOptions.slip]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let alarm = try chain.loseVisitor(code, report: slip, as: act)
      var answer = Answer()
      answer.say(fr: "\(code) est déclaré perdu.", en: "\(code) is declared lost.")
      answer.fact("alarm", fr: "Alerte", en: "Alarm", .id(alarm))
      answer.next(
        fr: "Prévenez la personne. À notifier sous 72 heures :", en: "Tell the person. To be notified within 72 hours:",
        ["rebond alarm report \(alarm) --output violation-\(alarm).pdf"])
      return answer
    }
  }
}

/// `rebond repair find`
struct RepairFind: Command {
  static let specification = CommandSpecification(
    "find", Text(fr: "Reprend l'appareil perdu d'une personne.", en: "Takes a person's lost thing in again."),
    parameters: [DeviceArgument.code])

  let code: AssetCode

  init(_ values: ParsedValues) throws { code = try values[DeviceArgument.code] }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      _ = try chain.findVisitor(code, as: act)
      var answer = Answer()
      answer.say(
        fr: "\(code) est retrouvé ; il retourne à la personne.", en: "\(code) is found; it goes back to the person.")
      return answer
    }
  }
}

/// `rebond device bring-in`
struct DeviceBringIn: Command {
  static let specification = CommandSpecification(
    "bring-in",
    Text(
      fr: "Prend en réparation un appareil prêté ; le contrat continue, les données restent.",
      en: "Takes a lent device in for repair; the contract goes on, the data stay."),
    parameters: [DeviceArgument.code])

  let code: AssetCode

  init(_ values: ParsedValues) throws { code = try values[DeviceArgument.code] }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let device = try chain.bringIn(code, as: act)
      var answer = Answer()
      answer.say(
        fr: "L'appareil \(code) est « \(device.state.name.text.fr) ».",
        en: "The device \(code) is “\(device.state.name.text.en)”.")
      answer.say(.doNotErase)
      answer.next(
        fr: "Pour continuer :", en: "To go on:",
        [
          "rebond label render \(code) --output etiquette.pdf", "rebond repair open \(code) --diagnosis …",
          "rebond device hand-back \(code)",
        ])
      return answer
    }
  }
}

/// `rebond device hand-back`
struct DeviceHandBack: Command {
  static let specification = CommandSpecification(
    "hand-back",
    Text(
      fr: "Rend un appareil prêté, réparé, sous le même contrat.",
      en: "Hands a lent device back, repaired, under the same contract."),
    parameters: [DeviceArgument.code])

  let code: AssetCode

  init(_ values: ParsedValues) throws { code = try values[DeviceArgument.code] }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let device = try chain.handBack(code, as: act)
      var answer = Answer()
      answer.say(
        fr: "L'appareil \(code) est de nouveau « \(device.state.name.text.fr) », sous le même contrat.",
        en: "The device \(code) is “\(device.state.name.text.en)” again, under the same contract.")
      return answer
    }
  }
}

/// `rebond alarm list`
struct AlarmList: Command {
  static let all = Option<Bool>(flag: "all", Text(fr: "celles traitées aussi", en: "those dealt with too"))
  static let specification = CommandSpecification(
    "list", Text(fr: "Montre les alertes.", en: "Shows the alarms."), parameters: [all])

  let all: Bool

  init(_ values: ParsedValues) throws { all = try values[Self.all] }

  func run(in session: Session) throws {
    try session.look { chain in
      let lines = try chain.alarms(alsoSettled: all)
      var answer = Answer()
      answer.table(
        "alarms", none: Text(fr: "Aucune alerte.", en: "No alarm."),
        [
          .init("alarm", fr: "n°", en: "no."), .init("kind", fr: "alerte", en: "alarm"),
          .init("code", fr: "appareil", en: "device"), .init("medium", fr: "support", en: "medium"),
          .init("due", fr: "notifier avant le", en: "notify by"),
          .init("settled", fr: "traitée", en: "dealt with"),
        ],
        rows: lines.map { line in
          [
            .id(line.alarm.id), .word(line.alarm.kind, line.alarm.kind.text), .code(line.code),
            line.medium.map { .id($0) } ?? .none, .day(orNone: line.due),
            .name(orNone: line.alarm.settled),
          ]
        })
      if let open = lines.first(where: { $0.alarm.settled == nil }) {
        answer.next(
          fr: "Ce qui est à notifier ; puis, quand c'est traité :",
          en: "What is to be notified; then, once it is dealt with:",
          [
            "rebond alarm report \(open.alarm.id) --output violation-\(open.alarm.id).pdf",
            "rebond alarm settle \(open.alarm.id) --note …",
          ])
      }
      return answer
    }
  }
}

/// `rebond alarm report`
struct AlarmReport: Command {
  static let specification = CommandSpecification(
    "report",
    Text(
      fr: "Imprime ce qui est à notifier d'une violation de données.",
      en: "Prints what is to be notified of a data breach."),
    discussion: Text(
      fr:
        "Pour la notification à la CNIL sous 72 heures (RGPD, art. 33) et le registre des violations ; la fiche ne nomme "
        + "personne, et laisse à écrire ce que seule une personne sait.",
      en:
        "For the notification to the authority within 72 hours (GDPR, art. 33) and the register of breaches; the sheet "
        + "names nobody, and leaves to be written what only a person knows."),
    parameters: [AlarmSettle.alarm, OutputOptions.output, OutputOptions.replace])

  let alarm: AlarmID
  let output: OutputFile

  init(_ values: ParsedValues) throws {
    alarm = try values[AlarmSettle.alarm]
    output = try OutputFile(values, .pdf)
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      _ = try output.write { keep in
        try chain.breachReport(of: alarm, language: session.language, as: act, keep: keep)
      }
      var answer = Answer()
      answer.say(
        fr: "Ce qui est à notifier est dans « \(output.path) ».", en: "What is to be notified is in “\(output.path)”.")
      return answer
    }
  }
}

/// `rebond alarm settle`
struct AlarmSettle: Command {
  static let alarm = Argument<AlarmID>(.number(), Text(fr: "l'alerte", en: "the alarm"))
  static let note = Option<String>(
    "note", .text, Text(fr: "ce qui a été fait, décidé, notifié", en: "what was done, decided, notified"))
  static let specification = CommandSpecification(
    "settle", Text(fr: "Dit comment une alerte a été traitée.", en: "Says how an alarm was dealt with."),
    parameters: [alarm, note])

  let alarm: AlarmID
  let note: String

  init(_ values: ParsedValues) throws {
    alarm = try values[Self.alarm]
    note = try values[Self.note]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      try chain.settle(alarm, because: note, as: act)
      var answer = Answer()
      answer.say(fr: "L'alerte n° \(alarm) est traitée.", en: "The alarm no. \(alarm) is dealt with.")
      return answer
    }
  }
}
