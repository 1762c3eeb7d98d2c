import Kernel
import TestSupport
import Testing

@testable import Refurbishment

@Suite struct `What the workshop says` {
  private static let screen = Route.Check(
    id: "screen", title: Text(fr: "Écran", en: "Screen"), isMandatory: true, mayBeDeclared: true, mayBeNotFitted: false,
    isFunction: true)
  private static let power = Route.Check(
    id: "power", title: Text(fr: "S'allume", en: "Powers on"), isMandatory: true, mayBeDeclared: false,
    mayBeNotFitted: false, isFunction: true)

  /// Something missing, and the command its message gives.
  @Test(arguments: [
    (Missing.roundNotOpened, "rebond work start 000-000-000"),
    (.checkNotDone(screen, step: Text(fr: "Essais", en: "Tests")), "rebond work check 000-000-000 screen=passed"),
    (.checkFailed(screen), "rebond work check 000-000-000 screen=declared"),
    (.checkFailed(power), "rebond work check 000-000-000 power=passed"),
    (.checkedBySamePerson(screen), "rebond work check 000-000-000 screen=passed"),
    (.checkedTooEarly(screen), "rebond work check 000-000-000 screen=passed"),
    (.mediumInQuestion("S-1"), "rebond device medium 000-000-000 S-1 --part-of yes"),
    (.mediumNotErased("S-1"), "rebond evidence import"),
    (.erasureFailed("S-1", outcome: .aborted), "rebond evidence import"),
    (.logOlderThanLastUser("S-1", log: "2026-08-01", givenUp: "2026-09-01"), "rebond evidence import"),
    (.awaitingValidation("S-1"), "rebond erasure validate 000-000-000"),
    (.noKnownMedium, "rebond work attest-no-medium 000-000-000"),
    (.notGraded, "rebond work grade 000-000-000 --cosmetic"),
  ])
  func `gives the command that lifts what is missing`(missing: Missing, command: String) {
    for language in Language.allCases { #expect(missing.text(for: deviceCode)[language].contains(command)) }
  }

  @Test func `lists all that is missing, one to a line`() {
    let text = RefurbishmentFailure.notReady(deviceCode, [.roundNotOpened, .notGraded]).text
    #expect(text.fr.split(separator: "\n").count == 3)
    #expect(text.fr.hasPrefix("L'appareil 000-000-000 ne peut pas sortir de l'atelier."))
  }

  @Test func `shows both days of a log older than the last user`() {
    let text = RefurbishmentFailure.runBeforeLastUser(medium: "S-1", ended: "2026-08-31", givenUp: "2026-09-01").text
    #expect(text.fr.contains("31 août 2026") && text.fr.contains("1er septembre 2026"))
    #expect(text.en.contains("31 August 2026") && text.en.contains("1 September 2026"))
  }
}
