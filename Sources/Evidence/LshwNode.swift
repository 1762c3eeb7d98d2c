import Kernel

/// One node of the tree that lshw writes.
struct LshwNode {
  let value: JSONValue
  let id: String
  let kind: String?
  let children: [LshwNode]

  init?(_ value: JSONValue) {
    guard value.isObject else { return nil }
    self.value = value
    id = value["id"]?.text ?? ""
    kind = value["class"]?.text
    children = (value["children"]?.list ?? []).compactMap(LshwNode.init)
  }

  /// The text of a key of the node.
  func text(_ key: String) -> String? { value[key]?.text }

  /// The text of a key of the node's configuration.
  func setting(_ key: String) -> String? { value["configuration"]?[key]?.text }

  var size: Int? { value["size"]?.whole.flatMap { $0 > 0 ? $0 : nil } }
  var serial: SerialNumber? { SerialNumber(text("serial")) }
  var capabilities: [String] { value["capabilities"]?.keys ?? [] }

  /// The names the running system gives to a device, without the places where it is mounted.
  var logicalNames: [String] {
    (value["logicalname"]?.list ?? []).compactMap(\.text).filter {
      $0.hasPrefix("/dev/") || !$0.hasPrefix("/")
    }
  }

  /// Whether something else of the machine is reached through USB here.
  var isOnUSB: Bool {
    text("businfo")?.hasPrefix("usb@") == true || ["usb-storage", "uas"].contains(setting("driver"))
  }

  /// Calls `visit` with this node and all nodes below it, each with those above it.
  func walk(above: [LshwNode] = [], _ visit: (_ node: LshwNode, _ above: [LshwNode]) -> Void) {
    visit(self, above)
    for child in children { child.walk(above: above + [self], visit) }
  }

  /// All nodes below this one.
  var descendants: [LshwNode] { children.flatMap { [$0] + $0.descendants } }
}
