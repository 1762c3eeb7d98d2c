import Kernel
import Testing

@Suite struct `Reading an amount` {
  @Test(
    arguments: [
      ("0", 0), ("25", 2500), ("25,5", 2550), ("25.5", 2550), ("25,50", 2550), ("25,05", 2505), ("0,01", 1),
      ("-3", -300),
      ("- 3,20 €", -320), ("1 250,00 €", 125_000), ("1\u{202F}250,00\u{A0}€", 125_000), ("€25.50", 2550),
      ("-€25.50", -2550),
      ("  7 ", 700), ("007", 700), ("12 345 678", 1_234_567_800), ("999 999 999,99", 99_999_999_999), ("1250", 125_000),
    ] as [(String, Int64)])
  func `euros and cents are kept exactly`(input: String, cents: Int64) throws {
    #expect(try Money(input).cents == cents)
  }

  @Test(arguments: [
    "", " ", "€", "-", ",", ",5", "5,", "5.", "5,123", "1,250.00", "1.250,00", "--5", "+5", "5-", "1e3", "0x10", "abc",
    "25 50", "1 25", "1 2500", "1  250", "2500 000", "1€25", "25,5 0", "１２", "1\u{301}2", "٣", "NaN", "1000000000",
    "99999999999999999", "999999999999999999999999999999", String(repeating: "9", count: 100_000), "5,-1",
  ])
  func `what could be meant otherwise is refused`(input: String) {
    #expect(throws: KernelFailure.invalid(.money, input: input)) { try Money(input) }
  }
}

@Suite struct `Counting money` {
  @Test func `sums and differences are exact`() {
    #expect(Money(cents: 10) + Money(cents: 20) == Money(cents: 30))
    #expect(Money(euros: 3) - Money(cents: 1) == Money(cents: 299))
    #expect(Money.zero - Money(euros: 1) == Money(cents: -100))
    #expect(Money(cents: -1) < .zero)
  }

  @Test func `beyond the largest amount it stays there`() {
    let (least, largest) = (Money(cents: .min), Money(cents: .max))
    #expect(Money(euros: .max) == largest)
    #expect(Money(euros: .min) == least)
    #expect(largest + Money(cents: 1) == largest)
    #expect(least + Money(cents: -1) == least)
    #expect(least - Money(cents: 1) == least)
    #expect(Money.zero - least == largest)
    #expect(largest - least == largest)
  }

  @Test(
    arguments: [
      (0, "0,00 €", "€0.00"), (5, "0,05 €", "€0.05"), (-5, "-0,05 €", "-€0.05"), (99_999, "999,99 €", "€999.99"),
      (125_000, "1 250,00 €", "€1,250.00"), (123_456_789, "1 234 567,89 €", "€1,234,567.89"),
      (.min, "-92 233 720 368 547 758,08 €", "-€92,233,720,368,547,758.08"),
    ] as [(Int64, String, String)])
  func `people read it in their own way`(cents: Int64, fr: String, en: String) {
    // Typography's spaces: a narrow one between thousands, a fixed one before the sign.
    let typeset = fr.replacing(" €", with: "\u{A0}€").replacing(" ", with: "\u{202F}")
    #expect(Money(cents: cents).text == Text(fr: typeset, en: en))
  }

  @Test(arguments: [0, 5, 100, 125_000, 99_999_999_999, -320] as [Int64])
  func `what is shown in French can be typed again`(cents: Int64) throws {
    #expect(try Money(Money(cents: cents).text.fr) == Money(cents: cents))
  }
}
