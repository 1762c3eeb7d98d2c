public import Kernel

/// One line of an explanation, to be printed under the others with its indentation and its mark.
public struct ExplanationLine: Sendable, Hashable {
  /// How far the line is indented, from 0.
  public let depth: Int
  /// What the line is.
  public let mark: Mark
  /// What it says.
  public let text: Text

  /// What a line is: a criterion and its truth, a remark on the line above, or something to bring.
  public enum Mark: Sendable, Hashable {
    case met, notMet, unknown
    case remark
    case request
  }
}

extension Decision {
  /// The truth and the words of every criterion in one language, in the order of the file, without what people are asked for.
  public func findings(in language: Language) -> [(truth: Truth, text: String)] {
    var findings: [(truth: Truth, text: String)] = []
    findings.reserveCapacity(truths.count)
    for index in truths.indices { findings.append((truths[index], words(of: index, in: language))) }
    return findings
  }

  /// The whole reasoning, line by line: every criterion, why a fact does not count, and what would settle the answer.
  public var explanation: [ExplanationLine] { criteriaLines + requestLines }

  private var criteriaLines: [ExplanationLine] {
    let lowest = programme.criteria[0].wording == nil ? 1 : 0
    return programme.criteria.indices.flatMap { index -> [ExplanationLine] in
      let criterion = programme.criteria[index]
      guard criterion.wording != nil else { return [] }
      let depth = criterion.depth - lowest
      let line = ExplanationLine(depth: depth, mark: .init(truths[index]), text: text(of: index))
      return [line] + remarks(on: criterion.rule).map { .init(depth: depth + 1, mark: .remark, text: $0) }
    }
  }

  private var requestLines: [ExplanationLine] {
    missing.map { .init(depth: 0, mark: .request, text: $0.text) }
  }

  /// Why the facts of a condition do not count, where something was given.
  private func remarks(on rule: Criterion.Rule) -> [Text] {
    guard case .condition(let condition) = rule else { return [] }
    return condition.facts.compactMap { fact in
      let declaration = programme.facts[fact]
      switch standings[fact] {
      case .number: return nil
      case .absent: return declaration.absentText
      case .unknown:
        let reason = unknownReason(of: fact)
        return reason == .notGiven ? nil : reason.remark(on: declaration, programme)
      }
    }
  }

  /// The words of a criterion, with the values in their places.
  func text(of index: Int) -> Text { Text(fr: words(of: index, in: .fr), en: words(of: index, in: .en)) }

  /// The words of a wording, with the values in their places.
  func text(of wording: Wording) -> Text { Text(fr: words(of: wording, in: .fr), en: words(of: wording, in: .en)) }

  /// The words of a criterion in one language.
  func words(of index: Int, in language: Language) -> String {
    guard let wording = programme.criteria[index].wording else { return programme.title[language] }
    return words(of: wording, in: language)
  }

  /// The words of a wording in one language; nothing is put together where no value has a place.
  func words(of wording: Wording, in language: Language) -> String {
    let pieces = language == .fr ? wording.fr : wording.en
    if pieces.count == 1, case .literal(let words) = pieces[0] { return words }
    var text = ""
    for piece in pieces {
      switch piece {
      case .literal(let words): text += words
      case .number(let operand, let sort): append(operand, of: sort, to: &text, in: language)
      case .texts(let parameter): text += (rules.texts(of: parameter) ?? []).joined(separator: ", ")
      }
    }
    return text
  }

  private func append(_ operand: Operand, of sort: Sort, to text: inout String, in language: Language) {
    switch rules.number(of: operand, for: standings) {
    case .absent: text += ValueWords.absent[language]
    case .unknown: text += ValueWords.unknown
    case .number(let number):
      switch sort {
      case .truth: text += ValueWords.words(for: number == 1)[language]
      case .day: text += Day(ordinal: number).text[language]
      case .number(let measure, _): ValueWords.append(number, perEuro: measure.perEuro, to: &text, in: language)
      case .text: text += programme.text(number, in: sheet)
      }
    }
  }
}

extension ExplanationLine.Mark {
  fileprivate init(_ truth: Truth) {
    self =
      switch truth {
      case .true: .met
      case .false: .notMet
      case .unknown: .unknown
      }
  }
}
