import Evidence
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
  /// The digest of the file.
  let digest: Digest
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
    var (lines, refusals): ([EquipmentLine], [CellFailure]) = ([], [])
    for record in records {
      var reading = EquipmentLine.Reading(record: record)
      if let line = reading.line(otherwise: category) { lines.append(line) }
      refusals += reading.refusals
    }
    (self.lines, self.refusals) = EquipmentLine.withoutTwins(lines, refusals)
  }

  /// The refused lines as a list to set right, each with its reasons, in the way the list itself was written.
  public func corrected(_ refusals: [CellFailure], in language: Language) -> String {
    let reasons = Dictionary(grouping: refusals, by: \.line).mapValues { failures in
      failures.map { failure in
        [failure.column, failure.reason[language]].compactMap(\.self).joined(separator: " : ")
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
  let quantity: Int
  let manufacturer: String?
  let model: String?
  let serial: String?
  let grams: Int?
  let boughtOn: Day?
  let value: Money?
  /// The value in the list's own figures.
  let valueWritten: String?
  let standing: EquipmentWords.Standing
  /// Where it stands, in the list's own word.
  let standingWritten: String
  let day: Day?

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
      let serial = record[.serial].flatMap { SerialNumber($0)?.usable ?? nil }
      let line = EquipmentLine(
        line: record.line, code: code, category: kind ?? category ?? .other, quantity: quantity ?? 1,
        manufacturer: record[.manufacturer], model: record[.model], serial: serial,
        grams: read(.weight) { try Self.grams($0) }, boughtOn: read(.boughtOn) { try Day($0) },
        value: read(.value) { try Money($0) }, valueWritten: record[.value], standing: standing ?? .received,
        standingWritten: record[.state] ?? "", day: read(.day) { try Day($0) })
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
