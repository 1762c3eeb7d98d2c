public import Kernel

/// A message of plain text to one person, RFC 5322 and MIME, in UTF-8.
public struct MailMessage: Sendable, Equatable {
  public let from: EmailAddress
  public let to: EmailAddress
  public let subject: String
  public let body: String
  /// What the message is called for ever, without the domain: the same reminder sent again is the same message.
  public let identity: String
  public let date: Instant

  /// Makes a message.
  public init(from: EmailAddress, to: EmailAddress, subject: String, body: String, identity: String, date: Instant) {
    (self.from, self.to, self.subject) = (from, to, subject)
    (self.body, self.identity, self.date) = (body, identity, date)
  }

  /// The name of the message, `<…@domain>`.
  public var messageID: String {
    let domain = from.description.split(separator: "@").last.map(String.init) ?? "rebond"
    return "<\(identity)@\(domain)>"
  }

  /// The message as it is sent.
  public var bytes: [UInt8] {
    let head = [
      "Date: \(dateField)", "From: <\(from)>", "To: <\(to)>", "Subject: \(encodedSubject)",
      "Message-ID: \(messageID)", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: base64", "Auto-Submitted: auto-generated",
    ]
    // A line of 76 characters is 57 bytes.
    let text = Array(body.utf8)
    let lines = stride(from: 0, to: text.count, by: 57).map { start in
      Base64.text(of: text[start..<min(start + 57, text.count)])
    }
    return Array((head + [""] + lines + [""]).joined(separator: "\r\n").utf8)
  }

  /// The subject as encoded words of at most 75 characters, none of which cuts a character in two (RFC 2047).
  private var encodedSubject: String {
    var words: [[UInt8]] = [[]]
    for character in subject where !character.isNewline {
      let bytes = Array(String(character).utf8)
      if words[words.count - 1].count + bytes.count > 45 { words.append([]) }
      words[words.count - 1] += bytes
    }
    return words.map { "=?utf-8?B?\(Base64.text(of: $0[...]))?=" }.joined(separator: "\r\n ")
  }

  private var dateField: String {
    let day = Clock.stopped(at: date, zone: .utc).today
    let (year, month, number) = day.parts
    // 1 January 1970 was a Thursday.
    let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][((day.ordinal % 7) + 7) % 7]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let second = Int(date.milliseconds / 1_000) - day.ordinal * 86_400
    let time = [second / 3_600, second / 60 % 60, second % 60].map { String(String($0 + 100).dropFirst()) }
    return "\(weekday), \(number) \(months[month - 1]) \(year) \(time.joined(separator: ":")) +0000"
  }
}

/// Bytes as letters, RFC 4648.
enum Base64 {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")

  static func text(of bytes: ArraySlice<UInt8>) -> String {
    var text = ""
    var rest = bytes
    while !rest.isEmpty {
      let three = rest.prefix(3)
      rest = rest.dropFirst(3)
      let padded = Array(three) + [UInt8](repeating: 0, count: 3 - three.count)
      let bits = padded.reduce(0) { $0 << 8 | Int($1) }
      let four = (0..<4).map { letters[bits >> (18 - 6 * $0) & 63] }
      text += String(four.prefix(three.count + 1)) + String(repeating: "=", count: 3 - three.count)
    }
    return text
  }
}
