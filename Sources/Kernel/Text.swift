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

  /// This text followed by another, in each language.
  public static func + (left: Text, right: Text) -> Text {
    Text(fr: left.fr + right.fr, en: left.en + right.en)
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
