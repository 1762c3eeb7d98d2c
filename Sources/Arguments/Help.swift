import Kernel

extension CommandTree {
  /// What a person reads who asks how to ask.
  func help(for scope: LineReading<Context>.Scope) -> Text {
    Text(fr: help(for: scope, in: .fr), en: help(for: scope, in: .en))
  }

  private func help(for scope: LineReading<Context>.Scope, in language: Language) -> String {
    var page = HelpPage(language: language)
    let path = path(to: scope)
    switch scope {
    case .program:
      page.usage(path, [.commandWord, .argumentsWord])
      page.paragraph(summary)
      page.table(.commandsTitle, entries.map { ($0.name, $0.summary) })
      page.options(.globalTitle, global)
      page.paragraph(.moreHelp(path, .commandWord))
    case .noun(_, let summary, let verbs):
      page.usage(path, [.verbWord, .argumentsWord])
      page.paragraph(summary)
      page.table(.verbsTitle, verbs.map { ($0.specification.name, $0.specification.summary) })
      page.paragraph(.moreHelp(path, .verbWord))
    case .command(_, let command):
      let specification = command.specification
      page.usage(path, specification.parameters.map(\.usage))
      page.paragraph(specification.summary)
      if let discussion = specification.discussion { page.paragraph(discussion) }
      page.table(.argumentsTitle, specification.arguments.map { ($0.name[language], $0.explanation) })
      page.options(.optionsTitle, specification.options)
      page.options(.globalTitle, global)
    }
    return page.lines.joined(separator: "\n")
  }
}

extension ParameterForm {
  /// The parameter as the usage line shows it.
  var usage: Text {
    let written = isOption ? option : name
    return switch occurrence {
    case .once: written
    case .flag, .atMostOnce: Text(same: "[") + written + Text(same: "]")
    case .repeatedly(0): Text(same: "[") + written + Text(same: "]…")
    case .repeatedly: written + Text(same: "…")
    }
  }

  /// The option as it is typed, with what stands for its value.
  var option: Text {
    occurrence == .flag ? name : name + Text(same: " ") + value
  }

  /// What stands for its value: a short list of choices stands for itself.
  private var value: Text {
    let list = choices.joined(separator: "|")
    return isOption && !list.isEmpty && list.count <= 16 ? Text(same: list) : placeholder
  }

  /// What it is for, with its choices where there was no room for them, and what holds when it is left out.
  var explanation: Text {
    let list = choices.joined(separator: ", ")
    let isTold = choices.isEmpty || value != placeholder
    let told = isTold ? help : help + Text(fr: " ; au choix : \(list)", en: "; one of: \(list)")
    guard case .atMostOnce(let usual?) = occurrence else { return told }
    return told + Text(fr: " (sinon \(usual))", en: " (\(usual) unless given)")
  }
}

/// The lines of one page of help, at most 80 columns wide.
struct HelpPage {
  let language: Language
  private(set) var lines: [String] = []

  private static let width = 80
  /// What is wider than this in the left column has a line of its own.
  private static let widestLeft = 24

  init(language: Language) {
    self.language = language
  }

  mutating func usage(_ path: String, _ words: [Text]) {
    let pieces = ["\(Text.usageWord[language]) \(path)"] + words.map { $0[language] }
    let folded = pieces.folded(to: Self.width - 4)
    lines += folded.prefix(1) + folded.dropFirst().map { "    \($0)" }
  }

  mutating func paragraph(_ text: Text) {
    lines.append("")
    lines += text[language].wrapped(to: Self.width)
  }

  mutating func options(_ title: Text, _ options: [ParameterForm]) {
    table(title, options.map { ($0.option[language], $0.explanation) })
  }

  mutating func table(_ title: Text, _ rows: [(left: String, right: Text)]) {
    guard !rows.isEmpty else { return }
    let column = (rows.map(\.left.count).filter { $0 <= Self.widestLeft }.max() ?? Self.widestLeft) + 4
    lines += ["", title[language]]
    for row in rows {
      let left = "  \(row.left)"
      var rest = row.right[language].wrapped(to: Self.width - column)[...]
      if left.count + 2 <= column {
        lines.append(left + String(repeating: " ", count: column - left.count) + (rest.popFirst() ?? ""))
      } else {
        lines.append(left)
      }
      lines += rest.map { String(repeating: " ", count: column) + $0 }
    }
  }
}

extension String {
  /// The text in lines no wider than a number of characters, broken at spaces; its own line ends are kept.
  func wrapped(to width: Int) -> [String] {
    split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
      paragraph.isEmpty ? [""] : paragraph.split(separator: " ").map(String.init).folded(to: width)
    }
  }
}

extension [String] {
  /// The pieces joined by spaces into lines no wider than a number of characters; a piece that is wider stays whole.
  func folded(to width: Int) -> [String] {
    reduce(into: []) { lines, piece in
      if let line = lines.last, line.count + 1 + piece.count <= width {
        lines[lines.count - 1] = "\(line) \(piece)"
      } else {
        lines.append(piece)
      }
    }
  }
}
