public import Kernel

/// How a contract was signed, before whom, and by whom for whom.
///
/// The names are a person's data: they rest in tables of their own, and never in the journal.
public struct Signature: Sendable, Equatable {
  /// On paper, or on a screen.
  public let means: Means
  /// Before whom; the person who recorded it unless said.
  public let witness: String?
  /// Whether the household's contact signs alone.
  public let capacity: Capacity
  /// Who signs in the contact's place, or with them.
  public let representative: String?
  /// Who else borrows, bound *solidairement* (C. civ. art. 1887).
  public let joint: [String]

  /// How a contract is signed.
  public enum Means: Sendable, Equatable {
    /// On paper, on the day of the act; the reference, and the scan may follow.
    case paper
    /// Drawn on a screen at an instant: a *simple* electronic signature (C. civ. art. 1366 and 1367).
    case screen(Instant)
  }

  /// Whether somebody signs alone; never why not.
  public enum Capacity: String, Sendable, CaseIterable {
    case full
    /// A legal representative signs; one parent suffices for an everyday act.
    case minor
    /// *Tutelle*: the guardian signs.
    case guardianship
    /// *Curatelle*: the person signs, and the curator with them only where required.
    case curatorship
  }

  /// Makes a signature.
  ///
  /// - Throws: ``ContractFailure/representativeNeeded(_:)``, ``ContractFailure/representativeOfNobody(_:)``,
  ///   ``ContractFailure/emptySigner``, ``ContractFailure/signerTwice(_:)``.
  public init(
    _ means: Means = .paper, before witness: String? = nil, capacity: Capacity = .full, representative: String? = nil,
    joint: [String] = []
  ) throws(ContractFailure) {
    let names = joint.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    guard !names.contains("") else { throw .emptySigner }
    for (index, name) in names.enumerated() where names[..<index].contains(where: { $0.folded == name.folded }) {
      throw .signerTwice(name)
    }
    switch (capacity, representative?.trimmed) {
    case (.minor, nil), (.guardianship, nil): throw .representativeNeeded(capacity)
    case (.full, let name?): throw .representativeOfNobody(name)
    case (_, let name): self.representative = name
    }
    (self.means, self.witness, self.capacity, self.joint) = (means, witness?.trimmed, capacity, names)
  }

  private init() {
    (means, witness, capacity, representative, joint) = (.paper, nil, .full, nil, [])
  }

  /// The household's contact alone, on paper.
  public static let onPaper = Signature()
}
