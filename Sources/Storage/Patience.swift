import CSQLite
import Glibc

/// How long a connection waits for another one that writes.
struct Patience: Sendable {
  /// The longest wait.
  let limit: Duration

  /// Five seconds: far more than any write takes, and less than a person at a counter leaves.
  static let standard = Patience(limit: .seconds(5))
  /// No waiting at all, for tests of the busy failure.
  static let none = Patience(limit: .zero)
}

/// The waiting of one connection.
///
/// SQLite's own `busy_timeout` sleeps up to 100 ms at a time; short jittered waits let a writer in as soon as the other is done.
final class Wait {
  private let patience: Patience
  private var end = ContinuousClock.now

  init(_ patience: Patience) {
    self.patience = patience
  }

  /// Makes a connection wait in this way; it must keep the value for as long as it is open.
  func install(on handle: OpaquePointer) {
    sqlite3_busy_handler(handle, waitForOthers, Unmanaged.passUnretained(self).toOpaque())
  }

  /// Waits a moment and says whether to try again.
  fileprivate func again(isFirst: Bool) -> Bool {
    let now = ContinuousClock.now
    if isFirst { end = now + patience.limit }
    guard now < end else { return false }
    usleep(UInt32.random(in: 300...2_000))
    return true
  }
}

private func waitForOthers(_ wait: UnsafeMutableRawPointer?, _ count: Int32) -> Int32 {
  guard let wait else { return 0 }
  return Unmanaged<Wait>.fromOpaque(wait).takeUnretainedValue().again(isFirst: count == 0) ? 1 : 0
}
