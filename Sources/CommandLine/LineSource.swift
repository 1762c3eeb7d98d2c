import Glibc
import Kernel

/// The lines of a stream as they come: a scanner ends each with a carriage return, a line feed, or both.
final class LineSource {
  private let descriptor: Int32
  private let longest: Int
  private var read: [UInt8] = []
  private var buffer = [UInt8](repeating: 0, count: 1 << 14)
  private var hasEnded = false

  /// - Parameter longest: a line is given up to this many bytes and one more, so that it shows that it is too long.
  init(descriptor: Int32, longest: Int) {
    (self.descriptor, self.longest) = (descriptor, longest)
  }

  /// The next line without what ends it, or nothing at the end of the stream; what comes after the last end counts too.
  ///
  /// - Throws: ``SessionFailure/cannotRead(path:_:)``.
  func next() throws(SessionFailure) -> String? {
    while true {
      if let end = read.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
        let line = String(decoding: read[..<end], as: UTF8.self)
        read.removeSubrange(...end)
        return line
      }
      // Of a line without end, only so much is kept.
      if read.count > longest { read.removeSubrange((longest + 1)...) }
      if hasEnded {
        defer { read = [] }
        return read.isEmpty ? nil : String(decoding: read, as: UTF8.self)
      }
      try fill()
    }
  }

  private func fill() throws(SessionFailure) {
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .cannotRead(path: "-", SystemError(errno)) }
      hasEnded = count == 0
      read += buffer[..<count]
      return
    }
  }
}
