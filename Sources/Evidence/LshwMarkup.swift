import Kernel

/// Turns the XML of lshw into what its JSON says, so that one reader serves both.
enum LshwMarkup {
  /// The roots of a document: a node, or a list of them.
  static func json(of root: MarkupElement) -> JSONValue {
    root.name == "list" ? .array(root.children.filter { $0.name == "node" }.map(node)) : node(root)
  }

  private static func node(_ element: MarkupElement) -> JSONValue {
    var members = ["id", "class", "handle"].compactMap { key in
      element.attributes[key].map { JSONValue.Member(key: key, value: .string($0)) }
    }
    for key in ["claimed", "disabled"] where element.attributes[key] == "true" {
      members.append(JSONValue.Member(key: key, value: .bool(true)))
    }
    var names: [JSONValue] = []
    var children: [JSONValue] = []
    for child in element.children {
      switch child.name {
      case "node": children.append(node(child))
      case "logicalname": if let text = child.text { names.append(.string(text)) }
      case "configuration":
        members.append(JSONValue.Member(key: "configuration", value: .object(child.children.compactMap(setting))))
      case "capabilities":
        let capabilities = child.children.compactMap { capability in
          capability.attributes["id"].map {
            JSONValue.Member(key: $0, value: capability.text.map(JSONValue.string) ?? .bool(true))
          }
        }
        members.append(JSONValue.Member(key: "capabilities", value: .object(capabilities)))
      default: if let text = child.text { members.append(JSONValue.Member(key: child.name, value: .string(text))) }
      }
    }
    if !names.isEmpty { members.append(JSONValue.Member(key: "logicalname", value: .array(names))) }
    if !children.isEmpty { members.append(JSONValue.Member(key: "children", value: .array(children))) }
    return .object(members)
  }

  private static func setting(_ element: MarkupElement) -> JSONValue.Member? {
    guard let id = element.attributes["id"], let value = element.attributes["value"] else { return nil }
    return JSONValue.Member(key: id, value: .string(value))
  }
}
