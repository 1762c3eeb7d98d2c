import Documents
public import Kernel
import Loans
import Storage

extension Chain {
  /// Everything that is known of a household, for the household itself (GDPR art. 15 and 20): as JSON, or on paper.
  ///
  /// - Parameter keep: puts the bytes away inside the act: when it fails, nothing is recorded either.
  /// - Throws: ``LoansFailure/noHousehold(_:)``, ``LoansFailure/householdForgotten(_:by:)``.
  public func export(
    _ id: HouseholdID, onPaper: Bool, language: Language, as act: Act, keep: ([UInt8]) throws -> Void
  ) throws {
    try database.write(Action.exportFile, act) { change in
      change.concerns(.household(id))
      let household = try HouseholdStore.existing(id, in: change)
      let parts = try PersonalData.ofHouseholds.map { table, condition in
        (table: table, rows: try rows(of: table, where: condition, of: id, in: change))
      }
      let readings = try readings(of: id, in: change)
      if onPaper {
        let words = try PersonalWords(on: act.day, in: change)
        let paper = PersonalFilePaper(
          issuer: try house(language, in: change), household: try party(of: household, in: change),
          sections: parts.compactMap { section(of: $0.table, rows: $0.rows, in: words, language) }
            + [section(of: readings, language)].compactMap(\.self),
          made: act.day)
        try keep(paper.pdf(language: language, created: act.recorded))
      } else {
        let members = parts.map { JSONValue.Member($0.table.table, .array($0.rows.map(\.json))) }
        let accesses = JSONValue.Member("accesses", .array(readings.map { $0.json(zone: clock) }))
        let file = JSONValue.object([
          .init("household", .string(id.reference)), .init("made", .string(act.day.description)),
          .init("tables", .object(members + [accesses])),
        ])
        try keep(Array((file.indentedText + "\n").utf8))
      }
    }
  }

  private func rows(
    of table: PersonalTable, where condition: String, of id: HouseholdID, in reader: Reader
  ) throws -> [PersonalRow] {
    let condition = condition.split(separator: ":id", omittingEmptySubsequences: false).joined(
      separator: id.description)
    let rows = try reader.all(
      SQL(stringLiteral: "SELECT rows.* FROM \(table.table) AS rows WHERE \(condition) ORDER BY 1"))
    return try rows.map { row in
      let columns = row.named
      var day: Day?
      if case .integer(let entry)? = columns.first(where: { $0.name == "entry" })?.value {
        day = try Corrections.standing(of: EntryID(rawValue: entry), in: reader)?.day
      }
      return PersonalRow(columns: columns, day: day)
    }
  }

  private func section(
    of table: PersonalTable, rows: [PersonalRow], in words: PersonalWords, _ language: Language
  ) -> PersonalFilePaper.Section? {
    guard !rows.isEmpty else { return nil }
    return PersonalFilePaper.Section(
      title: table.title[language],
      lines: rows.map { row in
        let day = row.day.map { [$0.text[language]] } ?? []
        let told = table.personal.compactMap { column -> String? in
          guard !Self.technical.contains(column.name), column.name != Self.explanation(in: language),
            let value = words.text(
              of: row.value(of: column.name), in: table.table, column: column.name, form: row.form)
          else { return nil }
          return column.title[language] + Text(fr: " : ", en: ": ")[language] + value[language]
        }
        let plain = table.plain.filter { !Self.technical.contains($0) }.compactMap { column in
          words.text(of: row.value(of: column), in: table.table, column: column)?[language]
        }
        return (day + told + plain).joined(separator: " – ")
      })
  }

  /// What says nothing to people beside what is told: it is in the file for programs.
  private static let technical: Set<String> = ["sought_name", "trace", "form", "digest"]

  /// The explanation that is in another language.
  private static func explanation(in language: Language) -> String {
    switch language {
    case .fr: "explanation_en"
    case .en: "explanation_fr"
    }
  }

  private func section(of readings: [FileReading], _ language: Language) -> PersonalFilePaper.Section? {
    guard !readings.isEmpty else { return nil }
    return PersonalFilePaper.Section(
      title: Text(fr: "Qui a lu votre dossier", en: "Who read your file")[language],
      lines: readings.map { reading in
        let operation = AccessOperation(rawValue: reading.operation)?.text[language] ?? reading.operation
        return [clock.day(of: reading.at).text[language], reading.person, operation].joined(separator: " – ")
      })
  }
}

/// One row about a household, whatever its table.
private struct PersonalRow {
  let columns: [(name: String, value: SQLValue)]
  let day: Day?

  func value(of column: String) -> SQLValue { columns.first { $0.name == column }?.value ?? .null }

  /// Of a fact, the form of its value.
  var form: String? { if case .text(let form) = value(of: "form") { form } else { nil } }

  var json: JSONValue {
    let day = day.map { [JSONValue.Member("day", .string($0.description))] } ?? []
    return .object(
      day
        + columns.map { column in
          switch column.value {
          case .null: .init(column.name, .null)
          case .integer(let number): .init(column.name, .integer(number))
          case .text(let text): .init(column.name, .string(text))
          case .blob(let bytes): .init(column.name, .string(Digest(bytes: bytes)?.description ?? "\(bytes.count)"))
          }
        })
  }
}

extension FileReading {
  fileprivate func json(zone clock: Clock) -> JSONValue {
    .object([
      .init("day", .string(clock.day(of: at).description)), .init("person", .string(person)),
      .init("operation", .string(operation)),
    ])
  }
}
