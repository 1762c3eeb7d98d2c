import Eligibility
import Kernel
import TestSupport
import Testing

/// One slip in the good file: what is replaced, by what, and how the file is then refused.
struct Slip: Sendable, CustomTestStringConvertible {
  let what: String
  let old: String
  let new: String
  let place: String
  let problem: JSONFailure.Problem

  init(_ what: String, _ old: String, _ new: String, at place: String, _ problem: JSONFailure.Problem) {
    (self.what, self.old, self.new, self.place, self.problem) = (what, old, new, place, problem)
  }

  init(_ what: String, _ old: String, _ new: String, at place: String, _ defect: RuleDefect) {
    self.init(what, old, new, at: place, .rule(defect.text))
  }

  var testDescription: String { what }

  /// The good file with the slip in it; the text replaced must be there once.
  var file: String {
    let parts = goodFile.components(splitBy: old)
    precondition(parts.count == 2, "“\(old)” is there \(parts.count - 1) times")
    return parts[0] + new + parts[1]
  }
}

extension String {
  /// The parts between the occurrences of a text.
  func components(splitBy separator: String) -> [String] {
    var (parts, rest) = ([String](), self[...])
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}

@Suite struct `Reading a programme file` {
  @Test func `a good file is read with its identity, its texts of law and the digest of its bytes`() throws {
    let programme = try programme(goodFile)
    #expect(programme.id == "essai")
    #expect(programme.version == "1")
    #expect(programme.validFrom == "2026-01-01")
    #expect(programme.validTo == "2026-12-31")
    #expect(programme.lastChecked == "2026-01-01")
    #expect(programme.legal.map(\.title) == ["Délibération (exemple)"])
    #expect(programme.digest == .sha256(Array(goodFile.utf8)))
    #expect(programme.facts.map(\.name) == ["qf", "rfr", "persons", "born", "school", "home", "grant"])
    #expect(programme.criteria.compactMap(\.id).count == 8)
    #expect(programme.terms?.contracts == [.loan, .rental])
    #expect(programme.terms?.months == 12)
    #expect(programme.terms?.limit?.perHousehold == 1)
    #expect(programme.terms?.limit?.years == 5)
  }

  @Test(arguments: slipsInTheFile + slipsInDeclarations + slipsInDatedValues + slipsInCriteria + slipsInCases)
  func `a file with one slip is refused with its place and reason`(_ slip: Slip) {
    #expect(
      throws: JSONFailure(file: "essai.json", place: .path(slip.place), problem: slip.problem)
    ) { try programme(slip.file) }
  }

  @Test func `a key given twice is refused where it stands`() {
    let text = goodFile.replacing(#""version": "1","#, with: #""version": "1", "version": "2","#)
    let failure = #expect(throws: JSONFailure.self) { try programme(text) }
    #expect(failure?.place == .line(2, column: 75))
    #expect(failure?.exitCode == .badData)
  }

  @Test func `a file cut short is refused`() {
    let failure = #expect(throws: JSONFailure.self) { try programme(String(goodFile.dropLast(40))) }
    if case .syntax? = failure?.problem {
    } else {
      Issue.record("not refused as cut short: \(String(describing: failure))")
    }
  }

  @Test func `ten megabytes of nested groups are refused at once`() {
    let nest = #"{"all": ["#
    let text = String(repeating: nest, count: 10_000_000 / nest.count)
    #expect(
      throws: JSONFailure(
        file: "essai.json", place: .path(""), problem: .rule(RuleDefect.tooLong(limit: 1_000_000).text))
    ) { try programme(text) }
  }

  @Test func `groups nested too deep are refused, and so are too many criteria`() {
    let (open, close) = (#"{"id": "n", "fr": "", "en": "", "not": "#, "}")
    let deep = (0..<40).reduce(criterion("a", id: "leaf")) { inner, level in
      open.replacing(#""n""#, with: #""n\#(level)""#) + inner + close
    }
    let failure = #expect(throws: JSONFailure.self) {
      try programme(facts: yesOrNo("a"), decide: deep)
    }
    #expect(failure?.problem == .rule(RuleDefect.tooDeep(limit: 32).text))

    let many = (0..<500).map { criterion("a", id: "c\($0)") }.joined(separator: ",")
    let other = #expect(throws: JSONFailure.self) {
      try programme(facts: yesOrNo("a"), decide: #"{"all": [\#(many)]}"#)
    }
    #expect(other?.place == .path("decide.all[499]"))
    #expect(other?.problem == .rule(RuleDefect.tooManyCriteria(limit: 500).text))
  }

  @Test func `every reason has its words in both languages`() {
    for slip in slipsInTheFile + slipsInDeclarations + slipsInDatedValues + slipsInCriteria + slipsInCases {
      guard case .rule(let text) = slip.problem else { continue }
      #expect(!text.fr.isEmpty && !text.en.isEmpty && text.fr != text.en, "\(slip.what)")
    }
  }
}
