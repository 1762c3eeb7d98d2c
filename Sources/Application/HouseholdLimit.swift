import Eligibility
import Kernel
import Loans
import Storage

/// How often a household may have a device under the programme by which its request was decided.
struct HouseholdLimit {
  let request: Request
  let programme: AdoptedProgramme
  let limit: AdoptedProgramme.Limit

  /// The limit on a decided request; nothing when nobody has decided, or its programme sets none.
  init?(on request: Request, in reader: Reader) throws {
    guard let decision = try request.state.decision.map({ try DecisionStore.existing($0, in: reader) }),
      let programme = try ProgrammeStore.version(decision.finding.version, of: decision.finding.programme, in: reader),
      let limit = programme.limit
    else { return nil }
    (self.request, self.programme, self.limit) = (request, programme, limit)
  }

  /// Refuses a loan that would be one too many: within the years of the limit, counted from one loan's first day to another's,
  /// the household has had its devices, or others are kept for it.
  ///
  /// - Parameter day: the first day of the loan, or the day a device is kept for it.
  /// - Throws: ``LendingFailure/limitReached(_:programme:limit:contracts:again:)``,
  ///   ``LendingFailure/keptUnderLimit(_:programme:limit:other:)``.
  func check(_ day: Day, in reader: Reader) throws {
    let household = request.wish.household
    let granted = try ContractStore.granted(under: programme.id, to: household, in: reader)
      .filter { $0.request != request.id && day < next(after: $0.starts) && $0.starts < next(after: day) }
    let title = try Programme(programme).title
    if granted.count >= limit.perHousehold {
      let freeing = granted[granted.count - limit.perHousehold]
      throw LendingFailure.limitReached(
        request.id, programme: title, limit: limit, contracts: granted.map(\.contract),
        again: next(after: freeing.starts))
    }
    let kept = try RequestStore.all(of: household, in: reader).filter { other in
      guard other.id != request.id, case .allocated = other.state, let decision = other.state.decision else {
        return false
      }
      let finding = try DecisionStore.existing(decision, in: reader).finding
      return try finding.programme == programme.id
        && !ContractStore.isSigned(for: other.id, in: reader)
    }
    if let other = kept.first, granted.count + kept.count >= limit.perHousehold {
      throw LendingFailure.keptUnderLimit(request.id, programme: title, limit: limit, other: other.id)
    }
  }

  private func next(after day: Day) -> Day { day.adding(months: 12 * limit.years) }
}
