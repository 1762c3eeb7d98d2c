import Kernel
import Testing

@testable import CommandLine

@Suite struct `An answer for people` {
  @Test func `tells the entries it left before what can be typed next`() {
    var answer = Answer()
    answer.say(fr: "Fait.", en: "Done.")
    answer.next(fr: "Pour continuer :", en: "To go on:", ["rebond status"])
    answer.next(fr: "Ou :", en: "Or:", ["rebond check"])
    answer.conclude("entries", fr: "Entrée du journal", en: "Entry of the journal", .numbers([7]))
    #expect(
      answer.text(in: .en) == """
        Done.
        Entry of the journal: 7

        To go on:
          rebond status

        Or:
          rebond check

        """)
  }

  @Test func `leads to no command when there is none to type`() {
    var answer = Answer()
    answer.say(fr: "Fait.", en: "Done.")
    answer.next(fr: "Pour continuer :", en: "To go on:", [])
    #expect(answer.text(in: .fr) == "Fait.\n")
  }

  @Test func `says that a table is empty`() {
    var answer = Answer()
    answer.table(
      "places", none: Text(fr: "Aucun lieu.", en: "No place."), [.init("name", fr: "nom", en: "name")], rows: [])
    #expect(answer.text(in: .fr) == "Aucun lieu.\n")
    #expect(answer.json(in: .fr).contains(#""places": []"#))
  }
}
