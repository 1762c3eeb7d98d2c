import Kernel

/// The facts and parameters a programme file declares, by which its rules are read.
struct Declarations {
  let facts: [FactDeclaration]
  let parameters: [DatedParameter]
  /// The texts and lists met while reading.
  let texts = TextCollector()
  private let factPlaces: [String: Int]
  private let parameterPlaces: [String: Int]

  /// Reads `params` and `facts`.
  ///
  /// - Parameter documents: the names of the kinds of evidence, when the file names them.
  init(parameters: JSONNode?, facts: JSONNode, documents: [String: Text]?) throws(JSONFailure) {
    var readParameters: [DatedParameter] = []
    var parameterPlaces: [String: Int] = [:]
    for (name, node) in try parameters?.members() ?? [] {
      try node.checkName(name)
      parameterPlaces[name] = readParameters.count
      readParameters.append(try DatedParameter(named: name, reading: node))
    }
    var readFacts: [FactDeclaration] = []
    var factPlaces: [String: Int] = [:]
    for (name, node) in try facts.members() {
      try node.checkName(name)
      guard parameterPlaces[name] == nil else { throw node.failure(.nameTaken(name)) }
      factPlaces[name] = readFacts.count
      readFacts.append(try FactDeclaration(named: name, reading: node, documents: documents))
    }
    self.parameters = readParameters
    self.facts = readFacts
    self.parameterPlaces = parameterPlaces
    self.factPlaces = factPlaces
    for parameter in readParameters {
      guard case .texts(let kind, let history) = parameter.content else { continue }
      for text in history.entries.flatMap(\.value) { _ = texts.numbering(text, kind: kind) }
    }
    for fact in readFacts {
      for text in fact.values { _ = texts.numbering(text, kind: fact.sort.kind) }
    }
  }

  /// The place of the fact named here. Throws when none is declared.
  func fact(_ node: JSONNode) throws(JSONFailure) -> Int {
    let name = try node.string()
    guard let place = factPlaces[name] else { throw node.failure(.undeclaredFact(name)) }
    return place
  }

  /// The place of the parameter named here. Throws when none is declared.
  func parameter(_ node: JSONNode) throws(JSONFailure) -> Int {
    let name = try node.string()
    guard let place = parameterPlaces[name] else { throw node.failure(.undeclaredParameter(name)) }
    return place
  }

  /// The place of a fact, if one has that name.
  func fact(named name: some StringProtocol) -> Int? { factPlaces[String(name)] }

  /// The place of a parameter, if one has that name.
  func parameter(named name: some StringProtocol) -> Int? { parameterPlaces[String(name)] }
}

/// Collects the texts and lists of a programme while its rules are read.
final class TextCollector {
  private(set) var table = TextTable()
  private(set) var lists: [TextList] = []

  func numbering(_ text: String, kind: String?) -> Int { table.numbering(text, kind: kind) }

  /// The place of a list, kept now unless it is there.
  func adding(_ list: TextList) -> Int {
    if let place = lists.firstIndex(of: list) { return place }
    lists.append(list)
    return lists.count - 1
  }
}

extension FactDeclaration {
  private enum TypeName: String, CaseIterable {
    case bool, int, date, text
  }

  private enum ValidityName: String, CaseIterable {
    case schoolYear = "school_year"
    case calendarYear = "calendar_year"
  }

  init(named name: String, reading node: JSONNode, documents: [String: Text]?) throws(JSONFailure) {
    self = try node.object { fields throws(JSONFailure) in
      var (range, values) = (0...1, [String]())
      let sort: Sort
      switch try fields.required("type").choice(TypeName.self) {
      case .bool: sort = .truth
      case .int:
        let (measure, kind) = try fields.measureAndKind()
        sort = .number(measure, kind: kind)
        range = try fields.range(of: measure, kind: kind)
      case .date:
        sort = .day
        range = FactDeclaration.days
      case .text:
        let kind = try fields.kind()
        sort = .text(kind: kind)
        values = try fields.optional("values")?.texts(of: kind) ?? []
      }
      let evidence = try fields.required("evidence").evidenceKinds(documents)
      let words = try fields.wordsIfAny()
      return FactDeclaration(
        name: name, label: words ?? Text(same: UsualNames.spelledOut(name)), isNamed: words != nil, sort: sort,
        range: range, hasOwnMax: fields.optional("max") != nil, values: values,
        evidence: evidence,
        absenceEvidence: try fields.absenceEvidence(of: sort, documents),
        lagging: try fields.lagging(of: sort, evidence: evidence, documents),
        validity: try FactDeclaration.validity(in: fields))
    }
  }

  private static func validity(in fields: JSONFields) throws(JSONFailure) -> EvidenceValidity {
    let given = ["maxAgeDays", "maxAgeMonths", "validity"].compactMap { key in
      fields.optional(key).map { (key, $0) }
    }
    guard let (key, node) = given.first else { return .unlimited }
    if given.count > 1 { throw given[1].1.failure(.twoValidities) }
    switch key {
    case "maxAgeDays": return .days(try node.count())
    case "maxAgeMonths": return .months(try node.count())
    default:
      return switch try node.choice(ValidityName.self) {
      case .schoolYear: .schoolYear
      case .calendarYear: .calendarYear
      }
    }
  }
}

extension JSONFields {
  /// The unit and the kind of a number; amounts must have a kind, and known kinds keep to their span.
  func measureAndKind() throws(JSONFailure) -> (Measure, String?) {
    let unit = try required("unit")
    let measure = try unit.choice(Measure.self)
    guard let kind = try kind() else {
      if measure.amountSpan != nil { throw node.failure(.amountWithoutKind(measure)) }
      return (measure, nil)
    }
    if let spans = Measure.spansOfKnownKinds[kind], !spans.contains(where: { $0 == measure.amountSpan }) {
      throw unit.failure(.kindOfOtherSpan(kind: kind, measure: measure))
    }
    return (measure, kind)
  }

  /// The kind of an amount or text, if any.
  func kind() throws(JSONFailure) -> String? {
    guard let node = optional("kind") else { return nil }
    let kind = try node.string()
    try node.checkName(kind)
    return kind
  }

  /// The words in both languages, or none at all.
  func wordsIfAny() throws(JSONFailure) -> Text? {
    let (fr, en) = (optional("fr"), optional("en"))
    guard fr != nil || en != nil else { return nil }
    return Text(fr: try required("fr").string(), en: try required("en").string())
  }

  fileprivate func range(of measure: Measure, kind: String?) throws(JSONFailure) -> ClosedRange<Int> {
    let min = try optional("min")?.wholeNumber() ?? 0
    let max = try optional("max")?.wholeNumber() ?? Swift.max(measure.largestUsual(of: kind), min)
    guard min <= max else { throw node.failure(.emptyRange(min: min, max: max)) }
    return min...max
  }

  fileprivate func absenceEvidence(of sort: Sort, _ documents: [String: Text]?) throws(JSONFailure) -> [String] {
    guard let absence = optional("absence") else { return [] }
    guard sort != .truth else { throw absence.failure(.absenceOfTruth) }
    return try absence.evidenceKinds(documents)
  }

  fileprivate func lagging(
    of sort: Sort, evidence: [String], _ documents: [String: Text]?
  ) throws(JSONFailure) -> [LaggingSource] {
    guard let node = optional("lagging") else { return [] }
    guard sort == .truth else { throw node.failure(.laggingOfNoTruth) }
    var lagging: [LaggingSource] = []
    for element in try node.elements() {
      let source = try LaggingSource(reading: element)
      guard evidence.contains(source.evidence) else { throw element.failure(.laggingNotAccepted(source.evidence)) }
      guard !lagging.contains(where: { $0.evidence == source.evidence }) else {
        throw element.failure(.repeatedItem(source.evidence))
      }
      lagging.append(source)
    }
    guard !lagging.isEmpty else { throw node.failure(.emptyList) }
    guard lagging.count < evidence.count || lagging.contains(where: { $0.season != nil }) else {
      throw node.failure(.laggingAlone)
    }
    return lagging
  }
}

extension LaggingSource {
  /// Reads a kind of evidence, or `{"evidence": …, "from": "06-01", "to": "10-15"}`.
  fileprivate init(reading node: JSONNode) throws(JSONFailure) {
    if case .string(let kind) = node.value {
      self.init(evidence: kind, season: nil)
      return
    }
    self = try node.object { fields throws(JSONFailure) in
      LaggingSource(
        evidence: try fields.required("evidence").string(),
        season: Season(
          from: try YearDay(reading: try fields.required("from")), to: try YearDay(reading: try fields.required("to"))))
    }
  }
}

extension YearDay {
  init(reading node: JSONNode) throws(JSONFailure) {
    let written = try node.string()
    // A leap year has every day there can be.
    guard let day = try? Day("2000-\(written)") else { throw node.failure(.badYearDay(written)) }
    let (_, month, number) = day.parts
    self.init(month: month, day: number)
  }
}

extension JSONNode {
  /// The bound of every number in a programme: far beyond any amount, far below where sums overflow.
  static let largestNumber = 1_000_000_000_000

  /// The whole number here. Throws when it is none, or beyond any sense.
  func wholeNumber() throws(JSONFailure) -> Int {
    let number = try integer()
    guard (-JSONNode.largestNumber...JSONNode.largestNumber).contains(number) else {
      throw failure(.numberTooLarge(limit: JSONNode.largestNumber))
    }
    return number
  }

  /// The number of things here, 1 or more. Throws when it is none.
  func count() throws(JSONFailure) -> Int {
    let number = try wholeNumber()
    guard number > 0 else { throw failure(.numberNegative) }
    guard number <= 100_000 else { throw failure(.numberTooLarge(limit: 100_000)) }
    return number
  }

  /// Throws when a name is not made of small letters, digits and "_", starting with a letter.
  func checkName(_ name: String) throws(JSONFailure) { try checkName(name, also: "") }

  /// Throws when the name of a programme or a criterion is not made of small letters, digits, "_" and "-".
  func checkID(_ name: String) throws(JSONFailure) { try checkName(name, also: "-") }

  private func checkName(_ name: String, also others: String) throws(JSONFailure) {
    let letters = "abcdefghijklmnopqrstuvwxyz"
    guard let first = name.first, letters.contains(first), name.utf8.count <= 100,
      name.allSatisfy({ "\(letters)0123456789_\(others)".contains($0) })
    else { throw failure(.badName(name)) }
  }

  /// The kinds of evidence listed here, each once and at least one. Throws otherwise.
  func evidenceKinds(_ documents: [String: Text]?) throws(JSONFailure) -> [String] {
    try distinct { element throws(JSONFailure) in
      let kind = try element.string()
      try element.checkName(kind)
      guard kind != Fact.Evidence.estimate else { throw element.failure(.estimateAsEvidence) }
      if let documents, documents[kind] == nil { throw element.failure(.undeclaredDocument(kind)) }
      return kind
    }
  }

  /// The texts of a kind listed here, each once and at least one. Throws otherwise.
  func texts(of kind: String?) throws(JSONFailure) -> [String] {
    try distinct { element throws(JSONFailure) in try element.text(of: kind) }
  }

  /// The text of a kind here. Throws when it has not the shape of the kind.
  func text(of kind: String?) throws(JSONFailure) -> String {
    let written = try string()
    do throws(KernelFailure) {
      return try TextKind.normalized(written, kind: kind)
    } catch {
      throw failure(.rule(error.text))
    }
  }

  private func distinct(
    _ read: (JSONNode) throws(JSONFailure) -> String
  ) throws(JSONFailure) -> [String] {
    var seen: Set<String> = []
    let list = try array { element throws(JSONFailure) in
      let item = try read(element)
      guard seen.insert(item).inserted else { throw element.failure(.repeatedItem(item)) }
      return item
    }
    guard !list.isEmpty else { throw failure(.emptyList) }
    return list
  }
}
