import Application
import Arguments
import Glibc
import Kernel
import Scanning
import Terminal

/// `rebond scan`
struct ScanSession: Command {
  static let plain = Option<Bool>(
    flag: "plain",
    Text(fr: "une ligne par réponse, même dans un terminal", en: "one line for each answer, in a terminal too"))

  static let specification = CommandSpecification(
    "scan",
    Text(fr: "Travaille au scanner : badge, cartes, appareils.", en: "Works by scanning: badge, cards, devices."),
    discussion: Text(
      fr: "Chaque ligne lue est un scan ; chaque réponse tient en une ligne, et ce qui est dit fait est enregistré. "
        + "Les cartes s'impriment avec `rebond label cards --output cartes.pdf`. Sans --as, on commence par scanner son badge.",
      en: "Each line read is a scan; each answer is one line, and what is said to be done is recorded. "
        + "Cards are printed with `rebond label cards --output cards.pdf`. Without --as, one begins by scanning one's badge."
    ),
    parameters: [plain])

  let isPlain: Bool

  init(_ values: ParsedValues) throws {
    isPlain = try values[Self.plain]
  }

  func run(in session: Session) throws {
    let desk = try session.scanDesk()
    if !isPlain, !session.wantsJSON, isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1,
      let screen = Screen(wantsColour: session.wantsColour)
    {
      defer { screen.close() }
      return try ScanScreen(desk: desk, screen: screen, language: session.language).run()
    }
    let lines = LineSource(descriptor: STDIN_FILENO, longest: Scan.longestLine)
    while let line = try lines.next() {
      let isSecret = desk.state.awaitsSecret
      guard let notice = try desk.take(line: line) else { continue }
      let heard = isSecret ? nil : line
      try session.answer(ScanAnswer(notice: notice, line: heard, state: desk.state).answer(in: session.language))
    }
  }
}

/// What one scan told, as one line for people or one object for programs.
struct ScanAnswer {
  let notice: Notice
  /// What was scanned; a secret never comes back out.
  let line: String?
  let state: ScanState

  func answer(in language: Language) -> Answer {
    var answer = Answer()
    answer.record([Text(same: "\(notice.kind.sign) ") + notice.text], json(in: language))
    // The session ends as its worst scan did: a file of scans that was not all done is not done.
    answer.exitCode = state.refused > 0 ? .refused : .done
    return answer
  }

  private func json(in language: Language) -> JSONValue {
    var members = [
      JSONValue.Member("event", .string(notice.kind.rawValue)),
      JSONValue.Member("scan", line.map { .string(String($0.prefix(Scan.longestLine))) } ?? .null),
      JSONValue.Member("message", .string(notice.text[language])),
      JSONValue.Member("locked", .bool(state.lock != nil)),
    ]
    if let person = state.person { members.append(.init("person", .integer(person.id.rawValue))) }
    if let device = notice.device { members.append(.init("device", .string(device.characters))) }
    if let deed = notice.deed { members += deed.members }
    if let entry = notice.entry { members.append(.init("entry", .integer(entry.rawValue))) }
    return .object(members)
  }
}

extension Deed {
  fileprivate var members: [JSONValue.Member] {
    switch self {
    case .end(let check, let outcome, let reason):
      [
        .init("deed", .string("check")), .init("check", .string(check.text)),
        .init("outcome", .string(outcome.rawValue)),
      ]
        + (reason.map { [.init("reason", .string($0.rawValue))] } ?? [])
    case .grade(let cosmetic, let functional, let battery):
      [
        .init("deed", .string("grade")), .init("cosmetic", .string(cosmetic.text)),
        .init("functional", .string(functional.text)), .init("battery", battery.map { .string($0.text) } ?? .null),
      ]
    case .start: [.init("deed", .string("start"))]
    case .validate: [.init("deed", .string("validate"))]
    case .release: [.init("deed", .string("release"))]
    case .label: [.init("deed", .string("label"))]
    case .sort(let choice): [.init("deed", .string("triage")), .init("choice", .string(choice.rawValue))]
    case .move(let location): [.init("deed", .string("move")), .init("location", .integer(location.rawValue))]
    case .kit(let item): [.init("deed", .string("kit")), .init("item", .string(item.rawValue))]
    case .free(let reason): [.init("deed", .string("free")), .init("reason", .string(reason.rawValue))]
    case .writeOff: [.init("deed", .string("write-off"))]
    case .see(let location): [.init("deed", .string("see")), .init("location", .integer(location.rawValue))]
    case .send(let structure): [.init("deed", .string("send")), .init("structure", .integer(structure.rawValue))]
    case .arrive(let shipment): [.init("deed", .string("arrive")), .init("shipment", .integer(shipment.rawValue))]
    case .bringIn: [.init("deed", .string("bring-in"))]
    case .handBack: [.init("deed", .string("hand-back"))]
    case .openRepair(let fault): [.init("deed", .string("open-repair")), .init("fault", .string(fault.rawValue))]
    case .closeRepair(let end, let time):
      [
        .init("deed", .string("close-repair")), .init("outcome", .string(end.rawValue)),
        .init("minutes", .integer(Int64(time.minutes))),
      ]
    case .usePart(let part): [.init("deed", .string("use-part")), .init("part", .integer(part.rawValue))]
    case .fitPart(let kind, let giver):
      [
        .init("deed", .string("fit-part")), .init("kind", .string(kind.rawValue)),
        .init("from", .string(giver.characters)),
      ]
    case .givePart(let kind): [.init("deed", .string("give-part")), .init("kind", .string(kind.rawValue))]
    case .show: [.init("deed", .string("show"))]
    }
  }
}

extension Notice.Kind {
  /// The sign a line begins with, beside its words.
  var sign: String {
    switch self {
    case .done, .undone: "✔"
    case .refused, .locked: "✘"
    case .pin, .chosen: "?"
    case .person, .device, .shown, .already, .cleared, .unlocked: "·"
    }
  }
}
