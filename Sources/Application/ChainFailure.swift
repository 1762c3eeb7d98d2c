public import Directory
public import Kernel

/// What the joining of rooms refuses; each room's own refusals are its own.
public enum ChainFailure: Failure, Equatable {
  /// The database holds no instance.
  case notFounded(path: String)
  /// No time zone bears the name.
  case unknownTimeZone(String)
  /// An address that QR codes cannot start with.
  case baseURL(String)
  /// No evidence is kept under the number.
  case noSuchEvidence(EvidenceReportID)
  /// The device named bears another serial number than the evidence.
  case serialContradicts(AssetCode, known: String, seen: String)
  /// No route is shipped for the category.
  case noRoute(DeviceCategory)
  /// An act of the workshop would come before the work it follows.
  case beforeWork(AssetCode, day: Day, last: Day)
  /// The medium is not erased and accepted: nothing can be certified.
  case notCertifiable(AssetCode, medium: String)
  /// A text that can tell no medium from all others.
  case unusableSerial(String)
  /// The act is for people of other roles.
  case notForRole(Person.Role)
  /// Deciding otherwise than rules propose, or answering a household that contests, is for people of other roles.
  case rightsNotForRole(Person.Role)
  /// What holds for everybody is put in force by those who manage the chain.
  case rulesNotForRole(Person.Role)
  /// No medium bears the serial number or the number.
  case noSuchMedium(String)
  /// No medium of the donation can be certified.
  case noCertificate(DonationID)
  /// A badge and its PIN are given by those who manage the chain, or to oneself.
  case anothersBadge
  /// The device has several media, or none: one is to be named.
  case whichMedium(AssetCode, [String])

  public var exitCode: ExitCode {
    switch self {
    case .notFounded: .configuration
    case .unknownTimeZone, .baseURL, .unusableSerial: .badData
    case .noSuchEvidence, .noSuchMedium: .noInput
    case .serialContradicts, .noRoute, .beforeWork, .notCertifiable, .noCertificate, .whichMedium, .notForRole,
      .rightsNotForRole,
      .rulesNotForRole, .anothersBadge:
      .refused
    }
  }

  public var candidates: [String] {
    if case .whichMedium(_, let media) = self { media } else { [] }
  }
}
