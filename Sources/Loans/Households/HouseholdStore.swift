public import Kernel
public import Storage

/// Keeps households: their number for ever, and what is known of them.
public enum HouseholdStore {
  /// Records a household.
  public static func add(_ profile: Household.Profile, in change: Change) throws -> Household {
    let id: HouseholdID = try change.insert("INSERT INTO households (entry) VALUES (\(change.entry))")
    try save(profile, of: id, in: change)
    return Household(id: id, profile: profile)
  }

  /// Records what is known of a household from now on; what was known before stays in its place.
  public static func save(_ profile: Household.Profile, of id: HouseholdID, in change: Change) throws {
    try change.run(
      """
      INSERT INTO household_profiles
        (entry, household, contact_name, sought_name, phone, email, commune, adults, children)
      VALUES (\(change.entry), \(id), \(profile.contactName), \(profile.contactName.folded), \(profile.phone),
        \(profile.email), \(profile.commune), \(profile.adults), \(profile.children))
      """)
  }

  /// A household, or nothing when there is none of that number or it was recorded by mistake.
  ///
  /// - Throws: ``LoansFailure/householdForgotten(_:by:)``.
  public static func find(_ id: HouseholdID, in reader: Reader) throws -> Household? {
    if let entry = try Forgotten.entry(of: .household(id), in: reader) {
      throw LoansFailure.householdForgotten(id, by: entry)
    }
    return try reader.first("\(profiles) AND p.household = \(id)").map(household)
  }

  /// A household.
  ///
  /// - Throws: ``LoansFailure/noHousehold(_:)``, ``LoansFailure/householdForgotten(_:by:)``.
  public static func existing(_ id: HouseholdID, in reader: Reader) throws -> Household {
    guard let household = try find(id, in: reader) else { throw LoansFailure.noHousehold(id) }
    return household
  }

  /// The household that an act registered, as it is known now, or nothing.
  public static func registered(by entry: EntryID, in reader: Reader) throws -> Household? {
    try reader.first("\(profiles) AND h.entry = \(entry) AND p.contact_name IS NOT NULL").map(household)
  }

  /// The households whose contact can be called at a number, or whose contact's name contains some words,
  /// whatever their case and accents.
  ///
  /// - Parameter most: how many are looked for at most.
  public static func search(_ words: String, atMost most: Int = .max, in reader: Reader) throws -> [Household] {
    if let phone = try? PhoneNumber(words) {
      return try reader.all("\(profiles) AND p.phone = \(phone) ORDER BY p.household LIMIT \(most)").map(household)
    }
    guard let words = words.filter({ $0 != "%" && $0 != "_" }).trimmed else { return [] }
    return try reader.all(
      """
      \(profiles) AND p.entry IN (SELECT n.entry FROM household_profiles AS n
        WHERE n.sought_name LIKE \("%" + words.folded + "%")) ORDER BY p.household LIMIT \(most)
      """
    ).map(household)
  }

  /// The households that a new one may be already: those whose contact has the same telephone, or the same name in the same
  /// commune, whichever of its words comes first.
  ///
  /// A commune or an address is no match: people share a shelter. Nor is a child: one may have two homes.
  public static func resembling(_ profile: Household.Profile, in reader: Reader) throws -> [Household] {
    var found: [HouseholdID: Household] = [:]
    func add(_ households: [Household]) { for household in households { found[household.id] = household } }
    add(try reader.all("\(profiles) AND p.phone = \(profile.phone)").map(household))
    for name in profile.contactName.folded.ordersOfWords {
      add(
        try reader.all("\(profiles) AND p.sought_name = \(name) AND p.commune = \(profile.commune)").map(household))
    }
    return found.values.sorted { $0.id.rawValue < $1.id.rawValue }
  }

  /// The latest profile that stands of each household that stands.
  private static let profiles: SQL = """
    SELECT p.household, p.contact_name, p.phone, p.email, p.commune, p.adults, p.children
    FROM household_profiles AS p JOIN households AS h ON h.id = p.household
    WHERE \(SQL.stands("h.entry")) AND p.entry = (
      SELECT max(q.entry) FROM household_profiles AS q WHERE q.household = p.household
      AND \(SQL.stands("q.entry")))
    """

  private static func household(_ row: Row) throws -> Household {
    Household(
      id: try row["household"],
      profile: try Household.Profile(
        contactName: try row["contact_name"], phone: try row["phone"], email: try row["email"],
        commune: try row["commune"], adults: try row["adults"], children: try row["children"]))
  }
}

extension String {
  /// Its words in every order, as a name is found whichever of its words an index has first; as it stands beyond four words.
  fileprivate var ordersOfWords: Set<String> {
    let words = split(separator: " ")
    guard words.count <= 4 else { return [self] }
    func orders(of words: [Substring]) -> [[Substring]] {
      guard !words.isEmpty else { return [[]] }
      return words.indices.flatMap { place -> [[Substring]] in
        var others = words
        let first = others.remove(at: place)
        return orders(of: others).map { [first] + $0 }
      }
    }
    return Set(orders(of: words).map { $0.joined(separator: " ") })
  }
}
