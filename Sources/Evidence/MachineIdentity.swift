/// What tells one machine from all others, as far as a tool could read it.
public struct MachineIdentity: Sendable, Hashable {
  /// The serial of the whole system, on its label.
  public let systemSerial: SerialNumber?
  /// The serial of the main board, which a repair can change.
  public let boardSerial: SerialNumber?
  /// The serial of the chassis.
  public let chassisSerial: SerialNumber?
  /// The hardware addresses of the network ports built in, in lower case.
  public let macs: [String]

  /// Makes an identity from what was read.
  public init(
    systemSerial: SerialNumber? = nil, boardSerial: SerialNumber? = nil, chassisSerial: SerialNumber? = nil,
    macs: [String] = []
  ) {
    self.systemSerial = systemSerial
    self.boardSerial = boardSerial
    self.chassisSerial = chassisSerial
    self.macs = macs
  }

  /// One fact a machine can be recognised by.
  public enum Clue: Sendable, Hashable {
    /// The serial of the system.
    case system(String)
    /// The serial of the main board.
    case board(String)
    /// The serial of the chassis.
    case chassis(String)
    /// The hardware address of a network port.
    case mac(String)
  }

  /// The facts worth matching on, the surest first: system → board → chassis → network addresses.
  ///
  /// A clue of a lower rank that contradicts one of a higher rank is a question to the user, not a second device.
  public var clues: [Clue] {
    [
      (systemSerial?.usable).map(Clue.system), (boardSerial?.usable).map(Clue.board),
      (chassisSerial?.usable).map(Clue.chassis),
    ].compactMap { $0 } + macs.map(Clue.mac)
  }
}
