public import Kernel
public import Spreadsheets

/// What taking in a list does, line by line: the dry run shows it, the real run does it.
public struct ListPlan: Sendable {
  /// How many things are new.
  public internal(set) var created = 0
  /// The lines that say something new of a thing that is known.
  public internal(set) var updated: [Int] = []
  /// The lines that say what is known already.
  public internal(set) var skipped: [Int] = []
  /// What is refused, cell by cell.
  public internal(set) var refused: [CellFailure] = []
  /// The lines that add others up, which are left out.
  public let totals: [Int]
  /// The titles that mean nothing to Rebond; what stands under them is not kept.
  public internal(set) var unused: [String]
  /// What is told of lines that are taken all the same: a cell that says nothing.
  public internal(set) var notices: [CellFailure] = []
  /// The lines of a public gift that say no value, and what one device may be worth at most.
  public internal(set) var unvalued: (lines: [Int], ceiling: Money, source: String)?
  /// The columns as the list itself titles them, by their own names.
  public let titles: [String: String]
  /// The lines refused, as a list to set right.
  public let corrected: @Sendable (Language) -> String
  /// Things that a list calls ready, and that the gate still waits for: nothing is ready without its verdict.
  public internal(set) var readyBefore = 0

  /// The lines without a number that say of things what an earlier list said, and so are taken for them, one for one.
  public internal(set) var alike: [Int] = []

  /// Devices that had left and are announced again: each comes back under the code it always had.
  public internal(set) var comingBack: [ComingBack] = []

  /// The list of a stock, thing by thing.
  var stock: StockPlan?

  /// A device that had left, on the line that announces it again.
  public struct ComingBack: Sendable, Equatable {
    public let line: Int
    public let code: AssetCode
    public let category: DeviceCategory
  }

  /// How many lines are refused.
  public var refusedLines: Int { Set(refused.map(\.line)).count }

  /// Whether there is nothing new in the list.
  public var isEmpty: Bool { created == 0 && updated.isEmpty }

  /// How many lines tell of things.
  public let lines: Int

  init(of list: EquipmentList, refused: [CellFailure]) {
    self.refused = (list.refusals + refused).sorted { $0.line < $1.line }
    totals = list.totals
    unused = list.unused
    titles = Dictionary(
      uniqueKeysWithValues: EquipmentColumn.allCases.map { ($0.rawValue, list.title(of: $0.rawValue)) })
    lines = list.lines.count + Set(list.refusals.map(\.line)).count
    let all = self.refused
    corrected = { list.corrected(all, in: $0) }
  }

  /// That the list may be taken in: whole, or its good lines when that is asked for.
  ///
  /// - Throws: ``ListFailure/refusedLines(_:of:)``.
  func requireTakeable(acceptValid: Bool) throws(ListFailure) {
    guard refusedLines == 0 || acceptValid else { throw .refusedLines(refusedLines, of: lines) }
  }
}
