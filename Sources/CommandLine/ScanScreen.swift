import Application
import Kernel
import Scanning
import Terminal

/// A session of scans on the whole screen of a terminal.
struct ScanScreen {
  let desk: ScanDesk
  let screen: Screen
  let language: Language
  /// More than the tallest screen shows.
  private static let remembered = 200

  /// Takes scans until the input ends.
  func run() throws {
    var (told, typed) = ([Notice](), "")
    while true {
      let picture = ScanPicture(state: desk.state, told: told, typed: typed, language: language)
      screen.show(picture.picture(columns: screen.size.columns, rows: screen.size.rows))
      switch screen.key() {
      case .end: return
      case .resized, .other: continue
      case .escape: typed = ""
      case .backspace: typed = String(typed.dropLast())
      case .character(let character):
        // Of a line without end, only so much is kept.
        if typed.utf8.count <= Scan.longestLine { typed.append(character) }
      case .enter:
        let line = typed
        typed = ""
        guard let notice = try desk.take(line: line) else { continue }
        told.insert(notice, at: 0)
        if told.count > Self.remembered { told.removeLast() }
        if notice.kind.rings { screen.ring() }
      }
    }
  }
}

extension Notice.Kind {
  /// Whether it is to be heard as well as seen.
  fileprivate var rings: Bool {
    switch self {
    case .refused, .locked, .pin: true
    case .person, .device, .chosen, .done, .shown, .already, .undone, .cleared, .unlocked: false
    }
  }
}
