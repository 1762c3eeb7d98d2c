import Kernel

/// Apple's property lists, as the JSON they would be.
enum PropertyList {
  static func json(of element: MarkupElement) -> JSONValue {
    switch element.name {
    case "plist": return element.children.first.map(json) ?? .null
    case "array": return .array(element.children.map(json))
    case "dict":
      var members: [JSONValue.Member] = []
      var key: String?
      for child in element.children {
        if child.name == "key" {
          key = child.text ?? ""
        } else if let name = key {
          members.append(JSONValue.Member(key: name, value: json(of: child)))
          key = nil
        }
      }
      return .object(members)
    case "integer": return element.text.flatMap { Int64($0) }.map(JSONValue.integer) ?? .null
    case "real": return element.text.flatMap { Double($0) }.flatMap { $0.isFinite ? .real($0) : nil } ?? .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    default: return element.text.map(JSONValue.string) ?? .null
    }
  }
}
