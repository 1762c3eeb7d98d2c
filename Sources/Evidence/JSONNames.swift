import Kernel

/// The names of people in something that looks like JSON.
struct JSONNames {
  /// Each name, and what stands in its place; a text that holds a whole file is replaced by that file without names.
  private(set) var replacements: [(range: Range<Int>, text: [UInt8])] = []

  init(in bytes: [UInt8]) {
    let mark = Array(Redaction.mark.utf8)
    var rootNames: [Int: Range<Int>] = [:]
    var hardware: Set<Int> = []
    for visit in LooseJSON(bytes) where !visit.isKey && !visit.range.isEmpty {
      let key = bytes[visit.key ?? 0..<0]
      if visit.depth == 1 {
        if key.elementsEqual("id".utf8) { rootNames[visit.object] = visit.range }
        if key.elementsEqual("class".utf8), !bytes[visit.range].elementsEqual("system".utf8) {
          hardware.insert(visit.object)
        }
      }
      if Redaction.mayName(key), names(key, within: bytes[visit.owner ?? 0..<0]) {
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

  private func names(_ key: ArraySlice<UInt8>, within owner: ArraySlice<UInt8>) -> Bool {
    Redaction.names(
      key: String(decoding: key, as: UTF8.self).lowercased(),
      within: String(decoding: owner, as: UTF8.self).lowercased())
  }

  /// The output of a tool between the quotes, without its names; nothing where the text is none.
  private static func fileWithoutNames(in bytes: [UInt8], _ range: Range<Int>) -> [UInt8]? {
    let escape = bytes.first(in: range) { $0.marks(of: UInt8(ascii: "\\")) }
    guard escape < range.upperBound, let inner = try? MachineJSON.unescaped(bytes, range) else {
      return nil
    }
    guard inner.contains(0x0A) || inner.looksLikeJSON else { return nil }
    let names = Redaction.replacements(in: inner)
    guard !names.isEmpty else { return Array(bytes[range]) }
    let rest = inner.replacing(names)
    return Array(JSONValue.quoted(String(decoding: rest, as: UTF8.self)).utf8.dropFirst().dropLast())
  }
}
