import Application
import Arguments
import Inventory
import Kernel

/// The parameters of the commands about kits and stock.
enum KitParameters {
  static let item = Argument<KitItem>(.choice.named(fr: "CHOSE", en: "THING"), Text(fr: "la chose", en: "the thing"))

  static func answer(_ contents: [KitItem], _ missing: [KitItem]) -> Answer {
    var answer = Answer()
    answer.fact("contents", fr: "Avec", en: "With", .words(contents, \.text))
    answer.fact("missing", fr: "Il manque", en: "Missing", .words(missing, \.text))
    answer.fact("complete", fr: "Au complet", en: "Complete", .flag(missing.isEmpty))
    return answer
  }
}

/// `rebond kit show`
struct KitShow: Command {
  static let specification = CommandSpecification(
    "show", Text(fr: "Montre ce qui va avec un appareil.", en: "Shows what goes with a device."),
    parameters: [DeviceArgument.code])

  let code: AssetCode

  init(_ values: ParsedValues) throws { code = try values[DeviceArgument.code] }

  func run(in session: Session) throws {
    try session.look { chain in
      let (contents, missing) = try chain.kit(of: code)
      return KitParameters.answer(contents, missing)
    }
  }
}

/// `rebond kit add`
struct KitAdd: Command {
  static let number = Option<String?>(
    "number", .text, Text(fr: "le numéro d'une carte SIM", en: "the number of a SIM card"))
  static let specification = CommandSpecification(
    "add", Text(fr: "Ajoute une chose à ce qui va avec un appareil.", en: "Adds a thing to what goes with a device."),
    parameters: [DeviceArgument.code, KitParameters.item, number])

  let code: AssetCode
  let item: KitItem
  let number: String?

  init(_ values: ParsedValues) throws {
    code = try values[DeviceArgument.code]
    item = try values[KitParameters.item]
    number = try values[Self.number]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      try chain.putInKit(item, of: code, number: number, as: act)
      let (contents, missing) = try chain.kit(of: code)
      return KitParameters.answer(contents, missing)
    }
  }
}

/// `rebond kit remove`
struct KitRemove: Command {
  static let specification = CommandSpecification(
    "remove",
    Text(fr: "Ôte une chose de ce qui va avec un appareil.", en: "Takes a thing out of what goes with a device."),
    parameters: [DeviceArgument.code, KitParameters.item])

  let code: AssetCode
  let item: KitItem

  init(_ values: ParsedValues) throws {
    code = try values[DeviceArgument.code]
    item = try values[KitParameters.item]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      try chain.putInKit(item, of: code, present: false, as: act)
      let (contents, missing) = try chain.kit(of: code)
      return KitParameters.answer(contents, missing)
    }
  }
}

/// `rebond stock list`
struct StockList: Command {
  static let specification = CommandSpecification(
    "list", Text(fr: "Montre le stock et ce qui va manquer.", en: "Shows the stock and what runs short."))

  init(_ values: ParsedValues) {}

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      answer.table(
        "stock", none: Text(fr: "Rien n'est compté.", en: "Nothing is counted."),
        [
          .init("item", fr: "chose", en: "thing"), .init("count", fr: "nombre", en: "count"),
          .init("minimum", fr: "seuil", en: "threshold"), .init("short", fr: "à racheter", en: "to be bought"),
        ],
        rows: try chain.stock().map { line in
          [
            .word(line.item, line.item.text), .number(line.count), .number(orNone: line.minimum),
            .flag(line.minimum.map { line.count < $0 } ?? false),
          ]
        })
      return answer
    }
  }
}

/// `rebond stock count`
struct StockCount: Command {
  static let quantity = Argument<Int>(
    .integer, Text(fr: "combien entrent, ou sortent (-N)", en: "how many come in, or go out (-N)"))
  static let specification = CommandSpecification(
    "count", Text(fr: "Compte ce qui entre en stock ou en sort.", en: "Counts what comes into stock or goes out."),
    parameters: [KitParameters.item, quantity])

  let item: KitItem
  let quantity: Int

  init(_ values: ParsedValues) throws {
    item = try values[KitParameters.item]
    quantity = try values[Self.quantity]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let left = try chain.count(item, by: quantity, as: act)
      var answer = Answer()
      answer.fact("count", fr: "En stock", en: "In stock", .number(left))
      return answer
    }
  }
}

/// `rebond stock threshold`
struct StockThreshold: Command {
  static let minimum = Argument<Int>(
    .integer(0...100_000),
    Text(fr: "le nombre en dessous duquel il en manque", en: "the number below which there are too few"))
  static let specification = CommandSpecification(
    "threshold", Text(fr: "Fixe le seuil d'une chose en stock.", en: "Sets the threshold of a thing in stock."),
    parameters: [KitParameters.item, minimum])

  let item: KitItem
  let minimum: Int

  init(_ values: ParsedValues) throws {
    item = try values[KitParameters.item]
    minimum = try values[Self.minimum]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      try chain.setThreshold(minimum, of: item, as: act)
      var answer = Answer()
      answer.say(fr: "Le seuil est fixé.", en: "The threshold is set.")
      return answer
    }
  }
}
