public import Kernel

/// One device of the chain, under its permanent code.
public struct Device: Sendable, Equatable {
  /// Its number in the database.
  public let id: DeviceID
  /// Its permanent code, printed on its label.
  public let code: AssetCode
  /// What kind of thing it is.
  public let category: DeviceCategory
  /// By what right it came into the chain, the last time it was given.
  public let legalOrigin: LegalOrigin
  /// The line of the donation it came with, the last time it was given.
  public let donationLine: DonationLineID
  /// Which stay in the workshop this is, from 1; a return for good begins the next.
  public let round: Int
  /// Where it stands.
  public let state: State
  /// The movement that brought it there.
  public let standing: EntryID

  /// Where a device stands; a payload exists only where it means something.
  public enum State: Sendable, Equatable {
    /// Taken in, or come back: whatever it holds is still its last user's.
    case received
    /// In the workshop, its round opened.
    case inRefurbishment
    /// Behind the gate: fit to leave, by the verdict kept under that entry.
    case ready(proof: EntryID)
    /// Kept, and nobody else can have it.
    case reserved(proof: EntryID, for: Reservation)
    /// In a household's hands, under a contract.
    case out(proof: EntryID, under: ContractID)
    /// In for repair, its user's data on it: it goes back under that contract, and nowhere else.
    case inRepair(proof: EntryID, under: ContractID)
    /// Given away for good, fit to leave by that verdict; it may be donated again.
    case given(proof: EntryID)
    /// Taken apart for its parts.
    case harvested
    /// Handed to whoever recycles it.
    case recycled
    /// Sold, fit to leave by that verdict; it may be donated one day.
    case sold(proof: EntryID)
    /// Given back to whoever owns or gave it; it may be donated again.
    case returned
    /// Nobody knows where it is; it may be found.
    case lost
  }

  /// For whom a device is kept.
  public enum Reservation: Sendable, Equatable {
    /// For one request, which has no other device kept for it.
    case request(RequestID)
    /// By a signed contract that promises it, beside other devices.
    case contract(ContractID)
  }

  /// The states by name, as stored.
  public enum StateName: String, Sendable, CaseIterable {
    case received
    case inRefurbishment = "in-refurbishment"
    case ready, reserved, out
    case inRepair = "in-repair"
    case given, harvested, recycled, sold, returned, lost

    /// Whether a device in this state has left the stock, or is no device any more; each end has its proof.
    public var isEnd: Bool {
      switch self {
      case .received, .inRefurbishment, .ready, .reserved, .out, .inRepair: false
      case .given, .harvested, .recycled, .sold, .returned, .lost: true
      }
    }

    /// Whether what the device holds is its user's and is to be kept: nobody erases it.
    public var keepsData: Bool { self == .out || self == .inRepair }

    /// Whether a device in this state is somebody else's, who may donate it again under the code it always had.
    public var mayBeDonatedAgain: Bool { Movement.Verb.donateAgain.transition.from.contains(self) }
  }
}

extension Device.State {
  /// The state without its payload.
  public var name: Device.StateName {
    switch self {
    case .received: .received
    case .inRefurbishment: .inRefurbishment
    case .ready: .ready
    case .reserved: .reserved
    case .out: .out
    case .inRepair: .inRepair
    case .given: .given
    case .harvested: .harvested
    case .recycled: .recycled
    case .sold: .sold
    case .returned: .returned
    case .lost: .lost
    }
  }

  /// The readiness proof the state rests on; nothing before the gate.
  var proof: EntryID? {
    switch self {
    case .received, .inRefurbishment, .harvested, .recycled, .returned, .lost: nil
    case .ready(let proof), .reserved(let proof, _), .out(let proof, _), .inRepair(let proof, _), .given(let proof),
      .sold(let proof):
      proof
    }
  }

  /// The request it is kept for.
  public var request: RequestID? { if case .reserved(_, .request(let request)) = self { request } else { nil } }
  /// The contract it is out under, or in for repair under.
  public var contract: ContractID? {
    switch self {
    case .out(_, let contract), .inRepair(_, let contract): contract
    default: nil
    }
  }

  /// The contract that promises it, or that it is out or in for repair under.
  public var holder: ContractID? {
    if case .reserved(_, .contract(let contract)) = self { contract } else { contract }
  }

  /// The state from its stored parts, or nothing when the parts do not make one.
  init?(name: Device.StateName, proof: EntryID?, request: RequestID?, contract: ContractID?) {
    switch (name, proof, request, contract) {
    case (.received, nil, nil, nil): self = .received
    case (.inRefurbishment, nil, nil, nil): self = .inRefurbishment
    case (.ready, let proof?, nil, nil): self = .ready(proof: proof)
    case (.reserved, let proof?, let request?, nil): self = .reserved(proof: proof, for: .request(request))
    case (.reserved, let proof?, nil, let contract?): self = .reserved(proof: proof, for: .contract(contract))
    case (.out, let proof?, nil, let contract?): self = .out(proof: proof, under: contract)
    case (.inRepair, let proof?, nil, let contract?): self = .inRepair(proof: proof, under: contract)
    case (.given, let proof?, nil, nil): self = .given(proof: proof)
    case (.harvested, nil, nil, nil): self = .harvested
    case (.recycled, nil, nil, nil): self = .recycled
    case (.sold, let proof?, nil, nil): self = .sold(proof: proof)
    case (.returned, nil, nil, nil): self = .returned
    case (.lost, nil, nil, nil): self = .lost
    default: return nil
    }
  }
}

extension Device.StateName {
  /// The state in words.
  public var text: Text {
    switch self {
    case .received: Text(fr: "reçu", en: "received")
    case .inRefurbishment: Text(fr: "en atelier", en: "in the workshop")
    case .ready: Text(fr: "prêt à partir", en: "ready to leave")
    case .reserved: Text(fr: "réservé", en: "reserved")
    case .out: Text(fr: "sorti", en: "out")
    case .inRepair: Text(fr: "en réparation, données à garder", en: "in for repair, data to be kept")
    case .given: Text(fr: "donné", en: "given away")
    case .harvested: Text(fr: "démonté pour pièces", en: "harvested for parts")
    case .recycled: Text(fr: "recyclé", en: "recycled")
    case .sold: Text(fr: "vendu", en: "sold")
    case .returned: Text(fr: "rendu à qui il était", en: "returned to whose it was")
    case .lost: Text(fr: "perdu", en: "lost")
    }
  }
}
