public import Kernel
import Typesetting

/// What a family is told of a decision, in plain words and large type: the answer, why, what to bring, how to contest.
///
/// It says that an algorithm took part and how to learn its rules, as the law asks (CRPA art. L. 311-3-1 and R. 311-3-1-1).
public struct DecisionLetterPaper: Sendable, Equatable {
  /// Who hands the letter out, and answers for it.
  public var issuer: Party
  /// Whom it is for.
  public var household: Party
  /// The number of the request.
  public var reference: String
  public var programme: String
  /// What was asked for, as « ordinateur portable ».
  public var wish: String
  public var answer: Answer
  /// The day of the decision.
  public var decided: Day
  /// Who decided, by name.
  public var decidedBy: String
  /// Why a person decided otherwise than the rules proposed, in that person's words; nothing where the proposal holds.
  public var ownReason: String?
  /// What the answer rests on, each with whether it is so.
  public var reasons: [Reason]
  /// What nothing stands in for, each with the papers that would do.
  public var needed: [String]
  /// What is one way among several, each with the papers that would do.
  public var toBring: [String]
  /// What is offered, line by line; empty unless the answer is yes.
  public var offer: [String]
  /// Where a contestation stands.
  public var contest: Contest
  /// The day the letter is handed out.
  public var made: Day

  /// The answer.
  public enum Answer: String, Sendable, CaseIterable {
    case yes, no
    /// Papers are missing; it is no refusal.
    case notYet
  }

  /// One thing the answer rests on.
  public struct Reason: Sendable, Equatable {
    public var isSo: Answer
    public var text: String

    /// Makes a reason.
    public init(isSo: Answer, text: String) {
      (self.isSo, self.text) = (isSo, text)
    }
  }

  /// Where a contestation stands.
  public enum Contest: Sendable, Equatable {
    /// There is nothing to contest.
    case pointless
    /// It can be contested until a day.
    case possible(until: Day)
    /// The household has contested; it is answered by a day.
    case underWay(answerBy: Day)
    /// Somebody looked again, and the answer stays, for a reason; a judge may still be asked until a day.
    case confirmed(reason: String, until: Day)
  }

  /// Makes a letter.
  public init(
    issuer: Party, household: Party, reference: String, programme: String, wish: String, answer: Answer, decided: Day,
    decidedBy: String, ownReason: String?, reasons: [Reason], needed: [String], toBring: [String], offer: [String],
    contest: Contest, made: Day
  ) {
    (self.issuer, self.household, self.reference) = (issuer, household, reference)
    (self.programme, self.wish, self.answer) = (programme, wish, answer)
    (self.decided, self.decidedBy, self.ownReason) = (decided, decidedBy, ownReason)
    (self.reasons, self.needed, self.toBring, self.offer) = (reasons, needed, toBring, offer)
    (self.contest, self.made) = (contest, made)
  }

  /// The letter as a PDF; the same input gives the same bytes.
  ///
  /// - Throws: ``TypesettingFailure`` when a character cannot be printed.
  public func pdf(language: Language, created: Instant) throws -> [UInt8] {
    try paper(language).pdf(language: language, created: created)
  }

  func paper(_ language: Language) -> Paper {
    let words = DecisionLetterWords(letter: self)
    var blocks: [Paper.Block] = [.banner(words.headline[language], detail: words.headlineDetail[language])]
    func add(_ heading: Text, _ parts: [Paper.Block]) {
      blocks.append(.heading(heading[language]))
      blocks += parts
    }
    add(words.decidedHeading, words.decisionSentences.map { .paragraph($0[language]) })
    if !reasons.isEmpty { add(words.whyHeading, [.bullets(reasons.map { words.reason($0, language) })]) }
    let papers = [(needed, words.neededSentence), (toBring, words.choiceSentence)].filter { !$0.0.isEmpty }
    if !papers.isEmpty {
      add(
        words.bringHeading,
        papers.flatMap { [.paragraph($0.1[language]), .bullets($0.0)] } + [.paragraph(words.papersSentence[language])])
    }
    if !offer.isEmpty { add(words.offerHeading, [.bullets(offer)]) }
    let contesting = words.contestSentences
    if !contesting.isEmpty { add(words.contestHeading, contesting.map { .paragraph($0[language]) }) }
    add(words.algorithmHeading, words.algorithmSentences.map { .paragraph($0[language]) })
    return Paper(
      letterhead: issuer.letterhead,
      reference: [words.number[language], made.text[language], household.name],
      title: words.title[language], blocks: blocks, typeSize: .large)
  }
}
