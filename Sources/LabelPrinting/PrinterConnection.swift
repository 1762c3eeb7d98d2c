import CLinux
import Glibc
public import Kernel

/// A connection to a printer that takes raw bytes, as label printers do on TCP port 9100.
public final class PrinterConnection {
  /// The port such printers listen on.
  public static let usualPort = 9100

  private let descriptor: Int32
  private let patience: Int32
  private var written = 0
  /// The most bytes that the printer ever had room for, once the first of them were on their way.
  private var widestRoom = 0

  /// Connects.
  ///
  /// - Parameters:
  ///   - host: a name or an address.
  ///   - seconds: how long the printer may take to answer, at first and at each piece.
  /// - Throws: ``Broken`` when it cannot be reached in that time, and ``UnknownHost``.
  public init(host: String, port: Int, patience seconds: Int) throws {
    patience = Int32(seconds * 1000)
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, String(port), &hints, &found) == 0, let first = found else {
      throw UnknownHost()
    }
    defer { freeaddrinfo(first) }
    var problem = ECONNREFUSED
    var connected: Int32?
    var next: UnsafeMutablePointer<addrinfo>? = first
    // A name may have several addresses: the first that answers is taken.
    while let address = next?.pointee, connected == nil {
      do throws(Broken) {
        connected = try Self.connected(to: address, within: patience)
      } catch { problem = error.reason.number }
      next = address.ai_next
    }
    guard let connected else { throw Broken(reason: SystemError(problem)) }
    descriptor = connected
  }

  deinit { close(descriptor) }

  /// No address answers to the name.
  public struct UnknownHost: Error {}

  /// What keeps a connection from going on.
  public struct Broken: Error, Equatable {
    public let reason: SystemError
  }

  /// Writes all bytes.
  public func send(_ bytes: [UInt8]) throws(Broken) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        sent += count
        written += count
        widestRoom = max(widestRoom, room)
      } else if errno == EAGAIN {
        try Self.wait(for: Int16(POLLOUT), on: descriptor, within: patience)
      } else if errno != EINTR {
        throw Broken(reason: SystemError(errno))
      }
    }
  }

  /// How many bytes have arrived at the printer: those written, less those that still wait on this side.
  public var sent: Int {
    var waiting: Int32 = 0
    guard ioctl(descriptor, UInt(TIOCOUTQ), &waiting) == 0 else { return 0 }
    return max(0, written - Int(waiting))
  }

  /// How many bytes the printer has room for, by its own word.
  private var room: Int { Int(rebond_peer_window(descriptor)) }

  /// How many bytes the printer has taken for certain.
  ///
  /// What arrived may still lie unread in its memory, and is lost when it hangs up: by so much its room is smaller than it was.
  public var accepted: Int { max(0, sent - max(0, widestRoom - room)) }

  /// Says that nothing more comes, and waits until all has arrived, as long as some of it does.
  public func finish() throws(Broken) {
    shutdown(descriptor, Int32(SHUT_WR))
    var (waited, seen): (Int32, Int) = (0, 0)
    while sent < written {
      if sent > seen { (waited, seen) = (0, sent) }
      // Nothing tells that bytes arrived: we look again in a while.
      _ = poll(nil, 0, 20)
      waited += 20
      let problem = Self.problem(of: descriptor)
      guard problem == 0 else { throw Broken(reason: SystemError(problem)) }
      guard waited < patience else { throw Broken(reason: SystemError(ETIMEDOUT)) }
    }
  }

  private static func connected(to address: addrinfo, within patience: Int32) throws(Broken) -> Int32 {
    let kind = address.ai_socktype | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let descriptor = socket(address.ai_family, kind, address.ai_protocol)
    guard descriptor >= 0 else { throw Broken(reason: SystemError(errno)) }
    do throws(Broken) {
      if connect(descriptor, address.ai_addr, address.ai_addrlen) != 0 {
        guard errno == EINPROGRESS else { throw Broken(reason: SystemError(errno)) }
        try wait(for: Int16(POLLOUT), on: descriptor, within: patience)
        let problem = problem(of: descriptor)
        guard problem == 0 else { throw Broken(reason: SystemError(problem)) }
      }
    } catch {
      close(descriptor)
      throw error
    }
    return descriptor
  }

  /// What happened to a connection, or 0.
  private static func problem(of descriptor: Int32) -> Int32 {
    var (problem, size) = (Int32(0), socklen_t(MemoryLayout<Int32>.size))
    getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &problem, &size)
    return problem
  }

  private static func wait(for event: Int16, on descriptor: Int32, within patience: Int32) throws(Broken) {
    var waited = pollfd(fd: descriptor, events: event, revents: 0)
    while true {
      switch poll(&waited, 1, patience) {
      case 0: throw Broken(reason: SystemError(ETIMEDOUT))
      case 1...: return
      default: if errno != EINTR { throw Broken(reason: SystemError(errno)) }
      }
    }
  }
}
