import Directory
public import Kernel
import Loans
public import Spreadsheets
import Storage
import Supply

/// What taking over a list of running loans does, line by line: the dry run tells it, the real run has done it.
public struct EarlierLoanPlan: Sendable {
  /// The loans that go on here.
  public internal(set) var taken: [Taken] = []
  /// The lines of loans that were taken over before.
  public internal(set) var skipped: [Int] = []
  /// What is refused, cell by cell.
  public internal(set) var refused: [CellFailure]
  /// How many households are new.
  public internal(set) var newHouseholds = 0
  /// Whether anything was recorded: not by a dry run, nor while lines are refused and nobody said to take the others.
  public internal(set) var isRecorded = false
  /// The lines of loans that are over.
  public let over: [Int]
  /// The lines that add others up.
  public let totals: [Int]
  /// The titles that mean nothing to Rebond.
  public let unused: [String]
  /// The columns as the list itself titles them, by their own names.
  public let titles: [String: String]
  /// How many lines tell of loans that run.
  public let lines: Int
  private let list: EarlierLoanList

  /// A loan that goes on here.
  public struct Taken: Sendable, Equatable {
    public let line: Int
    public let contract: ContractID
    public let household: HouseholdID
    public let code: AssetCode
    /// The last day, renewals counted; nothing without a term.
    public let term: Day?
    /// How many contacts are set, from now on.
    public let contacts: Int
  }

  init(of list: EarlierLoanList) {
    self.list = list
    (refused, over, totals, unused) = (list.refusals, list.over, list.totals, list.unused)
    lines = list.lines.count + Set(list.refusals.map(\.line)).count
    titles = Dictionary(
      uniqueKeysWithValues: EarlierLoanColumn.allCases.map { ($0.rawValue, list.title(of: $0.rawValue)) })
  }

  /// How many lines are refused.
  public var refusedLines: Int { Set(refused.map(\.line)).count }

  /// The lines refused, as a list to set right.
  public func corrected(in language: Language) -> String { list.corrected(refused, in: language) }
}

extension Chain {
  /// Takes over the loans that were running before Rebond, from a list: each gets its household, its contract and the contacts
  /// still to come, and its device is out.
  ///
  /// The acts are of the day of the taking over; the days before it are told in the contract: its first day, its term. Nobody
  /// decides again what others decided: ``EarlierLoanRules`` say what stands for the decision, and the device leaves on no
  /// verdict but on that word. They are counted apart from what Rebond handed over.
  /// - Parameters:
  ///   - lender: the structure that lends, by name or number: the devices' owner or its named agent.
  ///   - acceptValid: takes the good lines when others are refused; else all or nothing.
  ///   - dryRun: does it all, tells what came of it, and takes it back: no other judge could be the very same.
  /// - Throws: ``ChainFailure/rulesNotForRole(_:)`` for whoever does not manage the chain.
  public func takeOver(
    loans list: EarlierLoanList, lender: String, acceptValid: Bool, dryRun: Bool = false, as act: Act
  ) throws -> EarlierLoanPlan {
    do {
      return try database.write(Action.importLoans, act) { change in
        change.concerns(.instance)
        change.note("list", .digest(list.digest))
        try requireRulesRole(act, in: change)
        var taking = try TakingOver(
          list: list, lender: DirectoryStore.structure(lender, in: change).id, clock: clock, change: change)
        var plan = try taking.plan()
        guard !dryRun, plan.refused.isEmpty || acceptValid, !plan.taken.isEmpty else { throw Untaken(plan: plan) }
        change.note("loans", .number(plan.taken.count))
        try ListStore.keep(.loans, digest: list.contents, upTo: taking.last, in: change)
        plan.isRecorded = true
        return plan
      }
    } catch let untaken as Untaken {
      return untaken.plan
    }
  }

  /// Who took a loan over from before Rebond, and on what day; nothing for a loan that began here.
  public func takenOver(_ id: ContractID) throws -> (day: Day, by: String)? {
    try database.read { reader in
      try reader.first(
        """
        SELECT acts.day, people.name FROM handovers JOIN acts ON acts.entry = handovers.entry AND acts.annulled = 0
        JOIN people ON people.id = acts.actor
        WHERE handovers.contract = \(id) AND acts.action = \(Action.enterLoan.rawValue)
        """
      ).map { row in (day: try row["day"], by: try row["name"]) }
    }
  }
}

/// Takes back all that was done, and keeps what was found.
private struct Untaken: Error {
  let plan: EarlierLoanPlan
}
