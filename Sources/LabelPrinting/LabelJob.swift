public import Kernel
public import Storage
public import Typesetting

/// A run of labels as it is kept: enough to print it again.
public struct LabelJob: Sendable, Equatable {
  /// Its entry of the journal, which is its number.
  public let id: EntryID
  /// The names of its templates, as they were given.
  public let design, stock, printer: String
  public let words: LabelWords
  /// How many of each, and where they go on the first sheet.
  public let placing: LabelPlacing
  /// Labels in all, copies included.
  public let labels: Int
  /// The last label used of the last sheet.
  public let last: LabelPlacing.Position
  /// How many labels the printer has accepted, by what its last sending said.
  public let sent: Int
}

/// Jobs, what became of them, and what sets printers right.
public enum LabelJobStore {
  /// Keeps one label of a job that is being made.
  public static func add(_ item: LabelItem, number: Int, in change: Change) throws {
    // No line holds a line break: a label's words are set with single spaces.
    try change.run(
      """
      INSERT INTO label_job_items (job, number, code, payload, lines)
      VALUES (\(change.entry), \(number), \(item.code), \(item.payload), \(item.lines.joined(separator: "\n")))
      """)
  }

  /// Keeps a job whose labels were all laid out.
  public static func save(
    design: String, stock: String, printer: String, words: LabelWords, placing: LabelPlacing, printed: PrintedLabels,
    wished: Bool, in change: Change
  ) throws {
    let skipped = placing.skip.sorted().map(String.init).joined(separator: ",")
    try change.run(
      """
      INSERT INTO label_jobs (entry, design, stock, printer, language, helpline, copies, labels, first_row, first_column,
        skipped, last_row, last_column, wished)
      VALUES (\(change.entry), \(design), \(stock), \(printer), \(words.language.rawValue), \(words.helpline),
        \(placing.copies), \(printed.labels), \(placing.start.row), \(placing.start.column), \(skipped),
        \(printed.last.row), \(printed.last.column), \(wished ? 1 : 0))
      """)
  }

  /// Records how many labels of a job were accepted so far, by a file all of them, and the last label used of their sheet.
  public static func send(
    _ sent: Int, of job: EntryID, on stock: String, last: LabelPlacing.Position, in change: Change
  ) throws {
    try change.run(
      """
      INSERT INTO label_sendings (entry, job, sent, stock, last_row, last_column)
      VALUES (\(change.entry), \(job), \(sent), \(stock), \(last.row), \(last.column))
      """)
  }

  /// A job.
  ///
  /// - Throws: ``LabelPrintingFailure/noSuchJob(_:)``.
  public static func job(_ id: EntryID, in reader: Reader) throws -> LabelJob {
    guard let job = try jobs("label_jobs.entry = \(id)", in: reader).first else {
      throw LabelPrintingFailure.noSuchJob(id)
    }
    return job
  }

  /// The last jobs, oldest first.
  public static func jobs(last count: Int, in reader: Reader) throws -> [LabelJob] {
    try jobs(
      "label_jobs.entry IN (SELECT entry FROM label_jobs ORDER BY entry DESC LIMIT \(count))", in: reader)
  }

  /// The last label that was used of a sheet of some stock; nothing when none was: what no printer has taken used nothing.
  public static func last(on stock: String, in reader: Reader) throws -> LabelPlacing.Position? {
    try reader.first(
      """
      SELECT last_row, last_column FROM label_sendings WHERE stock = \(stock) AND sent > 0 ORDER BY entry DESC LIMIT 1
      """
    ).map { try LabelPlacing.Position(row: $0["last_row"], column: $0["last_column"]) }
  }

  /// The labels of a job, from a number on, at most so many.
  public static func items(of job: EntryID, from first: Int, most: Int, in reader: Reader) throws -> [LabelItem] {
    try reader.all(
      """
      SELECT code, payload, lines FROM label_job_items WHERE job = \(job) AND number >= \(first)
      ORDER BY number LIMIT \(most)
      """
    ).map { row in
      let lines: String = try row["lines"]
      return try LabelItem(
        row["code"], payload: row["payload"],
        lines: lines.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    }
  }

  /// Records what sets a printer right, from this act on.
  public static func calibrate(_ printer: String, _ wish: Adjustment, in change: Change) throws {
    func whole(_ number: Double, _ parts: Double) -> Int { Int((number * parts).rounded()) }
    try change.run(
      """
      INSERT INTO label_calibrations (entry, printer, dx_micrometres, dy_micrometres, scale_x_millionths,
        scale_y_millionths, skew_millionths)
      VALUES (\(change.entry), \(printer), \(whole(wish.dx, 1e3)), \(whole(wish.dy, 1e3)), \(whole(wish.scaleX, 1e6)),
        \(whole(wish.scaleY, 1e6)), \(whole(wish.skew, 1e6)))
      """)
  }

  /// What sets a printer right, by the latest standing word; nothing when nobody measured.
  public static func calibration(of printer: String, in reader: Reader) throws -> Adjustment? {
    try reader.first(
      """
      SELECT label_calibrations.* FROM label_calibrations JOIN acts ON acts.entry = label_calibrations.entry
      WHERE printer = \(printer) AND acts.annulled = 0 ORDER BY label_calibrations.entry DESC LIMIT 1
      """
    ).map { row in
      func number(_ column: String, _ parts: Double) throws -> Double {
        let whole: Int = try row[column]
        return Double(whole) / parts
      }
      return try Adjustment(
        dx: number("dx_micrometres", 1e3), dy: number("dy_micrometres", 1e3),
        scaleX: number("scale_x_millionths", 1e6), scaleY: number("scale_y_millionths", 1e6),
        skew: number("skew_millionths", 1e6))
    }
  }

  private static func jobs(_ condition: SQL, in reader: Reader) throws -> [LabelJob] {
    try reader.all(
      """
      SELECT label_jobs.*, coalesce((SELECT sent FROM label_sendings WHERE job = label_jobs.entry
        ORDER BY label_sendings.entry DESC LIMIT 1), 0) AS sent
      FROM label_jobs WHERE \(condition) ORDER BY label_jobs.entry
      """
    ).map { row in
      let (language, skipped): (String, String) = (try row["language"], try row["skipped"])
      return try LabelJob(
        id: row["entry"], design: row["design"], stock: row["stock"], printer: row["printer"],
        words: LabelWords(Language(rawValue: language) ?? .fr, helpline: row["helpline"]),
        placing: LabelPlacing(
          copies: row["copies"], start: LabelPlacing.Position(row: row["first_row"], column: row["first_column"]),
          skip: Set(skipped.split(separator: ",").compactMap { Int($0) })),
        labels: row["labels"], last: LabelPlacing.Position(row: row["last_row"], column: row["last_column"]),
        sent: row["sent"])
    }
  }
}
