import Kernel
import Testing

@Suite struct `A PIN` {
  @Test(arguments: ["", "123", "123456789", "12a4", "１２３４", "12 34", "-1234"])
  func `has four to eight digits`(typed: String) { #expect(throws: KernelFailure.notAPIN) { try PIN(typed) } }

  @Test func `is kept so that it opens with itself alone, and does not show`() throws {
    let (sealed, again) = (try PIN("4711").sealed(), try PIN("4711").sealed())
    #expect(try PIN("4711").opens(sealed) && PIN("4711").opens(again))
    #expect(try !PIN("4712").opens(sealed) && !PIN("04711").opens(sealed))
    #expect(!sealed.stored.contains("4711") && sealed != again && sealed.stored.hasPrefix("$argon2id$"))
    #expect(try !PIN("4711").opens(SealedPIN(stored: "")))
  }
}
