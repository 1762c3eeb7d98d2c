/// Adds entries to the catalog of a finished PDF by an incremental update (ISO 32000-1, 7.5.6): the file is kept as it
/// is, and a new catalog, its cross-reference and a trailer follow. Cairo cannot write these entries itself.
enum PDFCatalog {
  /// The file with entries added to its catalog.
  ///
  /// - Throws: ``TypesettingFailure/unexpectedPDF`` when the file has not the plain cross-reference table asked of cairo.
  static func completed(_ file: [UInt8], with entries: String) throws(TypesettingFailure) -> [UInt8] {
    guard let startMark = file.lastRange(of: "startxref"), let trailerMark = file.lastRange(of: "trailer"),
      let tableOffset = integer(in: file, at: startMark.upperBound),
      let root = file[trailerMark.upperBound..<startMark.lowerBound].lastRange(of: "/Root"),
      let number = integer(in: file, at: root.upperBound),
      let catalog = object(number, in: file, tableAt: tableOffset)
    else { throw .unexpectedPDF }
    let trailer = file[trailerMark.upperBound..<startMark.lowerBound]
    guard let dictionaryEnd = trailer.lastRange(of: ">>"), let catalogEnd = catalog.lastRange(of: ">>") else {
      throw .unexpectedPDF
    }
    var result = file
    if result.last != UInt8(ascii: "\n") { result.append(UInt8(ascii: "\n")) }
    let newOffset = result.count
    result += catalog[..<catalogEnd.lowerBound] + Array("\(entries) >>\nendobj\n".utf8)
    let newTable = result.count
    let digits = String(newOffset)
    let padded = String(repeating: "0", count: max(0, 10 - digits.count)) + digits
    result += Array("xref\n\(number) 1\n\(padded) 00000 n \ntrailer\n".utf8)
    result += trailer[..<dictionaryEnd.lowerBound].drop { $0 == UInt8(ascii: "\n") }
    result += Array("/Prev \(tableOffset) >>\nstartxref\n\(newTable)\n%%EOF\n".utf8)
    return result
  }

  /// The bytes of an object, from its number to before `endobj`.
  private static func object(_ number: Int, in file: [UInt8], tableAt table: Int) -> ArraySlice<UInt8>? {
    // The table is `xref`, a line with the first number and the count, then entries of twenty bytes.
    guard table >= 0, table < file.count, file[table...].starts(with: Array("xref\n0 ".utf8)),
      let firstLine = file[(table + 5)...].firstIndex(of: UInt8(ascii: "\n")),
      let offset = integer(in: file, at: firstLine + 1 + number * 20), offset < file.count,
      file[offset...].starts(with: Array("\(number) 0 obj".utf8)),
      let end = file[offset...].firstRange(of: Array("endobj".utf8))
    else { return nil }
    return file[offset..<end.lowerBound]
  }

  private static func integer(in file: [UInt8], at index: Int) -> Int? {
    guard index < file.count else { return nil }
    let digits = file[index...].drop { $0 == 32 || $0 == 10 || $0 == 13 }.prefix { (48...57).contains($0) }
    return Int(String(decoding: digits.prefix(18), as: UTF8.self))
  }
}

extension BidirectionalCollection where Element == UInt8, Index == Int {
  /// Where an ASCII word stands for the last time.
  fileprivate func lastRange(of word: String) -> Range<Int>? {
    let word = Array(word.utf8)
    var start = endIndex - word.count
    while start >= startIndex {
      if self[start..<start + word.count].elementsEqual(word) { return start..<start + word.count }
      start -= 1
    }
    return nil
  }
}
