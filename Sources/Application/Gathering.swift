import Directory
import Documents
import Inventory
public import Kernel
public import Loans
import Storage

/// A gathering on one screen: where, when, and how far each family is.
public struct GatheringSheet: Sendable {
  public let gathering: Gathering
  public let place: String
  public let lines: [Line]

  /// One family invited.
  public struct Line: Sendable {
    public let guest: Gathering.Guest
    public let household: Household
    /// The device kept for its request, or handed over.
    public let device: AssetCode?
    /// Its contract, once it is signed.
    public let contract: Contract?
  }
}

extension Chain {
  /// Plans a place and a day at which many families get their devices.
  public func plan(gathering title: String, at place: String, on day: Day, as act: Act) throws -> Gathering {
    try database.write(Action.planGathering, act) { change in
      let place = try DirectoryStore.place(place, in: change).id
      change.concerns(.place(place))
      let gathering = try GatheringStore.plan(title, at: place, on: day, in: change)
      change.note("gathering", .id(gathering.id))
      return gathering
    }
  }

  /// Invites families to a gathering, by their requests.
  public func invite(_ requests: [RequestID], to id: GatheringID, as act: Act) throws -> Gathering {
    try database.write(Action.inviteToGathering, act) { change in
      let gathering = try GatheringStore.existing(id, in: change)
      change.concerns(.place(gathering.place))
      change.note("gathering", .id(id))
      try GatheringStore.invite(requests, to: id, in: change)
      return try GatheringStore.existing(id, in: change)
    }
  }

  /// Signs a contract for each family invited for which a device is kept and none is signed yet: all of them or none.
  ///
  /// Each contract is an act of its own, which can be set right by itself.
  /// - Throws: ``GatheringFailure/nothingToSign(_:)``, and what signing one is refused for.
  public func signAll(
    at id: GatheringID, lender: String, starts: Day, ends: LoanEnd, accessories: [String], _ wish: ContractWish,
    as act: Act
  ) throws -> [Contract] {
    try database.write(Action.signAtGathering, act) { change in
      let gathering = try GatheringStore.existing(id, in: change)
      change.concerns(.place(gathering.place))
      change.note("gathering", .id(id))
      let lender = try DirectoryStore.structure(lender, in: change)
      let contracts = try gathering.guests.compactMap { guest -> Contract? in
        let request = try RequestStore.existing(guest.request, in: change)
        guard case .allocated = request.state, try !ContractStore.isSigned(for: guest.request, in: change) else {
          return nil
        }
        return try change.also(Action.signContract) { signing in
          try sign(
            contractFor: guest.request, lender: lender.id, starts: starts, ends: ends, accessories: accessories, wish,
            in: signing)
        }
      }
      guard !contracts.isEmpty else { throw GatheringFailure.nothingToSign(id) }
      change.note("contracts", .number(contracts.count))
      return contracts
    }
  }

  /// Hands over what the families who came have signed for, and records who came: all of it or nothing.
  ///
  /// - Parameter absent: the requests of the families who did not come.
  /// - Throws: ``GatheringFailure``, and what handing one over is refused for.
  public func handOverAll(
    at id: GatheringID, absent: [RequestID], following plan: FollowUpPlan, as act: Act
  ) throws -> GatheringSheet {
    try database.write(Action.attendGathering, act) { change in
      let gathering = try GatheringStore.existing(id, in: change)
      change.concerns(.place(gathering.place))
      change.note("gathering", .id(id))
      if let stranger = absent.first(where: { missing in !gathering.guests.contains { $0.request == missing } }) {
        throw GatheringFailure.notInvited(id, stranger)
      }
      var count = 0
      for guest in gathering.guests {
        let came = !absent.contains(guest.request)
        let contract = try signed(for: guest.request, in: change)
        guard let contract, came || guest.came == nil else { continue }
        try GatheringStore.record(guest.request, came: came, to: id, in: change)
        count += 1
        guard came else { continue }
        _ = try change.also(Action.recordHandOver) { handOver in
          try self.handOver(contract.id, at: gathering.place, to: nil, following: plan, in: handOver)
        }
      }
      guard count > 0 else { throw GatheringFailure.nothingToHandOver(id) }
      return try sheet(of: GatheringStore.existing(id, in: change), in: change)
    }
  }

  /// A gathering with how far each family is.
  ///
  /// - Throws: ``GatheringFailure/noGathering(_:)``.
  public func gathering(_ id: GatheringID) throws -> GatheringSheet {
    try database.read { try sheet(of: GatheringStore.existing(id, in: $0), in: $0) }
  }

  /// Every gathering, by its day.
  public func gatherings() throws -> [GatheringSheet] {
    try database.read { reader in try GatheringStore.all(in: reader).map { try sheet(of: $0, in: reader) } }
  }

  /// Prints the list of a gathering, with room to tick and to sign.
  ///
  /// - Parameter keep: puts the bytes away inside the act: when it fails, nothing is recorded either.
  public func printGathering(
    _ id: GatheringID, as act: Act, keep: ([UInt8]) throws -> Void = { _ in }
  ) throws -> PrintedPaper {
    try database.write(Action.printGathering, act) { change in
      let sheet = try sheet(of: GatheringStore.existing(id, in: change), in: change)
      change.concerns(.place(sheet.gathering.place))
      change.note("gathering", .id(id))
      let paper = GatheringListPaper(
        issuer: Party(name: instance.name), reference: id.reference, title: sheet.gathering.title, place: sheet.place,
        day: sheet.gathering.day,
        lines: sheet.lines.map { line in
          GatheringListPaper.Line(
            family: line.household.profile.contactName, request: line.guest.request.reference,
            device: line.device?.description ?? "–", contract: line.contract?.id.reference ?? "–")
        })
      let pdf = try paper.pdf(created: act.recorded)
      try keep(pdf)
      return PrintedPaper(pdf: pdf, reference: id.reference)
    }
  }

  /// The contract of a request that waits for its hand-over, or nothing.
  private func signed(for request: RequestID, in reader: Reader) throws -> Contract? {
    let household = try RequestStore.existing(request, in: reader).wish.household
    return try ContractStore.open(of: household, in: reader).first {
      $0.agreement.request == request && $0.state == .signed
    }
  }

  private func sheet(of gathering: Gathering, in reader: Reader) throws -> GatheringSheet {
    let place: String? = try reader.first("SELECT name FROM places WHERE id = \(gathering.place)").map {
      try $0["name"]
    }
    return GatheringSheet(
      gathering: gathering, place: place ?? "?",
      lines: try gathering.guests.map { guest in
        let request = try RequestStore.existing(guest.request, in: reader)
        let household = request.wish.household
        return GatheringSheet.Line(
          guest: guest, household: try HouseholdStore.existing(household, in: reader),
          device: try request.state.device.flatMap { try DeviceStore.device($0, in: reader)?.code },
          contract: try ContractStore.all(of: household, in: reader).last { contract in
            contract.agreement.request == guest.request && contract.agreement.follows == nil
              && contract.state != .cancelled
          })
      })
  }
}
