/// A value of a strictly read file, which knows its place there.
public struct JSONNode: Sendable, Equatable {
  /// The name the user knows the file by.
  public let file: String
  /// The keys that lead here from the root, as `decide.all[2].is`; empty at the root.
  public let path: String
  /// The value.
  public let value: JSONValue

  /// Makes a node; for a value built in memory, any name serves as file.
  public init(file: String, path: String, value: JSONValue) {
    self.file = file
    self.path = path
    self.value = value
  }

  /// Whether the value is `null`.
  public var isNull: Bool { value == .null }

  /// A failure at this place.
  public func failure(_ problem: JSONFailure.Problem) -> JSONFailure {
    JSONFailure(file: file, place: .path(path), problem: problem)
  }

  /// A failure at this place, in the words of the room that reads the file.
  public func failure(fr: String, en: String) -> JSONFailure { failure(.rule(Text(fr: fr, en: en))) }

  /// The string here. Throws when it is none.
  public func string() throws(JSONFailure) -> String {
    guard case .string(let string) = value else { throw failure(.wrongType(expected: .string)) }
    return string
  }

  /// The integer here; a real such as `3.0` is none. Throws when it is none.
  public func integer() throws(JSONFailure) -> Int {
    guard case .integer(let integer) = value else { throw failure(.wrongType(expected: .integer)) }
    return Int(integer)
  }

  /// The number here, integer or real. Throws when it is none.
  public func number() throws(JSONFailure) -> Double {
    switch value {
    case .integer(let integer): return Double(integer)
    case .real(let real): return real
    default: throw failure(.wrongType(expected: .number))
    }
  }

  /// The truth value here. Throws when it is none.
  public func bool() throws(JSONFailure) -> Bool {
    guard case .bool(let bool) = value else { throw failure(.wrongType(expected: .bool)) }
    return bool
  }

  /// The day here, written `YYYY-MM-DD`. Throws when it is none.
  public func day() throws(JSONFailure) -> Day {
    let written = try string()
    do throws(KernelFailure) {
      return try Day(written)
    } catch {
      throw failure(.rule(error.text))
    }
  }

  /// The case of a closed list here. Throws, with the list, when it is none of them.
  public func choice<Choice>(_ type: Choice.Type) throws(JSONFailure) -> Choice
  where Choice: RawRepresentable<String> & CaseIterable {
    guard let choice = Choice(rawValue: try string()) else {
      throw failure(.wrongType(expected: .oneOf(Choice.allCases.map(\.rawValue))))
    }
    return choice
  }

  /// The text here: an object with `fr` and `en`. Throws when a language is missing.
  public func text() throws(JSONFailure) -> Text {
    try object { fields throws(JSONFailure) in
      Text(fr: try fields.required("fr").string(), en: try fields.required("en").string())
    }
  }

  /// The elements of the array here. Throws when it is none.
  public func elements() throws(JSONFailure) -> [JSONNode] {
    guard case .array(let elements) = value else { throw failure(.wrongType(expected: .array)) }
    return elements.enumerated().map {
      JSONNode(file: file, path: "\(path)[\($0.offset)]", value: $0.element)
    }
  }

  /// Each element of the array here, read in turn. Throws when it is none or an element is refused.
  public func array<Element>(
    of read: (JSONNode) throws(JSONFailure) -> Element
  ) throws(JSONFailure) -> [Element] {
    var result: [Element] = []
    for element in try elements() { result.append(try read(element)) }
    return result
  }

  /// The members of the object here, whose keys are free names. Throws when it is none.
  public func members() throws(JSONFailure) -> [(key: String, node: JSONNode)] {
    guard case .object(let members) = value else { throw failure(.wrongType(expected: .object)) }
    return members.map { member in
      (
        member.key,
        JSONNode(file: file, path: path.isEmpty ? member.key : "\(path).\(member.key)", value: member.value)
      )
    }
  }

  /// Reads the object here by its known keys; a key that was not asked for is unknown, and refused.
  public func object<Result>(
    _ read: (JSONFields) throws(JSONFailure) -> Result
  ) throws(JSONFailure) -> Result {
    let fields = JSONFields(of: self, members: try members())
    let result = try read(fields)
    if let unknown = fields.unasked { throw unknown.node.failure(.unknownKey(unknown.key)) }
    return result
  }
}

/// The keys of one object, which remembers which were asked for.
public final class JSONFields {
  /// The object itself.
  public let node: JSONNode
  private let members: [(key: String, node: JSONNode)]
  private var asked: Set<String> = []

  init(of node: JSONNode, members: [(key: String, node: JSONNode)]) {
    self.node = node
    self.members = members
  }

  /// The value of a key. Throws when the key is missing.
  public func required(_ key: String) throws(JSONFailure) -> JSONNode {
    asked.insert(key)
    guard let member = members.first(where: { $0.key == key }) else { throw node.failure(.missingKey(key)) }
    return member.node
  }

  /// The value of a key, or nothing when the key is missing or its value `null`.
  public func optional(_ key: String) -> JSONNode? {
    asked.insert(key)
    return members.first { $0.key == key }.map(\.node).flatMap { $0.isNull ? nil : $0 }
  }

  /// The first key nobody asked for.
  var unasked: (key: String, node: JSONNode)? { members.first { !asked.contains($0.key) } }
}
