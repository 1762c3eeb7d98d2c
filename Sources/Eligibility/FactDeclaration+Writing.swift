import Kernel

extension Programme {
  /// Reads a value of a declared fact as people write it: `512`, `oui`, `2012-05-03`, `0479901G`; `aucun` and `none` say
  /// there is none, unless they are words of the fact's own list.
  ///
  /// - Throws: ``EligibilityFailure`` when it is of another sort than declared, out of bounds, or not of the list.
  public func value(of declaration: FactDeclaration, written: String) throws(EligibilityFailure) -> FactValue {
    let words = written.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let isAbsent = FactDeclaration.absences.contains(words.lowercased()) && !declaration.values.contains(words)
    let value = try isAbsent ? .absent : declaration.present(words)
    // Evidence has no part in whether a value can be one.
    let evidence = Fact.Evidence(kind: "", day: Day(ordinal: 0), checkedBy: nil)
    var unlisted = UnlistedTexts()
    let kind = value == .absent ? nil : declaration.sort.kind
    _ = try entry(Fact(value, kind: kind, evidence: evidence), declaration, &unlisted)
    return value
  }
}

extension FactDeclaration {
  /// How people write that there is none.
  fileprivate static let absences: Set<String> = [ValueWords.absent.fr, ValueWords.absent.en]
  private static let truths = ["oui": true, "non": false, "yes": true, "no": false, "true": true, "false": false]

  fileprivate func present(_ words: String) throws(EligibilityFailure) -> FactValue {
    let value: FactValue? =
      switch sort {
      case .truth: FactDeclaration.truths[words.lowercased()].map { .truth($0) }
      case .number: Int(words).map { .number($0) }
      case .day: (try? Day(words)).map { .day($0) }
      case .text: words.isEmpty ? nil : .text(words)
      }
    guard let value else { throw .factOfOtherSort(fact: name, declared: sort) }
    return value
  }
}
