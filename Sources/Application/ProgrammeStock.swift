import Eligibility
import Kernel
import Loans
import Storage

/// How many households a programme can serve while its rules are in force.
struct ProgrammeStock {
  let request: Request
  let programme: Programme
  let stock: Int

  /// The stock of the programme by which a request was decided; nothing when nobody has decided, or it sets none.
  init?(of request: Request, in reader: Reader) throws {
    guard let decision = try request.state.decision.map({ try DecisionStore.existing($0, in: reader) }),
      let adopted = try ProgrammeStore.version(decision.finding.version, of: decision.finding.programme, in: reader)
    else { return nil }
    let programme = try Programme(adopted)
    guard let stock = programme.terms?.stock else { return nil }
    (self.request, self.programme, self.stock) = (request, programme, stock)
  }

  /// Refuses one household more than the programme can serve: those that have had a device under it since its rules are in force,
  /// and those one is kept for.
  ///
  /// - Throws: ``LendingFailure/stockExhausted(_:programme:stock:)``.
  func check(in reader: Reader) throws {
    let served = try reader.count(
      """
      SELECT count(DISTINCT r.household) AS n FROM requests AS r
      JOIN decisions AS d ON d.id = r.decision JOIN acts ON acts.entry = r.step
      WHERE r.state IN (\(list: [Request.Stage.allocated, .handedOver])) AND d.programme = \(programme.id)
        AND acts.day >= \(programme.validFrom) AND r.household <> \(request.wish.household)
      """)
    guard served < stock else {
      throw LendingFailure.stockExhausted(request.id, programme: programme.title, stock: stock)
    }
  }
}
