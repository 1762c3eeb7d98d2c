import Foundation

/// Does something several times at the same time, each on its own thread, and gathers what comes back.
public func atOnce<Result: Sendable>(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Result?) throws
  -> [Result]
{
  let gathered = Gathered<Result>()
  let group = DispatchGroup()
  for number in 1...count {
    group.enter()
    Thread.detachNewThread {
      gathered.add(.init { try body(number) })
      group.leave()
    }
  }
  group.wait()
  return try gathered.all.compactMap { try $0.get() }
}

private final class Gathered<Value: Sendable>: @unchecked Sendable {
  private let lock = NSLock()
  private var results: [Result<Value?, any Error>] = []

  func add(_ result: Result<Value?, any Error>) { lock.withLock { results.append(result) } }
  var all: [Result<Value?, any Error>] { lock.withLock { results } }
}
