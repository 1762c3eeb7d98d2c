public import Kernel

/// What supply refuses.
public enum SupplyFailure: Failure, Equatable {
  /// The structure is no registered donor.
  case noDonor(structure: String)
  /// The structure is a donor already.
  case alreadyDonor(structure: String)
  /// No convention bears the reference.
  case noConvention(String)
  /// A convention bears the reference already.
  case referenceTaken(String)
  /// The reference is empty.
  case emptyReference
  /// A convention that would end before it is signed.
  case endsBeforeSigned(signed: Day, ends: Day)
  /// The convention is another donor's.
  case conventionOfAnother(String)
  /// The gift does not fall under the convention's term.
  case outsideConvention(String, day: Day)
  /// No donation has the number.
  case noDonation(DonationID)
  /// The donation has no line of the category.
  case noLine(DonationID, DeviceCategory)
  /// A donation without lines.
  case noLines
  /// Not a number of devices.
  case quantity(Int)
  /// More labels given than devices that come in.
  case moreCodesThanDevices(codes: Int, devices: Int)
  /// More devices than announced and not yet received.
  case moreThanAnnounced(DeviceCategory, wanted: Int, left: Int)
  /// The gift of a public body is a public gift, and only of one.
  case originAgainstDonor(LegalOrigin, isPublic: Bool)
  /// Reception before the donation.
  case receivedBeforeGiven(day: Day, given: Day)

  public var exitCode: ExitCode {
    switch self {
    case .noDonor, .noConvention, .noDonation, .noLine: .noInput
    case .emptyReference, .noLines, .quantity, .moreCodesThanDevices, .endsBeforeSigned: .badData
    default: .refused
    }
  }
}
