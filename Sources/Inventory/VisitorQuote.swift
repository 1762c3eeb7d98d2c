public import Kernel
public import Storage

/// What a repair of somebody's own thing is to be, and to cost, as it was told to whoever owns it before it is done.
///
/// Nothing is owed that was not accepted; a thing without a quote is repaired for nothing.
public struct VisitorQuote: Sendable, Equatable {
  /// The act that told it, which is its own number.
  public let entry: EntryID
  /// What is to be done, in plain words.
  public let work: String
  /// What it costs, parts included; zero for nothing.
  public let price: Money
  /// The day it was told.
  public let day: Day
  /// The answer; nothing while there is none.
  public let answer: Answer?

  /// What the owner said, on what day.
  public struct Answer: Sendable, Equatable {
    public let word: Word
    public let day: Day
  }

  /// What an owner says to a quote, by signing the paper or not.
  public enum Word: String, Sendable, CaseIterable, SQLConvertible {
    case accepted, declined

    /// The answer in words.
    public var text: Text {
      switch self {
      case .accepted: Text(fr: "accepté", en: "accepted")
      case .declined: Text(fr: "refusé", en: "declined")
      }
    }
  }

  /// Whether the repair it tells of may be done.
  public var isAccepted: Bool { answer?.word == .accepted }
}

extension VisitorStore {
  /// Tells what a repair is to be and to cost; it takes the place of an earlier quote, and is to be answered anew.
  ///
  /// - Throws: ``InventoryFailure/visitorGone(_:)``, ``InventoryFailure/visitorLost(_:)``, ``QuoteFailure``.
  @discardableResult
  public static func quote(
    _ work: String, price: Money, for visitor: Visitor, in change: Change
  ) throws -> VisitorQuote {
    try visitor.requireHere()
    let work = work.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !work.isEmpty else { throw QuoteFailure.workMissing }
    guard price >= .zero else { throw QuoteFailure.priceBelowZero(price) }
    try change.run(
      """
      INSERT INTO visitor_quotes (entry, visitor, work, price_cents)
      VALUES (\(change.entry), \(visitor.id), \(work), \(price))
      """)
    return VisitorQuote(entry: change.entry, work: work, price: price, day: change.act.day, answer: nil)
  }

  /// Records what the owner says to the latest quote.
  ///
  /// - Throws: ``QuoteFailure/nothingQuoted(_:)``, ``QuoteFailure/answered(_:_:)``, ``QuoteFailure/beforeQuote(_:told:)``,
  ///   ``InventoryFailure/visitorGone(_:)``.
  @discardableResult
  public static func answer(
    _ word: VisitorQuote.Word, for visitor: Visitor, in change: Change
  ) throws -> VisitorQuote {
    try visitor.requireHere()
    guard let quote = try quote(of: visitor.id, in: change) else { throw QuoteFailure.nothingQuoted(visitor.code) }
    if let answer = quote.answer { throw QuoteFailure.answered(visitor.code, answer.word) }
    guard change.act.day >= quote.day else { throw QuoteFailure.beforeQuote(change.act.day, told: quote.day) }
    try change.run(
      "INSERT INTO visitor_answers (entry, quote, word) VALUES (\(change.entry), \(quote.entry), \(word))")
    return VisitorQuote(
      entry: quote.entry, work: quote.work, price: quote.price, day: quote.day,
      answer: VisitorQuote.Answer(word: word, day: change.act.day))
  }

  /// The serial numbers of the disks of somebody's own thing, as they were told.
  public static func disks(of visitor: VisitorID, in reader: Reader) throws -> [String] {
    try reader.all("SELECT serial FROM visitor_media WHERE visitor = \(visitor) ORDER BY serial").map {
      try $0["serial"]
    }
  }

  /// The latest quote for a thing, with its answer; nothing when none was told.
  public static func quote(of visitor: VisitorID, in reader: Reader) throws -> VisitorQuote? {
    try reader.first(
      """
      SELECT visitor_quotes.entry, visitor_quotes.work, visitor_quotes.price_cents, told.day AS day,
        visitor_answers.word, said.day AS answered
      FROM visitor_quotes JOIN acts AS told ON told.entry = visitor_quotes.entry AND told.annulled = 0
      LEFT JOIN visitor_answers ON visitor_answers.quote = visitor_quotes.entry
        AND \(SQL.stands("visitor_answers.entry"))
      LEFT JOIN acts AS said ON said.entry = visitor_answers.entry
      WHERE visitor_quotes.visitor = \(visitor) ORDER BY visitor_quotes.entry DESC LIMIT 1
      """
    ).map { row in
      let (word, day): (VisitorQuote.Word?, Day?) = (try row["word"], try row["answered"])
      var answer: VisitorQuote.Answer?
      if let word, let day { answer = VisitorQuote.Answer(word: word, day: day) }
      return VisitorQuote(
        entry: try row["entry"], work: try row["work"], price: try row["price_cents"], day: try row["day"],
        answer: answer)
    }
  }

  /// Refuses to repair a thing whose owner has not accepted what it is to cost.
  ///
  /// - Throws: ``QuoteFailure/notAccepted(_:)``.
  public static func requireAgreed(_ visitor: Visitor, in reader: Reader) throws {
    guard let quote = try quote(of: visitor.id, in: reader) else { return }
    guard quote.isAccepted else { throw QuoteFailure.notAccepted(visitor.code) }
  }
}

extension InventorySchema {
  /// What repairs of people's own things are to cost, and what their owners say.
  static let quotes = """
    CREATE TABLE visitor_quotes (
      \(Schema.entryColumn) PRIMARY KEY,
      visitor INTEGER NOT NULL REFERENCES visitors (id),
      work TEXT NOT NULL CHECK (trim(work) <> ''),
      price_cents INTEGER NOT NULL CHECK (price_cents >= 0)
    ) STRICT;
    CREATE INDEX visitor_quotes_by_visitor ON visitor_quotes (visitor, entry);
    \(Schema.appendOnly("visitor_quotes", key: ["entry"], act: "NEW.entry"))
    \(Schema.refuse(
      "visitor_quotes_are_here", on: "visitor_quotes",
      when: """
        EXISTS (SELECT 1 FROM visitor_returns WHERE visitor_returns.visitor = NEW.visitor
          AND NOT \(Schema.annulled("visitor_returns.entry")))
        """,
      message: "cet appareil est rendu"))
    CREATE TABLE visitor_answers (
      \(Schema.entryColumn) PRIMARY KEY,
      quote INTEGER NOT NULL REFERENCES visitor_quotes (entry),
      word TEXT NOT NULL CHECK (\(Schema.isOne("word", of: VisitorQuote.Word.allCases)))
    ) STRICT;
    CREATE INDEX visitor_answers_by_quote ON visitor_answers (quote, entry);
    \(Schema.appendOnly("visitor_answers", key: ["entry"], act: "NEW.entry"))
    \(Schema.refuse(
      "visitor_answers_to_the_last", on: "visitor_answers",
      when: """
        \(Schema.annulled("NEW.quote")) OR EXISTS (SELECT 1 FROM visitor_quotes AS told
          JOIN visitor_quotes AS later ON later.visitor = told.visitor AND later.entry > told.entry
          WHERE told.entry = NEW.quote AND NOT \(Schema.annulled("later.entry")))
        """,
      message: "un autre devis a pris la place de celui-ci"))
    \(Schema.refuse(
      "visitor_answers_once", on: "visitor_answers",
      when: """
        EXISTS (SELECT 1 FROM visitor_answers AS other WHERE other.quote = NEW.quote
          AND NOT \(Schema.annulled("other.entry")))
        """,
      message: "ce devis a déjà sa réponse"))

    """
}

/// Why what a repair costs is not told, or not answered.
public enum QuoteFailure: Failure, Equatable {
  case workMissing
  case priceBelowZero(Money)
  /// There is nothing to accept or decline.
  case nothingQuoted(AssetCode)
  /// The owner has said already.
  case answered(AssetCode, VisitorQuote.Word)
  case beforeQuote(Day, told: Day)
  /// Nobody repairs what its owner has not said yes to.
  case notAccepted(AssetCode)
  /// Whose it is was forgotten: nobody is left to sign.
  case ownerForgotten(AssetCode)
  /// The thing is still here: there is no return to give a receipt of.
  case notReturned(AssetCode)

  public var exitCode: ExitCode {
    switch self {
    case .workMissing, .priceBelowZero: .badData
    case .nothingQuoted, .answered, .beforeQuote, .notAccepted, .ownerForgotten, .notReturned: .refused
    }
  }

  public var text: Text {
    switch self {
    case .workMissing:
      Text(
        fr: "Un devis dit ce qui sera fait. Donnez-le avec --work.", en: "A quote says what is to be done. Give --work."
      )
    case .priceBelowZero(let price):
      Text(
        fr: "Un prix n'est pas négatif : \(price.text.fr). Donnez 0 pour une réparation gratuite.",
        en: "A price is not below zero: \(price.text.en). Give 0 for a repair that costs nothing.")
    case .nothingQuoted(let code):
      Text(
        fr: "Aucun devis n'est dit pour l'appareil \(code). Dites-le d'abord : "
          + "`rebond repair quote \(code) --price 0 --work …`",
        en: "No quote is told for the thing \(code). Tell it first: `rebond repair quote \(code) --price 0 --work …`")
    case .answered(let code, let word):
      Text(
        fr: "Le devis de l'appareil \(code) est déjà \(word.text.fr). Un autre prix se dit par un autre devis.",
        en: "The quote for the thing \(code) is \(word.text.en) already. Another price takes another quote.")
    case .beforeQuote(let day, let told):
      Text(
        fr: "Le devis est du \(told.text.fr) : il ne peut pas avoir sa réponse le \(day.text.fr).",
        en: "The quote is of \(told.text.en): it cannot be answered on \(day.text.en).")
    case .notAccepted(let code):
      Text(
        fr:
          "Le devis de l'appareil \(code) n'est pas accepté : rien n'est réparé sans l'accord de la personne. Quand elle "
          + "a signé : `rebond repair answer \(code) accepted`",
        en:
          "The quote for the thing \(code) is not accepted: nothing is repaired without its owner's word. Once they have "
          + "signed: `rebond repair answer \(code) accepted`")
    case .ownerForgotten(let code):
      Text(
        fr: "On ne sait plus à qui était l'appareil \(code) : il n'y a personne pour signer ce papier.",
        en: "Whose the thing \(code) was is forgotten: there is nobody to sign this paper.")
    case .notReturned(let code):
      Text(
        fr: "L'appareil \(code) est encore là. Rendez-le d'abord : `rebond repair return \(code)`",
        en: "The thing \(code) is still here. Give it back first: `rebond repair return \(code)`")
    }
  }
}
