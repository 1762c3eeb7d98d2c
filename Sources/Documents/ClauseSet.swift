public import Kernel
import Typesetting

/// The words that one kind of wording may use: what its clauses may depend on, what may stand between braces.
public protocol ClauseVocabulary: Sendable {
  /// What a clause may depend on.
  associatedtype Condition: RawRepresentable<String> & CaseIterable & Equatable & Sendable
  /// What may stand between braces.
  associatedtype Placeholder: RawRepresentable<String> & CaseIterable & Equatable & Sendable

  /// The conditions under which there is something to put in a placeholder's place; none when there always is.
  static func conditions(for placeholder: Placeholder) -> [Condition]
}

/// The wording of a paper in clauses: a file of `Data`, or the user's own in its place.
///
/// What is local is data, not code: a structure's counsel changes a clause without touching the program.
public struct Wording<Vocabulary: ClauseVocabulary>: Sendable, Equatable {
  public typealias Condition = Vocabulary.Condition
  public typealias Placeholder = Vocabulary.Placeholder

  /// The name of the wording; a user's file of the same id replaces the shipped one.
  public let id: String
  /// The version of the wording, as the file says it: the day it was agreed, as a rule.
  public let version: String?
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

  /// Reads a file of clauses.
  ///
  /// - Throws: ``JSONFailure`` with the place of what is wrong: an unknown word between braces, a clause that needs a
  ///   value, a loss or a helpline without the condition that goes with it.
  public init(_ bytes: [UInt8], file: String) throws(JSONFailure) {
    self = try StrictJSON.read(bytes, file: file).object { fields throws(JSONFailure) in
      Wording(
        id: try fields.required("id").string(), version: try fields.optional("version")?.string(),
        title: try fields.required("title").string(),
        subtitle: try fields.required("subtitle").string(),
        clauses: try fields.required("clauses").array { node throws(JSONFailure) in try Clause(node) })
    }
  }

  private init(id: String, version: String?, title: String, subtitle: String, clauses: [Clause]) {
    self.id = id
    self.version = version
    self.title = title
    self.subtitle = subtitle
    self.clauses = clauses
  }
}

extension Wording.Clause {
  fileprivate init(_ node: JSONNode) throws(JSONFailure) {
    self = try node.object { fields throws(JSONFailure) in
      let condition = try fields.optional("when")?.choice(Vocabulary.Condition.self)
      let title = try fields.required("title").string()
      let text = try fields.required("text")
      let wording = try text.string()
      for word in wording.split(separator: "{", omittingEmptySubsequences: false).dropFirst().map({
        $0.prefix { $0 != "}" }
      }) {
        guard let placeholder = Vocabulary.Placeholder(rawValue: String(word)) else {
          let known = Vocabulary.Placeholder.allCases.map(\.rawValue).joined(separator: ", ")
          throw text.failure(
            fr: "« {\(word)} » est inconnu ; connus : \(known)", en: "“{\(word)}” is unknown; known: \(known)"
          )
        }
        let needed = Vocabulary.conditions(for: placeholder)
        guard needed.isEmpty || condition.map(needed.contains) == true else {
          let names = needed.map(\.rawValue)
          throw text.failure(
            fr: "« {\(word)} » n'existe que sous « when » : \(names.joined(separator: " ou "))",
            en: "“{\(word)}” exists only under “when”: \(names.joined(separator: " or "))")
        }
      }
      return Wording.Clause(when: condition, title: title, text: wording)
    }
  }

}

extension Wording {
  /// The clauses that stand, numbered, with values in place of the words between braces.
  func articles(where holds: (Condition) -> Bool, _ value: (Placeholder) -> String) -> [Paper.Block] {
    clauses.filter { $0.when.map(holds) ?? true }.enumerated().flatMap { index, clause -> [Paper.Block] in
      [.heading("\(index + 1). \(clause.title)"), .paragraph(clause.filled(value))]
    }
  }
}

extension Wording.Clause {
  /// The text with values in place of the words between braces.
  func filled(_ value: (Vocabulary.Placeholder) -> String) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      let word = String(rest[rest.index(after: open)..<close])
      result += Vocabulary.Placeholder(rawValue: word).map(value) ?? ""
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
