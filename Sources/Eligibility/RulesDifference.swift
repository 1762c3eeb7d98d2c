public import Kernel

/// One thing that differs between two files of rules.
public struct RulesChange: Sendable, Hashable {
  /// Where it stands in the file, as `params.qf_max 2026-09-01`.
  public let place: String
  /// What it was; nothing when it is new.
  public let old: Text?
  /// What it becomes; nothing when it is gone.
  public let new: Text?
}

extension Programme {
  /// What differs from an older file of rules, in the order of the new file; what is gone comes last. The files' own cases are
  /// left aside.
  public func changes(from older: Programme) -> [RulesChange] {
    let (before, after) = (older.clauses, clauses)
    let known = Dictionary(before.map { ($0.place, $0.text) }) { first, _ in first }
    let kept = Set(after.map(\.place))
    return after.compactMap { clause in
      let old = known[clause.place]
      return old == clause.text ? nil : RulesChange(place: clause.place, old: old, new: clause.text)
    } + before.filter { !kept.contains($0.place) }.map { RulesChange(place: $0.place, old: $0.text, new: nil) }
  }

  /// Everything the file says, as short clauses, each with its place.
  private var clauses: [Clause] {
    heading + parameters.flatMap(\.clauses) + facts.flatMap(\.clauses)
      + documents.sorted { $0.key < $1.key }.map { Clause("documents.\($0.key)", $0.value) } + criteriaClauses
      + rank.flatMap { rule in
        let place = "rank [\(words(for: rule.condition).en)]"
        return [Clause(place, same: "\(rule.points) points"), Clause("\(place) fr/en", sample(of: rule.wording))]
      } + [Clause("tieBreak", same: tieBreak.map(\.rawValue).joined(separator: ", "))] + termsClauses
  }

  private var heading: [Clause] {
    [
      Clause("id", same: id), Clause("version", same: version), Clause("validFrom", validFrom.text),
      Clause("validTo", validTo?.text ?? Text(fr: "sans fin", en: "no end")), Clause("title", title),
      Clause("lastChecked", lastChecked.text),
    ]
      + legal.map { text in
        Clause(
          "legal « \(text.title) »", same: [text.date?.description, text.url].compactMap(\.self).joined(separator: " "))
      }
  }

  private var criteriaClauses: [Clause] {
    var groups: [(place: String, end: Int)] = []
    return criteria.enumerated().flatMap { index, criterion -> [Clause] in
      groups.removeAll { $0.end <= index }
      let group = groups.last?.place ?? "decide"
      let place = criterion.id.map { "decide.\($0)" } ?? "decide"
      groups.append((place, criterion.end))
      let modest = criterion.modest ? Text(fr: ", sur les ressources", en: ", on resources") : Text(same: "")
      var clauses = [
        Clause(place, words(for: criterion.rule) + modest + Text(fr: " (dans \(group))", en: " (in \(group))"))
      ]
      if let wording = criterion.wording { clauses.append(Clause("\(place) fr/en", sample(of: wording))) }
      return clauses
    }
  }

  private var termsClauses: [Clause] {
    guard let terms else { return [] }
    var clauses = [Clause("terms.contracts", same: terms.contracts.map(\.rawValue).joined(separator: ", "))]
    if let months = terms.months { clauses.append(Clause("terms.months", same: String(months))) }
    if let limit = terms.limit {
      clauses.append(
        Clause(
          "terms.limit",
          Text(fr: "\(limit.perHousehold) en \(limit.years) ans", en: "\(limit.perHousehold) in \(limit.years) years")))
    }
    if let stock = terms.stock { clauses.append(Clause("terms.stock", same: String(stock))) }
    for role in Terms.Role.allCases {
      guard let amount = terms.amounts[role] else { continue }
      for (place, choice) in amount.choices.enumerated() {
        let words = choice.conditions.map(words(for:))
        let condition =
          words.isEmpty
          ? nil
          : Text(
            fr: "si \(words.map(\.fr).joined(separator: " et ")) : ",
            en: "if \(words.map(\.en).joined(separator: " and ")): ")
        let amount =
          (condition ?? Text(same: "")) + self.words(for: choice.formula) + Text(same: " \(amount.measure.rawValue)")
        clauses.append(Clause("terms.\(role.rawValue)[\(place)]", amount))
      }
    }
    if !terms.funding.isEmpty { clauses.append(Clause("terms.funding", same: terms.funding.joined(separator: ", "))) }
    if let then = terms.then {
      clauses.append(Clause("terms.then", Text(same: "\(then.contract.rawValue), ") + then.text))
    }
    return clauses
  }

  /// A wording with the names in its places.
  private func sample(of wording: Wording) -> Text {
    func joined(_ pieces: [Wording.Piece], _ language: Language) -> String {
      pieces.map { piece in
        switch piece {
        case .literal(let words): words
        case .number(let operand, _): "{\(words(for: operand)[language])}"
        case .texts(let parameter): "{\(parameters[parameter].name)}"
        }
      }.joined()
    }
    return Text(fr: joined(wording.fr, .fr), en: joined(wording.en, .en))
  }
}

/// One short statement of a file, with its place.
private struct Clause {
  let place: String
  let text: Text

  init(_ place: String, _ text: Text) {
    (self.place, self.text) = (place, text)
  }

  init(_ place: String, same text: String) {
    self.init(place, Text(same: text))
  }
}

extension DatedParameter {
  fileprivate var clauses: [Clause] {
    let place = "params.\(name)"
    switch content {
    case .numbers(let measure, let kind, let history):
      return [Clause(place, Sort.number(measure, kind: kind).text)]
        + history.clauses(at: place) { [("", Text(same: "\($0) \(measure.rawValue)"))] }
    case .days(let history): return [Clause(place, Sort.day.text)] + history.clauses(at: place) { [("", $0.text)] }
    case .texts(let kind, let history):
      return [Clause(place, Sort.text(kind: kind).text)]
        + history.clauses(at: place) { [("", Text(same: $0.joined(separator: ", ")))] }
    case .ladder(let ladder):
      let (over, sort) = (
        Sort.number(ladder.over, kind: ladder.overKind), Sort.number(ladder.measure, kind: ladder.kind)
      )
      return [
        Clause(place, Text(fr: "\(over.text.fr) → \(sort.text.fr)", en: "\(over.text.en) → \(sort.text.en)")),
        Clause("\(place).direction", same: ladder.direction.rawValue),
      ]
        + ladder.history.clauses(at: place) { bands in
          bands.map { band in
            (
              " [\(band.min)–\(band.max.map(String.init) ?? "…")]",
              Text(same: "\(band.value) \(ladder.measure.rawValue)")
            )
          }
        }
    }
  }
}

extension History {
  /// Each value under its day.
  fileprivate func clauses(at place: String, _ words: (Value) -> [(place: String, text: Text)]) -> [Clause] {
    entries.flatMap { entry in
      let until = entry.to.map { Text(fr: " jusqu'au \($0)", en: " to \($0)") } ?? Text(same: "")
      return words(entry.value).map { Clause("\(place) \(entry.from)\($0.place)", $0.text + until) }
    }
  }
}

extension FactDeclaration {
  fileprivate var clauses: [Clause] {
    let place = "facts.\(name)"
    var clauses = [
      Clause(place, sort.text), Clause("\(place) fr/en", label), Clause("\(place).validity", validity.text),
      Clause("\(place).evidence", same: evidence.joined(separator: ", ")),
    ]
    if case .number = sort {
      clauses.append(Clause("\(place).min–max", same: "\(range.lowerBound)–\(range.upperBound)"))
    }
    let lists = [
      ("values", values), ("absence", absenceEvidence),
      ("lagging", lagging.map { $0.evidence + ($0.season.map { " \($0.from)–\($0.to)" } ?? "") }),
    ]
    return clauses
      + lists.filter { !$0.1.isEmpty }.map { Clause("\(place).\($0.0)", same: $0.1.joined(separator: ", ")) }
  }
}

extension EvidenceValidity {
  /// How long evidence counts, in words.
  fileprivate var text: Text {
    switch self {
    case .unlimited: Text(fr: "n'expire pas", en: "does not expire")
    case .days(let count): Text(fr: "\(count) jours", en: "\(count) days")
    case .months(let count): Text(fr: "\(count) mois", en: "\(count) months")
    case .schoolYear: Text(fr: "l'année scolaire", en: "the school year")
    case .calendarYear: Text(fr: "l'année civile", en: "the calendar year")
    }
  }
}
