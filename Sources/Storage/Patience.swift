import CSQLite
import Glibc

/// How long a connection waits for another one that writes.
///
/// SQLite's own `busy_timeout` sleeps up to 100 ms at a time; short jittered waits let a writer in as soon as the other is done.
struct Patience: Sendable {
  /// The longest wait, in seconds.
  let seconds: Int

  /// Five seconds: far more than any write takes, and less than a person at a counter leaves.
  static let standard = Patience(seconds: 5)
  /// No waiting at all, for tests of the busy failure.
  static let none = Patience(seconds: 0)

  func install(on handle: OpaquePointer) {
    guard seconds > 0 else { return }
    // The handler is told how often it was called; with 1.15 ms on average the count measures the time.
    let attempts = seconds * 1_000_000 / 1_150
    sqlite3_busy_handler(handle, waitForOthers, UnsafeMutableRawPointer(bitPattern: attempts))
  }
}

private func waitForOthers(_ attempts: UnsafeMutableRawPointer?, _ count: Int32) -> Int32 {
  guard Int(count) < Int(bitPattern: attempts) else { return 0 }
  usleep(UInt32.random(in: 300...2_000))
  return 1
}
