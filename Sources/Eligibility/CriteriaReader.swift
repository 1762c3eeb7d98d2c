import Kernel

/// Reads the tree of criteria of `decide` into one list, each criterion before its parts.
struct CriteriaReader {
  /// How many groups may stand inside one another.
  static let deepest = 32
  /// How many criteria a programme may have.
  static let most = 500

  private let declarations: Declarations
  private var criteria: [Criterion] = []
  private var ids: Set<String> = []

  private init(_ declarations: Declarations) {
    self.declarations = declarations
  }

  /// The criteria at and below a node, which is the outermost group.
  static func read(_ node: JSONNode, _ declarations: Declarations) throws(JSONFailure) -> [Criterion] {
    var reader = CriteriaReader(declarations)
    try reader.read(node, depth: 0, denied: false, underNot: false)
    return reader.criteria
  }

  private mutating func read(
    _ node: JSONNode, depth: Int, denied: Bool, underNot: Bool
  ) throws(JSONFailure) {
    guard depth <= CriteriaReader.deepest else {
      throw node.failure(.tooDeep(limit: CriteriaReader.deepest))
    }
    guard criteria.count < CriteriaReader.most else {
      throw node.failure(.tooManyCriteria(limit: CriteriaReader.most))
    }
    let place = criteria.count
    // Each part is read after its group is in the list; the parts are told only now, so that the group's own keys are
    // checked first.
    let parts = try node.object { fields throws(JSONFailure) in
      let (head, parts) = try self.head(fields, depth: depth, denied: denied, underNot: underNot)
      criteria.append(head)
      return parts
    }
    let isNot = criteria[place].rule == .not
    for part in parts {
      try read(part, depth: depth + 1, denied: denied != isNot, underNot: underNot || isNot)
    }
    criteria[place].end = criteria.count
  }

  private mutating func head(
    _ fields: JSONFields, depth: Int, denied: Bool, underNot: Bool
  ) throws(JSONFailure) -> (Criterion, parts: [JSONNode]) {
    let id = depth == 0 ? fields.optional("id") : try fields.required("id")
    if let id {
      let name = try id.string()
      try id.checkID(name)
      guard ids.insert(name).inserted else { throw id.failure(.repeatedCriterion(name)) }
    }
    var modest = false
    if let node = fields.optional("modest") {
      modest = try node.bool()
      if modest, underNot { throw node.failure(.modestUnderNot) }
    }
    let (rule, parts) = try self.rule(fields, denied: denied)
    let criterion = Criterion(
      id: try id?.string(), depth: depth, modest: modest, rule: rule,
      wording: id == nil ? nil : try declarations.wording(fields), end: criteria.count + 1)
    return (criterion, parts)
  }

  private func rule(
    _ fields: JSONFields, denied: Bool
  ) throws(JSONFailure) -> (Criterion.Rule, parts: [JSONNode]) {
    let found = ["all", "any", "atLeast", "not", "is"].compactMap { key in fields.optional(key).map { (key, $0) } }
    guard found.count == 1, let (key, node) = found.first else {
      throw fields.node.failure(.notOneRule(found: found.map(\.0)))
    }
    switch key {
    case "is": return (.condition(try declarations.condition(node, denied: denied)), [])
    case "not": return (.not, [node])
    case "atLeast":
      let parts = try self.parts(try fields.required("of"))
      let count = try node.count()
      guard count <= parts.count else { throw node.failure(.moreThanParts(count, parts: parts.count)) }
      return (.atLeast(count), parts)
    default: return (key == "all" ? .all : .any, try parts(node))
    }
  }

  private func parts(_ node: JSONNode) throws(JSONFailure) -> [JSONNode] {
    let parts = try node.elements()
    guard !parts.isEmpty else { throw node.failure(.emptyGroup) }
    return parts
  }
}
