import Kernel
public import Storage

extension Request.Stage: SQLConvertible {}
extension Request.Verb: SQLConvertible {}
extension Request.Channel: SQLConvertible {}
extension Request.Connection: SQLConvertible {}
extension Request.Urgency.Reason: SQLConvertible {}
extension Request.Meeting.Kind: SQLConvertible {}
extension Request.Release: SQLConvertible {}
extension Request.Reorientation: SQLConvertible {}
extension Request.Refusal: SQLConvertible {}
extension Request.Withdrawal: SQLConvertible {}
extension Decision.Outcome: SQLConvertible {}
extension Contract.State: SQLConvertible {}
extension Contract.Verb: SQLConvertible {}
extension Contract.Cancellation: SQLConvertible {}
extension Contract.TakeBack.Condition: SQLConvertible {}
extension Contract.TakeBack.Reason: SQLConvertible {}
extension ContractTerms.Side: SQLConvertible {}
extension ContractTerms.Pace: SQLConvertible {}
extension Signature.Capacity: SQLConvertible {}
extension Contract.TakeBack.Files: SQLConvertible {}
extension FollowUp.Kind: SQLConvertible {}
extension FollowUp.Outcome: SQLConvertible {}
extension FollowUp.NextStep: SQLConvertible {}
extension Training.PixMoment: SQLConvertible {}
extension Reminder.Channel: SQLConvertible {}
extension Reminder.Outcome: SQLConvertible {}
extension Reminder.Kind: SQLConvertible {}

extension Change {
  /// Refuses an act dated before the one it follows, as that one's day stands after corrections.
  ///
  /// - Throws: ``LoansFailure/outOfOrder(_:after:)``.
  func mustNotPrecede(_ entry: EntryID) throws {
    if let earlier = try Corrections.standing(of: entry, in: self), act.day < earlier.day {
      throw LoansFailure.outOfOrder(act.day, after: earlier.day)
    }
  }
}
