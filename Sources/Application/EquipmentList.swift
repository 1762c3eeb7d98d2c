public import Kernel
public import Spreadsheets

/// A list of equipment as it was read: what each line means, and what cannot be taken and why.
///
/// The same reading serves the dry run and the real one.
public struct EquipmentList: Sendable {
  /// The lines that mean something.
  let lines: [EquipmentLine]
  /// What is refused, cell by cell.
  let refusals: [CellFailure]
  /// The lines that add others up, which are left out.
  public let totals: [Int]
  /// The titles that mean nothing to Rebond; what stands under them is not kept.
  public let unused: [String]
  /// Told how many lines are gone through, of how many.
  public var progress: @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
  /// Whether devices that the list calls lent come in too: their loans are taken over next.
  public var takesLent = false
  /// The digest of the file.
  let digest: Digest
  /// The digest of what the cells say: the same list saved again by another program, with other ends of lines or another
  /// encoding, is the same list.
  let contents: Digest
  /// Whether it is the list of lines that were refused, given back to set right: none of them was taken in.
  let isRemainder: Bool
  private let spreadsheet: Spreadsheet
  private let heading: Heading<EquipmentColumn>
  private let records: [Record<EquipmentColumn>]

  /// Reads a list.
  ///
  /// - Parameters:
  ///   - bytes: the file as it came.
  ///   - mapped: what the user says a title means.
  ///   - category: what the things are, when the list has no column that says so.
  /// - Throws: ``SpreadsheetFailure``.
  public init(reading bytes: [UInt8], mapped: [String: EquipmentColumn] = [:], category: DeviceCategory? = nil) throws {
    spreadsheet = try Spreadsheet(reading: bytes)
    heading = try Heading(of: spreadsheet, mapped: mapped, needed: category == nil ? [.category] : [])
    (records, totals) = spreadsheet.records(under: heading)
    unused = heading.unused
    digest = Digest.sha256(bytes)
    contents = Digest.sha256(spreadsheet.contents)
    isRemainder = heading.isOfRefusedLines
    // One half on another processor: somebody waits for it.
    let (first, second) = (records[..<(records.count / 2)], records[(records.count / 2)...])
    let (aside, here) = alongside({ Self.lines(of: first, category) }, { Self.lines(of: second, category) })
    (lines, refusals) = EquipmentLine.withoutTwins(aside.lines + here.lines, aside.refusals + here.refusals)
  }

  private static func lines(
    of records: ArraySlice<Record<EquipmentColumn>>, _ category: DeviceCategory?
  ) -> (lines: [EquipmentLine], refusals: [CellFailure]) {
    var (lines, refusals): ([EquipmentLine], [CellFailure]) = ([], [])
    for record in records {
      var reading = EquipmentLine.Reading(record: record)
      if let line = reading.line(otherwise: category) { lines.append(line) }
      refusals += reading.refusals
    }
    return (lines, refusals)
  }

  /// A column as the list itself titles it; its own name where the list has none.
  func title(of column: String) -> String {
    EquipmentColumn(rawValue: column).flatMap(heading.title) ?? column
  }

  /// The titles of columns that the list has, of some.
  func titles(of columns: [EquipmentColumn]) -> [String] { columns.compactMap(heading.title) }

  /// The refused lines as a list to set right, each with its reasons, in the way the list itself was written.
  public func corrected(_ refusals: [CellFailure], in language: Language) -> String {
    let reasons = Dictionary(grouping: refusals, by: \.line).mapValues { failures in
      failures.map { failure in
        [failure.column.map(title), failure.reason[language]].compactMap(\.self).joined(separator: " : ")
      }.joined(separator: " ; ")
    }
    return spreadsheet.copy(of: records.filter { reasons[$0.line] != nil }, under: heading, reasons: reasons)
  }
}

/// One line of a list of equipment that means something.
struct EquipmentLine: Sendable {
  let line: Int
  let code: AssetCode?
  let category: DeviceCategory
  var quantity: Int
  let manufacturer: String?
  let model: String?
  let serial: String?
  /// What stands for a serial number, as the list writes it.
  let serialWritten: String?
  let grams: Int?
  let boughtOn: Day?
  /// The year it was made, or bought when the list says no more.
  let yearMade: Int?
  let value: Money?
  /// The value in the list's own figures.
  let valueWritten: String?
  let standing: EquipmentWords.Standing
  /// Where it stands, in the list's own word.
  let standingWritten: String
  let day: Day?
  /// The names of the place it stands at and of the structure it belongs to.
  let place, owner: String?

  /// The year it was made or, since nothing is bought before it is made, bought.
  var year: Int? { [yearMade, boughtOn?.parts.year].compactMap(\.self).first { $0 >= 1980 } }

  /// What is told of the line though it is taken.
  var notices: [CellFailure] {
    guard serial == nil, let serialWritten, serialWritten.contains(where: { $0.isLetter || $0.isNumber }) else {
      return []
    }
    return [refusal(of: .serial, written: serialWritten, ListFailure.noSerial(serialWritten))]
  }

  /// Reads one line, and gathers all that is wrong with it.
  struct Reading {
    let record: Record<EquipmentColumn>
    private(set) var refusals: [CellFailure] = []

    init(record: Record<EquipmentColumn>) { self.record = record }

    mutating func line(otherwise category: DeviceCategory?) -> EquipmentLine? {
      let code = read(.code) { try AssetCode(scanned: $0) }
      let kind = read(.category) { written in
        guard let kind = EquipmentWords.category(written) else { throw ListFailure.unknownCategory(written) }
        return kind
      }
      let standing = read(.state) { written in
        guard let standing = EquipmentWords.standing(written) else { throw ListFailure.unknownState(written) }
        return standing
      }
      let quantity = read(.quantity) { written in
        guard let quantity = Int(written), (1...10_000).contains(quantity) else { throw ListFailure.quantity(written) }
        return quantity
      }
      let serial = record[.serial].flatMap(EquipmentWords.serial)
      // « 2015 » under « Date d'achat » is a year and no day.
      let bareYear = record[.boughtOn].flatMap { try? Self.year($0) }
      let boughtOn = bareYear == nil ? read(.boughtOn) { try Day(listed: $0) } : nil
      let line = EquipmentLine(
        line: record.line, code: code, category: kind ?? category ?? .other, quantity: quantity ?? 1,
        manufacturer: record[.manufacturer], model: record[.model], serial: serial, serialWritten: record[.serial],
        grams: read(.weight) { try Self.grams($0) }, boughtOn: boughtOn,
        yearMade: read(.year) { try Self.year($0) } ?? bareYear,
        value: read(.value) { try Money($0) }, valueWritten: record[.value], standing: standing ?? .received,
        standingWritten: record[.state] ?? "", day: read(.day) { try Day(listed: $0) },
        place: record[.place], owner: record[.owner])
      if kind == nil, category == nil, record[.category] == nil { refuse(.category, ListFailure.categoryMissing) }
      if line.quantity > 1, serial != nil || code != nil { refuse(.quantity, ListFailure.severalUnderOneNumber) }
      return refusals.isEmpty ? line : nil
    }

    private mutating func read<Value>(_ column: EquipmentColumn, _ value: (String) throws -> Value) -> Value? {
      do throws(CellFailure) { return try record.read(column, value) } catch {
        refusals.append(error)
        return nil
      }
    }

    private mutating func refuse(_ column: EquipmentColumn, _ failure: ListFailure) {
      refusals.append(
        CellFailure(line: record.line, column: column.rawValue, written: record[column], reason: failure.text))
    }

    private static func year(_ written: String) throws(ListFailure) -> Int {
      guard written.count == 4, let year = Int(written), year >= 1980 else { throw .year(written) }
      return year
    }

    /// Kilograms with a decimal comma, as grams.
    private static func grams(_ written: String) throws(ListFailure) -> Int {
      let number = written.lowercased().filter { !$0.isWhitespace }.replacing("kg", with: "").replacing(",", with: ".")
      let parts = number.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      guard let kilograms = parts.first.flatMap(Int.init), (0...500).contains(kilograms), parts.count <= 2,
        let part = parts.count == 1 ? 0 : Int((parts[1] + "000").prefix(3)), part >= 0,
        parts.count == 1 || (1...3).contains(parts[1].count), kilograms * 1000 + part > 0
      else { throw .weight(written) }
      return kilograms * 1000 + part
    }
  }

  /// What tells the thing from others across lists: its serial number and model, whatever the case of their letters.
  var key: String? { serial.map { "\($0.lowercased())\u{0}\(model?.lowercased() ?? "")" } }

  /// Whether it tells of things that bear no number of their own.
  var isUnnumbered: Bool { serial == nil && code == nil }

  /// All that the line tells of a thing that bears no number, but how many there are and what state they are in: nothing else
  /// tells such things from others.
  var told: Digest {
    let texts = [category.rawValue, manufacturer, model, place, owner].map { $0?.folded }
    let figures = [grams, yearMade].map { $0.map(String.init) } + [boughtOn, day].map { $0?.description }
    return Digest.sha256(Array((texts + figures).map { $0 ?? "" }.joined(separator: "\u{0}").utf8))
  }

  /// Two lines under one number are two words on one thing: neither is taken before a person says which is right.
  static func withoutTwins(
    _ lines: [EquipmentLine], _ refusals: [CellFailure]
  ) -> ([EquipmentLine], [CellFailure]) {
    var (byKey, byCode): ([String: Int], [AssetCode: Int]) = ([:], [:])
    var refusals = refusals
    var kept: [EquipmentLine] = []
    for line in lines {
      let twin = line.key.flatMap { byKey[$0] } ?? line.code.flatMap { byCode[$0] }
      if let twin {
        let (column, written) =
          line.key.flatMap { byKey[$0] } != nil ? ("serial", line.serial) : ("code", line.code?.description)
        refusals.append(
          CellFailure(line: line.line, column: column, written: written, reason: ListFailure.twin(of: twin).text))
        continue
      }
      if let key = line.key { byKey[key] = line.line }
      if let code = line.code { byCode[code] = line.line }
      kept.append(line)
    }
    return (kept, refusals.sorted { $0.line < $1.line })
  }
}
