public import Kernel

/// Days to come as an agenda takes them in: iCalendar, RFC 5545.
///
/// Each event lasts a whole day of the calendar: no clock is changed under it, whatever zone the agenda is read in.
public struct Calendar: Sendable, Equatable {
  public var name: String
  public var events: [Event]
  /// When the calendar was made.
  public var stamped: Instant
  /// The instance whose events these are: a part of their identities.
  public var instance: String

  /// Something on one day.
  public struct Event: Sendable, Equatable {
    /// What the event is in its instance; an agenda that takes it in again replaces it.
    public var id: String
    public var day: Day
    public var summary: String
    public var details: String

    /// Makes an event.
    public init(id: String, day: Day, summary: String, details: String) {
      (self.id, self.day, self.summary, self.details) = (id, day, summary, details)
    }
  }

  /// Makes a calendar.
  public init(name: String, events: [Event], stamped: Instant, instance: String) {
    (self.name, self.events, self.stamped, self.instance) = (name, events, stamped, instance)
  }

  /// The file; the same calendar gives the same bytes.
  public var bytes: [UInt8] {
    let house = Digest.sha256(instance.utf8).description.prefix(16)
    let stamp = Calendar.stamp(stamped)
    let lines =
      [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Rebond//Rebond//FR", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        "X-WR-CALNAME:\(Calendar.escaped(name))",
      ]
      + events.flatMap { event in
        [
          "BEGIN:VEVENT", "UID:\(event.id).\(house)@rebond", "DTSTAMP:\(stamp)",
          "DTSTART;VALUE=DATE:\(Calendar.written(event.day))",
          "DTEND;VALUE=DATE:\(Calendar.written(event.day.adding(days: 1)))",
          "SUMMARY:\(Calendar.escaped(event.summary))", "DESCRIPTION:\(Calendar.escaped(event.details))",
          "TRANSP:TRANSPARENT", "CLASS:CONFIDENTIAL", "END:VEVENT",
        ]
      } + ["END:VCALENDAR"]
    return lines.flatMap { Calendar.folded($0) }
  }

  /// A line of at most 75 bytes, the rest on lines that begin with a space, each ended by CR and LF; no character is cut in two.
  static func folded(_ line: String) -> [UInt8] {
    var (bytes, length): ([UInt8], Int) = ([], 0)
    for scalar in line.unicodeScalars {
      let piece = Array(String(scalar).utf8)
      if length + piece.count > 75 {
        bytes += [0x0D, 0x0A, 0x20]
        length = 1
      }
      bytes += piece
      length += piece.count
    }
    return bytes + [0x0D, 0x0A]
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": escaped += "\\\(scalar)"
      case "\n": escaped += "\\n"
      default: if scalar.value >= 0x20, scalar.value != 0x7F { escaped.unicodeScalars.append(scalar) }
      }
    }
    return escaped
  }

  private static func written(_ day: Day) -> String { day.description.filter { $0 != "-" } }

  /// An instant in UTC, `20260915T120000Z`.
  private static func stamp(_ instant: Instant) -> String {
    let day = Clock.stopped(at: instant, zone: .utc).today
    let second = Int(instant.milliseconds / 1_000) - day.ordinal * 86_400
    let parts = [second / 3_600, second / 60 % 60, second % 60].map { String($0 + 100).dropFirst() }
    return "\(written(day))T\(parts.joined())Z"
  }
}
