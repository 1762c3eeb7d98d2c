import Glibc

/// The input being read, told when a reader crashes: it can be made again from its number.
enum LastInput {
  nonisolated(unsafe) static var number: Int32 = 0

  /// Tells of a crash, and ends.
  static func watch() {
    for signal in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT, SIGFPE] {
      _ = Glibc.signal(signal) { _ in
        var digits: [UInt8] = []
        var rest = LastInput.number
        repeat {
          digits.insert(UInt8(48 + rest % 10), at: 0)
          rest /= 10
        } while rest > 0
        let text = Array("crashed on input ".utf8) + digits + [0x0A]
        _ = write(STDERR_FILENO, text, text.count)
        _exit(1)
      }
    }
  }
}
