import Foundation
import Kernel
import TestSupport
import Testing

@testable import Typesetting

@Suite struct `A QR symbol` {
  /// Capacities from ISO/IEC 18004 table 7. Alphanumeric: version 1 holds 10 at H; version 3 holds 35 at H and 47 at Q.
  /// Bytes: version 3 holds 32 at Q and 24 at H; version 4 holds 34 at H.
  @Test(arguments: [
    ("HTTPS://REBOND.EXAMPLE/7K39FQ2MX", 29, QRSymbol.Level.h),
    ("https://rebond.example/7k39fq2mx", 29, .q),
    ("https://rebonds.example/7k39fq2mx", 33, .h),
    ("M9S346Q3V", 21, .h),
    ("HTTPS://REBOND.DEPARTEMENT.EXAMPLE/7K39FQ2MX", 29, .q),
  ])
  func `takes the smallest version and the highest level it allows`(
    payload: String, side: Int, level: QRSymbol.Level
  ) throws {
    let symbol = try QRSymbol(payload: payload)
    #expect(symbol.side == side)
    #expect(symbol.level == level)
    #expect(symbol.version == (side - 17) / 4)
  }

  @Test(arguments: ["", String(repeating: "x", count: 1664)])
  func `refuses what no symbol of the level holds`(payload: String) {
    #expect(throws: TypesettingFailure.payloadTooLong(payload)) { try QRSymbol(payload: payload) }
  }

  @Test(arguments: ["M9S346Q3V", "HTTPS://REBOND.EXAMPLE/7K39FQ2MX", "accents : é à ç €"])
  func `has outlines that enclose exactly its dark modules`(payload: String) throws {
    let symbol = try QRSymbol(payload: payload)
    for row in 0..<symbol.side {
      for column in 0..<symbol.side {
        // A ray to the right crosses the outlines' vertical stretches an odd number of times from inside.
        let crossings = symbol.outlines.reduce(0) { count, path in
          count
            + zip(path, path.dropFirst() + path.prefix(1)).count { from, to in
              from.column == to.column && from.column > column
                && (min(from.row, to.row)..<max(from.row, to.row)).contains(row)
            }
        }
        #expect((crossings % 2 == 1) == symbol.isDark(column, row))
      }
    }
  }

  @Test(.enabled(if: OutsideProgram.zbarimg != nil, "zbarimg is not installed"))
  func `is read by zbarimg once drawn`() throws {
    let payload = "HTTPS://REBOND.EXAMPLE/7K39FQ2MX"
    let page = Page(
      size: Extent(width: 37, height: 37),
      marks: [.symbol(try QRSymbol(payload: payload), at: Point(x: 4, y: 4), module: 1)])
    let picture = try Bitmap(drawing: page, dotsPerMillimetre: 4, typesetter: try Typesetter())
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "symbol.png")
      try Data(try picture.png()).write(to: file)
      let answer = try #require(OutsideProgram.zbarimg).run(["--raw", "-q", file.path])
      #expect(answer.output == payload + "\n")
    }
  }
}
