import Kernel
public import Storage

/// The words devices are found by: an index of what was ever said of them, where a word stays.
///
/// A maker or a model said of ten thousand devices is split into words once. A serial number or a code that is one word in
/// capitals, as nearly all are, is found in its own column, without a row here.
public enum SearchStore {
  /// Notes the words of a device's name and marks.
  static func note(_ identity: DeviceIdentity, in change: Change) throws {
    for name in [identity.manufacturer, identity.model].compactMap(\.self) { try note(name, in: change) }
    for mark in [identity.serial, identity.networkAddress].compactMap(\.self) where !isFoundByItself(mark) {
      try note(mark, in: change)
    }
  }

  /// What devices are called and cannot be found by, since their words are missing: a hand outside Rebond took them away.
  public static func unfindable(in reader: Reader) throws -> [String] {
    let known: Set<[String]> = Set(
      try reader.all("SELECT text, word FROM search_words").map { [try $0["text"], try $0["word"]] })
    let names = try reader.all(
      """
      SELECT manufacturer AS text, 0 AS mark FROM device_identities WHERE manufacturer IS NOT NULL
      UNION SELECT model, 0 FROM device_identities WHERE model IS NOT NULL
      UNION SELECT serial, 1 FROM device_identities WHERE serial IS NOT NULL
      UNION SELECT network_address, 1 FROM device_identities WHERE network_address IS NOT NULL
      ORDER BY text
      """)
    return try names.compactMap { row in
      let (text, isMark): (String, Bool) = (try row["text"], try row["mark"])
      if isMark && isFoundByItself(text) { return nil }
      return words(text).allSatisfy { known.contains([text, $0]) } ? nil : text
    }
  }

  private static func note(_ text: String, in change: Change) throws {
    guard try change.count("SELECT count(*) AS n FROM search_words WHERE text = \(text)") == 0 else { return }
    for word in Set(words(text)) {
      try change.run("INSERT INTO search_words (text, word) VALUES (\(text), \(word))")
    }
  }

  private static func isFoundByItself(_ mark: String) -> Bool {
    mark.utf8.allSatisfy { 0x41...0x5A ~= $0 || 0x30...0x39 ~= $0 }
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

  /// Where the devices are that have a word beginning with a word: queries that each give some as `device`.
  public static func having(_ word: String) -> [SQL] {
    [
      "SELECT id AS device FROM devices WHERE \(begins("code", with: word.uppercased()))",
      "SELECT device FROM device_identities WHERE \(begins("serial", with: word.uppercased()))",
      "SELECT device FROM device_identities WHERE serial IN (\(texts(of: word)))",
      "SELECT device FROM device_identities WHERE network_address IN (\(texts(of: word)))",
      "SELECT device FROM device_identities WHERE model IN (\(texts(of: word)))",
      "SELECT device FROM device_identities WHERE manufacturer IN (\(texts(of: word)))",
    ]
  }

  /// That a row of `devices` has a word beginning with a word.
  public static func has(_ word: String) -> SQL {
    """
    \(begins("devices.code", with: word.uppercased()))
      OR EXISTS (SELECT 1 FROM device_identities AS said WHERE said.device = devices.id
        AND (\(begins("said.serial", with: word.uppercased())) OR said.serial IN (\(texts(of: word)))
          OR said.network_address IN (\(texts(of: word))) OR said.model IN (\(texts(of: word)))
          OR said.manufacturer IN (\(texts(of: word)))))
    """
  }

  /// The texts that a word begins a word of.
  private static func texts(of word: String) -> SQL {
    "SELECT text FROM search_words WHERE \(begins("word", with: word))"
  }

  /// That a column begins with a text: nothing sorts between the last that does and the highest character after it.
  private static func begins(_ column: SQL, with text: String) -> SQL {
    "\(column) >= \(text) AND \(column) < \(text + "\u{10FFFF}")"
  }
}
