import Kernel

extension Day {
  /// A day as spreadsheets write it: `3/4/2019`, `13/04/19`, or with the hour of midnight behind.
  ///
  /// - Throws: ``KernelFailure/invalid(_:input:)``.
  init(listed written: String) throws(KernelFailure) {
    let date = written.split(separator: " ").first.map(String.init) ?? written
    let parts = date.utf8.split(omittingEmptySubsequences: false) { "/.-".utf8.contains($0) }
    let numbers = parts.compactMap { part in
      part.allSatisfy { 0x30...0x39 ~= $0 } ? Int(String(Substring(part))) : nil
    }
    guard numbers.count == 3, parts[0].count <= 2, parts[1].count <= 2, [2, 4].contains(parts[2].count) else {
      self = try Day(date.count == 10 ? date : written)
      return
    }
    let century = parts[2].count == 4 ? 0 : numbers[2] < 80 ? 2000 : 1900
    guard let day = Day(year: century + numbers[2], month: numbers[1], day: numbers[0]) else {
      self = try Day(written)
      return
    }
    self = day
  }
}
