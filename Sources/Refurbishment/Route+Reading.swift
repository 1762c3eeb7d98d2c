public import Kernel

extension Route {
  /// Reads a route from its file.
  ///
  /// - Parameters:
  ///   - bytes: the file's content.
  ///   - file: the name the user knows the file by.
  /// - Throws: `JSONFailure` with the place and the reason: an unknown key, a name given twice, a step that comes after
  ///   an unknown step or after itself, no step, a step without checks.
  public init(reading bytes: [UInt8], file: String) throws(JSONFailure) {
    var stepNames = NamesSeen(what: Text(fr: "l'étape", en: "the step"))
    var checkNames = NamesSeen(what: Text(fr: "le contrôle", en: "the check"))
    self = try StrictJSON.read(bytes, file: file).object { fields throws(JSONFailure) in
      let stepsNode = try fields.required("steps")
      let route = Route(
        id: try fields.required("id").name(), version: try fields.required("version").name(),
        categories: try Route.categories(fields.required("categories")),
        from: try fields.optional("from")?.day(), title: try fields.required("title").text(),
        steps: try stepsNode.array { node throws(JSONFailure) in
          try Route.step(node, &stepNames, &checkNames)
        },
        body: String(decoding: bytes, as: UTF8.self))
      guard !route.steps.isEmpty else { throw stepsNode.failure(fr: "il n'y a aucune étape", en: "there is no step") }
      try route.checkOrder(at: stepsNode)
      return route
    }
  }

  private static func categories(_ node: JSONNode) throws(JSONFailure) -> [DeviceCategory] {
    let categories = try node.array { item throws(JSONFailure) in try item.choice(DeviceCategory.self) }
    guard !categories.isEmpty else {
      throw node.failure(fr: "il faut au moins une catégorie", en: "there must be a category")
    }
    return categories
  }

  private static func step(
    _ node: JSONNode, _ stepNames: inout NamesSeen, _ checkNames: inout NamesSeen
  ) throws(JSONFailure) -> Step {
    try node.object { fields throws(JSONFailure) in
      let kind = try fields.optional("kind")?.choice(Kind.self) ?? .checks
      let step = Step(
        id: try stepNames.add(fields.required("id")), title: try fields.required("title").text(), kind: kind,
        after: try fields.optional("after")?.array { item throws(JSONFailure) in try item.name() } ?? [],
        byAnotherPerson: try fields.optional("byAnotherPerson")?.bool() ?? false,
        roles: try fields.optional("roles")?.array { item throws(JSONFailure) in try item.choice(ChainRole.self) }
          ?? [],
        checks: try fields.optional("checks")?.array { item throws(JSONFailure) in
          try check(item, &checkNames)
        } ?? [])
      if (kind == .checks) == step.checks.isEmpty {
        throw node.failure(
          fr: "une étape « \(kind.rawValue) » \(kind == .checks ? "a des contrôles" : "n'a pas de contrôles")",
          en: "a step of kind “\(kind.rawValue)” has \(kind == .checks ? "checks" : "no checks")")
      }
      if step.byAnotherPerson, kind != .checks {
        throw node.failure(
          fr: "« byAnotherPerson » ne vaut que pour une étape de contrôles",
          en: "“byAnotherPerson” is for a step of checks only")
      }
      return step
    }
  }

  private static func check(_ node: JSONNode, _ names: inout NamesSeen) throws(JSONFailure) -> Check {
    try node.object { fields throws(JSONFailure) in
      Check(
        id: try names.add(fields.required("id")), title: try fields.required("title").text(),
        isMandatory: try fields.optional("mandatory")?.bool() ?? true,
        mayBeDeclared: try fields.optional("mayBeDeclared")?.bool() ?? false,
        mayBeNotFitted: try fields.optional("mayBeNotFitted")?.bool() ?? false,
        isFunction: try fields.optional("function")?.bool() ?? false)
    }
  }

  /// Refuses an order in which some step could never begin.
  private func checkOrder(at node: JSONNode) throws(JSONFailure) {
    let nodes = try node.elements()
    for (step, node) in zip(steps, nodes) {
      if let unknown = step.after.first(where: { name in !steps.contains { $0.id == name } }) {
        throw node.failure(
          fr: "« after » nomme une étape inconnue, « \(unknown) »",
          en: "“after” names an unknown step, “\(unknown)”")
      }
    }
    for (step, node) in zip(steps, nodes) where stepsBefore(step).contains(step) {
      throw node.failure(
        fr: "l'étape « \(step.id) » doit venir après elle-même (« after » tourne en rond)",
        en: "the step “\(step.id)” must come after itself (“after” goes round in a circle)")
    }
    for kind in [Kind.triage, .erasure, .grade] where steps.count(where: { $0.kind == kind }) > 1 {
      throw node.failure(
        fr: "il y a plus d'une étape « \(kind.rawValue) »", en: "there is more than one step “\(kind.rawValue)”")
    }
  }
}

extension JSONNode {
  /// A name that is typed and scanned: lower-case letters, digits, hyphens and points.
  fileprivate func name() throws(JSONFailure) -> String {
    let name = try string()
    let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    guard !name.isEmpty, name.allSatisfy(allowed.contains) else {
      throw failure(
        fr: "« \(name) » n'est pas un nom (minuscules sans accent, chiffres, traits d'union, points)",
        en: "“\(name)” is not a name (lower-case letters, digits, hyphens, points)")
    }
    return name
  }
}

/// The names met so far in a file, each of which may come once.
private struct NamesSeen {
  let what: Text
  private var names: Set<String> = []

  init(what: Text) {
    self.what = what
  }

  mutating func add(_ node: JSONNode) throws(JSONFailure) -> String {
    let name = try node.name()
    guard names.insert(name).inserted else {
      throw node.failure(fr: "\(what.fr) « \(name) » est déjà donné(e)", en: "\(what.en) “\(name)” is given twice")
    }
    return name
  }
}
