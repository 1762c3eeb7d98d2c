/// A service of the web, by its scheme, host and port.
///
/// Secrets are sent to it: only over HTTPS, except to this very machine.
public struct WebService: Sendable, Equatable {
  /// The address without its last slash, as `https://particulier.api.gouv.fr`.
  public let address: String
  /// Its host alone, to be named in messages.
  public let host: String
  /// `https`, or `http` for this machine.
  let scheme: String

  /// Reads an address.
  ///
  /// - Throws: ``WebFailure/unsafeAddress(_:)`` when it is none, or not HTTPS and not this machine.
  public init(_ input: String) throws(WebFailure) {
    let parts = input.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let plain = input.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "@") && $0 != UInt8(ascii: "\\") }
    guard plain, parts.count >= 3, parts[1].isEmpty, parts[3...].allSatisfy(\.isEmpty) else {
      throw .unsafeAddress(input)
    }
    let authority = parts[2].lowercased()
    let (host, port) = WebService.split(authority)
    let isName = !host.isEmpty && host.allSatisfy { $0.isLetter || $0.isNumber || "-.".contains($0) }
    guard isName, port.map({ (1...65_535).contains($0) }) ?? !authority.contains(":") else {
      throw .unsafeAddress(input)
    }
    switch parts[0].lowercased() {
    case "https:": scheme = "https"
    case "http:" where host == "127.0.0.1" || host == "localhost": scheme = "http"
    default: throw .unsafeAddress(input)
    }
    self.host = host
    address = "\(scheme)://\(authority)"
  }

  private static func split(_ authority: String) -> (host: String, port: Int?) {
    let parts = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return (String(parts[0]), nil)
    }
    return (String(parts[0]), Int(parts[1]))
  }
}
