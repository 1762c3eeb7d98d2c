public import Kernel
public import Storage

/// Items announced and lists taken in, in the database.
public enum ListStore {
  /// Records an item of a donation's line, in the place of another when a later list says otherwise.
  public static func save(
    _ item: AnnouncedItem, on line: DonationLineID, replacing earlier: AnnouncedItemID? = nil, in change: Change
  ) throws {
    try change.run(
      """
      INSERT INTO announced_items (donation_line, replaces, quantity, manufacturer, model, serial, grams, bought_on,
        year_made, value_cents, entry)
      VALUES (\(line), \(earlier), \(item.quantity), \(item.manufacturer), \(item.model), \(item.serial), \(item.grams),
        \(item.boughtOn), \(item.yearMade), \(item.value?.cents), \(change.entry))
      """)
  }

  /// What a donor announced under a serial number, whatever the case of its letters; the latest standing word on each.
  public static func items(
    serial: String, from donor: DonorID, in reader: Reader
  ) throws -> [RecordedItem] {
    try reader.all(
      """
      SELECT announced_items.*, donation_lines.category
      FROM announced_items
      JOIN donation_lines ON donation_lines.id = announced_items.donation_line
      JOIN donations ON donations.id = donation_lines.donation
      LEFT JOIN acts ON acts.entry = announced_items.entry
      WHERE lower(announced_items.serial) = lower(\(serial)) AND announced_items.serial IS NOT NULL
        AND donations.donor = \(donor) AND coalesce(acts.annulled, 0) = 0
        AND NOT EXISTS (SELECT 1 FROM announced_items AS later JOIN acts AS words ON words.entry = later.entry
          WHERE later.replaces = announced_items.id AND words.annulled = 0)
      ORDER BY announced_items.id
      """
    ).map(RecordedItem.init)
  }

  /// The lines of donations on which a thing was announced under a serial number, whatever the case of its letters.
  public static func lines(announcing serial: String, in reader: Reader) throws -> Set<DonationLineID> {
    try Set(
      reader.all(
        """
        SELECT DISTINCT donation_line FROM announced_items JOIN acts ON acts.entry = announced_items.entry
        WHERE lower(serial) = lower(\(serial)) AND serial IS NOT NULL AND acts.annulled = 0
        """
      ).map { try $0["donation_line"] })
  }

  /// What was announced thing by thing on the lines of a donation; the latest standing word on each.
  public static func items(of donation: DonationID, in reader: Reader) throws -> [RecordedItem] {
    try reader.all(
      """
      SELECT announced_items.*, donation_lines.category
      FROM donation_lines JOIN announced_items ON announced_items.donation_line = donation_lines.id
      JOIN acts ON acts.entry = announced_items.entry
      WHERE donation_lines.donation = \(donation) AND acts.annulled = 0
        AND NOT EXISTS (SELECT 1 FROM announced_items AS later JOIN acts AS words ON words.entry = later.entry
          WHERE later.replaces = announced_items.id AND words.annulled = 0)
      ORDER BY announced_items.id
      """
    ).map(RecordedItem.init)
  }

  /// The things without a number that a donor announced in gifts that nobody closed, each with how many its line counts.
  public static func openUnnumbered(
    of donor: DonorID, in reader: Reader
  ) throws -> [(item: RecordedItem, announced: Int)] {
    try reader.all(
      """
      SELECT announced_items.*, donation_lines.category, donation_lines.quantity AS announced
      FROM donations JOIN donation_lines ON donation_lines.donation = donations.id
      JOIN announced_items ON announced_items.donation_line = donation_lines.id
      JOIN acts ON acts.entry = announced_items.entry
      WHERE donations.donor = \(donor) AND announced_items.serial IS NULL AND acts.annulled = 0
        AND NOT EXISTS (SELECT 1 FROM announced_items AS later JOIN acts AS words ON words.entry = later.entry
          WHERE later.replaces = announced_items.id AND words.annulled = 0)
        AND NOT EXISTS (SELECT 1 FROM donation_closings JOIN acts AS closing ON closing.entry = donation_closings.entry
          WHERE donation_closings.donation = donations.id AND closing.annulled = 0)
      ORDER BY announced_items.id
      """
    ).map { (try RecordedItem($0), try $0["announced"]) }
  }

  /// Records what a list of stock said, as a digest, of a thing that bears no number and comes in by this act.
  public static func keep(unnumbered told: Digest, on line: DonationLineID, in change: Change) throws {
    try change.run(
      """
      INSERT INTO unnumbered_things (entry, donation_line, told) VALUES (\(change.entry), \(line), \(told))
      """)
  }

  /// How many things without a number came in of a donor's stock for each thing that lists said of them; what was undone
  /// counts no more.
  public static func unnumbered(of donor: DonorID, in reader: Reader) throws -> [Digest: Int] {
    let counted = try reader.all(
      """
      SELECT unnumbered_things.told, count(*) AS n FROM unnumbered_things
      JOIN donation_lines ON donation_lines.id = unnumbered_things.donation_line
      JOIN donations ON donations.id = donation_lines.donation
      JOIN acts ON acts.entry = unnumbered_things.entry
      WHERE donations.donor = \(donor) AND acts.annulled = 0 GROUP BY unnumbered_things.told
      """
    ).map { row in (try row["told"] as Digest, try row["n"] as Int) }
    return Dictionary(counted, uniquingKeysWith: +)
  }

  /// Records that a list was taken in by this act and those that belong to it, up to an entry.
  public static func keep(_ kind: ListKind, digest: Digest, upTo last: EntryID, in change: Change) throws {
    try change.run(
      """
      INSERT INTO list_imports (entry, kind, digest, last_entry)
      VALUES (\(change.entry), \(kind), \(digest), \(last))
      """)
  }

  /// Whether the very same file was taken in as a gift of the same donor, and still stands.
  ///
  /// Two donors may well write the same ten laptops.
  public static func isKnown(_ kind: ListKind, digest: Digest, of donor: DonorID, in reader: Reader) throws -> Bool {
    try reader.count(
      """
      SELECT count(*) AS n FROM list_imports LEFT JOIN acts ON acts.entry = list_imports.entry
      WHERE list_imports.digest = \(digest) AND list_imports.kind = \(kind) AND coalesce(acts.annulled, 0) = 0
        AND EXISTS (SELECT 1 FROM donations WHERE donations.donor = \(donor)
          AND donations.entry BETWEEN list_imports.entry AND list_imports.last_entry)
      """) > 0
  }

  /// The taking in of a list that an act belongs to, or nothing.
  public static func list(holding entry: EntryID, in reader: Reader) throws -> EntryID? {
    try reader.first(
      """
      SELECT l.entry FROM list_imports AS l
      WHERE l.entry < \(entry) AND l.last_entry >= \(entry) AND \(SQL.stands("l.entry")) ORDER BY l.entry DESC LIMIT 1
      """
    ).map { try $0["entry"] }
  }

  /// The acts that belong to the taking in of a list, itself left out; nothing when the entry took none in.
  public static func members(of entry: EntryID, in reader: Reader) throws -> ClosedRange<Int64>? {
    guard let row = try reader.first("SELECT last_entry FROM list_imports WHERE entry = \(entry)") else { return nil }
    let last: EntryID = try row["last_entry"]
    return last > entry ? entry.rawValue + 1...last.rawValue : nil
  }
}

extension RecordedItem {
  fileprivate init(_ row: Row) throws {
    let cents: Int64? = try row["value_cents"]
    try self.init(
      id: row["id"], line: row["donation_line"], category: row["category"],
      item: AnnouncedItem(
        quantity: row["quantity"], manufacturer: row["manufacturer"], model: row["model"], serial: row["serial"],
        grams: row["grams"], boughtOn: row["bought_on"], yearMade: row["year_made"],
        value: cents.map(Money.init(cents:))),
      entry: row["entry"])
  }
}
