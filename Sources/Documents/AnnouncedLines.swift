public import Kernel
import Typesetting

/// A thing that a donor announced, as papers name it.
public struct AnnouncedLines: Sendable, Equatable {
  /// The category in the paper's language.
  public var category: String
  /// Maker and model.
  public var name: String?
  public var serial: String?
  /// What it is worth, by the donor's word.
  public var value: Money?

  /// Makes a thing.
  public init(category: String, name: String?, serial: String?, value: Money? = nil) {
    self.category = category
    self.name = name
    self.serial = serial
    self.value = value
  }
}

extension [AnnouncedLines] {
  /// The things one under the other; what they are worth where that is known of any.
  func table(_ words: PaperWords) -> Paper.Table {
    let hasValues = contains { $0.value != nil }
    return Paper.Table(
      columns: [
        Paper.Column(words(.category), share: 4), Paper.Column(words(.model), share: 6),
        Paper.Column(words(.serial), share: 5),
      ] + (hasValues ? [Paper.Column(words(.value), share: 3, style: .number)] : []),
      rows: map { thing in
        [thing.category, words.held(thing.name), words.held(thing.serial)]
          + (hasValues ? [thing.value?.text[words.language] ?? "–"] : [])
      })
  }
}

extension Paper {
  /// The lines at the top right: the number of the donation, and the convention it came under.
  static func reference(donation: String, convention: String?, _ language: Language) -> [String] {
    [Text(fr: "Don n° \(donation)", en: "Donation no. \(donation)")]
      .appending(convention.map { Text(fr: "Convention n° \($0)", en: "Convention no. \($0)") })
      .map { $0[language] }
  }
}

extension [Text] {
  fileprivate func appending(_ other: Text?) -> [Text] { other.map { self + [$0] } ?? self }
}
