import Foundation
import Kernel
import Testing

@testable import Spreadsheets

/// The columns of a list of devices, in these tests.
enum Asset: String, ListColumn {
  case serial, model, day, price

  var names: [String] {
    switch self {
    case .serial: ["Numéro de série", "N° de série", "S/N", "Serial number"]
    case .model: ["Modèle", "Désignation"]
    case .day: ["Date d'achat", "Purchase date"]
    case .price: ["Prix", "Prix unitaire", "Price"]
    }
  }
}

private func list(_ text: String, _ encoding: String.Encoding = .utf8) throws -> Spreadsheet {
  try Spreadsheet(reading: Array(try #require(text.data(using: encoding))))
}

@Suite struct `A list saved by a spreadsheet` {
  /// The same two lines, saved as each program does.
  static let ways: [(String, Data, Spreadsheet.Separator, Spreadsheet.Encoding)] = {
    func saved(_ separator: String, _ end: String, _ encoding: String.Encoding, mark: String = "") -> Data {
      let text =
        [["Modèle", "Prix"], ["Écran, 19 pouces", "12,50"]].map { line in
          line.map { $0.contains(separator) ? "\"\($0)\"" : $0 }.joined(separator: separator)
        }.joined(separator: end) + end
      return (mark + text).data(using: encoding) ?? Data()
    }
    return [
      ("Excel in French", saved(";", "\r\n", .windowsCP1252), .semicolon, .windows1252),
      ("Excel, as UTF-8", saved(";", "\r\n", .utf8, mark: "\u{FEFF}"), .semicolon, .utf8),
      ("LibreOffice", saved(",", "\n", .utf8), .comma, .utf8),
      ("tabs", saved("\t", "\n", .utf8), .tab, .utf8),
      ("Excel, as Unicode text", saved("\t", "\r\n", .utf16), .tab, .utf16),
      ("an old Mac", saved(";", "\r", .utf8), .semicolon, .utf8),
    ]
  }()

  @Test(arguments: ways) func `reads the same however it was saved`(
    way: String, bytes: Data, separator: Spreadsheet.Separator, encoding: Spreadsheet.Encoding
  ) throws {
    let list = try Spreadsheet(reading: Array(bytes))
    #expect(list.separator == separator, "\(way)")
    #expect(list.encoding == encoding, "\(way)")
    #expect(list.lines.map(\.cells) == [["Modèle", "Prix"], ["Écran, 19 pouces", "12,50"]], "\(way)")
  }

  @Test func `keeps the number of each line in the file, over blank lines and cells of several lines`() throws {
    let read = try list("Modèle;Prix\n\n;;\n\"deux\nlignes\";1\n \nlast;2")
    #expect(read.lines.map(\.number) == [1, 4, 7])
    #expect(read.lines.map(\.cells) == [["Modèle", "Prix"], ["deux\nlignes", "1"], ["last", "2"]])
  }

  @Test func `keeps quotes doubled within a cell, and takes spaces away around it`() throws {
    #expect(
      try list("a;b\n\" un \"\"vieux\"\" PC \" ;\u{A0}x\u{202F}\n").lines[1].cells == ["un \"vieux\" PC", "x"])
  }

  static let unread: [(String, [UInt8], SpreadsheetFailure)] = [
    ("nothing", [], .empty), ("blank lines", Array(" \n;;\n".utf8), .empty),
    ("a workbook", Array("PK\u{3}\u{4}\n\u{0}".utf8), .noText(line: 2)),
    ("bytes that are no letters", Array("a;b\n".utf8) + [0x81, 0xFF], .noText(line: 2)),
    ("a quote left open", Array("a;b\n1;2\n\"3;4\n5;6\n".utf8), .openQuote(line: 3)),
  ]

  @Test(arguments: unread) func `is refused where it cannot be read`(
    name: String, bytes: [UInt8], failure: SpreadsheetFailure
  ) {
    #expect(throws: failure) { try Spreadsheet(reading: bytes) }
    #expect(failure.exitCode == .badData && failure.text.fr != failure.text.en)
  }
}

@Suite struct `The titles of a list` {
  @Test(arguments: [
    "Modèle;N° de série;Date d'achat;Prix", "MODELE;n de serie;Date d’achat;prix unitaire", "model;S/N;day;price",
    "Liste du matériel;;;\nSeptembre;;;\nModèle;Serial number;Purchase date;Price",
  ])
  func `are known by the names people give them`(titles: String) throws {
    let read = try list(titles + "\nA;B;C;D\n")
    let heading = try Heading<Asset>(of: read, needed: [.serial])
    let record = try #require(read.records(under: heading).records.first)
    #expect([record[.model], record[.serial], record[.day], record[.price]] == ["A", "B", "C", "D"])
  }

  @Test func `are found as well where lines are handed out one by one`() throws {
    let text = "Liste du matériel;;\n\nModèle;N° de série;Prix\n\"A\nA\";S1;1\n;;\nTotal;;2\nB;S2;3\n"
    var seen: [String] = []
    try Spreadsheet.read(Array(text.utf8), needed: [Asset.serial]) { record in
      seen.append("\(record.line) \(record[.model] ?? "-") \(record[.serial] ?? "-")")
    }
    #expect(seen == ["4 A\nA S1", "7 Total -", "8 B S2"])
    #expect(throws: SpreadsheetFailure.empty) {
      try Spreadsheet.read([], needed: [Asset.serial]) { _ in }
    }
    #expect(throws: CancellationError.self) {
      try Spreadsheet.read(Array(text.utf8), needed: [Asset.serial]) { _ in
        throw CancellationError()
      }
    }
  }

  @Test func `are what the user says they are`() throws {
    let read = try list("Réf;Modèle;Serial number\nX1;M;S\n")
    let heading = try Heading<Asset>(of: read, mapped: ["réf": .serial], needed: [.serial])
    let record = try #require(read.records(under: heading).records.first)
    #expect(record[.serial] == "X1" && record[.model] == "M")
    #expect(heading.unused == ["Serial number"])
  }

  @Test func `are refused where they say too little, or twice the same`() throws {
    let read = try list("Modèle;Prix;Prix unitaire\nM;1;2\n")
    #expect(throws: SpreadsheetFailure.titleTwice("Prix", column: "price")) {
      try Heading<Asset>(of: read, needed: [])
    }
    #expect(throws: SpreadsheetFailure.noSuchTitle("Réf", titles: ["Modèle", "Prix", "Prix unitaire"])) {
      try Heading<Asset>(of: read, mapped: ["Réf": .serial], needed: [])
    }
    let failure = #expect(throws: SpreadsheetFailure.self) {
      try Heading<Asset>(of: read, mapped: ["Prix": .price], needed: [.serial, .day])
    }
    #expect(failure == .missingColumns(["serial", "day"], titles: ["Modèle", "Prix", "Prix unitaire"]))
    #expect(failure?.text.fr.contains("--map \"TITRE=serial\"") == true)
  }
}

@Suite struct `The lines of a list` {
  @Test func `leave totals out, and say which`() throws {
    let read = try list("Modèle;Prix\nTotalEnergies PC;10\nB;5\nSous-total;15,00 €\nC;1\nTOTAL : ;16\n")
    let heading = try Heading<Asset>(of: read, needed: [.model])
    let (records, totals) = read.records(under: heading)
    #expect(records.map(\.line) == [2, 3, 5])
    #expect(totals == [4, 6])
  }

  @Test func `give values, or where and why they cannot be read`() throws {
    let read = try list("Modèle;Date d'achat;Prix\nA;31/12/2025;1 250,50\nB;32/12/2025;\nC\n")
    let heading = try Heading<Asset>(of: read, needed: [.model])
    let records = read.records(under: heading).records
    #expect(try records[0].read(.day) { try Day($0) } == Day(year: 2025, month: 12, day: 31))
    #expect(try records[0].read(.price) { try Money($0) } == Money(cents: 125_050))
    let failure = #expect(throws: CellFailure.self) { try records[1].read(.day) { try Day($0) } }
    #expect(failure?.line == 3 && failure?.column == "day" && failure?.written == "32/12/2025")
    #expect(failure?.reason.fr.contains("32/12/2025") == true)
    // A cell that is empty or missing says nothing.
    #expect(try records[1].read(.price) { try Money($0) } == nil)
    #expect(try records[2].read(.day) { try Day($0) } == nil)
  }

  @Test func `go back to their author as they came, with why`() throws {
    let read = try list("Modèle;Prix\n\"A;1\";2\nB\n")
    let heading = try Heading<Asset>(of: read, needed: [.model])
    let records = read.records(under: heading).records
    let copy = read.copy(of: records, under: heading, reasons: [2: "dit \"non\""])
    #expect(copy == "\u{FEFF}Modèle;Prix;?\r\n\"A;1\";2;\"dit \"\"non\"\"\"\r\nB;\r\n")
    // What comes back can be read again.
    let again = try list(copy)
    #expect(try Heading<Asset>(of: again, needed: [.model]).unused == ["?"])
    #expect(again.lines[1].cells == ["A;1", "2", "dit \"non\""])
  }
}
