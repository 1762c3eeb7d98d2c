public import Kernel

/// What supply refuses.
public enum SupplyFailure: Failure, Equatable {
  /// No donor has the number.
  case noSuchDonor(String)
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
  /// Nothing more of the donation is expected already.
  case closedAlready(DonationID)
  /// Nothing is given up before it was announced.
  case closedBeforeGiven(day: Day, given: Day)
  /// That nothing more will come is said with why.
  case closingReason
  /// The donation has no line of the category.
  case noLine(DonationID, DeviceCategory)
  /// A donation without lines.
  case noLines
  /// Not a number of devices.
  case quantity(Int)
  /// More labels given than devices that come in.
  case moreCodesThanDevices(codes: Int, devices: Int)
  /// More serial numbers given than devices that come in.
  case moreSerialsThanDevices(serials: Int, devices: Int)
  /// A year that has not begun.
  case yearToCome(Int, now: Int)
  /// More devices than announced and not yet received.
  case moreThanAnnounced(DeviceCategory, wanted: Int, left: Int)
  /// What such a donor gives cannot come by that right.
  case originAgainstDonor(LegalOrigin, Donor.Kind)
  /// The gisement is not active that day: it gives nothing before it was won, nor once it is exhausted.
  case notActive(Donor.Stage, donor: DonorID, day: Day)
  /// The donor was registered after the gift.
  case givenBeforeRegistered(donor: DonorID, day: Day, registered: Day)
  /// All that was announced came already: there is nothing to fetch.
  case nothingToFetch(day: Day, received: Day)
  /// The very same status is on file already.
  case statusFiled(structure: StructureID, StructureStatus, since: Day)
  /// The very same file is the convention's signed file already.
  case paperFiled(String)
  /// The act took no list in.
  case noList(EntryID)
  /// A file of nothing.
  case emptyPaper(String)
  /// Reception before the donation.
  case receivedBeforeGiven(day: Day, given: Day)
  /// A gisement does not go from one stage to that other.
  case stageAfterStage(Donor.Stage, is: Donor.Stage)
  /// A gisement reaches a stage on the day it reached the one before, or later.
  case beforeLastStage(Donor.Stage, day: Day, last: Day)
  /// What a public body gave does not go to a private structure without a status on file.
  case outsideLegalCircle(structure: String)
  /// A device of the category is not sold as that.
  case notSoldAs(ResaleConfiguration, DeviceCategory)
  /// The structure is not known to recycle.
  case noRecycler(structure: String)
  /// The convention a device came under promises that nothing is resold.
  case promisedNotToResell(String)
  /// A person who gives is named, and can be reached.
  case individualUnreachable
  /// Nothing is said of the donor.
  case nothingTold
  /// Not a number of devices a year.
  case yearlyVolume(Int)
  /// Not an amount that can be given, or be a value.
  case amount(Money)
  /// Not a number of hours.
  case hours(Int)
  /// Not an hour, which is written `14:30`.
  case notAnHour(String)
  /// An address of spaces only.
  case emptyAddress
  /// The appointment would be before the gift.
  case appointmentBeforeGift(day: Day, given: Day)
  /// A public gift names no receiver, and none can be told.
  case noReceiver(candidates: [String])
  /// The receiver has no status on file that day that lets it receive public gifts.
  case receiverWithoutStatus(structure: String, day: Day)
  /// An act rests on the status that is to be taken back or dated anew.
  case statusReliedOn(structure: String, by: EntryID, day: Day)
  /// A status that would end before it begins.
  case statusEndsBefore(since: Day, ends: Day)
  /// A public body gives what is worth more than it may.
  case worthTooMuch(DeviceCategory, value: Money, ceiling: Money, source: String)
  /// Only an RUP or a general-interest association resells what a public body gave.
  case mayNotResell
  /// The seller of a public gift had no status on file that day that lets it resell one.
  case sellerWithoutStatus(structure: String, day: Day)
  /// What a public body gave is resold to people in precarity, or those who help them, only.
  case resaleToAnyone
  /// The price is over the ceiling of a public gift.
  case resaleTooDear(price: Money, ceiling: Money, source: String)
  /// The convention has no signed file.
  case noConventionFile(String)
  /// The receiver is not entitled to issue receipts that day, or nobody is the receiver.
  case notEntitled(structure: String?, day: Day)
  /// No form of receipt is for such a donor.
  case noReceipt(for: Donor.Kind)
  /// A receipt stands for the gift already.
  case receiptIssued(DonationID)
  /// Nothing of the gift came in: there is nothing to report.
  case nothingReceived(DonationID)
  /// The report is for public donors.
  case notPublic(donor: String)

  public var exitCode: ExitCode {
    switch self {
    case .noList, .noDonor, .noSuchDonor, .noConvention, .noDonation, .noLine, .noConventionFile: .noInput
    case .emptyReference, .emptyPaper, .closingReason, .noLines, .quantity, .moreCodesThanDevices,
      .moreSerialsThanDevices, .yearToCome,
      .endsBeforeSigned, .individualUnreachable,
      .nothingTold, .yearlyVolume, .amount, .hours, .notAnHour, .emptyAddress, .statusEndsBefore:
      .badData
    default: .refused
    }
  }
}
