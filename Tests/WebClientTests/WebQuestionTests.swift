import Kernel
import Testing

@testable import WebClient

@Suite struct `Asking a service of the web` {
  private func ask(
    _ answer: String?, limits: WebQuestion.Limits = .init(connection: 1_000, whole: 2_000)
  ) throws -> (Result<WebAnswer, WebFailure>, asked: String) {
    let local = try LocalService(answering: answer)
    let question = WebQuestion(
      to: try WebService("http://127.0.0.1:\(local.port)"), "/v3/x?nom=A%C3%A9",
      headers: ["Authorization: Bearer secret-1", "Accept: application/json"], limits: limits)
    let result = Result { () throws(WebFailure) in try question.ask() }
    return (result, local.asked())
  }

  @Test func `sends the path and the head, and gives status, body and when to ask again`() throws {
    let (result, asked) = try ask("HTTP/1.1 429 Too Many\r\nRetry-After: 7\r\nContent-Length: 4\r\n\r\nnon!")
    #expect(try result.get() == WebAnswer(status: 429, body: Array("non!".utf8), retryAfter: 7))
    #expect(asked.hasPrefix("GET /v3/x?nom=A%C3%A9 HTTP/1.1\r\n"))
    #expect(asked.contains("\r\nAuthorization: Bearer secret-1\r\n"))
    #expect(asked.contains("\r\nAccept: application/json\r\n"))
  }

  @Test func `follows no redirection`() throws {
    let (result, _) = try ask("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")
    #expect(try result.get().status == 302)
  }

  @Test func `gives up when nothing comes in time`() throws {
    let (result, _) = try ask(nil, limits: .init(connection: 500, whole: 300))
    #expect(throws: WebFailure.timedOut(host: "127.0.0.1")) { try result.get() }
  }

  @Test func `refuses what is longer than any answer`() throws {
    let long = String(repeating: "x", count: WebQuestion.longest + 1)
    let (result, _) = try ask("HTTP/1.1 200 OK\r\nContent-Length: \(long.utf8.count)\r\n\r\n\(long)")
    #expect(throws: WebFailure.tooLong(host: "127.0.0.1")) { try result.get() }
  }

  @Test func `says when nobody is there, and when what comes is no answer`() throws {
    let local = try LocalService(answering: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    let port = local.port
    _ = try WebQuestion(to: WebService("http://127.0.0.1:\(port)"), "/", headers: []).ask()
    _ = local.asked()
    #expect(throws: WebFailure.unreachable(host: "127.0.0.1")) {
      try WebQuestion(to: WebService("http://127.0.0.1:\(port)"), "/", headers: []).ask()
    }
    let (result, _) = try ask("SSH-2.0-x\r\n")
    #expect(throws: WebFailure.unreachable(host: "127.0.0.1")) { try result.get() }
  }

  @Test(arguments: [
    "http://particulier.api.gouv.fr", "ftp://127.0.0.1", "https://", "https://a@b.fr", "https://a.fr/chemin", "a.fr",
    "https://a.fr:0", "https://a.fr:x", "https://a b.fr", "http://127.0.0.1.example.fr",
  ])
  func `sends no secret to an address that is not safe`(address: String) {
    #expect(throws: WebFailure.unsafeAddress(address)) { try WebService(address) }
  }

  @Test func `takes HTTPS everywhere`() throws {
    #expect(try WebService("https://Particulier.api.gouv.fr/").address == "https://particulier.api.gouv.fr")
    #expect(try WebService("https://a.fr:8443").host == "a.fr")
  }
}
