import Inventory
public import Kernel
public import Loans
import Scanning
import Storage

/// What can be given to a request: the ready devices of the category asked for.
public struct Proposal: Sendable {
  /// The request.
  public let request: Request
  /// The devices, those ready longest first.
  public let devices: [DeviceLine]
}

extension Chain {
  /// The ready devices that fit a request, those received first leading.
  ///
  /// - Throws: ``LoansFailure/noRequest(_:)``, and ``LoansFailure/requestCannot(_:_:at:)`` when the request takes none now.
  public func proposal(for id: RequestID) throws -> Proposal {
    let request = try database.read { try RequestStore.existing(id, in: $0) }
    guard Request.stage(after: .allocate, at: request.state.stage) != nil else {
      throw LoansFailure.requestCannot(id, .allocate, at: request.state.stage)
    }
    return Proposal(request: request, devices: try devices(in: .ready).filter { $0.category == request.wish.device })
  }

  /// Keeps a ready device for a request: nobody else can have it from then on.
  ///
  /// - Throws: ``LoansFailure/requestCannot(_:_:at:)``, ``InventoryFailure/wrongState(_:is:verb:)`` when the device is not ready,
  ///   ``LendingFailure/otherCategory(_:_:wanted:_:)``, and what ``HouseholdLimit`` refuses.
  public func allocate(_ code: AssetCode, to id: RequestID, as act: Act) throws -> Request {
    try database.write(Action.allocateDevice, act) { change in
      let request = try RequestStore.existing(id, in: change)
      let device = try DeviceStore.device(code, in: change)
      change.concerns(.request(id))
      change.note("device", .id(device.id))
      let step = try request.allocated(device.id)
      let movement = try device.reserved(for: id)
      guard device.category == request.wish.device else {
        throw LendingFailure.otherCategory(code, device.category, wanted: request.wish.device, id)
      }
      try HouseholdLimit(on: request, in: change)?.check(act.day, in: change)
      try ProgrammeStock(of: request, in: change)?.check(in: change)
      try device.requireCleanMedia(in: change)
      try DeviceStore.move(device, by: movement, in: change)
      return try RequestStore.save(step, in: change)
    }
  }

  /// Frees the device kept for a request; the request waits for another.
  ///
  /// - Throws: ``LoansFailure/requestCannot(_:_:at:)``, ``LoansFailure/contractSigned(_:_:)``.
  public func cancelAllocation(of id: RequestID, as act: Act) throws -> Request {
    try database.write(Action.cancelAllocation, act) { change in try release(id, in: change) }
  }

  /// Frees a device that is kept for somebody, at the desk of scans, for a reason of a closed list; the request waits again.
  ///
  /// - Throws: as ``cancelAllocation(of:as:)``; ``InventoryFailure/wrongState(_:is:verb:)`` when it is kept for nobody.
  func free(_ code: AssetCode, because reason: Card.FreeReason, as act: Act) throws {
    try database.write(Action.cancelAllocation, act) { change in
      let device = try DeviceStore.device(code, in: change)
      guard let request = device.state.request else {
        _ = try device.reservationCancelled()
        return
      }
      change.note("override", .word(reason))
      _ = try release(request, in: change)
    }
  }

  private func release(_ id: RequestID, in change: Change) throws -> Request {
    let request = try RequestStore.existing(id, in: change)
    change.concerns(.request(id))
    let step = try request.released()
    if let device = try request.state.device.flatMap({ try DeviceStore.device($0, in: change) }) {
      change.note("device", .id(device.id))
      try DeviceStore.move(device, by: device.reservationCancelled(), in: change)
    }
    return try RequestStore.save(step, in: change)
  }
}
