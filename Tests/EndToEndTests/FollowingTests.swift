import Foundation
import TestSupport
import Testing

/// Contacts, reminders and the forgetting of people, typed as at a desk, and read by programs of others.
@Suite struct `Following a loan from the desk` {
  static let python = OutsideProgram.python(with: "aiosmtpd", "icalendar")
  /// A loan of two months whose device did not come back.
  static let lend = """
    rebond contract sign D-000001 --lender "Filière Exemple" --with chargeur --until 2026-10-31 --on 2026-09-23 &&
    rebond handover record C-000001 --on 2026-09-24 &&
    rebond privacy rectify F-1 --email foyer@exemple.fr --phone 0639980042 --on 2026-09-25
    """

  @Test(.enabled(if: python != nil, "no icalendar in the test tools"))
  func `an agenda is read by others, and names nobody unless asked`() throws {
    let stage = try Stage(at: .allocated)
    try #require(try stage.type(Self.lend).status == 0)
    let read = "\(try #require(Self.python).path) \"$(command -v read-agenda)\" suivi.ics"
    let bare = try stage.type("rebond followup agenda --output suivi.ics --on 2026-09-24 && \(read)")
    #expect(bare.status == 0, "\(bare.errors)")
    let events = bare.output.split(separator: "\n").filter { $0.hasPrefix("followup-") }.map {
      $0.split(separator: "\t")
    }
    #expect(events.map { $0[1] } == ["2026-10-01", "2026-10-08"])
    #expect(events.map { $0[2] } == ["2026-10-02", "2026-10-09"])
    #expect(events.allSatisfy { $0[3].hasSuffix("F-000001") })
    let named = try stage.type("rebond followup agenda --names --output suivi.ics --replace --on 2026-09-24 && \(read)")
    #expect(named.output.contains("Foyer F-000001"))
    #expect(named.output.contains("06 39 98 00 42"))
    // The same event keeps its identity: an agenda replaces it.
    #expect(named.output.contains(events[0][0]))
  }

  private func send(_ stage: Stage, _ mode: String, _ command: String, password: String = "mot-de-passe-secret") throws
    -> OutsideProgram.Answer
  {
    try stage.type(
      """
      rm -f port; \(try #require(Self.python).path) "$(command -v mailbox)" port box \(mode) 2>/dev/null & end=$!; tries=0
      until test -e port || test $tries -gt 200; do sleep 0.05; tries=$((tries + 1)); done
      REBOND_SMTP=smtp://127.0.0.1:$(cat port) REBOND_SMTP_FROM=relances@exemple.fr REBOND_SMTP_USER=relances \
        REBOND_SMTP_PASSWORD=\(password) \(command); code=$?
      kill $end; exit $code
      """)
  }

  @Test(.enabled(if: python != nil, "no aiosmtpd in the test tools"))
  func `a reminder leaves once, whatever becomes of the connection`() throws {
    let stage = try Stage(at: .allocated)
    try #require(try stage.type(Self.lend).status == 0)
    let remind = "rebond reminder send F-1 --on 2026-11-04"
    // Refused by the server: it did not leave, and may be tried again.
    #expect(try send(stage, "refuse", remind).status == 75)
    #expect(try stage.type("rebond reminder list").output.contains("pas partie"))
    // Cut off after the message: it may have left, and nothing follows before somebody says so.
    let cut = try send(stage, "drop", remind)
    #expect(cut.status == 75)
    #expect(cut.errors.contains("peut-être parti"))
    let held = try send(stage, "", remind)
    #expect(held.status == 1)
    #expect(held.errors.contains("La relance n° 2"))
    #expect(try stage.type("ls box").output == "1.eml\n")
    try stage.type("rebond reminder settle 2 --outcome failed --on 2026-11-04")
    let sent = try send(stage, "", remind)
    #expect(sent.status == 0, "\(sent.errors)")
    #expect(try send(stage, "", remind).errors.contains("Rien n'est à rappeler"))
    let mails = try ["1", "2"].map { number in
      try stage.type("\(try #require(Self.python).path) \"$(command -v read-mail)\" box/\(number).eml").output
    }
    // The same reminder sent again bears the same name, so that a mailbox can tell.
    #expect(mails[0].split(separator: "\n")[0] == mails[1].split(separator: "\n")[0])
    #expect(mails[1].contains("Bonjour Foyer F-000001,"))
    #expect(mails[1].contains("s'est terminé le 31 octobre 2026"))
    #expect(mails[1].split(separator: "\n")[2] == "Un petit rappel – Atelier Exemple")
    for answer in [cut, held, sent] { #expect(!(answer.output + answer.errors).contains("mot-de-passe-secret")) }
    #expect(try stage.type("grep -c -a mot-de-passe-secret base.rebond").output == "0\n")
    try stage.expectAllWell()
  }

  @Test(.enabled(if: python != nil, "no aiosmtpd in the test tools"))
  func `a reminder whose sender is killed is asked about`() throws {
    let stage = try Stage(at: .allocated)
    try #require(try stage.type(Self.lend).status == 0)
    // Nobody answers at this address within the second the program is left.
    let killed = try stage.type(
      """
      REBOND_SMTP=smtp://127.0.0.1:$(\(try #require(Self.python).path) -c '
      import socket, os, time
      s = socket.socket(); s.bind(("127.0.0.1", 0)); s.listen(1)
      print(s.getsockname()[1], flush=True)
      if os.fork() == 0:
          os.close(1); time.sleep(10)
      ') REBOND_SMTP_FROM=relances@exemple.fr timeout -s KILL 2 rebond reminder send F-1 --on 2026-11-04
      """)
    #expect(killed.status != 0)
    let list = try stage.type("rebond reminder list").output
    #expect(list.contains("à dire"))
    #expect(try stage.type("rebond reminder letter F-1 --output l.pdf --on 2026-11-05").status == 1)
    #expect(!stage.has("l.pdf"))
    try stage.expectAllWell()
  }

  @Test(.enabled(if: Machine.readsPapers, "no pdftotext"))
  func `a letter stands in the window of the envelope, and the address is kept nowhere`() throws {
    let stage = try Stage(at: .allocated)
    try #require(try stage.type(Self.lend).status == 0)
    let line = """
      rebond reminder letter F-1 --address "12 rue Inventée" --address "47000 AGEN" --output l.pdf --on 2026-11-04
      """
    let printed = try stage.type(line)
    #expect(printed.status == 0, "\(printed.errors)")
    // 105 to 195 mm across and 45 to 85 mm down, in points of 1/72 inch.
    let window = try stage.type("pdftotext -x 298 -y 128 -W 255 -H 113 l.pdf -").output
    #expect(window.contains("Foyer F-000001"))
    #expect(window.contains("12 rue Inventée"))
    #expect(window.contains("47000 AGEN"))
    #expect(!window.contains("Un petit rappel"))
    #expect(try stage.type("grep -c -a 'rue Invent' base.rebond").output == "0\n")
  }

  @Test func `a household is forgotten from the desk, and the file keeps nothing of it`() throws {
    let stage = try Stage(at: .allocated)
    for line in [
      Self.lend, "rebond return record C-000001 --condition good --on 2026-10-30",
      "rebond household show F-1", "rebond privacy export F-1 --output dossier.json",
      "rebond request withdraw D-000002 --reason unreachable --on 2026-10-01",
    ] {
      let answer = try stage.type(line)
      try #require(answer.status == 0, "\(answer.errors)")
    }
    #expect(try stage.type("grep -c '06 39 98 00 42' dossier.json").output != "0\n")
    #expect(try stage.type("rebond privacy anonymise F-1").status == 1)
    let forgotten = try stage.type("rebond privacy anonymise F-1 --requested")
    #expect(forgotten.status == 0, "\(forgotten.errors)")
    #expect(
      try stage.type("cat base.rebond* | grep -c -a -e foyer@exemple.fr -e '06 39 98 00 42' -e 'Foyer F-000001'").output
        == "0\n")
    #expect(try stage.type("cat base.rebond* | grep -c -a 'Foyer F-000002'").output != "0\n", "the other stays")
    let replay = try stage.type("rebond eligibility replay 1")
    #expect(replay.status == 1)
    #expect(replay.errors.contains("ont été effacés"))
    #expect(try stage.type("rebond household show F-1").errors.contains("a été effacé"))
    try stage.expectAllWell()
  }
}
