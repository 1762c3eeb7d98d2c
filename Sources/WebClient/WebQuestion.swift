import CCurl

/// One question to a service of the web, by GET, answered whole or refused: no redirection, no other protocol, bounded in time
/// and in size.
///
/// What is asked and the headers may tell of a person or hold a secret: neither is ever part of a failure.
public struct WebQuestion: Sendable {
  /// The address of the service, as `https://particulier.api.gouv.fr`.
  public let service: WebService
  /// The path and the query.
  public let path: String
  /// The lines of the head, as `Authorization: Bearer …`.
  public let headers: [String]
  /// How long a connection and the whole answer may take, in milliseconds.
  public let limits: Limits

  /// How long to wait.
  public struct Limits: Sendable {
    public let connection: Int
    public let whole: Int

    /// Makes limits, in milliseconds; a person waits at the desk.
    public init(connection: Int = 5_000, whole: Int = 20_000) {
      (self.connection, self.whole) = (connection, whole)
    }
  }

  /// The longest answer that is read, in bytes.
  static let longest = 1 << 20

  /// Makes a question.
  public init(to service: WebService, _ path: String, headers: [String], limits: Limits = Limits()) {
    (self.service, self.path, self.headers, self.limits) = (service, path, headers, limits)
  }

  /// Asks, and waits for the answer, whatever its status.
  ///
  /// - Throws: ``WebFailure`` when there is none.
  public func ask() throws(WebFailure) -> WebAnswer {
    var body: [UInt8] = []
    let answer = withUnsafeMutablePointer(to: &body) { body in
      withCStrings([service.address + path, service.scheme] + headers) { words in
        var question = rebond_web_question()
        question.url = words[0]
        question.protocols = words[1]
        question.headers = words.baseAddress.map { $0 + 2 }
        question.header_count = headers.count
        question.connect_milliseconds = limits.connection
        question.total_milliseconds = limits.whole
        question.into = UnsafeMutableRawPointer(body)
        question.body = { bytes, size, count, into in
          guard let bytes, let body = into?.assumingMemoryBound(to: [UInt8].self) else { return 0 }
          let length = size * count
          guard body.pointee.count + length <= WebQuestion.longest else { return 0 }
          bytes.withMemoryRebound(to: UInt8.self, capacity: length) { bytes in
            body.pointee.append(contentsOf: UnsafeBufferPointer(start: bytes, count: length))
          }
          return length
        }
        return rebond_web_get(&question)
      }
    }
    switch answer.error {
    case 0:
      return WebAnswer(
        status: answer.status, body: body, retryAfter: answer.retry_after > 0 ? Int(answer.retry_after) : nil)
    case -1: throw .noLibrary
    case Int32(CURLE_OPERATION_TIMEDOUT.rawValue): throw .timedOut(host: service.host)
    case Int32(CURLE_WRITE_ERROR.rawValue): throw .tooLong(host: service.host)
    default: throw .unreachable(host: service.host)
    }
  }
}

/// What a service answered.
public struct WebAnswer: Sendable, Equatable {
  /// The status of HTTP.
  public let status: Int
  public let body: [UInt8]
  /// After how many seconds to ask again, where the service says so.
  public let retryAfter: Int?

  /// Makes an answer.
  public init(status: Int, body: [UInt8], retryAfter: Int?) {
    (self.status, self.body, self.retryAfter) = (status, body, retryAfter)
  }
}

/// Gives C strings to a function, for as long as it runs.
func withCStrings<Result>(
  _ words: [String], _ body: (UnsafeBufferPointer<UnsafePointer<CChar>?>) -> Result
) -> Result {
  var starts: [Int] = []
  var bytes: [CChar] = []
  for word in words {
    starts.append(bytes.count)
    bytes += word.utf8CString
  }
  return bytes.withUnsafeBufferPointer { bytes in
    let pointers = starts.map { start in bytes.baseAddress.map { $0 + start } }
    return pointers.withUnsafeBufferPointer(body)
  }
}
