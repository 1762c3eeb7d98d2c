import Foundation
import Inventory
import Kernel
import Loans
import Storage
import TestSupport
import Testing

@testable import Application

@Suite struct `Racing for one device` {
  /// What became of one of the two who raced.
  enum Ending: Sendable, Equatable {
    case done
    case refused(ExitCode)
  }

  @Test(arguments: 1...5) func `one household gets it, the other a clear refusal`(round: Int) throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "instance.rebond").path
      let story = try ChainStory(at: path)
      try story.adoptCollege()
      let requests = try (1...2).map { _ in try story.decided() }
      let code = try story.ready()
      let endings = race(
        requests.map { request in
          {
            let rival = try ChainStory(reopening: path)
            _ = try rival.lend(code, to: request, on: "2026-09-15")
          }
        })
      #expect(endings.count { $0 == .done } == 1)
      #expect(endings.count { $0 == .refused(.refused) } == 1)
      #expect(try story.state(of: code) == .out)
      #expect(try requests.count { try story.chain.request($0).device == code } == 1)
    }
  }

  @Test func `one of two who sign for the same request does`() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "instance.rebond").path
      let story = try ChainStory(at: path)
      try story.adoptCollege()
      let request = try story.decided()
      _ = try story.chain.allocate(story.ready(), to: request, as: story.act("2026-09-09"))
      let endings = race(
        (1...2).map { _ in
          { _ = try ChainStory(reopening: path).sign(request, on: "2026-09-10") }
        })
      #expect(endings.count { $0 == .done } == 1)
      #expect(endings.count { $0 == .refused(.refused) } == 1)
      let household = try story.chain.request(request).household.id
      #expect(try story.chain.household(household).contracts.count == 1)
    }
  }

  /// Runs everything at once, each on a thread and a connection of its own.
  private func race(_ runners: [@Sendable () throws -> Void]) -> [Ending] {
    let start = DispatchSemaphore(value: 0)
    let finish = DispatchGroup()
    let endings = Endings()
    for run in runners {
      let thread = Thread {
        start.wait()
        do {
          try run()
          endings.add(.done)
        } catch let failure as any Failure {
          endings.add(.refused(failure.exitCode))
        } catch {
          endings.add(.refused(.ourFault))
        }
        finish.leave()
      }
      finish.enter()
      thread.start()
    }
    for _ in runners { start.signal() }
    finish.wait()
    return endings.all
  }
}

/// The endings of a race, gathered from its threads.
private final class Endings: @unchecked Sendable {
  private let lock = NSLock()
  private var list: [`Racing for one device`.Ending] = []

  func add(_ ending: `Racing for one device`.Ending) { lock.withLock { list.append(ending) } }
  var all: [`Racing for one device`.Ending] { lock.withLock { list } }
}
