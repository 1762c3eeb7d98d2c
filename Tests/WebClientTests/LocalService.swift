import Glibc

/// A service on this machine that answers one question with given bytes, and keeps what it was asked.
final class LocalService: @unchecked Sendable {
  let port: UInt16
  private let listener: Int32
  private var thread = pthread_t()
  private var question = ""

  /// - Parameter answer: all that is answered; nothing at all when it is nothing, until the asker gives up.
  init(answering answer: String?) throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    // Nobody waits for ever: neither for a question nor for its end.
    var patience = timeval(tv_sec: 5, tv_usec: 0)
    setsockopt(listener, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(listener, pointer, length) == 0 && listen(listener, 1) == 0 && getsockname(listener, pointer, &length) == 0
      }
    }
    struct NoSocket: Error {}
    guard bound else { throw NoSocket() }
    port = UInt16(bigEndian: address.sin_port)
    self.listener = listener
    let work = Unmanaged.passRetained(Work(service: self, answer: answer))
    pthread_create(
      &thread, nil,
      { passed in
        if let passed { Unmanaged<Work>.fromOpaque(passed).takeRetainedValue().serve() }
        return nil
      }, work.toOpaque())
  }

  /// What was asked, once it was answered.
  func asked() -> String {
    pthread_join(thread, nil)
    close(listener)
    return question
  }

  private final class Work {
    let service: LocalService
    let answer: String?

    init(service: LocalService, answer: String?) { (self.service, self.answer) = (service, answer) }

    func serve() {
      let connection = accept(service.listener, nil, nil)
      guard connection >= 0 else { return }
      defer { close(connection) }
      var patience = timeval(tv_sec: 5, tv_usec: 0)
      setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
      service.question = LocalService.read(connection, until: "\r\n\r\n")
      guard let answer else {
        _ = LocalService.read(connection, until: nil)
        return
      }
      let bytes = Array(answer.utf8)
      var sent = 0
      while sent < bytes.count {
        let count = bytes[sent...].withUnsafeBytes {
          send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard count > 0 else { return }
        sent += count
      }
    }
  }

  /// Reads until some words came, or the other side is gone.
  private static func read(_ connection: Int32, until end: String?) -> String {
    var text = ""
    var bytes = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = recv(connection, &bytes, bytes.count, 0)
      guard count > 0 else { return text }
      text += String(decoding: bytes[..<count], as: UTF8.self)
      if let end, text.contains(end) { return text }
    }
  }
}
