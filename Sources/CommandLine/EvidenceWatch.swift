import Application
import Arguments
import CLinux
import Evidence
import Glibc
import Kernel

/// `rebond evidence watch`
struct EvidenceWatch: Command {
  static let folder = Argument<String>(
    .path.named(fr: "DOSSIER", en: "FOLDER"),
    Text(fr: "où les postes déposent leurs fichiers", en: "where the stations put their files"))
  static let once = Option<Bool>(flag: "once", Text(fr: "un seul passage, puis fin", en: "one pass, then end"))
  static let interval = Option<Int>(
    "interval", .integer(0...3600), otherwise: "2",
    Text(fr: "secondes entre deux regards", en: "seconds between two looks"))

  static let specification = CommandSpecification(
    "watch",
    Text(
      fr: "Importe les preuves à mesure qu'elles arrivent dans un dossier.",
      en: "Imports evidence as it arrives in a folder."),
    discussion: Text(
      fr:
        "Un fichier est pris quand deux regards de suite l'ont vu pareil, et jamais vide ; il va ensuite dans done, ou dans "
        + "refused avec la raison à côté (.txt). Les liens, les dossiers et les noms qui commencent par un point sont laissés. "
        + "Ctrl-C ou SIGTERM termine proprement.",
      en:
        "A file is taken when two looks in a row saw it alike, and never empty; it then goes to done, or to refused with "
        + "the reason beside it (.txt). Links, folders and names that begin with a dot are left. Ctrl-C or SIGTERM ends "
        + "it cleanly."),
    parameters: [folder, once, interval])

  let path: String
  let once: Bool
  let interval: Int

  init(_ values: ParsedValues) throws {
    path = try values[Self.folder]
    once = try values[Self.once]
    interval = try values[Self.interval]
  }

  func run(in session: Session) throws {
    // Who acts, and where, is settled before anything is looked at.
    _ = try session.act(in: session.chain())
    let folder = try EvidenceFolder(path)
    let end = EndSignals()
    folder.settle()
    if once {
      var round = Round(seen: Set(try folder.look()))
      if end.wait(seconds: interval) { return }
      try take(from: folder, in: &round, session, until: end)
    } else {
      try watch(folder, in: session, until: end)
    }
  }

  /// What is known of the folder from one look to the next.
  private struct Round {
    /// The files as the last look found them.
    var seen: Set<EvidenceFolder.Sighting> = []
    /// Those that could not be taken, and of which it was said why.
    var told: Set<EvidenceFolder.Sighting> = []
  }

  private func watch(_ folder: EvidenceFolder, in session: Session, until end: EndSignals) throws {
    var round = Round()
    var trouble: Text?
    repeat {
      do {
        try take(from: folder, in: &round, session, until: end)
        trouble = nil
      } catch let failure as any Failure where failure.isPassing {
        // The share or the database is away for a moment: said once, and tried again.
        if trouble != failure.text { try session.answer(Answer(saying: failure.text)) }
        trouble = failure.text
      }
    } while !end.wait(seconds: max(interval, 1))
    try session.answer(
      Answer(
        saying: Text(
          fr: "Fin de la surveillance de « \(path) ».", en: "“\(path)” is not watched any more.")))
  }

  /// Takes the files that are as they were seen before.
  private func take(
    from folder: EvidenceFolder, in round: inout Round, _ session: Session, until end: EndSignals
  ) throws {
    let now = try folder.look()
    let ready = now.filter { round.seen.contains($0) && $0.size > 0 }
    round.seen = Set(now)
    round.told.formIntersection(now)
    guard once || !ready.isEmpty else { return }
    try session.performAll { chain, act, entries in
      var answer = Answer()
      for file in ready where !end.hasCome {
        let desk = WatchDesk(folder: folder, file: file, language: session.language)
        var said = answer
        let isTaken = try desk.take(into: chain, as: act, telling: &said)
        if isTaken || round.told.insert(file).inserted { answer = said }
        for entry in chain.lastEntries where !entries.contains(entry) { entries.append(entry) }
      }
      let waiting = now.count - ready.count
      if once, waiting > 0 {
        answer.say(
          fr: "Fichiers laissés, vides ou encore en cours d'écriture : \(waiting)",
          en: "Files left, empty or still being written: \(waiting)")
      }
      if once, now.isEmpty { answer.say(fr: "Rien n'est arrivé.", en: "Nothing has arrived.") }
      return answer
    }
  }
}

/// One file of the folder on its way into the chain.
private struct WatchDesk {
  let folder: EvidenceFolder
  let file: EvidenceFolder.Sighting
  let language: Language

  /// Imports the file and puts it away. The import comes first: killed between the two, the file is imported again, which
  /// changes nothing.
  ///
  /// - Returns: whether it was dealt with; one that only the moment keeps from being taken stays for later.
  func take(into chain: Chain, as act: Act, telling answer: inout Answer) throws -> Bool {
    do {
      if file.size > EvidenceReport.sizeLimit {
        throw EvidenceFailure.tooLarge(bytes: file.size, limit: EvidenceReport.sizeLimit)
      }
      guard let bytes = try folder.read(file) else { return true }
      var reason: Text?
      for part in EvidencePart.parts(of: bytes) {
        let imported = try chain.importEvidence(part.bytes.get(), of: nil, as: act)
        EvidenceAnswer(name: Text(same: file.text + part.place), imported: imported).add(to: &answer)
        if case .unreadable(let failure) = imported.result { reason = reason ?? failure.text }
      }
      return put(on: reason == nil ? .done : .refused, because: reason, &answer)
    } catch let failure as any Failure {
      answer.exitCode = failure.exitCode
      answer.say(fr: "\(file.text) : \(failure.text.fr)", en: "\(file.text): \(failure.text.en)")
      return failure.isVerdict && put(on: .refused, because: failure.text, &answer)
    }
  }

  /// Whether the file was put away, or another had taken its place.
  private func put(on shelf: EvidenceFolder.Shelf, because reason: Text?, _ answer: inout Answer) -> Bool {
    let reason = reason.map { "\(file.text)\n\($0[language])\n" }
    do throws(SessionFailure) {
      guard let name = try folder.put(file, on: shelf, because: reason) else { return true }
      if name != file.text || shelf == .refused {
        let place = "\(folder.path)/\(shelf.rawValue)/\(name)"
        answer.say(fr: "  rangé : \(place)", en: "  put away: \(place)")
      }
      return true
    } catch {
      answer.exitCode = error.exitCode
      answer.say(error.text)
      return false
    }
  }
}

extension Failure {
  /// Whether the file itself is refused, by a rule or for what it holds; not the moment, the disk or the network.
  fileprivate var isVerdict: Bool { exitCode == .refused || exitCode == .badData }

  /// Whether what keeps a folder from being looked at may be over at the next look.
  fileprivate var isPassing: Bool { [.busy, .inputOutput, .noInput, .cannotCreate].contains(exitCode) }
}

extension Answer {
  fileprivate init(saying text: Text) {
    self.init()
    say(text)
  }
}

/// The signals that ask a program to end, kept back so that they end it between two files.
private struct EndSignals {
  private var set = sigset_t()

  init() {
    sigemptyset(&set)
    sigaddset(&set, SIGINT)
    sigaddset(&set, SIGTERM)
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// Whether one has come.
  var hasCome: Bool {
    var pending = sigset_t()
    sigemptyset(&pending)
    return sigpending(&pending) == 0 && (sigismember(&pending, SIGINT) == 1 || sigismember(&pending, SIGTERM) == 1)
  }

  /// Waits for one as long as said; whether one came.
  func wait(seconds: Int) -> Bool {
    var set = set
    var limit = timespec(tv_sec: seconds, tv_nsec: 0)
    var result: Int32
    repeat { result = sigtimedwait(&set, nil, &limit) } while result < 0 && errno == EINTR
    return result > 0
  }
}
