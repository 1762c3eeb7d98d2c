public import Kernel

/// What the rules of lending refuse, or what is not there.
public enum LoansFailure: Failure, Equatable {
  /// The input is no number of such a thing.
  case notAReference(String, noun: Text, example: String)
  case noHousehold(HouseholdID)
  /// The household was forgotten, by an act of the journal.
  case householdForgotten(HouseholdID, by: EntryID)
  /// What a decision rested on was forgotten with its household; its hash and its answer stay.
  case factsForgotten(DecisionID)
  case noRequest(RequestID)
  case noDecision(DecisionID)
  case noContract(ContractID)
  case noFollowUp(FollowUpID)
  /// No version of the programme was in force on the day.
  case noProgramme(String, on: Day)

  case emptyName
  /// A name that could pass for another.
  case unfitName(KernelFailure)
  case nobodyInHousehold(adults: Int, children: Int)
  case emptyUses
  /// The request was sent already: what it says stays.
  case notADraft(RequestID, at: Request.Stage)
  /// A draft is told nothing new.
  case nothingNew
  /// A name of a fact, of a kind or of a document that is not written like one.
  case notAName(String)
  /// The version was put in force before with another content.
  case versionTaken(programme: String, version: String)
  /// A household is called modest by a decision that does not find it eligible.
  case modestWithoutRight(Decision.Outcome)

  /// The verb has no place where the request stands.
  case requestCannot(RequestID, Request.Verb, at: Request.Stage)
  case decisionOfAnotherRequest(RequestID)
  /// The decision does not find the household eligible.
  case notEligible(RequestID, Decision.Outcome)
  /// A refusal for want of eligibility takes a decision that says so.
  case refusalWithoutDecision(RequestID, Decision.Outcome?)
  /// No decision is there to be decided otherwise or contested.
  case notDecidedYet(RequestID)
  /// Somebody decides otherwise what is the answer already.
  case saysTheSame(RequestID, Decision.Outcome)
  /// Papers are asked for, and none is named.
  case noPaperAskedFor(RequestID)
  /// The household's appointment is still to come: it did not fail to come.
  case appointmentToCome(RequestID, Day)
  /// An appointment would be on a day before the act.
  case appointmentPast(RequestID, Day)
  /// The words are no slot of time.
  case notASlot(String)
  /// The device would be kept through a day before the act.
  case keptIntoThePast(RequestID, Day)
  /// Several households may be the one named, or one that is named otherwise.
  case whichHousehold([HouseholdID])
  /// A household to be registered may be one that is registered already.
  case householdKnown([HouseholdID])
  /// No decision on the request refuses anything.
  case nothingToContest(RequestID)
  /// A funding line of that code is there already.
  case fundingCodeTaken(String)
  case notAFundingCode(String)
  case noFundingLine(String, known: [String])
  /// A funding line has a title and a funder.
  case emptyFunding
  case moneyNotPositive(Money)
  /// A funding line has less left than is to be spent.
  case fundingExhausted(String, remaining: Money, wanted: Money)
  /// What a person decides or contests comes with a reason.
  case emptyReason
  /// The device is allocated to another request, or out under another contract.
  case deviceTaken(for: RequestID)

  /// A contract is signed for a request to which no device is allocated.
  case nothingAllocated(RequestID, at: Request.Stage)
  /// The allocated device is promised by a signed contract.
  case contractSigned(RequestID, ContractID)
  case notOfferedYet(ContractKind)
  case feeOnLoan(Money)
  case termBeforeStart(Day, starts: Day)
  /// The loan would start before it is signed.
  case startsBeforeSignature(Day, signed: Day)
  /// The device would be handed over on a day the loan does not cover.
  case handOverOutsideLoan(ContractID, Day, starts: Day, term: Day?)
  case valueNotPositive(Money)
  case accessoryTwice(String)
  /// The verb has no place where the contract stands.
  case contractCannot(ContractID, Contract.Verb, at: Contract.State)
  /// An accessory said to be missing was not lent.
  case accessoryNotLent(String, ContractID, lent: [String])
  case followUpClosed(FollowUpID, FollowUp.Outcome)

  /// An act dated before the one it follows.
  case outOfOrder(Day, after: Day)
  /// A document bears a day after the one it is recorded to have been seen on.
  case documentToCome(Day, seen: Day)
  /// An amount would hold for, or be calculated in, a month after the document that proves it.
  case monthToCome(String, dated: Day)
  /// The household has another value of a fact for that month already, from a document no older.
  case monthKnown(String, month: String, dated: Day, by: EntryID)
  /// Later acts rest on the one to be annulled.
  case restedOn(EntryID, by: [EntryID])

  public var exitCode: ExitCode {
    switch self {
    case .unfitName(let failure): failure.exitCode
    case .notASlot, .noPaperAskedFor, .notAReference, .emptyName, .nobodyInHousehold, .emptyUses, .notAName,
      .nothingNew,
      .emptyReason, .notAFundingCode,
      .emptyFunding,
      .moneyNotPositive:
      .badData
    case .noHousehold, .noRequest, .noDecision, .noContract, .noFollowUp, .noProgramme, .noFundingLine: .noInput
    case .modestWithoutRight: .ourFault
    case .appointmentToCome, .appointmentPast, .keptIntoThePast, .whichHousehold, .householdKnown, .householdForgotten,
      .factsForgotten,
      .fundingCodeTaken, .fundingExhausted, .notDecidedYet, .saysTheSame, .nothingToContest, .versionTaken,
      .requestCannot, .decisionOfAnotherRequest, .notADraft,
      .notEligible, .refusalWithoutDecision,
      .deviceTaken, .nothingAllocated, .contractSigned, .notOfferedYet, .feeOnLoan, .termBeforeStart,
      .startsBeforeSignature, .handOverOutsideLoan,
      .valueNotPositive, .accessoryTwice, .contractCannot, .accessoryNotLent, .followUpClosed, .outOfOrder,
      .documentToCome, .monthToCome, .monthKnown,
      .restedOn:
      .refused
    }
  }
}
