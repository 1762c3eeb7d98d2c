import Kernel
public import Loans
import Spreadsheets

/// A list of loans that were running before Rebond, as it was read: what each line means, and what cannot be taken and why.
public struct EarlierLoanList: Sendable {
  /// The lines that mean something.
  let lines: [EarlierLoan]
  /// What is refused, cell by cell.
  let refusals: [CellFailure]
  /// The lines of loans that are over: their device came back before Rebond.
  public let over: [Int]
  /// The lines that add others up, which are left out.
  public let totals: [Int]
  /// The titles that mean nothing to Rebond; what stands under them is not kept.
  public let unused: [String]
  /// Told how many lines are gone through, of how many.
  public var progress: @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
  /// The digest of the file.
  let digest: Digest
  /// The digest of what the cells say, whatever program saved them.
  let contents: Digest
  private let spreadsheet: Spreadsheet
  private let heading: Heading<EarlierLoanColumn>
  private let records: [Record<EarlierLoanColumn>]

  /// What holds for each line of a list that does not say otherwise.
  public struct Usual: Sendable {
    /// Where the households live.
    public var commune: String?
    /// How often a rent is due.
    public var pace: ContractTerms.Pace?
    /// How many months a loan lasts.
    public var months: Int?
    /// The programme the loans were made under.
    public var programme: String?

    /// Says what is usual.
    public init(
      commune: String? = nil, pace: ContractTerms.Pace? = nil, months: Int? = nil, programme: String? = nil
    ) {
      (self.commune, self.pace, self.months, self.programme) = (commune, pace, months, programme)
    }
  }

  /// Reads a list.
  ///
  /// - Parameters:
  ///   - bytes: the file as it came.
  ///   - mapped: what the user says a title means.
  ///   - usual: what holds where the list does not say.
  /// - Throws: ``SpreadsheetFailure``.
  public init(
    reading bytes: [UInt8], mapped: [String: EarlierLoanColumn] = [:], usual: Usual = Usual()
  ) throws {
    spreadsheet = try Spreadsheet(reading: bytes)
    heading = try Heading(of: spreadsheet, mapped: mapped, needed: [.starts])
    let found = spreadsheet.records(under: heading)
    (records, totals, unused) = (found.records, found.totals, heading.unused)
    digest = Digest.sha256(bytes)
    contents = Digest.sha256(spreadsheet.contents)
    over = records.filter { $0[.returned].map { !ListWords.isNothing($0) } ?? false }.map(\.line)
    let running = records.filter { [over] record in !over.contains(record.line) }
    var (lines, refusals): ([EarlierLoan], [CellFailure]) = ([], [])
    for record in running {
      var reading = EarlierLoan.Reading(record: record, usual: usual)
      if let line = reading.loan() { lines.append(line) }
      refusals += reading.refusals
    }
    (self.lines, self.refusals) = (lines, refusals)
  }

  /// A column as the list itself titles it; its own name where the list has none.
  func title(of column: String) -> String {
    EarlierLoanColumn(rawValue: column).flatMap(heading.title) ?? column
  }

  /// The refused lines as a list to set right, each with its reasons, in the way the list itself was written.
  func corrected(_ refusals: [CellFailure], in language: Language) -> String {
    let reasons = Dictionary(grouping: refusals, by: \.line).mapValues { failures in
      failures.map { failure in
        [failure.column.map(title), failure.reason[language]].compactMap(\.self).joined(separator: " : ")
      }.joined(separator: " ; ")
    }
    return spreadsheet.copy(of: records.filter { reasons[$0.line] != nil }, under: heading, reasons: reasons)
  }
}

/// One line of a list of running loans that means something.
struct EarlierLoan: Sendable {
  let record: Record<EarlierLoanColumn>
  let code: AssetCode?
  let serial: String?
  let household: HouseholdID?
  let name: String?
  let phone: PhoneNumber?
  let email: EmailAddress?
  let commune: String?
  let adults, children: Int
  let kind: ContractKind
  let starts: Day
  /// The last day first agreed; nothing when none was.
  let term: Day?
  /// The last day agreed since.
  let renewedUntil: Day?
  let rent: Money?
  let pace: ContractTerms.Pace?
  let paid: Paid
  let deposit: Money
  let accessories: [String]
  /// The programme it was made under, as people name it.
  let programme: String?
  /// Who signed, as far as the list says.
  let signature: Signature

  /// What of the rent was paid before Rebond.
  enum Paid: Sendable, Equatable {
    /// Nobody says: what fell due before is no matter of Rebond's.
    case unsaid
    /// All that fell due.
    case settled
    case amount(Money)
  }

  var line: Int { record.line }
  /// What the line says of which device it is.
  var deviceColumn: EarlierLoanColumn { code == nil ? .serial : .device }

  /// Why a cell of the line is refused.
  func refusal(of column: EarlierLoanColumn?, _ failure: any Failure) -> CellFailure {
    CellFailure(
      line: line, column: column?.rawValue, written: column.flatMap { record[$0] }, reason: failure.text)
  }

  /// Reads one line, and gathers all that is wrong with it.
  struct Reading {
    let record: Record<EarlierLoanColumn>
    let usual: EarlierLoanList.Usual
    private(set) var refusals: [CellFailure] = []

    init(record: Record<EarlierLoanColumn>, usual: EarlierLoanList.Usual) {
      (self.record, self.usual) = (record, usual)
    }

    mutating func loan() -> EarlierLoan? {
      let code = read(.device) { try AssetCode(scanned: $0) }
      let serial = record[.serial].flatMap(EquipmentWords.serial)
      if code == nil, serial == nil, record[.device] == nil { refuse(.device, .deviceMissing) }
      let household = read(.household) { try HouseholdID(reference: $0) }
      let name = [record[.firstName], record[.name]].compactMap(\.self).joined(separator: " ")
      if household == nil, name.isEmpty { refuse(.name, .nameMissing) }
      let commune = record[.commune] ?? usual.commune
      if household == nil, commune == nil { refuse(.commune, .communeMissing) }
      let starts = read(.starts) { try Day(listed: $0) }
      if record[.starts] == nil { refuse(.starts, .firstDayMissing) }
      let (rent, pace) = charge()
      let kind = read(.kind) { try ListWords.kind($0) } ?? (rent == nil ? .loan : .rental)
      let months = read(.months) { try ListWords.months($0) } ?? usual.months
      let renewed = read(.renewedUntil) { try ListWords.isNothing($0) ? nil : Day(listed: $0) } ?? nil
      let said =
        read(.term) { try Day(listed: $0) }
        ?? starts.flatMap { starts in
          months.map { starts.adding(months: $0).adding(days: -1) }
        }
      let (phone, email) = (
        read(.phone) { try PhoneNumber(ListWords.withLeadingZero($0)) }, read(.email) { try EmailAddress($0) }
      )
      let (adults, children) = (read(.adults, ListWords.count), read(.children, ListWords.count))
      let paid = read(.paid, ListWords.paid) ?? .unsaid
      let signature = self.signature()
      let deposit = read(.deposit) { try ListWords.isNothing($0) ? .zero : Money($0) } ?? .zero
      guard refusals.isEmpty, let starts else { return nil }
      return EarlierLoan(
        record: record, code: code, serial: serial, household: household, name: name.isEmpty ? nil : name,
        phone: phone, email: email, commune: commune, adults: adults ?? 1, children: children ?? 0, kind: kind,
        starts: starts, term: said ?? renewed, renewedUntil: said == nil || renewed == said ? nil : renewed,
        rent: rent, pace: pace, paid: paid, deposit: deposit,
        accessories: record[.accessories].map(ListWords.accessories) ?? [],
        programme: (record[.programme] ?? usual.programme).flatMap { ListWords.isNothing($0) ? nil : $0 },
        signature: signature)
    }

    /// Who signed: the household's contact alone unless the line says otherwise. Nothing is guessed of a representative: a
    /// minor's parent and a guardian sign by different rights.
    private mutating func signature() -> Signature {
      let capacity = read(.capacity, ListWords.capacity) ?? .full
      let names = record[.joint].map(ListWords.names) ?? []
      do throws(ContractFailure) {
        return try Signature(capacity: capacity, representative: record[.representative], joint: names)
      } catch {
        switch error {
        case .representativeNeeded: refuse(.representative, .representativeMissing(capacity))
        case .representativeOfNobody(let name): refuse(.representative, .representedAsWhat(name))
        default:
          refusals.append(
            CellFailure(
              line: record.line, column: EarlierLoanColumn.joint.rawValue, written: record[.joint], reason: error.text))
        }
        return .onPaper
      }
    }

    /// The rent, and how often it is due: « 25 €/an », or 25 beside a column, or a word for the whole list, that says so.
    private mutating func charge() -> (rent: Money?, pace: ContractTerms.Pace?) {
      let told = read(.every) { try ListWords.pace($0) }
      let charge = read(.rent) { written -> (Money?, ContractTerms.Pace?) in
        guard !ListWords.isNothing(written) else { return (nil, nil) }
        let parts = written.replacing(" par ", with: "/").split(separator: "/", maxSplits: 1).map(String.init)
        let amount = try Money(parts[0])
        guard amount != .zero else { return (nil, nil) }
        return try (amount, parts.count == 2 ? ListWords.pace(parts[1]) : nil)
      }
      guard let rent = charge?.0 else { return (nil, nil) }
      let pace = charge?.1 ?? told ?? usual.pace
      if pace == nil { refuse(.every, .paceMissing(rent)) }
      return (rent, pace)
    }

    private mutating func read<Value>(_ column: EarlierLoanColumn, _ value: (String) throws -> Value) -> Value? {
      do throws(CellFailure) { return try record.read(column, value) } catch {
        refusals.append(error)
        return nil
      }
    }

    private mutating func refuse(_ column: EarlierLoanColumn, _ failure: EarlierLoanFailure) {
      refusals.append(
        CellFailure(line: record.line, column: column.rawValue, written: record[column], reason: failure.text))
    }
  }
}
