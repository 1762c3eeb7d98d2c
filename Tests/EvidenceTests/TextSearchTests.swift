import Testing

@testable import Evidence

@Suite struct `Looking for signs eight bytes at a time` {
  /// What a byte is next to: signs, their neighbours by one, letters of two bytes, the ends of the scale.
  static let neighbours: [UInt8] = [
    0, 1, 0x1F, 0x20, 0x21, 0x22, 0x23, 0x5B, 0x5C, 0x5D, 0x7F, 0x80, 0xA2, 0xC3, 0xDC, 0xFF,
  ]

  private func isSign(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x22 || byte == 0x5C }

  private func find(in bytes: [UInt8], _ range: Range<Int>) -> Int {
    bytes.first(in: range) { $0.marks(of: 0x22) | $0.marks(of: 0x5C) | $0.controls }
  }

  @Test(arguments: neighbours) func `finds the first, whatever stands before and behind it`(filler: UInt8) {
    for other in UInt8.min...UInt8.max {
      for place in 0..<19 {
        var bytes = [UInt8](repeating: filler, count: 19)
        bytes[place] = other
        for start in [0, 3, place] {
          let expected = bytes.indices.first { $0 >= start && isSign(bytes[$0]) } ?? 19
          #expect(find(in: bytes, start..<19) == expected, "\(filler) \(other) \(place) \(start)")
        }
      }
    }
  }

  @Test func `stops where the range does`() {
    let bytes = Array("abcdefgh\"ijklmnop".utf8)
    for end in 0...bytes.count { #expect(find(in: bytes, 0..<end) == min(8, end)) }
    #expect(find(in: [], 0..<0) == 0)
  }
}
