public import Kernel

/// Words that may tell of somebody's health, which is never kept: data, read from a file.
///
/// A remark with one of them is sent back to whoever wrote it; only they can know whether it is about health (CNIL: no health
/// data; an accommodation is recorded as the help wanted).
public struct HealthWords: Sendable, Equatable {
  private let beginnings: [String]

  /// The words that are used unless an instance has its own.
  public static func shipped() throws(JSONFailure) -> HealthWords { try once.get() }

  private static let once = Result { () throws(JSONFailure) in
    try HealthWords(PackageResources.health_words_json, file: "health-words.json")
  }

  /// Reads words.
  ///
  /// - Throws: `JSONFailure` with the place of the first mistake.
  public init(_ bytes: [UInt8], file: String) throws(JSONFailure) {
    self = try StrictJSON.read(bytes, file: file).object { fields throws(JSONFailure) in
      _ = try fields.required("id").string()
      _ = try fields.required("version").string()
      return HealthWords(
        beginnings: try fields.required("beginnings").array { node throws(JSONFailure) in
          let word = try node.string()
          guard word.count >= 3, word.folded == word else {
            throw node.failure(
              fr: "il faut un début de mot d'au moins trois lettres, en minuscules sans accent",
              en: "it must be the beginning of a word, three letters or more, in lower case without accents")
          }
          return word
        })
    }
  }

  private init(beginnings: [String]) { self.beginnings = beginnings }

  /// Refuses a text with a word that may tell of health, unless whoever writes it has read it again.
  ///
  /// - Parameter readAgain: that it was read again, and tells nothing about health.
  /// - Throws: ``FollowUpFailure/mayTellOfHealth(word:)``.
  public static func check(_ text: String?, readAgain: Bool) throws {
    guard !readAgain, let text, let word = try shipped().first(in: text) else { return }
    throw FollowUpFailure.mayTellOfHealth(word: word)
  }

  /// The first word of a text that may tell of health, as it is written; nothing when there is none.
  public func first(in text: String) -> String? {
    text.split { !$0.isLetter }.map(String.init).first { word in
      let folded = word.folded
      // Three letters are an abbreviation, and meant whole.
      return beginnings.contains { $0.count == 3 ? folded == $0 : folded.hasPrefix($0) }
    }
  }
}
