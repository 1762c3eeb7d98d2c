import Kernel

extension Terms {
  init(reading node: JSONNode, _ declarations: Declarations) throws(JSONFailure) {
    self = try node.object { fields throws(JSONFailure) in
      let contracts = try fields.required("contracts")
      var kinds: [ContractKind] = []
      for element in try contracts.elements() {
        let kind = try element.choice(ContractKind.self)
        guard !kinds.contains(kind) else { throw element.failure(.repeatedItem(kind.rawValue)) }
        kinds.append(kind)
      }
      guard !kinds.isEmpty else { throw contracts.failure(.emptyList) }
      var amounts: [Role: Amount] = [:]
      for role in Role.allCases {
        guard let node = fields.optional(role.rawValue) else { continue }
        amounts[role] = try Amount(reading: node, for: role, declarations)
      }
      return Terms(
        contracts: kinds, months: try fields.optional("months")?.count(),
        limit: try fields.optional("limit").map { node throws(JSONFailure) in try Limit(reading: node) },
        stock: try fields.optional("stock")?.count(),
        then: try fields.optional("then").map { node throws(JSONFailure) in try Sequel(reading: node) },
        funding: try fields.optional("funding")?.codes() ?? [], amounts: amounts)
    }
  }
}

extension JSONNode {
  /// What is read here, or of each element when a list stands here. Throws when the list is empty.
  fileprivate func oneOrMore<Element>(
    _ read: (JSONNode) throws(JSONFailure) -> Element
  ) throws(JSONFailure) -> [Element] {
    guard case .array(let elements) = value else { return [try read(self)] }
    guard !elements.isEmpty else { throw failure(.emptyList) }
    return try array(of: read)
  }

  /// The codes listed here, each once and at least one.
  fileprivate func codes() throws(JSONFailure) -> [String] {
    var codes: [String] = []
    for element in try elements() {
      let code = try element.string()
      try element.checkID(code)
      guard !codes.contains(code) else { throw element.failure(.repeatedItem(code)) }
      codes.append(code)
    }
    guard !codes.isEmpty else { throw failure(.emptyList) }
    return codes
  }
}

extension Terms.Limit {
  fileprivate init(reading node: JSONNode) throws(JSONFailure) {
    self = try node.object { fields throws(JSONFailure) in
      Terms.Limit(
        perHousehold: try fields.required("perHousehold").count(),
        years: try fields.required("everyYears").count())
    }
  }
}

extension Terms.Sequel {
  fileprivate init(reading node: JSONNode) throws(JSONFailure) {
    self = try node.object { fields throws(JSONFailure) in
      Terms.Sequel(
        contract: try fields.required("contract").choice(ContractKind.self),
        text: Text(fr: try fields.required("fr").string(), en: try fields.required("en").string()))
    }
  }
}

extension Terms.Amount {
  /// Reads one side, or a list of `{"if": condition, "then": side}` that ends with a side for all others.
  fileprivate init(
    reading node: JSONNode, for role: Terms.Role, _ declarations: Declarations
  ) throws(JSONFailure) {
    guard case .array = node.value else {
      let (formula, measure) = try declarations.amount(node, for: role)
      self.init(choices: [Choice(conditions: [], formula: formula)], measure: measure)
      return
    }
    let elements = try node.elements()
    guard let last = elements.last else { throw node.failure(.emptyList) }
    let (left, measure) = try declarations.amount(last, for: role)
    var choices: [Choice] = []
    for element in elements.dropLast() {
      choices.append(
        try element.object { fields throws(JSONFailure) in
          let side = try fields.required("then")
          let (formula, own) = try declarations.amount(side, for: role)
          guard own == measure else {
            throw side.failure(.sortsDiffer(.number(own, kind: nil), .number(measure, kind: nil)))
          }
          let conditions = try fields.required("if").oneOrMore { node throws(JSONFailure) in
            try declarations.condition(node, denied: false)
          }
          return Choice(conditions: conditions, formula: formula)
        })
    }
    self.init(choices: choices + [Choice(conditions: [], formula: left)], measure: measure)
  }
}

extension Declarations {
  /// Reads a formula that gives an amount of money, or for an aid a percentage.
  fileprivate func amount(_ node: JSONNode, for role: Terms.Role) throws(JSONFailure) -> (Formula, Measure) {
    let (formula, sort) = try formula(node)
    guard case .number(let measure, _) = sort, measure.amountSpan != nil || (role == .aid && measure == .percent)
    else { throw node.failure(.termIsNoAmount(role, sort)) }
    return (formula, measure)
  }
}
