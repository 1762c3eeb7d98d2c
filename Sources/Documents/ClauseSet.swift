public import Kernel

/// The wording of a contract: a file of `Data`, or the user's own in its place.
///
/// What is local is data, not code: a structure's counsel changes a clause without touching the program.
public struct ClauseSet: Sendable, Equatable {
  /// The name of the wording; a user's file of the same id replaces the shipped one.
  public let id: String
  public let title: String
  public let subtitle: String
  public let clauses: [Clause]

  /// One numbered clause.
  public struct Clause: Sendable, Equatable {
    /// When it stands in the contract; nothing means always.
    public let when: Condition?
    public let title: String
    /// The text, with words between braces for what differs from one contract to the next.
    public let text: String
  }

  /// What a clause may depend on.
  public enum Condition: String, Sendable, CaseIterable {
    case jointBorrowers, lenderBearsLoss, borrowerBearsLoss, helpline
  }

  /// What may stand between braces.
  public enum Placeholder: String, Sendable, CaseIterable {
    case lender, owner, period, value, returnPlace, dataContact, helpline
  }

  /// The wording of the loan for use shipped with Rebond, C. civ. 1875–1891.
  ///
  /// - Throws: ``JSONFailure`` when the shipped file is wrong, which the tests keep from happening.
  public static func loanForUse() throws(JSONFailure) -> ClauseSet {
    try ClauseSet(PackageResources.pret_a_usage_json, file: "pret-a-usage.json")
  }

  /// Reads a file of clauses.
  ///
  /// - Throws: ``JSONFailure`` with the place of what is wrong: an unknown word between braces, a clause that needs a
  ///   value, a loss or a helpline without the condition that goes with it.
  public init(_ bytes: [UInt8], file: String) throws(JSONFailure) {
    self = try StrictJSON.read(bytes, file: file).object { fields throws(JSONFailure) in
      ClauseSet(
        id: try fields.required("id").string(), title: try fields.required("title").string(),
        subtitle: try fields.required("subtitle").string(),
        clauses: try fields.required("clauses").array { node throws(JSONFailure) in try Clause(node) })
    }
  }

  private init(id: String, title: String, subtitle: String, clauses: [Clause]) {
    self.id = id
    self.title = title
    self.subtitle = subtitle
    self.clauses = clauses
  }
}

extension ClauseSet.Clause {
  fileprivate init(_ node: JSONNode) throws(JSONFailure) {
    self = try node.object { fields throws(JSONFailure) in
      let condition = try fields.optional("when")?.choice(ClauseSet.Condition.self)
      let title = try fields.required("title").string()
      let text = try fields.required("text")
      let wording = try text.string()
      for word in wording.split(separator: "{", omittingEmptySubsequences: false).dropFirst().map({
        $0.prefix { $0 != "}" }
      }) {
        guard let placeholder = ClauseSet.Placeholder(rawValue: String(word)) else {
          let known = ClauseSet.Placeholder.allCases.map(\.rawValue).joined(separator: ", ")
          throw text.failure(
            fr: "« {\(word)} » est inconnu ; connus : \(known)", en: "“{\(word)}” is unknown; known: \(known)"
          )
        }
        let needed = placeholder.conditions
        guard needed.isEmpty || condition.map(needed.contains) == true else {
          let names = needed.map(\.rawValue)
          throw text.failure(
            fr: "« {\(word)} » n'existe que sous « when » : \(names.joined(separator: " ou "))",
            en: "“{\(word)}” exists only under “when”: \(names.joined(separator: " or "))")
        }
      }
      return ClauseSet.Clause(when: condition, title: title, text: wording)
    }
  }

  /// The text with values in place of the words between braces.
  func filled(_ value: (ClauseSet.Placeholder) -> String) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      let word = String(rest[rest.index(after: open)..<close])
      result += ClauseSet.Placeholder(rawValue: word).map(value) ?? ""
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}

extension ClauseSet.Placeholder {
  /// The conditions under which there is something to put in its place; none when there always is.
  fileprivate var conditions: [ClauseSet.Condition] {
    switch self {
    case .lender, .owner, .period, .returnPlace, .dataContact: []
    case .value: [.lenderBearsLoss, .borrowerBearsLoss]
    case .helpline: [.helpline]
    }
  }
}
