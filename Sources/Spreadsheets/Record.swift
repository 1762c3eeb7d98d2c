public import Kernel

/// One line of a list under its titles.
public struct Record<Column: ListColumn>: Sendable {
  /// The line's number in the file, from 1.
  public let line: Int
  /// The cells as they are written.
  public let cells: [String]
  private let places: [Column: Int]

  init(_ line: Spreadsheet.Line, under heading: Heading<Column>) {
    self.line = line.number
    cells = line.cells
    places = heading.places
  }

  /// What the cell of a column says, or nothing when it is empty or the list has no such column.
  public subscript(column: Column) -> String? {
    guard let place = places[column], cells.indices.contains(place), !cells[place].isEmpty else { return nil }
    return cells[place]
  }

  /// What the cell of a column says, read as something.
  ///
  /// - Throws: ``CellFailure`` with the column, what is written and why it cannot be read so.
  public func read<Value>(_ column: Column, _ value: (String) throws -> Value) throws(CellFailure) -> Value? {
    guard let written = self[column] else { return nil }
    do { return try value(written) } catch let failure as any Failure {
      throw CellFailure(line: line, column: column.rawValue, written: written, reason: failure.text)
    } catch { throw CellFailure(line: line, column: column.rawValue, written: written, reason: Text(same: "\(error)")) }
  }
}

/// Why the cell of a list cannot be taken.
public struct CellFailure: Error, Sendable, Equatable {
  /// The line in the file, from 1.
  public let line: Int
  /// The column, by its own name; nothing when the reason is the whole line's.
  public let column: String?
  /// What is written there.
  public let written: String?
  /// Why it is refused.
  public let reason: Text

  /// Makes a refusal of a cell or of a line.
  public init(line: Int, column: String?, written: String?, reason: Text) {
    self.line = line
    self.column = column
    self.written = written
    self.reason = reason
  }
}

extension Spreadsheet {
  /// What the cells say, whatever separates them and whatever ends the lines; blank lines say nothing.
  public var contents: [UInt8] {
    var contents: [UInt8] = []
    for line in lines {
      for cell in line.cells {
        contents += cell.utf8
        contents.append(0x1F)
      }
      contents.append(0x1E)
    }
    return contents
  }

  /// The lines under the titles; a line of totals tells of no thing of its own and is left out.
  public func records<Column>(under heading: Heading<Column>) -> (records: [Record<Column>], totals: [Int]) {
    let below = lines[(heading.index + 1)...]
    let (totals, rows) = below.reduce(into: ([Int](), [Record<Column>]())) { split, line in
      if line.isTotal { split.0.append(line.number) } else { split.1.append(Record(line, under: heading)) }
    }
    return (rows, totals)
  }

  /// The titles and some of the lines, written as this list was: what is to be set right goes back to its author.
  ///
  /// The text is UTF-8 with the mark by which spreadsheets know it.
  public func copy<Column>(of records: [Record<Column>], under heading: Heading<Column>, reasons: [Int: String])
    -> String
  {
    let title = heading.titles + (reasons.isEmpty ? [] : [Heading<Column>.reasons])
    let rows = records.map { record -> [String] in
      let padding = Array(repeating: "", count: max(0, heading.titles.count - record.cells.count))
      return record.cells + padding + (reasons[record.line].map { [$0] } ?? [])
    }
    return "\u{FEFF}"
      + ([title] + rows).map { line in
        line.map { $0.quoted(for: separator) }.joined(separator: String(separator.rawValue)) + "\r\n"
      }.joined()
  }
}

extension Spreadsheet {
  /// Rows as a list that spreadsheets open: UTF-8 with its mark, semicolons; no cell is taken for a formula.
  public static func text(of rows: [[String]]) -> String {
    "\u{FEFF}"
      + rows.map { row in
        row.map { cell in
          let isFormula = cell.first.map { "=+-@\t\r".contains($0) } ?? false
          return (isFormula ? "'" + cell : cell).quoted(for: .semicolon)
        }.joined(separator: ";") + "\r\n"
      }.joined()
  }
}

extension Spreadsheet.Line {
  /// « Total », « Sous-total : 12 »: a line that adds others up, with at most one more text than numbers.
  var isTotal: Bool {
    guard let first = cells.first(where: { !$0.isEmpty }) else { return false }
    let sums = ["total", "totaux", "soustotal", "subtotal"]
    let key = first.lettersAndDigits
    guard sums.contains(where: key.hasPrefix) else { return false }
    let words = first.split { !$0.isLetter }.map { String($0).lettersAndDigits }
    return sums.contains { [words.first, words.prefix(2).joined()].contains($0) }
      && cells.filter { !$0.isEmpty }.dropFirst().allSatisfy { cell in
        cell.allSatisfy { $0.isNumber || $0.isWhitespace || ",.€$-+%".contains($0) }
          || cell.lettersAndDigits.hasPrefix("total")
      }
  }
}

extension String {
  fileprivate func quoted(for separator: Spreadsheet.Separator) -> String {
    contains { $0 == separator.rawValue || $0 == "\"" || $0.isNewline }
      ? "\"\(replacing("\"", with: "\"\""))\"" : self
  }
}
