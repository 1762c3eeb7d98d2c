/// A sentence in every language Rebond speaks, so that a missing translation does not compile.
public struct Text: Sendable, Hashable {
  /// The French wording.
  public let fr: String
  /// The English wording.
  public let en: String

  /// Makes a text from its wording in each language.
  public init(fr: String, en: String) {
    self.fr = fr
    self.en = en
  }

  /// Makes a text that reads the same in every language: a code, a proper name, a file name.
  public init(same wording: String) {
    self.init(fr: wording, en: wording)
  }

  /// The wording in one language.
  public subscript(_ language: Language) -> String {
    switch language {
    case .fr: fr
    case .en: en
    }
  }

  /// A number of things: in French nothing and one are singular, in English one alone is.
  public static func count(
    _ number: Int, fr: (one: String, many: String), en: (one: String, many: String)
  ) -> Text {
    Text(
      fr: "\(number) \(number < 2 ? fr.one : fr.many)", en: "\(number) \(number == 1 ? en.one : en.many)")
  }

  /// This text followed by another, in each language.
  public static func + (left: Text, right: Text) -> Text {
    Text(fr: left.fr + right.fr, en: left.en + right.en)
  }
}

extension String {
  /// The commands a sentence names: messages write each between backquotes, complete, `…` where something is to be filled in.
  public var commands: [String] {
    let pieces = split(separator: "`", omittingEmptySubsequences: false)
    return pieces.enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }
}

extension [Text] {
  /// All texts as one, with a separator between them, in each language.
  public func joined(separator: String) -> Text {
    Text(
      fr: map(\.fr).joined(separator: separator),
      en: map(\.en).joined(separator: separator))
  }
}
