public import Kernel

extension Programme {
  /// The form of file this reader knows.
  static let schema = "eligibility-rules/1"
  /// The longest file read, in bytes.
  static let longest = 1_000_000

  private enum Schema: String, CaseIterable {
    case first = "eligibility-rules/1"
  }

  /// Reads a programme file: declarations, rules, terms, and the cases that must pass.
  ///
  /// - Parameters:
  ///   - bytes: the file's content; its digest names these very rules in every decision.
  ///   - file: the name the user knows the file by.
  /// - Throws: `JSONFailure` with the place and the reason, of whatever is unknown, undeclared, mismatched, out of order,
  ///   empty or disproved by a case: a file is read whole or not at all.
  public init(reading bytes: [UInt8], file: String) throws(JSONFailure) {
    guard bytes.count <= Programme.longest else {
      throw JSONFailure(
        file: file, place: .path(""), problem: .rule(RuleDefect.tooLong(limit: Programme.longest).text))
    }
    let root = try StrictJSON.read(bytes, file: file)
    let (programme, cases) = try root.object { fields throws(JSONFailure) in
      _ = try fields.required("schema").choice(Schema.self)
      var programme = try Programme(fields, digest: .sha256(bytes))
      let cases = try ProgrammeCase.read(try fields.required("tests"), of: programme)
      programme.triedOutcomes = Set(cases.compactMap(\.expected.outcome))
      return (programme, cases)
    }
    for programmeCase in cases { try programmeCase.check(programme) }
    self = programme
  }

  private init(_ fields: JSONFields, digest: Digest) throws(JSONFailure) {
    let id = try fields.required("id")
    try id.checkID(try id.string())
    self.id = try id.string()
    version = try fields.required("version").string()
    let from = try fields.required("validFrom").day()
    let to = try fields.optional("validTo").map { node throws(JSONFailure) in
      let to = try node.day()
      guard from <= to else { throw node.failure(.endsBeforeStart(from: from, to: to)) }
      return to
    }
    (validFrom, validTo) = (from, to)
    title = try fields.required("title").text()
    legal = try fields.required("legal").array { node throws(JSONFailure) in try LegalReference(reading: node) }
    lastChecked = try fields.required("lastChecked").day()
    let documents = try fields.optional("documents")?.documents()
    let declarations = try Declarations(
      parameters: fields.optional("params"), facts: try fields.required("facts"), documents: documents)
    self.documents = documents ?? [:]
    (facts, parameters) = (declarations.facts, declarations.parameters)
    criteria = try CriteriaReader.read(try fields.required("decide"), declarations)
    rank =
      try fields.optional("rank")?.array { node throws(JSONFailure) in
        try RankRule(reading: node, declarations)
      } ?? []
    tieBreak = try fields.optional("tieBreak")?.tieBreak() ?? [.requestDate, .requestID]
    terms = try fields.optional("terms").map { node throws(JSONFailure) in
      try Terms(reading: node, declarations)
    }
    (texts, lists) = (declarations.texts.table, declarations.texts.lists)
    self.digest = digest
    triedOutcomes = []
  }
}

extension LegalReference {
  fileprivate init(reading node: JSONNode) throws(JSONFailure) {
    self = try node.object { fields throws(JSONFailure) in
      LegalReference(
        title: try fields.required("title").string(), date: try fields.optional("date")?.day(),
        url: try fields.optional("url")?.string())
    }
  }
}

extension RankRule {
  fileprivate init(reading node: JSONNode, _ declarations: Declarations) throws(JSONFailure) {
    self = try node.object { fields throws(JSONFailure) in
      RankRule(
        condition: try declarations.condition(try fields.required("if"), denied: false),
        points: try fields.required("points").wholeNumber(), wording: try declarations.wording(fields))
    }
  }
}

extension JSONNode {
  fileprivate func documents() throws(JSONFailure) -> [String: Text] {
    var documents: [String: Text] = [:]
    for (kind, node) in try members() {
      try node.checkName(kind)
      documents[kind] = try node.text()
    }
    return documents
  }

  fileprivate func tieBreak() throws(JSONFailure) -> [TieBreak] {
    var list: [TieBreak] = []
    for element in try elements() {
      let tieBreak = try element.choice(TieBreak.self)
      guard !list.contains(tieBreak) else { throw element.failure(.repeatedItem(tieBreak.rawValue)) }
      list.append(tieBreak)
    }
    // Two requests may bear one date, never one number: without it the order of equals would be chance.
    return list.contains(.requestID) ? list : list + [.requestID]
  }
}
