extension JSONValue {
  /// The value as JSON text on one line, its members in their order: the same value always gives the same bytes.
  public var text: String {
    var text = ""
    write(to: &text, margin: nil)
    return text
  }

  /// The value as JSON text with two spaces for each level, for people and for other programs.
  public var indentedText: String {
    var text = ""
    write(to: &text, margin: "\n")
    return text
  }

  private func write(to text: inout String, margin: String?) {
    switch self {
    case .null: text += "null"
    case .bool(let bool): text += bool ? "true" : "false"
    case .integer(let integer): text += String(integer)
    case .real(let real): text += String(real)
    case .string(let string): text += JSONValue.quoted(string)
    case .array(let elements):
      JSONValue.write(elements, between: ("[", "]"), to: &text, margin: margin) { element, text, margin in
        element.write(to: &text, margin: margin)
      }
    case .object(let members):
      JSONValue.write(members, between: ("{", "}"), to: &text, margin: margin) { member, text, margin in
        text += JSONValue.quoted(member.key) + (margin == nil ? ":" : ": ")
        member.value.write(to: &text, margin: margin)
      }
    }
  }

  private static func write<Item>(
    _ items: [Item], between brackets: (String, String), to text: inout String, margin: String?,
    item write: (Item, inout String, String?) -> Void
  ) {
    text += brackets.0
    let inner = margin.map { $0 + "  " }
    for (offset, item) in items.enumerated() {
      text += (offset > 0 ? "," : "") + (inner ?? "")
      write(item, &text, inner)
    }
    text += (items.isEmpty ? "" : margin ?? "") + brackets.1
  }

  /// A string in quotes, escaped as JSON asks.
  public static func quoted(_ string: String) -> String {
    var bytes: [UInt8] = [UInt8(ascii: "\"")]
    bytes.reserveCapacity(string.utf8.count + 2)
    for byte in string.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): bytes += "\\n".utf8
      case 0..<0x20: bytes += ("\\u00" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16)).utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension JSONValue.Member {
  /// Makes a member of an object.
  public init(_ key: String, _ value: JSONValue) {
    self.init(key: key, value: value)
  }
}
