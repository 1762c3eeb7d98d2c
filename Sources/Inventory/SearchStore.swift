import Kernel
public import Storage

/// The words devices are found by: an index beside the facts, where a word that was ever said stays.
public enum SearchStore {
  /// Notes words of a device: its code, its serial number, its maker, its model.
  static func note(_ texts: [String], of device: DeviceID, in change: Change) throws {
    for word in Set(texts.flatMap(words)) {
      try change.run(
        """
        INSERT INTO search_words (device, word) VALUES (\(device), \(word)) ON CONFLICT (device, word) DO NOTHING
        """)
    }
  }

  /// The words of a text, as they are compared: small letters without marks, each part of a code and the whole of it.
  public static func words(_ text: String) -> [String] {
    text.folded.split(separator: " ").flatMap { token in
      let parts = token.split { !($0.isLetter || $0.isNumber) }.map(String.init)
      return parts.count > 1 ? parts + [parts.joined()] : parts
    }
  }

  /// The words a person typed: a code or a serial number with its hyphens is one word.
  public static func typed(_ text: String) -> [String] {
    text.folded.split(separator: " ").map { $0.filter { $0.isLetter || $0.isNumber } }.filter { !$0.isEmpty }
  }

  /// How many devices a word begins a word of, counted up to a limit.
  public static func count(_ word: String, upTo limit: Int, in reader: Reader) throws -> Int {
    try reader.count(
      """
      SELECT count(*) AS n FROM (SELECT 1 AS one FROM search_words WHERE word >= \(word) AND word < \(end(of: word))
        LIMIT \(limit)) AS found
      """)
  }

  /// The numbers of devices that have a word beginning with a word, for `IN (…)`.
  public static func having(_ word: String, upTo limit: Int) -> SQL {
    "SELECT device FROM search_words WHERE word >= \(word) AND word < \(end(of: word)) LIMIT \(limit)"
  }

  /// That a row of `devices` has a word beginning with a word.
  public static func has(_ word: String) -> SQL {
    """
    EXISTS (SELECT 1 FROM search_words WHERE search_words.device = devices.id
      AND search_words.word >= \(word) AND search_words.word < \(end(of: word)))
    """
  }

  /// What comes after every word that begins with a word.
  private static func end(of word: String) -> String { word + "\u{10FFFF}" }
}
