import Kernel

extension Answer {
  /// The answer for people: facts and tables aligned, what to type next at the end.
  func text(in language: Language) -> String {
    let labelWidth = blocks.map { block in if case .fact(_, let label, _) = block { label[language].count } else { 0 } }
    let width = labelWidth.max() ?? 0
    return blocks.map { block in
      switch block {
      case .sentence(let text): text[language] + "\n"
      case .fact(_, let label, let value): Answer.fact(label[language], value, width: width, in: language)
      case .table(_, let none, _, let rows) where rows.isEmpty: none[language] + "\n"
      case .table(_, _, let columns, let rows): Answer.table(columns, rows, in: language)
      case .outline(_, let lines, _): lines.map { "  \($0[language])\n" }.joined()
      case .record(let sentences, _): sentences.map { $0[language] + "\n" }.joined()
      case .next(let text, let commands): "\n\(text[language])\n" + commands.map { "  \($0)\n" }.joined()
      }
    }.joined()
  }

  private static func fact(_ label: String, _ value: Value, width: Int, in language: Language) -> String {
    let lines = value.lines(in: language)
    let colon = language == .fr ? " :" : ":"
    let head = (label + colon).padded(to: width + colon.count + 1)
    guard lines.count > 1 else { return head + (lines.first ?? "") + "\n" }
    return label + colon + "\n" + lines.map { "  - \($0)\n" }.joined()
  }

  private static func table(_ columns: [Column], _ rows: [[Value]], in language: Language) -> String {
    let cells =
      [columns.map { $0.label[language] }] + rows.map { $0.map { $0.lines(in: language).joined(separator: ", ") } }
    let widths = columns.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
    return cells.map { row in
      zip(row, widths).map { $0.padded(to: $1) }.joined(separator: "  ").trimmedRight + "\n"
    }.joined()
  }
}

extension Answer.Value {
  /// The value in words, a list one line each.
  fileprivate func lines(in language: Language) -> [String] {
    switch self {
    case .none: ["—"]
    case .name(let name): [name]
    case .word(_, let text): [text[language]]
    case .words(let words): words.isEmpty ? ["—"] : words.map { $0.text[language] }
    case .number(let number): [String(number)]
    case .numbers(let numbers): [Self.runs(of: numbers, in: language)]
    case .day(let day): [day.description]
    case .period(let period): [period.text[language]]
    case .bytes(let count): [Self.size(count, in: language)]
    case .money(let money): [money.text[language]]
    case .flag(let flag): [(flag ? Text(fr: "oui", en: "yes") : Text(fr: "non", en: "no"))[language]]
    case .code(let code): [code.description]
    case .codes(let codes): codes.isEmpty ? ["—"] : codes.map(\.description)
    case .text(let text): [text[language]]
    case .texts(let texts): texts.isEmpty ? ["—"] : texts.map { $0[language] }
    case .excerpt(let names):
      [
        (names.prefix(3).map { $0.count > 40 ? $0.prefix(40) + "…" : $0 } + (names.count > 3 ? ["…"] : []))
          .joined(separator: " ")
      ]
    case .names(let names): names.isEmpty ? ["—"] : names
    }
  }

  /// Numbers one after the other; many that follow each other as their first and last: a list of 100,000 lines makes as many.
  private static func runs(of numbers: [Int], in language: Language) -> String {
    var runs: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = runs.last, number == last.upperBound + 1 {
        runs[runs.count - 1] = last.lowerBound...number
      } else {
        runs.append(number...number)
      }
    }
    return runs.flatMap { run in
      run.count < 8 ? run.map(String.init) : ["\(run.lowerBound) \(language == .fr ? "à" : "to") \(run.upperBound)"]
    }.joined(separator: ", ")
  }

  /// Decimal units, as disks are sold.
  private static func size(_ count: Int64, in language: Language) -> String {
    let unit = language == .fr ? "o" : "B"
    let steps: [(Int64, String)] = [(1_000_000_000_000, "T"), (1_000_000_000, "G"), (1_000_000, "M"), (1_000, "k")]
    guard let (size, prefix) = steps.first(where: { count >= $0.0 }) else { return "\(count) \(unit)" }
    return "\((count + size / 2) / size) \(prefix)\(unit)"
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }

  fileprivate var trimmedRight: Substring {
    var rest = self[...]
    while rest.last == " " { rest = rest.dropLast() }
    return rest
  }
}
