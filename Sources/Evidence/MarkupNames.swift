/// The names of people in XML, well formed or not.
struct MarkupNames {
  private(set) var ranges: [Range<Int>] = []

  /// What ends a path in the text of an element.
  private static let ends = Array("<,;".utf8)

  private struct Open {
    let name: String
    /// The attribute `name`, or in a property list the key it is the value of.
    let attribute: String?
  }

  init(in bytes: [UInt8]) {
    var open: [Open] = []
    var key = ""
    var index = 0
    var isRoot = true
    while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      readText(bytes, index..<start, in: open, key: &key)
      let end = bytes[start...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count
      let tag = (start + 1)..<end
      index = Swift.min(end + 1, bytes.count)
      switch bytes[tag].first {
      case UInt8(ascii: "/"): open = open.dropLast()
      case UInt8(ascii: "?"), UInt8(ascii: "!"), nil: break
      default:
        let name = bytes.text(tag.lowerBound..<(bytes[tag].firstIndex { $0 <= 0x20 || $0 == UInt8(ascii: "/") } ?? end))
        let id = MarkupNames.attribute("id", of: tag, in: bytes)
        // lshw calls the machine by its host name.
        if isRoot, name == "node", let id, bytes.range(of: "class=\"system\"", in: tag) != nil { ranges.append(id) }
        if name == "node" { isRoot = false }
        if name == "setting", let id, Redaction.keys.contains(bytes.text(id)),
          let value = MarkupNames.attribute("value", of: tag, in: bytes)
        {
          ranges.append(value)
        }
        let isOfList = name == "dict" || name == "array"
        // In a list of dictionaries only the list has a key.
        let called =
          isOfList
          ? (open.last?.name == "array" ? "" : key)
          : MarkupNames.attribute("name", of: tag, in: bytes).map { bytes.text($0) }
        if bytes[tag].last != UInt8(ascii: "/"), open.count < 256 { open.append(Open(name: name, attribute: called)) }
      }
    }
    readText(bytes, index..<bytes.count, in: open, key: &key)
  }

  /// Takes out the text of an element that names people; a property list gives names by the `key` before.
  private mutating func readText(_ bytes: [UInt8], _ range: Range<Int>, in open: [Open], key: inout String) {
    guard let element = open.last, let text = bytes.trimming(range) else { return }
    if element.name == "key" {
      key = bytes.text(text)
      return
    }
    let isOfList = element.name == "string"
    // The items of a list are values of the list's key.
    let owner = isOfList ? open.dropLast().last { $0.attribute?.isEmpty == false } : open.dropLast().last
    let isOfUser = open.contains { $0.name == "user_data" }
    let word = isOfList ? key : element.attribute ?? element.name
    let within = (isOfList ? owner?.attribute : owner?.name) ?? ""
    if isOfUser || Redaction.names(key: word, within: within) {
      ranges.append(text)
    } else {
      ranges += TextNames.addresses(in: bytes, text, stops: MarkupNames.ends)
    }
  }

  /// The value of an attribute of a tag.
  private static func attribute(_ name: StaticString, of tag: Range<Int>, in bytes: [UInt8]) -> Range<Int>? {
    var rest = tag
    while let found = bytes.range(of: name, in: rest) {
      rest = found.upperBound..<tag.upperBound
      guard bytes[found.lowerBound - 1] <= 0x20, rest.count > 2, bytes[rest.lowerBound] == UInt8(ascii: "="),
        [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(bytes[rest.lowerBound + 1])
      else { continue }
      let quote = bytes[rest.lowerBound + 1]
      let start = rest.lowerBound + 2
      guard let end = bytes[start..<tag.upperBound].firstIndex(of: quote) else { return nil }
      return start < end ? start..<end : nil
    }
    return nil
  }
}
