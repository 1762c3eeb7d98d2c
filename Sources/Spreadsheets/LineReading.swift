import CCSV

/// Where libcsv 3 stands between two bytes, by its own numbers: before a line, and within a cell.
private let (rowNotBegun, fieldBegun): (Int32, Int32) = (0, 2)

/// Cuts a list into lines and cells with libcsv.
struct LineReading {
  let separator: Spreadsheet.Separator

  /// The lines of a text in UTF-8 that have text in them.
  func lines(of text: [UInt8]) throws(SpreadsheetFailure) -> [Spreadsheet.Line] {
    var lines: [Spreadsheet.Line] = []
    try forEachLine(of: text) { line in
      lines.append(line)
      return true
    }
    return lines
  }

  /// Hands out the lines of a text in UTF-8 that have text in them one after the other, until no more are wanted.
  func forEachLine(of text: [UInt8], _ isMoreWanted: (Spreadsheet.Line) -> Bool) throws(SpreadsheetFailure) {
    var parser = csv_parser()
    // Not libcsv's strict way: it refuses the inches of « Écran 19" ».
    guard csv_init(&parser, 0) == 0 else { throw .tooLong }
    defer { csv_free(&parser) }
    csv_set_delim(&parser, separator.rawValue.asciiValue ?? 0)
    let gathered = Gathered()
    let data = Unmanaged.passUnretained(gathered).toOpaque()
    var start = text.startIndex
    // One line at a time, so that each has its number in the file: a cell may hold line breaks.
    while start < text.endIndex {
      let end = text[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? text.endIndex
      gathered.next += 1
      if parser.pstate == rowNotBegun { gathered.first = gathered.next }
      let read = text[start..<end].withUnsafeBytes { line in
        csv_parse(&parser, line.baseAddress, line.count, takeCell, takeLine, data)
      }
      guard read == end - start else { throw .tooLong }
      start = end
      guard gathered.handOut(isMoreWanted) else { return }
    }
    guard parser.pstate != fieldBegun || parser.quoted == 0 else { throw .openQuote(line: gathered.first) }
    guard csv_fini(&parser, takeCell, takeLine, data) == 0 else { throw .tooLong }
    _ = gathered.handOut(isMoreWanted)
  }

  /// What the callbacks of libcsv gather.
  fileprivate final class Gathered {
    /// The lines read and not handed out yet: one at most, or those that lone carriage returns end.
    var lines: [Spreadsheet.Line] = []
    var cells: [String] = []
    /// The line of the file being read, and the one the present line of the list began on.
    var (next, first) = (0, 1)

    /// Hands out what was read; says whether more is wanted.
    func handOut(_ isMoreWanted: (Spreadsheet.Line) -> Bool) -> Bool {
      defer { lines.removeAll(keepingCapacity: true) }
      return lines.allSatisfy(isMoreWanted)
    }
  }
}

private func takeCell(_ bytes: UnsafeMutableRawPointer?, _ count: Int, _ data: UnsafeMutableRawPointer?) {
  guard let data else { return }
  let gathered = Unmanaged<LineReading.Gathered>.fromOpaque(data).takeUnretainedValue()
  let cell = String(decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self)
  gathered.cells.append(cell.trimmed)
}

private func takeLine(_ end: Int32, _ data: UnsafeMutableRawPointer?) {
  guard let data else { return }
  let gathered = Unmanaged<LineReading.Gathered>.fromOpaque(data).takeUnretainedValue()
  if gathered.cells.contains(where: { !$0.isEmpty }) {
    gathered.lines.append(.init(number: gathered.first, cells: gathered.cells))
  }
  gathered.cells.removeAll(keepingCapacity: true)
}

extension String {
  /// The text without spaces around; spreadsheets keep spaces that do not break too.
  var trimmed: String {
    guard let first = first(where: { !$0.isWhitespace }), let last = last(where: { !$0.isWhitespace }) else {
      return ""
    }
    return first == self.first && last == self.last
      ? self : String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
