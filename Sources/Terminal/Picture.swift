/// What a whole screen shows: rows of text from the top, each with its look; a value, so that it can be tested without a screen.
public struct Picture: Hashable, Sendable {
  /// The rows from the top; a screen with fewer leaves out the last.
  public var rows: [Row]
  /// The column of the cursor, in the last row.
  public var cursor = 0

  /// One row, as wide as the screen.
  public struct Row: Hashable, Sendable {
    public var text: String
    public var look: Look

    /// Makes a row.
    public init(_ text: String, _ look: Look = .plain) {
      (self.text, self.look) = (text, look)
    }
  }

  /// How a row looks; where there are no colours, reversed and bold letters stand for them, and the words say it anyway.
  public enum Look: Sendable, CaseIterable {
    case plain, strong, bar, good, bad, waiting
  }

  /// Makes a picture.
  public init(rows: [Row]) { self.rows = rows }
}
