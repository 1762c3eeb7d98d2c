import Glibc
import Kernel

/// How far the reading of a long list has come, for a person who waits at a terminal.
struct ListProgress: Sendable {
  /// The shortest list of which anything is told; a shorter one is done at once.
  static let longEnough = 2_000
  /// How many lines pass between two words.
  static let step = 1_000

  let language: Language
  /// What is counted.
  var what = Counted.lines
  /// Whether somebody reads what is told: nothing goes into a pipe or a file.
  var isTerminal = isatty(STDERR_FILENO) == 1
  var write: @Sendable (String) -> Void = { text in
    var text = text
    text.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  /// Tells that so many lines of a list are done; the last word takes itself away.
  func tell(_ done: Int, of all: Int) {
    guard isTerminal, all > Self.longEnough, done == all || done.isMultiple(of: Self.step) else { return }
    let words = what.words(done, of: all)[language]
    write(done == all ? "\r\u{1B}[K" : "\r\(words)")
  }

  /// The things that take long where there are many.
  enum Counted: Sendable {
    case lines, labels

    fileprivate func words(_ done: Int, of all: Int) -> Text {
      switch self {
      case .lines: Text(fr: "\(done) lignes sur \(all)", en: "\(done) lines of \(all)")
      case .labels: Text(fr: "\(done) étiquettes sur \(all)", en: "\(done) labels of \(all)")
      }
    }
  }
}
