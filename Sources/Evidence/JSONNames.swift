import Kernel

/// The names of people in something that looks like JSON.
struct JSONNames {
  /// Each name, and what stands in its place; a text that holds a whole file is replaced by that file without names.
  private(set) var replacements: [(range: Range<Int>, text: [UInt8])] = []

  /// What was found of each key, within each owner: a file has few, and says them often.
  private var decided: [KeyWithin: Bool] = [:]

  private struct KeyWithin: Hashable {
    let key, owner: String
  }

  init(in bytes: [UInt8]) {
    let mark = Array(Redaction.mark.utf8)
    var rootNames: [Int: Range<Int>] = [:]
    var hardware: Set<Int> = []
    for visit in LooseJSON(bytes) where !visit.isKey && !visit.range.isEmpty {
      let key = visit.key.map { String(decoding: bytes[$0], as: UTF8.self) } ?? ""
      if visit.depth == 1 {
        if key == "id" { rootNames[visit.object] = visit.range }
        if key == "class", String(decoding: bytes[visit.range], as: UTF8.self) != "system" {
          hardware.insert(visit.object)
        }
      }
      let owner = visit.owner.map { String(decoding: bytes[$0], as: UTF8.self) } ?? ""
      if names(KeyWithin(key: key, owner: owner)) {
        replacements.append((visit.range, mark))
      } else if let inner = JSONNames.fileWithoutNames(in: bytes, visit.range) {
        replacements.append((visit.range, inner))
      } else {
        replacements += TextNames.addresses(in: bytes, visit.range, stops: TextNames.endsBetweenQuotes).map {
          ($0, mark)
        }
      }
    }
    // lshw calls the machine by its host name; a node chosen by class is called by what it is.
    let named = rootNames.filter { !hardware.contains($0.key) }.values
    guard !named.isEmpty, EvidenceFormat(recognisingUTF8: bytes) == .lshw else { return }
    replacements += named.map { ($0, mark) }
  }

  private mutating func names(_ pair: KeyWithin) -> Bool {
    if let known = decided[pair] { return known }
    let found = Redaction.names(key: pair.key.lowercased(), within: pair.owner.lowercased())
    decided[pair] = found
    return found
  }

  /// The output of a tool between the quotes, without its names; nothing where the text is none.
  private static func fileWithoutNames(in bytes: [UInt8], _ range: Range<Int>) -> [UInt8]? {
    guard bytes[range].contains(UInt8(ascii: "\\")), let inner = try? MachineJSON.unescaped(bytes, range) else {
      return nil
    }
    guard inner.contains(0x0A) || inner.looksLikeJSON else { return nil }
    let names = Redaction.replacements(in: inner)
    guard !names.isEmpty else { return Array(bytes[range]) }
    let rest = inner.replacing(names)
    return Array(JSONValue.quoted(String(decoding: rest, as: UTF8.self)).utf8.dropFirst().dropLast())
  }
}
