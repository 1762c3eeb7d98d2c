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
  func text(of index: Int) -> Text {
    programme.criteria[index].wording.map(text(of:)) ?? programme.title
  }

  /// The words of a wording, with the values in their places.
  func text(of wording: Wording) -> Text {
    Text(
      fr: wording.fr.map { words(for: $0).fr }.joined(), en: wording.en.map { words(for: $0).en }.joined())
  }

  private func words(for piece: Wording.Piece) -> Text {
    switch piece {
    case .literal(let words): return Text(same: words)
    case .number(let operand, let sort):
      return switch rules.number(of: operand, for: standings) {
      case .number(let number): words(for: number, of: sort)
      case .absent: ValueWords.absent
      case .unknown: Text(same: ValueWords.unknown)
      }
    case .texts(let parameter):
      return Text(same: (rules.texts(of: parameter) ?? []).joined(separator: ", "))
    }
  }

  private func words(for number: Int, of sort: Sort) -> Text {
    switch sort {
    case .truth: ValueWords.words(for: number == 1)
    case .day: Day(ordinal: number).text
    case .number(let measure, _):
      measure.perEuro == 100 ? ValueWords.words(forCents: number) : ValueWords.words(for: number)
    case .text: Text(same: programme.text(number, in: sheet))
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
