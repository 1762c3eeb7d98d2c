import Kernel

/// A word between braces that a design's text may hold.
enum LabelPlaceholder: String, CaseIterable {
  case code, line1, line2, line3, line4, helpline, position, stock
}

/// A text of a design: its own words and what each label puts in them.
struct LabelTemplate: Sendable, Equatable {
  /// The text with its placeholders, in every language.
  let text: Text

  /// What stands in place of a placeholder.
  typealias Filling = (LabelPlaceholder) -> String

  /// The text with words in place of its placeholders; braces that come with those words mean nothing.
  func filled(in language: Language, _ word: Filling) -> String {
    var result = ""
    var rest = text[language][...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      if let placeholder = LabelPlaceholder(rawValue: String(rest[rest.index(after: open)..<close])) {
        result += word(placeholder)
      }
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  /// Whether a placeholder stands in it.
  func holds(_ placeholder: LabelPlaceholder) -> Bool {
    [text.fr, text.en].contains { $0.contains("{\(placeholder.rawValue)}") }
  }

  /// Reads a text, the same in every language or one for each.
  ///
  /// - Throws: ``JSONFailure`` when a word between braces means nothing.
  init(_ node: JSONNode) throws(JSONFailure) {
    text = if case .string = node.value { Text(same: try node.string()) } else { try node.text() }
    for wording in [text.fr, text.en] {
      let unknown = wording.split(separator: "{", omittingEmptySubsequences: false).dropFirst()
        .map { String($0.prefix { $0 != "}" }) }
        .first { LabelPlaceholder(rawValue: $0) == nil }
      guard let unknown else { continue }
      let known = LabelPlaceholder.allCases.map(\.rawValue).joined(separator: ", ")
      throw node.failure(
        fr: "« {\(unknown)} » est inconnu ; connus : \(known)", en: "“{\(unknown)}” is unknown; known: \(known)")
    }
  }
}
