import CLinux
import Glibc

extension Spreadsheet.Encoding {
  /// The bytes as UTF-8 without a mark at their beginning, and how they were written.
  ///
  /// What is no UTF-8 is Windows-1252, as French spreadsheets save it when nobody chooses.
  static func decoded(_ bytes: [UInt8]) throws(SpreadsheetFailure) -> (Self, [UInt8]) {
    guard bytes.count <= Spreadsheet.longest else { throw .tooLong }
    let utf16 = [[0xFF, 0xFE], [0xFE, 0xFF]].contains(Array(bytes.prefix(2)))
    if utf16 {
      guard let text = inUTF8(bytes, from: "UTF-16") else { throw .noText(line: 1) }
      return (.utf16, text)
    }
    if let zero = bytes.firstIndex(of: 0) { throw .noText(line: line(of: zero, in: bytes)) }
    let marked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    if (try? UTF8Span(validating: bytes.span)) != nil { return (.utf8, marked ? Array(bytes.dropFirst(3)) : bytes) }
    // Five bytes mean nothing in Windows-1252.
    if let none = bytes.firstIndex(where: { [0x81, 0x8D, 0x8F, 0x90, 0x9D].contains($0) }) {
      throw .noText(line: line(of: none, in: bytes))
    }
    guard let text = inUTF8(bytes, from: "WINDOWS-1252") else { throw .noText(line: 1) }
    return (.windows1252, text)
  }

  /// The bytes as UTF-8 by the C library's own tables, or nothing when they are no text in that encoding.
  private static func inUTF8(_ bytes: [UInt8], from encoding: String) -> [UInt8]? {
    guard let converter = rebond_iconv_open("UTF-8", encoding) else { return nil }
    defer { iconv_close(converter) }
    // No unit of two bytes, and no byte of Windows-1252, takes more than three in UTF-8.
    let room = 3 * bytes.count
    var isText = false
    var source = bytes
    let text = [UInt8](unsafeUninitializedCapacity: room) { target, count in
      source.withUnsafeMutableBytes { source in
        var (from, to) = (
          source.baseAddress?.assumingMemoryBound(to: CChar.self),
          UnsafeMutableRawPointer(target.baseAddress)?.assumingMemoryBound(to: CChar.self)
        )
        var (left, free) = (source.count, room)
        isText = iconv(converter, &from, &left, &to, &free) != Int.max && left == 0
        count = room - free
      }
    }
    return isText ? text : nil
  }

  private static func line(of index: Int, in bytes: [UInt8]) -> Int {
    bytes[..<index].count { $0 == UInt8(ascii: "\n") } + 1
  }
}
