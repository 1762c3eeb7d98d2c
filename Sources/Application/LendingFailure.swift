public import Eligibility
public import Kernel
public import Loans

/// What the joining of households, rules and devices refuses.
public enum LendingFailure: Failure, Equatable {
  /// No programme in force asks for the fact, so it is not kept.
  case factNobodyAsks(String, asked: [String])
  /// Two programmes in force take the fact for two different things.
  case factOfTwoSorts(String, programmes: [String])
  /// A fact is given twice at once.
  case factTwice(String)
  /// No programme in force takes the evidence for the fact.
  case evidenceNotTaken(String, fact: String, taken: [EvidenceKind])
  /// No programme in force knows the paper asked for.
  case noSuchPaper(String, known: [EvidenceKind])
  /// No appointment is made for the device of the request.
  case noAppointment(RequestID)
  /// Another structure sent the request, and whoever asks sees those of their own alone.
  case ofAnotherStructure(RequestID)
  /// The rules would wrong people if they served.
  case rulesMustNotServe(programme: String, [RuleRemark])
  /// The request was decided by these very rules and facts.
  case nothingNewToDecide(RequestID, decided: Day)
  /// The household asked for another kind of device.
  case otherCategory(AssetCode, DeviceCategory, wanted: DeviceCategory, RequestID)
  /// The household has had all that the programme gives in that time; from the day named it may have one again.
  case limitReached(
    RequestID, programme: Text, limit: AdoptedProgramme.Limit, contracts: [ContractID], again: Day)
  /// All that the programme still gives the household is kept for another request of its own.
  case keptUnderLimit(RequestID, programme: Text, limit: AdoptedProgramme.Limit, other: RequestID)
  /// The programme serves as many households as it can.
  case stockExhausted(RequestID, programme: Text, stock: Int)
  /// The programme that gives the right to a device offers other contracts.
  case contractNotOffered(ContractKind, programme: String, offered: [ContractKind])
  /// Neither the person nor the programme says when the loan ends.
  case termNeeded(RequestID)
  /// A contract that was given up or annulled is not printed to be signed.
  case notPrintable(ContractID, Contract.State)
  /// Nothing was handed over under the contract: there is no receipt of it.
  case notHandedOver(ContractID, Contract.State)
  /// Nothing came back under the contract: there is no receipt of it.
  case notTakenBack(ContractID, Contract.State)

  public var exitCode: ExitCode {
    switch self {
    case .factNobodyAsks, .factOfTwoSorts, .factTwice, .evidenceNotTaken, .noSuchPaper: .badData
    case .noAppointment, .ofAnotherStructure, .stockExhausted, .nothingNewToDecide, .otherCategory, .limitReached,
      .keptUnderLimit, .contractNotOffered, .notPrintable, .notHandedOver, .notTakenBack, .rulesMustNotServe:
      .refused
    case .termNeeded: .usage
    }
  }
}
