public import Kernel

/// When and where a household gets the device kept for it.
public struct Appointment: Sendable, Equatable {
  /// The day.
  public let day: Day
  /// From when to when somebody is there, as `14:00`.
  public let slot: Slot
  /// Where; at the household's home when no place is named.
  public let place: PlaceID?

  /// Makes an appointment.
  public init(on day: Day, _ slot: Slot, at place: PlaceID?) {
    (self.day, self.slot, self.place) = (day, slot, place)
  }

  /// A time of the day that lasts.
  public struct Slot: Sendable, Hashable {
    /// Minutes after midnight.
    public let begins, ends: Int

    /// Reads a slot written `14:00-14:30`, or `14h-14h30`.
    ///
    /// - Throws: ``LoansFailure/notASlot(_:)`` when it is none, or ends before it begins.
    public init(_ written: String) throws(LoansFailure) {
      let parts = written.split { "-–".contains($0) }.map { Slot.minutes($0) }
      guard parts.count == 2, let begins = parts[0], let ends = parts[1], begins < ends else {
        throw .notASlot(written)
      }
      (self.begins, self.ends) = (begins, ends)
    }

    /// The slot as it is kept: `14:00-14:30`.
    public var description: String { "\(Slot.clock(begins, ":"))-\(Slot.clock(ends, ":"))" }

    /// The slot as people say it.
    public var text: Text {
      Text(
        fr: "de \(Slot.clock(begins, " h ")) à \(Slot.clock(ends, " h "))",
        en: "from \(Slot.clock(begins, ":")) to \(Slot.clock(ends, ":"))")
    }

    private static func minutes(_ written: Substring) -> Int? {
      let parts = written.lowercased().filter { !$0.isWhitespace }
        .split(maxSplits: 1, omittingEmptySubsequences: false) { ":h".contains($0) }
      guard parts.joined().allSatisfy({ "0" <= $0 && $0 <= "9" }) else { return nil }
      guard let hour = parts.first.flatMap({ Int($0) }), (0...23).contains(hour), parts[0].count <= 2 else {
        return nil
      }
      guard parts.count == 2, !parts[1].isEmpty else { return parts.count == 2 ? hour * 60 : nil }
      guard parts[1].count == 2, let minute = Int(parts[1]), (0...59).contains(minute) else { return nil }
      return hour * 60 + minute
    }

    private static func clock(_ minutes: Int, _ sign: String) -> String {
      let (hour, minute) = minutes.quotientAndRemainder(dividingBy: 60)
      let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
      return two(hour) + sign + two(minute)
    }
  }
}
