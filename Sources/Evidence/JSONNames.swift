import Kernel

/// The names of people in something that looks like JSON.
struct JSONNames {
  /// Each name, and what stands in its place; a text that holds a whole file is replaced by that file without names.
  private(set) var replacements: [(range: Range<Int>, text: [UInt8])] = []

  init(in bytes: [UInt8], format: EvidenceFormat?) {
    let mark = Array(Redaction.mark.utf8)
    var rootNames: [Int: Range<Int>] = [:]
    var hardware: Set<Int> = []
    for visit in LooseJSON(bytes) where !visit.isKey && !visit.range.isEmpty {
      let key = visit.key.map { String(decoding: bytes[$0], as: UTF8.self).lowercased() } ?? ""
      if visit.depth == 1, format == .lshw {
        if key == "id" { rootNames[visit.object] = visit.range }
        if key == "class", String(decoding: bytes[visit.range], as: UTF8.self) != "system" {
          hardware.insert(visit.object)
        }
      }
      let owner = visit.owner.map { String(decoding: bytes[$0], as: UTF8.self).lowercased() } ?? ""
      if Redaction.names(key: key, within: owner) {
        replacements.append((visit.range, mark))
      } else if let inner = JSONNames.fileWithoutNames(in: bytes, visit.range) {
        replacements.append((visit.range, inner))
      } else {
        replacements += TextNames.addresses(in: bytes, visit.range, stops: [",", ";"]).map { ($0, mark) }
      }
    }
    // lshw calls the machine by its host name; a node chosen by class is called by what it is.
    replacements += rootNames.filter { !hardware.contains($0.key) }.map { ($0.value, mark) }
  }

  /// The output of a tool between the quotes, without its names; nothing where the text is none.
  private static func fileWithoutNames(in bytes: [UInt8], _ range: Range<Int>) -> [UInt8]? {
    guard bytes[range].contains(UInt8(ascii: "\\")), let text = try? MachineJSON.text(bytes, range, escaped: true)
    else { return nil }
    let inner = Array(text.utf8)
    guard inner.contains(0x0A) || inner.looksLikeJSON else { return nil }
    let rest = Redaction.removingNames(from: inner)
    guard rest != inner else { return Array(bytes[range]) }
    return Array(JSONValue.quoted(String(decoding: rest, as: UTF8.self)).utf8.dropFirst().dropLast())
  }
}
