import CSodium

/// A secret of four to eight digits that a person types to vouch for an act of judgement; it is never written nor shown.
public struct PIN: Sendable {
  private let digits: String

  /// Reads a PIN as it was typed.
  ///
  /// - Throws: ``KernelFailure/notAPIN``, which does not quote it.
  public init(_ typed: String) throws(KernelFailure) {
    guard (4...8).contains(typed.utf8.count), typed.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw .notAPIN
    }
    digits = typed
  }

  /// The PIN as it is kept: Argon2id with a salt of its own, so that the database does not tell it.
  ///
  /// It takes about a tenth of a second and 64 MB, on purpose.
  /// - Throws: ``KernelFailure/noMemoryForPIN`` when the machine has not that much memory left.
  public func sealed() throws(KernelFailure) -> SealedPIN {
    guard sodium_init() >= 0 else { throw .noMemoryForPIN }
    var sealed = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
    guard
      crypto_pwhash_str(
        &sealed, digits, UInt64(digits.utf8.count), UInt64(crypto_pwhash_OPSLIMIT_INTERACTIVE),
        Int(crypto_pwhash_MEMLIMIT_INTERACTIVE)) == 0
    else { throw .noMemoryForPIN }
    return SealedPIN(stored: String(decoding: sealed.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
  }

  /// Whether this is the PIN that was sealed.
  public func opens(_ sealed: SealedPIN) -> Bool {
    crypto_pwhash_str_verify(sealed.stored, digits, UInt64(digits.utf8.count)) == 0
  }
}

/// A PIN as it is kept: it can be compared with one that is typed, and tells nothing else.
public struct SealedPIN: Hashable, Sendable {
  /// The text kept, as libsodium writes it.
  public let stored: String

  /// Wraps a text that was kept.
  public init(stored: String) { self.stored = stored }
}
