/// A school year, which begins in one civil year and ends in the next.
public struct SchoolYear: Sendable, Equatable, CustomStringConvertible {
  /// The civil year it begins in.
  public let first: Int

  /// Reads a year as people write it: `2026-2027`, `2026/2027`.
  ///
  /// - Throws: ``DirectoryFailure/notAValue(_:_:)``.
  public init(_ written: String) throws(DirectoryFailure) {
    let years = written.split(whereSeparator: { "-/".contains($0) }).compactMap { Int($0) }
    guard years.count == 2, (1900...9998).contains(years[0]), years[1] == years[0] + 1 else {
      throw .notAValue(.schoolYear, written)
    }
    first = years[0]
  }

  /// The year as it is kept: `2026-2027`.
  public var description: String { "\(first)-\(first + 1)" }
}
