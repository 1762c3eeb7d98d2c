import Kernel
import Testing

@Suite struct `Reading how to reach people` {
  @Test(arguments: [
    "06 12 34 56 78", "0612345678", "06.12.34.56.78", "06-12-34-56-78", "+33 6 12 34 56 78", "+33612345678",
    "0033612345678", "+33 (0)6 12 34 56 78", "06/12/34/56/78", "06\u{A0}12\u{A0}34\u{A0}56\u{A0}78",
  ])
  func `a French number has one international form`(input: String) throws {
    let phone = try PhoneNumber(input)
    #expect(phone.international == "+33612345678")
    #expect(phone.description == "06 12 34 56 78")
  }

  @Test(arguments: [
    "", "+", "+33", "0033", "612345678", "061234567", "06123456789", "0012345678", "+44 20 7946 0958", "06 12 34 56 7x",
    "3949", "06123456٧8", "0612345\u{301}678", "+330033612345678", "++33612345678",
  ])
  func `anything else is none`(input: String) {
    #expect(throws: KernelFailure.invalid(.phone, input: input)) { try PhoneNumber(input) }
  }

  @Test(arguments: [
    ("camille@exemple.fr", "camille@exemple.fr"),
    ("Camille.Exemple+don@Mairie.EXEMPLE.FR", "Camille.Exemple+don@mairie.exemple.fr"),
    ("a@b.fr", "a@b.fr"), ("o'brien@exemple.fr", "o'brien@exemple.fr"), ("élise@exemple.fr", "élise@exemple.fr"),
    ("a@xn--caf-dma.fr", "a@xn--caf-dma.fr"),
  ])
  func `the domain of an address has no case`(input: String, address: String) throws {
    #expect(try EmailAddress(input).description == address)
  }

  @Test(arguments: [
    "", "@", "camille", "camille@", "@exemple.fr", "camille@exemple", "camille@@exemple.fr", "a@b@c.fr",
    ".a@exemple.fr",
    "a.@exemple.fr", "a..b@exemple.fr", "a b@exemple.fr", "a@exemple..fr", "a@-exemple.fr", "a@exemple-.fr",
    "a@exemple.f",
    "a@exemple.fr.", "a\n@exemple.fr", "a@exem ple.fr", "<a@exemple.fr>",
    String(repeating: "a", count: 65) + "@exemple.fr",
    "a@" + String(repeating: "b", count: 64) + ".fr", "a@" + String(repeating: "b.", count: 130) + "fr",
  ])
  func `another shape is no address`(input: String) {
    #expect(throws: KernelFailure.invalid(.email, input: input)) { try EmailAddress(input) }
  }
}
