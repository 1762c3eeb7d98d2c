public import Kernel

/// A household of the chain: whoever lives together and shares a device.
public struct Household: Sendable, Equatable, Identifiable {
  /// Its number, shown as `F-000123`.
  public let id: HouseholdID
  /// What is known of it now, no more than the loan needs.
  public let profile: Profile

  /// The few things about a household that lending to it takes; nothing else about people is kept.
  public struct Profile: Sendable, Equatable {
    /// The name of the person to ask for.
    public let contactName: String
    /// Where that person can be called, when they have a telephone.
    public let phone: PhoneNumber?
    /// Where that person can be written to, when they have an address and want it used.
    public let email: EmailAddress?
    /// The commune they live in; not their address.
    public let commune: InseeCommune
    /// How many adults live there.
    public let adults: Int
    /// How many minors live there.
    public let children: Int

    /// Makes a profile.
    ///
    /// - Throws: ``LoansFailure/emptyName``, ``LoansFailure/unfitName(_:)`` and
    ///   ``LoansFailure/nobodyInHousehold(adults:children:)``. A minor alone is a
    ///   household: young people leave child welfare (ASE) at 17.
    public init(
      contactName: String, phone: PhoneNumber?, email: EmailAddress? = nil, commune: InseeCommune, adults: Int,
      children: Int
    ) throws(LoansFailure) {
      let name: ProperName?
      do { name = try ProperName(contactName) } catch { throw .unfitName(error) }
      guard let name else { throw .emptyName }
      guard adults >= 0, children >= 0, adults + children >= 1 else {
        throw .nobodyInHousehold(adults: adults, children: children)
      }
      self.contactName = name.text
      self.phone = phone
      self.email = email
      self.commune = commune
      self.adults = adults
      self.children = children
    }
  }
}

extension Household.Profile {
  /// Whether both are plainly of one household: one name, its words in any order, and no two telephones.
  public func isPlainly(_ other: Household.Profile) -> Bool {
    func words(_ profile: Household.Profile) -> [Substring] {
      profile.contactName.folded.split(separator: " ").sorted()
    }
    return words(self) == words(other) && (phone == nil || other.phone == nil || phone == other.phone)
  }
}

extension String {
  /// The text without white space at its ends, or nothing when nothing is left.
  var trimmed: String? {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
    while rest.last?.isWhitespace == true { rest = rest.dropLast() }
    return rest.isEmpty ? nil : String(rest)
  }
}
