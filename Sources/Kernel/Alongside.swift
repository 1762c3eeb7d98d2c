import Glibc
import Synchronization

/// Does two things at once, one of them on a thread of its own, and gives what came of both.
///
/// What a person waits for is worth a second processor; where the system has no thread to give, one follows the other.
public func alongside<Aside: Sendable, Here>(
  _ aside: @escaping @Sendable () -> Aside, _ here: () -> Here
) -> (aside: Aside, here: Here) {
  let work = Work(aside)
  let passed = Unmanaged<AnyWork>.passRetained(work)
  var thread = pthread_t()
  let refusal = pthread_create(
    &thread, nil,
    { passed in
      if let passed { Unmanaged<AnyWork>.fromOpaque(passed).takeRetainedValue().run() }
      return nil
    }, passed.toOpaque())
  guard refusal == 0 else {
    passed.release()
    return (aside(), here())
  }
  let done = here()
  pthread_join(thread, nil)
  return (work.value.withLock { $0 } ?? aside(), done)
}

/// Work as a thread is given it, without its type.
private class AnyWork {
  func run() {}
}

private final class Work<Value: Sendable>: AnyWork {
  let value = Mutex<Value?>(nil)
  private let body: @Sendable () -> Value

  init(_ body: @escaping @Sendable () -> Value) { self.body = body }

  override func run() {
    let value = body()
    self.value.withLock { $0 = value }
  }
}
