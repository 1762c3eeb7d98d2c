import Directory
import Kernel
import Storage
import Supply

extension Chain {
  /// On what terms a gift comes: who gives it to whom, under what, by what right.
  struct GiftTerms {
    let donor: DonorID
    let convention: ConventionID?
    let receiver: StructureID?
    let origin: LegalOrigin
  }

  /// On what terms a donor gives on a day, as a dry run and the real one ask alike.
  ///
  /// - Parameter isFromBefore: that it was there before Rebond: its donor and its receiver's status are told since.
  /// - Throws: as ``record(donation:from:under:to:origin:as:)``, what a device is worth left out.
  func giftTerms(
    from donor: String, under convention: String?, to receiver: String?, origin: LegalOrigin?,
    isFromBefore: Bool = false,
    on day: Day, in reader: Reader
  ) throws -> GiftTerms {
    let donor = try giver(donor, in: reader).donor
    if !isFromBefore { try SupplyStore.requireActive(donor.id, on: day, in: reader) }
    let origin = try donor.kind.origin(named: origin)
    let signed = try convention.map { reference in
      let convention = try self.convention(reference, in: reader)
      guard convention.donor == donor.id else { throw SupplyFailure.conventionOfAnother(reference) }
      guard convention.covers(day) else { throw SupplyFailure.outsideConvention(reference, day: day) }
      return convention
    }
    let named = try receiver.map { try DirectoryStore.structure($0, in: reader).id } ?? signed?.receiver
    let receiver =
      origin == .publicGift ? try publicReceiver(named, on: day, isFromBefore: isFromBefore, in: reader) : named
    return GiftTerms(donor: donor.id, convention: signed?.id, receiver: receiver, origin: origin)
  }

  /// The receiver of a public gift: the one named, whose status must be on file that day, or the only one whose is.
  private func publicReceiver(
    _ named: StructureID?, on day: Day, isFromBefore: Bool, in reader: Reader
  ) throws -> StructureID {
    let entitled = try SupplyStore.publicGiftReceivers(on: day, filedSince: isFromBefore, in: reader)
    func name(_ id: StructureID) throws -> String { try DirectoryStore.structure(id, in: reader)?.name ?? "\(id)" }
    guard let named else {
      guard entitled.count == 1 else { throw SupplyFailure.noReceiver(candidates: try entitled.map(name)) }
      return entitled[0]
    }
    guard entitled.contains(named) else {
      throw SupplyFailure.receiverWithoutStatus(structure: try name(named), day: day)
    }
    return named
  }
}
