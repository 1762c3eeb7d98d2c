public import Kernel

/// What the rules about incidents refuse.
public enum IncidentFailure: Failure, Equatable {
  case noIncident(IncidentID)
  /// Something happened to a device that the household does not have.
  case deviceNotOut(ContractID, Contract.State)
  /// A device is given or sold while what happened to it is not settled.
  case stillOpen(IncidentID, ContractID)
  case settled(IncidentID, Incident.Outcome)
  /// Only a theft has a complaint.
  case noComplaintFor(IncidentID, Incident.Kind)
  case complaintBrought(IncidentID)
  case emptyReference
  /// An outcome that does not fit what happened.
  case outcomeUnfit(IncidentID, Incident.Kind, Incident.Outcome)
  /// The lender bears a theft once the receipt of the complaint is there.
  case complaintMissing(IncidentID, due: Day)
  /// No clause puts an accident on the borrower, and the term has not passed.
  case lossIsLenders(IncidentID, ContractID)
  /// An exchange names the device that is given, by a command of its own.
  case exchangeNamesDevice(IncidentID)

  public var exitCode: ExitCode {
    switch self {
    case .noIncident: .noInput
    case .emptyReference: .badData
    case .exchangeNamesDevice: .usage
    case .deviceNotOut, .stillOpen, .settled, .noComplaintFor, .complaintBrought, .outcomeUnfit, .complaintMissing,
      .lossIsLenders:
      .refused
    }
  }
}
