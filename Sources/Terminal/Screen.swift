import CNcurses

/// The whole screen of a terminal, taken over until it is closed.
///
/// It is restored by ``close()``, and by ncurses when a signal ends the program.
public final class Screen {
  /// One key.
  public enum Key: Hashable, Sendable {
    case character(Character)
    case enter
    case backspace
    /// The line is to be begun again.
    case escape
    /// The screen has another size now.
    case resized
    /// Nothing more will come: the end of the input, or Ctrl-D.
    case end
    /// A key that means nothing here.
    case other
  }

  private let hasColour: Bool
  private var isOpen = true

  /// Takes the terminal over, or gives nothing where there is none that can be.
  ///
  /// - Parameter wantsColour: whether to use colours where the terminal has some.
  public init?(wantsColour: Bool) {
    let answer = rebond_screen_start(wantsColour ? 1 : 0)
    guard answer > 0 else { return nil }
    hasColour = answer == 2
  }

  deinit { close() }

  /// Gives the terminal back as it was.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    rebond_screen_end()
  }

  /// How many columns and rows the screen has now.
  public var size: (columns: Int, rows: Int) {
    (Int(rebond_screen_columns()), Int(rebond_screen_rows()))
  }

  /// Shows a picture; rows and letters beyond the screen are left out.
  public func show(_ picture: Picture) {
    let (columns, rows) = size
    rebond_screen_clear()
    for (number, row) in picture.rows.prefix(rows).enumerated() {
      let (pair, reversed, bold) = style(of: row.look)
      rebond_screen_style(pair, reversed ? 1 : 0, bold ? 1 : 0)
      let text = row.text.prefix(columns)
      let filling = row.look == .plain || row.look == .strong ? 0 : max(0, columns - text.count)
      rebond_screen_put(Int32(number), 0, text + String(repeating: " ", count: filling))
    }
    rebond_screen_style(0, 0, 0)
    rebond_screen_cursor(Int32(min(picture.rows.count, rows) - 1), Int32(min(picture.cursor, columns - 1)))
    rebond_screen_show()
  }

  /// Rings.
  public func ring() { rebond_screen_bell() }

  /// Waits for a key.
  public func key() -> Key {
    var code: UInt32 = 0
    switch rebond_screen_key(&code) {
    case 1: return Screen.character(code)
    case 2:
      if rebond_screen_is_enter(code) != 0 { return .enter }
      if rebond_screen_is_backspace(code) != 0 { return .backspace }
      return rebond_screen_is_resize(code) != 0 ? .resized : .other
    default: return .end
    }
  }

  private static func character(_ code: UInt32) -> Key {
    switch code {
    case 0x0A, 0x0D: .enter
    case 0x08, 0x7F: .backspace
    case 0x1B: .escape
    case 0x04: .end
    default: Unicode.Scalar(code).map { .character(Character($0)) } ?? .other
    }
  }

  private func style(of look: Picture.Look) -> (pair: Int32, reversed: Bool, bold: Bool) {
    switch look {
    case .plain: (0, false, false)
    case .strong: (0, false, true)
    case .bar: hasColour ? (1, false, true) : (0, true, false)
    case .good: hasColour ? (2, false, true) : (0, false, true)
    case .bad: hasColour ? (3, false, true) : (0, true, true)
    case .waiting: hasColour ? (4, false, true) : (0, false, true)
    }
  }
}
