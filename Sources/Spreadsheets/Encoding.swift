import Foundation

extension Spreadsheet.Encoding {
  /// The bytes as UTF-8 without a mark at their beginning, and how they were written.
  ///
  /// What is no UTF-8 is Windows-1252, as French spreadsheets save it when nobody chooses.
  static func decoded(_ bytes: [UInt8]) throws(SpreadsheetFailure) -> (Self, [UInt8]) {
    let utf16 = [[0xFF, 0xFE], [0xFE, 0xFF]].contains(Array(bytes.prefix(2)))
    if utf16 {
      guard let text = String(bytes: bytes, encoding: .utf16) else { throw .noText(line: 1) }
      return (.utf16, Array(text.utf8))
    }
    if let zero = bytes.firstIndex(of: 0) { throw .noText(line: line(of: zero, in: bytes)) }
    let marked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    if String(validating: bytes, as: UTF8.self) != nil { return (.utf8, Array(bytes.dropFirst(marked ? 3 : 0))) }
    // Five bytes mean nothing in Windows-1252.
    if let none = bytes.firstIndex(where: { [0x81, 0x8D, 0x8F, 0x90, 0x9D].contains($0) }) {
      throw .noText(line: line(of: none, in: bytes))
    }
    guard let text = String(bytes: bytes, encoding: .windowsCP1252) else { throw .noText(line: 1) }
    return (.windows1252, Array(text.utf8))
  }

  private static func line(of index: Int, in bytes: [UInt8]) -> Int {
    bytes[..<index].count { $0 == UInt8(ascii: "\n") } + 1
  }
}
