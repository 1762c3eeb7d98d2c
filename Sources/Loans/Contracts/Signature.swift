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
    switch (capacity, representative?.trimmed) {
    case (.minor, nil), (.guardianship, nil): throw .representativeNeeded(capacity)
    case (.full, let name?): throw .representativeOfNobody(name)
    case (_, let name): self.representative = name
    }
    // Who represents the borrower binds the borrower; whoever is bound besides is somebody else.
    var known = Set([representative?.trimmed].compactMap(\.self).map { ProperName.key($0) })
    for name in names where !known.insert(ProperName.key(name)).inserted { throw .signerTwice(name) }
    (self.means, self.witness, self.capacity, self.joint) = (means, witness?.trimmed, capacity, names)
  }

  private init() {
    (means, witness, capacity, representative, joint) = (.paper, nil, .full, nil, [])
  }

  /// Refuses the borrower who signs for themselves as another, or borrows with themselves, as ``ProperName`` tells names.
  ///
  /// - Throws: ``ContractFailure/representsOneself(_:)``, ``ContractFailure/jointWithOneself(_:)``, and
  ///   ``LoansFailure/unfitName(_:)`` for a name that shows less than it is.
  func mustNotName(_ borrower: String) throws {
    for name in [representative].compactMap(\.self) + joint {
      do throws(KernelFailure) { _ = try ProperName(name) } catch { throw LoansFailure.unfitName(error) }
    }
    let key = ProperName.key(borrower)
    if let representative, ProperName.key(representative) == key {
      throw ContractFailure.representsOneself(representative)
    }
    if let name = joint.first(where: { ProperName.key($0) == key }) { throw ContractFailure.jointWithOneself(name) }
  }

  /// The household's contact alone, on paper.
  public static let onPaper = Signature()
}

extension Signature {
  /// What is said of a signature to come; who signs, where that is not said, is as in the contract it follows, if any.
  public struct Wish: Sendable, Equatable {
    /// On paper, or on a screen.
    public var means: Means
    /// Before whom.
    public var witness: String?
    /// Whether the household's contact signs alone; as before unless said, else alone.
    public var capacity: Capacity?
    /// Who signs in the contact's place, or with them; as before unless said.
    public var representative: String?
    /// Who else borrows; as before when nobody is named.
    public var joint: [String]

    /// Makes a wish.
    public init(
      _ means: Means = .paper, before witness: String? = nil, capacity: Capacity? = nil,
      representative: String? = nil, joint: [String] = []
    ) {
      (self.means, self.witness, self.capacity) = (means, witness, capacity)
      (self.representative, self.joint) = (representative, joint)
    }

    /// The signature of a contract that follows no other.
    ///
    /// - Throws: what ``Signature/init(_:before:capacity:representative:joint:)`` refuses.
    public func signature() throws(ContractFailure) -> Signature {
      try Signature(
        means, before: witness, capacity: capacity ?? .full, representative: representative, joint: joint)
    }

    /// The signature of a contract that follows another: nobody comes of age, or is freed, because a loan becomes a gift.
    ///
    /// Whoever signs by another right than before has no representative but the one who is named. Who borrowed jointly and is
    /// the household's contact by now signs as such.
    /// - Throws: what ``Signature/init(_:before:capacity:representative:joint:)`` refuses.
    public func signature(after former: Signature, by contact: String) throws(ContractFailure) -> Signature {
      var wish = self
      wish.capacity = capacity ?? former.capacity
      if wish.capacity == former.capacity { wish.representative = representative?.trimmed ?? former.representative }
      if joint.isEmpty {
        let key = ProperName.key(contact)
        wish.joint = former.joint.filter { ProperName.key($0) != key }
      }
      return try wish.signature()
    }
  }
}
