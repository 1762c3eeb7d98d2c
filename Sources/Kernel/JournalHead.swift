/// The journal's last entry, by number and hash: printed in backups and reports, it shows later whether the journal was cut
/// or rewritten.
public struct JournalHead: Sendable, Hashable, CustomStringConvertible {
  /// The number of the last entry; 0 for an empty journal.
  public let sequence: Int64
  /// The hash of the last entry; 32 zero bytes for an empty journal.
  public let hash: Digest

  /// Makes a head from its parts.
  public init(sequence: Int64, hash: Digest) {
    self.sequence = sequence
    self.hash = hash
  }

  /// Reads a head as it is printed, `42:` and 64 hexadecimal digits.
  ///
  /// - Throws: ``KernelFailure/invalid(_:input:)`` when it has not that shape.
  public init(_ input: String) throws(KernelFailure) {
    let parts = input.filter { !$0.isWhitespace }.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let sequence = Int64(parts[0]), sequence >= 0, let hash = Digest(hexadecimal: parts[1])
    else { throw .invalid(.journalHead, input: input) }
    self.init(sequence: sequence, hash: hash)
  }

  /// The head as `42:` and 64 hexadecimal digits.
  public var description: String { "\(sequence):\(hash)" }
}
