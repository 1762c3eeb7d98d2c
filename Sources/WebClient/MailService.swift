import CCurl
public import Kernel

/// A server that takes messages, and the account they are sent from; the password is part of no failure and no description.
public struct MailService: Sendable {
  /// `smtp` or `smtps`.
  let scheme: String
  /// Its host alone, to be named in messages.
  public let host: String
  private let port: Int
  private let account: (user: String, password: String)?
  /// Whom messages come from.
  public let from: EmailAddress

  /// Describes a service.
  ///
  /// - Parameters:
  ///   - address: `smtps://mail.example.org`, or `smtp://` with STARTTLS; without encryption for this machine alone.
  ///   - account: whose name and password open it, when it asks.
  /// - Throws: ``WebFailure/unsafeAddress(_:)`` for what is no such address.
  public init(
    _ address: String, account: (user: String, password: String)?, from: EmailAddress
  ) throws(WebFailure) {
    let parts = address.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let plain = address.utf8.allSatisfy {
      $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "@") && $0 != UInt8(ascii: "\\")
    }
    guard plain, parts.count >= 3, parts[1].isEmpty, parts[3...].allSatisfy(\.isEmpty),
      ["smtp:", "smtps:"].contains(parts[0].lowercased())
    else { throw .unsafeAddress(address) }
    scheme = String(parts[0].lowercased().dropLast())
    let authority = parts[2].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let usual = scheme == "smtps" ? 465 : 587
    let port = authority.count == 2 ? Int(authority[1]) : usual
    guard let name = authority.first, !name.isEmpty,
      name.allSatisfy({ $0.isLetter || $0.isNumber || "-.".contains($0) }),
      let port, (1...65_535).contains(port)
    else { throw .unsafeAddress(address) }
    (host, self.port, self.account, self.from) = (name.lowercased(), port, account, from)
  }

  /// Whether it is this very machine.
  private var isHere: Bool { host == "127.0.0.1" || host == "localhost" }

  /// Sends a message, and waits until the server has taken it.
  ///
  /// - Throws: ``WebFailure/mailNotSent(host:)`` when it certainly did not leave, ``WebFailure/mailUncertain(host:)`` when the
  ///   connection broke and nobody knows.
  public func send(_ message: MailMessage) throws(WebFailure) {
    var source = Source(bytes: message.bytes)
    let error = withUnsafeMutablePointer(to: &source) { source in
      let words =
        ["\(scheme)://\(host):\(port)/rebond", "<\(message.from)>", "<\(message.to)>"]
        + (account.map { [$0.user, $0.password] } ?? [])
      return withCStrings(words) { words in
        var mail = rebond_mail()
        mail.url = words[0]
        mail.from = words[1]
        mail.to = words[2]
        if words.count == 5 {
          mail.user = words[3]
          mail.password = words[4]
        }
        mail.encrypted = isHere ? 0 : 1
        mail.connect_milliseconds = 5_000
        mail.total_milliseconds = 20_000
        mail.source = UnsafeMutableRawPointer(source)
        mail.message = { into, size, count, source in
          guard let into, let source = source?.assumingMemoryBound(to: Source.self) else { return 0 }
          let rest = source.pointee.bytes[source.pointee.sent...]
          let piece = rest.prefix(size * count)
          for (index, byte) in piece.enumerated() { into[index] = CChar(bitPattern: byte) }
          source.pointee.sent += piece.count
          return piece.count
        }
        return rebond_mail_send(&mail)
      }
    }
    switch error {
    case 0: return
    case -1: throw .noLibrary
    case _ where MailService.before.contains(UInt32(bitPattern: error)): throw .mailNotSent(host: host)
    // Once the whole message is on its way, the server may have taken it.
    case _ where source.sent == 0: throw .mailNotSent(host: host)
    default: throw .mailUncertain(host: host)
    }
  }

  /// The errors that come before the message, or by which the server refuses it.
  private static let before: Set<UInt32> = [
    CURLE_COULDNT_RESOLVE_HOST.rawValue, CURLE_COULDNT_CONNECT.rawValue, CURLE_LOGIN_DENIED.rawValue,
    CURLE_USE_SSL_FAILED.rawValue, CURLE_SSL_CONNECT_ERROR.rawValue, CURLE_PEER_FAILED_VERIFICATION.rawValue,
    CURLE_URL_MALFORMAT.rawValue, CURLE_UNSUPPORTED_PROTOCOL.rawValue,
  ]

  private struct Source {
    let bytes: [UInt8]
    var sent = 0
  }
}
