import Application
import Arguments
import Inventory
import Kernel

extension Answer {
  /// What a repair is to be and to cost, and what its owner says.
  mutating func quote(_ quote: VisitorQuote, of code: AssetCode) {
    fact("code", fr: "Appareil confié", en: "Entrusted thing", .code(code))
    fact("work", fr: "À faire", en: "To be done", .name(quote.work))
    fact("price", fr: "Prix, pièces comprises", en: "Price, parts included", .money(quote.price))
    fact("quoted", fr: "Dit le", en: "Told on", .day(quote.day))
    if let answer = quote.answer {
      fact("answer", fr: "Réponse", en: "Answer", .word(answer.word, answer.word.text))
      fact("answered", fr: "Le", en: "On", .day(answer.day))
    }
  }
}

/// `rebond repair quote`
struct RepairQuote: Command {
  private static let price = Option<Money>(
    "price", .money,
    Text(fr: "ce que cela coûte, pièces comprises ; 0 si rien", en: "what it costs, parts included; 0 for nothing"))
  private static let work = Option<String>("work", .text, Text(fr: "ce qui sera fait", en: "what is to be done"))

  static let specification = CommandSpecification(
    "quote",
    Text(
      fr: "Dit ce que sera la réparation d'un appareil confié, et son prix.",
      en: "Tells what the repair of an entrusted thing is to be, and its price."),
    discussion: Text(
      fr:
        "Un nouveau devis prend la place de l'ancien. Rien n'est réparé tant qu'il n'est pas accepté ; sans devis, la "
        + "réparation est gratuite.",
      en: "A new quote takes the place of the old one. Nothing is repaired before it is accepted; without a quote, the "
        + "repair costs nothing."),
    parameters: [DeviceArgument.code, price, work])

  private let code: AssetCode
  private let price: Money
  private let work: String

  init(_ values: ParsedValues) throws {
    code = try values[DeviceArgument.code]
    price = try values[Self.price]
    work = try values[Self.work]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      var answer = Answer()
      answer.quote(try chain.quote(work, price: price, forVisitor: code, as: act), of: code)
      let paper = Text(fr: "reparation.pdf", en: "repair.pdf")[session.language]
      answer.next(
        fr: "Pour le faire signer, puis l'écrire :", en: "To have it signed, then record it:",
        ["rebond repair print \(code) --output \(paper)", "rebond repair answer \(code) accepted"])
      return answer
    }
  }
}

/// `rebond repair answer`
struct RepairAnswer: Command {
  private static let word = Argument<VisitorQuote.Word>(
    .choice.named(fr: "RÉPONSE", en: "ANSWER"), Text(fr: "ce que dit la personne", en: "what the person says"))

  static let specification = CommandSpecification(
    "answer",
    Text(
      fr: "Note que la personne a accepté le devis, en signant, ou l'a refusé.",
      en: "Records that the person accepted the quote, by signing, or declined it."),
    parameters: [DeviceArgument.code, word])

  private let code: AssetCode
  private let word: VisitorQuote.Word

  init(_ values: ParsedValues) throws {
    code = try values[DeviceArgument.code]
    word = try values[Self.word]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      var answer = Answer()
      answer.quote(try chain.answer(word, toQuoteFor: code, as: act), of: code)
      switch word {
      case .accepted: answer.next(fr: "Pour réparer :", en: "To repair:", ["rebond repair open \(code) --diagnosis …"])
      case .declined: answer.next(fr: "Pour le rendre :", en: "To give it back:", ["rebond repair return \(code)"])
      }
      return answer
    }
  }
}

/// `rebond repair print`
struct RepairPrint: Command {
  static let specification = CommandSpecification(
    "print",
    Text(
      fr: "Imprime le contrat de réparation d'un appareil confié, à signer.",
      en: "Prints the contract of repair of an entrusted thing, to sign."),
    discussion: Text(
      fr:
        "Le devis s'il est dit, « NE PAS EFFACER », les données qui restent, la responsabilité. Son numéro est celui de la "
        + "prise en charge.",
      en:
        "The quote when it is told, “DO NOT ERASE”, the data that stay, the liability. Its number is that of what came in."
    ),
    parameters: [DeviceArgument.code, ContractPrint.clauses, OutputOptions.output, OutputOptions.replace])

  private let code: AssetCode
  private let clauses: String?
  private let output: OutputFile

  init(_ values: ParsedValues) throws {
    code = try values[DeviceArgument.code]
    clauses = try values[ContractPrint.clauses]
    output = try OutputFile(values, .pdf)
  }

  func run(in session: Session) throws {
    let wording = try clauses.map { (bytes: try Files.read($0), file: $0) }
    try session.perform { chain, act in
      let paper = try output.write { keep in
        try chain.printRepairOrder(of: code, clauses: wording, as: act, keep: keep)
      }
      var answer = Answer()
      answer.say(
        fr: "Le contrat de réparation \(paper.reference) est dans « \(output.path) ».",
        en: "The contract of repair \(paper.reference) is in “\(output.path)”.")
      answer.fact("order", fr: "Prise en charge", en: "Order", .name(paper.reference))
      return answer
    }
  }
}

/// `rebond repair receipt`
struct RepairReceipt: Command {
  static let specification = CommandSpecification(
    "receipt",
    Text(
      fr: "Imprime le reçu d'un appareil rendu à la personne, à signer.",
      en: "Prints the receipt of a thing given back to its owner, to sign."),
    parameters: [DeviceArgument.code, OutputOptions.output, OutputOptions.replace])

  private let code: AssetCode
  private let output: OutputFile

  init(_ values: ParsedValues) throws {
    code = try values[DeviceArgument.code]
    output = try OutputFile(values, .pdf)
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let paper = try output.write { keep in try chain.printRepairReceipt(of: code, as: act, keep: keep) }
      var answer = Answer()
      answer.say(
        fr: "Le reçu de restitution \(paper.reference) est dans « \(output.path) ».",
        en: "The receipt of return \(paper.reference) is in “\(output.path)”.")
      answer.fact("order", fr: "Prise en charge", en: "Order", .name(paper.reference))
      return answer
    }
  }
}
