import Directory
import Inventory
public import Kernel
public import Loans
import Scanning
import Storage

extension Chain {
  /// Keeps a ready device for a request: nobody else can have it from then on.
  ///
  /// - Parameter until: the last day it is kept; so many days as ``RequestTerms`` say unless given.
  /// - Throws: ``LoansFailure/requestCannot(_:_:at:)``, ``InventoryFailure/wrongState(_:is:verb:)`` when the device is not ready,
  ///   ``LendingFailure/otherCategory(_:_:wanted:_:)``, and what ``HouseholdLimit`` refuses.
  public func allocate(
    _ code: AssetCode, to id: RequestID, until day: Day? = nil, as act: Act
  ) throws -> Request {
    let until = try day ?? act.day.adding(days: RequestTerms.shipped().keptDays)
    guard until >= act.day else { throw LoansFailure.keptIntoThePast(id, until) }
    return try database.write(Action.allocateDevice, act) { change in
      let request = try RequestStore.existing(id, in: change)
      let device = try DeviceStore.device(code, in: change)
      change.concerns(.request(id))
      change.note("device", .id(device.id))
      let step = try request.allocated(device.id, until: until)
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
  /// - Throws: ``LoansFailure/requestCannot(_:_:at:)``, ``LoansFailure/contractSigned(_:_:)``, and
  ///   ``LoansFailure/appointmentToCome(_:_:)`` when the household is said not to have come before its appointment.
  public func cancelAllocation(
    of id: RequestID, because reason: Request.Release, as act: Act
  ) throws -> Request {
    try database.write(Action.cancelAllocation, act) { change in try release(id, because: reason, in: change) }
  }

  /// Frees, in one go, every device that was kept through a day before the act's, and whose household has neither signed nor an
  /// appointment to come; the requests wait again.
  public func releaseExpired(as act: Act) throws -> [RequestID] {
    try database.write(Action.releaseExpired, act) { change in
      change.concerns(.instance)
      let expired = try RequestDetailStore.expired(on: act.day, in: change).map(\.request)
      change.note("requests", .number(expired.count))
      for id in expired {
        try change.also(Action.cancelAllocation) { _ = try release(id, because: .expired, in: $0) }
      }
      return expired
    }
  }

  /// Frees a device that is kept for somebody, at the desk of scans, for a reason of a closed list; the request waits again.
  ///
  /// - Throws: as ``cancelAllocation(of:as:)``; ``InventoryFailure/wrongState(_:is:verb:)`` when it is kept for nobody.
  func free(_ code: AssetCode, because reason: Card.FreeReason, as act: Act) throws {
    try database.write(Action.cancelAllocation, act) { change in
      let device = try DeviceStore.device(code, in: change)
      guard let request = device.state.request else {
        _ = try device.reservationCancelled()
        // What a signed contract promises is freed with that contract.
        if let contract = device.state.holder { throw ContractFailure.deviceHeld(by: contract) }
        return
      }
      change.note("override", .word(reason))
      _ = try release(request, because: Request.Release(reason), in: change)
    }
  }

  private func release(_ id: RequestID, because reason: Request.Release, in change: Change) throws -> Request {
    let request = try RequestStore.existing(id, in: change)
    change.concerns(.request(id))
    change.note("reason", .word(reason))
    let step = try request.released(because: reason)
    if reason == .noShow, let day = try RequestDetailStore.appointment(of: request, in: change)?.day,
      day > change.act.day
    {
      throw LoansFailure.appointmentToCome(id, day)
    }
    if let device = try request.state.device.flatMap({ try DeviceStore.device($0, in: change) }) {
      change.note("device", .id(device.id))
      try DeviceStore.move(device, by: device.reservationCancelled(), in: change)
    }
    return try RequestStore.save(step, in: change)
  }
}

extension Request.Release {
  fileprivate init(_ reason: Card.FreeReason) {
    self =
      switch reason {
      case .brokenDown: .deviceUnfit
      case .urgent: .priority
      case .notCome: .noShow
      case .mistake: .mistake
      }
  }
}
