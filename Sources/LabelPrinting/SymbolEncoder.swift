import Kernel
import Synchronization
import Typesetting

/// Encodes the symbols of labels, which touches nothing else and can go on beside other work.
struct SymbolEncoder: Sendable {
  /// A symbol for each item of a drawing that is one, in its order, or why there is none.
  typealias Symbols = [Result<QRSymbol, TypesettingFailure>]

  private let levels: [QRSymbol.Level]

  init(_ drawing: LabelDesign.Drawing) {
    levels = drawing.items.compactMap { item in if case .qr(let qr) = item { qr.level } else { nil } }
  }

  /// The symbols of one label.
  func symbols(of item: LabelItem) -> Symbols {
    levels.map { level in
      Result { () throws(TypesettingFailure) in try QRSymbol(payload: item.payload, atLeast: level) }
    }
  }

  /// The symbols of some labels, encoded on another processor while `work` is done here, and here as well once it is done.
  func symbols<Done>(of items: [LabelItem], beside work: () -> Done) -> (symbols: [Symbols], done: Done) {
    guard !items.isEmpty else { return ([], work()) }
    let left = Left(items.indices)
    func here() -> (done: Done, back: [Symbols]) {
      let done = work()
      return (done, left.taken(\.last).map { symbols(of: items[$0]) })
    }
    let (front, (done, back)) = alongside({ left.taken(\.first).map { symbols(of: items[$0]) } }, here)
    return (front + back.reversed(), done)
  }

  /// The labels that nobody has taken yet: one processor takes them from the front, the other from the back.
  private final class Left: Sendable {
    private let range: Mutex<Range<Int>>

    init(_ range: Range<Int>) { self.range = Mutex(range) }

    /// Takes the first or the last of what is left, again and again.
    func taken(_ end: @escaping @Sendable (Range<Int>) -> Int?) -> some Sequence<Int> {
      sequence(state: ()) { _ in
        self.range.withLock { range in
          guard let number = end(range) else { return nil }
          range = number == range.lowerBound ? number + 1..<range.upperBound : range.lowerBound..<number
          return number
        }
      }
    }
  }
}
