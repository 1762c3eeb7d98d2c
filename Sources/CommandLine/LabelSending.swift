import Application
import Arguments
import CLinux
import Glibc
import Kernel
import LabelPrinting

/// Where labels are sent.
enum LabelDestination: Sendable, Equatable {
  /// A printer that listens on the network for raw bytes.
  case network(host: String, port: Int)
  /// A queue of CUPS.
  case queue(String)

  var text: String {
    switch self {
    case .network(let host, let port): port == PrinterConnection.usualPort ? "tcp:\(host)" : "tcp:\(host):\(port)"
    case .queue(let name): "cups:\(name)"
    }
  }
}

extension Reader<LabelDestination> {
  /// `tcp:HOST`, `tcp:HOST:PORT` or `cups:QUEUE`.
  static let labelDestination = Reader(Text(fr: "tcp:HÔTE[:PORT]|cups:FILE", en: "tcp:HOST[:PORT]|cups:QUEUE")) {
    written in
    let parts = written.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    switch (parts.first, parts.count) {
    case ("cups", 2) where !parts[1].isEmpty && !parts[1].hasPrefix("-"): return .queue(parts[1])
    case ("tcp", 2) where !parts[1].isEmpty: return .network(host: parts[1], port: PrinterConnection.usualPort)
    case ("tcp", 3) where !parts[1].isEmpty:
      return .network(host: parts[1], port: try Reader<Int>.integer(1...65_535).value(of: parts[2]))
    default: throw DestinationNotWritten(input: written)
    }
  }
}

/// Words that name no printer.
struct DestinationNotWritten: Failure, Equatable {
  let input: String
  let exitCode = ExitCode.usage

  var text: Text {
    Text(
      fr: "« \(input) » ne dit pas où envoyer : donnez tcp:192.0.2.7, tcp:192.0.2.7:9100 ou cups:FILE.",
      en: "“\(input)” does not say where to send: give tcp:192.0.2.7, tcp:192.0.2.7:9100 or cups:QUEUE.")
  }
}

/// Sends the labels of a job, and records how many the printer has taken.
struct LabelSending {
  static let destination = Option<LabelDestination>(
    "to", .labelDestination, Text(fr: "l'imprimante", en: "the printer"))
  static let patience = Option<Int>(
    "patience", .integer(1...600), otherwise: "10",
    Text(fr: "combien de secondes elle peut se taire", en: "how many seconds it may stay silent"))

  let destination: LabelDestination
  let patience: Int

  init(_ values: ParsedValues) throws {
    destination = try values[Self.destination]
    patience = try values[Self.patience]
  }

  /// Sends what is left of a job, from a label on; nothing is called printed before the printer has taken it.
  func send(_ job: EntryID, from first: Int, templates: LabelTemplates, chain: Chain, as act: Act) throws -> Answer {
    let wanted = try chain.labelJob(job)
    let printer = try templates.printer(wanted.printer)
    switch destination {
    case .queue(let queue):
      let last = try spool(
        job, from: first, to: queue, isPDF: printer.language == .pdf, templates: templates, chain: chain, as: act)
      try chain.recordSending(wanted.labels, of: job, last: last, as: act)
    case .network(let host, let port):
      guard printer.language.isLabelByLabel else { throw LabelPrintingFailure.notSendable(printer: printer.id) }
      var line: RawLine?
      do {
        let open = try RawLine(host: host, port: port, patience: patience, done: first - 1)
        line = open
        try chain.labels(of: job, from: first, templates: templates, created: act.recorded, keep: open.send)
        try open.finish()
      } catch is PrinterConnection.UnknownHost {
        throw LabelPrintingFailure.unknownHost(host, job: job)
      } catch let broken as PrinterConnection.Broken {
        let sent = line?.accepted ?? first - 1
        try chain.recordSending(sent, of: job, as: act)
        throw LabelPrintingFailure.connection(host: host, broken.reason, sent: sent, of: wanted.labels, job: job)
      }
      try chain.recordSending(wanted.labels, of: job, as: act)
    }
    var answer = Answer()
    let count = Text.count(
      wanted.labels - first + 1, fr: ("étiquette envoyée", "étiquettes envoyées"), en: ("label sent", "labels sent"))
    answer.say(fr: "\(count.fr) à \(destination.text).", en: "\(count.en) to \(destination.text).")
    answer.fact("job", fr: "Commande", en: "Job", .number(Int(job.rawValue)))
    answer.fact("sent", fr: "Prises en tout", en: "Taken in all", .number(wanted.labels))
    return answer
  }

  /// Hands the labels to CUPS by its own `lp`, which takes them or says why not.
  private func spool(
    _ job: EntryID, from first: Int, to queue: String, isPDF: Bool, templates: LabelTemplates, chain: Chain, as act: Act
  ) throws -> LabelPlacing.Position {
    let file = try Draft(of: "\(Spooler.folder)/rebond-\(job.rawValue).labels")
    let last = try chain.labels(of: job, from: first, templates: templates, created: act.recorded) { bytes, _ in
      try file.append(bytes)
    }
    try file.fill([])
    let options = isPDF ? ["-o", "print-scaling=none"] : ["-o", "raw"]
    let status = Spooler.run(["lp", "-d", queue, "-t", "Rebond \(job.rawValue)"] + options + ["--", file.name])
    guard status == 0 else { throw LabelPrintingFailure.spooler(queue: queue, status: Int(status), job: job) }
    return last
  }
}

/// A connection to a printer that counts the labels its bytes make.
private final class RawLine {
  private let connection: PrinterConnection
  private let start: Int
  /// Where each label ends among the bytes, and the number of labels by then.
  private var ends: [(bytes: Int, labels: Int)] = []
  private var written = 0

  init(host: String, port: Int, patience: Int, done: Int) throws {
    connection = try PrinterConnection(host: host, port: port, patience: patience)
    start = done
  }

  func send(_ bytes: [UInt8], labels: Int) throws {
    written += bytes.count
    ends.append((written, labels))
    try connection.send(bytes)
  }

  func finish() throws { try connection.finish() }

  /// The labels whose every byte the printer has taken, but the last of them: its word is a moment old, and a label printed twice
  /// does less harm than one left out.
  var accepted: Int {
    let taken = connection.accepted
    return ends.prefix { $0.bytes <= taken }.dropLast().last?.labels ?? start
  }
}

/// Runs CUPS's own program.
private enum Spooler {
  /// Where what goes to a queue rests until CUPS has copied it.
  static var folder: String { getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp" }

  /// Runs a program found along the path, and gives how it ended; 127 when there is none. All it says goes to the errors: the
  /// output is our own answer.
  static func run(_ words: [String]) -> Int32 {
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO)
    var child = pid_t()
    guard posix_spawnp(&child, words[0], &actions, nil, &arguments, rebond_environment()) == 0 else { return 127 }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }
}

/// `rebond label print`
struct LabelPrint: Command {
  static let specification = CommandSpecification(
    "print",
    Text(
      fr: "Prépare des étiquettes et les envoie à l'imprimante.", en: "Prepares labels and sends them to the printer."),
    discussion: Text(
      fr:
        "Rien n'est dit imprimé avant que l'imprimante l'ait pris ; "
        + "une liaison coupée reprend par `rebond label send NUMÉRO --to …`.",
      en:
        "Nothing is called printed before the printer has taken it; "
        + "a broken connection goes on with `rebond label send NUMBER --to …`."
    ),
    parameters: LabelParameters.choice + LabelParameters.setup + LabelParameters.placing + [
      LabelSending.destination, LabelSending.patience,
    ])

  let wishes: LabelWishes
  let parameters: LabelParameters
  let sending: LabelSending

  init(_ values: ParsedValues) throws {
    wishes = try LabelWishes(values)
    parameters = try LabelParameters(values)
    sending = try LabelSending(values)
  }

  func run(in session: Session) throws {
    let began = try parameters.order(in: session)
    try session.perform { chain, act in
      var order = began
      try wishes.fill(&order, baseURL: chain.instance.baseURL)
      // Laid out whole before the first byte leaves: one label that cannot be printed spoils no roll.
      let labels = try chain.renderLabels(order, isAccepted: false, as: act)
      var answer = try sending.send(labels.job, from: 1, templates: order.templates, chain: chain, as: act)
      answer.doubled(labels.printed)
      answer.misread(labels.printed)
      return answer
    }
  }
}

/// `rebond label send`
struct LabelSend: Command {
  static let job = Argument<EntryID>(.number(), Text(fr: "le numéro de la commande", en: "the job's number"))
  static let again = Option<Bool>(
    flag: "again", Text(fr: "tout envoyer de nouveau, depuis la première", en: "send all again, from the first"))

  static let from = Option<Int?>(
    "from", .integer(1...Int.max),
    Text(fr: "depuis cette étiquette, si le papier dit autre chose", en: "from this label, if the paper says otherwise")
  )

  static let specification = CommandSpecification(
    "send",
    Text(
      fr: "Envoie ce qui reste d'une commande, ou tout de nouveau.", en: "Sends what is left of a job, or all again."),
    parameters: [job, again, from, LabelParameters.templates, LabelSending.destination, LabelSending.patience])

  let job: EntryID
  let again: Bool
  let from: Int?
  let templates: String?
  let sending: LabelSending

  init(_ values: ParsedValues) throws {
    job = try values[Self.job]
    again = try values[Self.again]
    from = try values[Self.from]
    templates = try values[LabelParameters.templates]
    sending = try LabelSending(values)
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let wanted = try chain.labelJob(job)
      guard again || from != nil || wanted.sent < wanted.labels else { throw LabelPrintingFailure.sentAlready(job) }
      return try sending.send(
        job, from: min(from ?? (again ? 1 : wanted.sent + 1), wanted.labels),
        templates: session.labelTemplates(templates), chain: chain, as: act)
    }
  }
}

/// `rebond label jobs`
struct LabelJobs: Command {
  static let last = Option<Int>("last", .integer(1...1000), otherwise: "20", Text(fr: "combien", en: "how many"))

  static let specification = CommandSpecification(
    "jobs", Text(fr: "Montre les dernières commandes d'étiquettes.", en: "Shows the last jobs of labels."),
    parameters: [last])

  let last: Int

  init(_ values: ParsedValues) throws { last = try values[Self.last] }

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      let jobs = try chain.labelJobs(last: last)
      answer.table(
        "jobs", none: Text(fr: "Aucune commande d'étiquettes.", en: "No job of labels."),
        [
          .init("job", fr: "commande", en: "job"), .init("design", fr: "dessin", en: "design"),
          .init("stock", fr: "papier", en: "stock"), .init("printer", fr: "imprimante", en: "printer"),
          .init("labels", fr: "étiquettes", en: "labels"), .init("sent", fr: "prises", en: "taken"),
          .init("last", fr: "dernière", en: "last"),
        ],
        rows: jobs.map { job in
          [
            .number(Int(job.id.rawValue)), .name(job.design), .name(job.stock), .name(job.printer),
            .number(job.labels), .number(job.sent), .name("\(job.last.row),\(job.last.column)"),
          ]
        })
      return answer
    }
  }
}

/// `rebond label reprint`
struct LabelReprint: Command {
  static let start = Option<LabelStart?>(
    "start-at", .labelStart,
    Text(
      fr: "la première étiquette libre, si ce n'est plus celle d'alors : LIGNE,COLONNE, ou next",
      en: "the first free label, where it is no longer that of then: ROW,COLUMN, or next"))

  static let specification = CommandSpecification(
    "reprint", Text(fr: "Refait une commande dans un fichier.", en: "Makes a job again, in a file."),
    discussion: Text(
      fr: "Les étiquettes vont où elles allaient ; avec --start-at ou --skip, où on le dit.",
      en: "The labels go where they went; with --start-at or --skip, where these say."),
    parameters: [
      LabelSend.job, start, LabelParameters.skip, LabelParameters.templates, OutputOptions.output,
      OutputOptions.replace,
    ])

  let job: EntryID
  let start: LabelStart?
  let skip: [Int]
  let templates: String?
  let output: OutputFile

  init(_ values: ParsedValues) throws {
    job = try values[LabelSend.job]
    start = try values[Self.start]
    skip = try values[LabelParameters.skip].flatMap(\.self)
    templates = try values[LabelParameters.templates]
    output = try OutputFile(values, nil)
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let templates = try session.labelTemplates(templates)
      let wanted = try chain.labelJob(job)
      try output.mustBe(.labels(templates.printer(wanted.printer).language))
      var placement: LabelPlacing?
      if start != nil || !skip.isEmpty {
        let first = try start.map { try $0.position ?? chain.nextLabel(of: templates.stock(wanted.stock)) }
        placement = LabelPlacing(start: first ?? wanted.placing.start, skip: Set(skip))
      }
      let last = try output.writeInPieces { [placement] keep in
        let last = try chain.labels(of: job, at: placement, templates: templates, created: act.recorded) { bytes, _ in
          if !bytes.isEmpty { try keep(bytes) }
        }
        try keep([])
        return last
      }
      try chain.recordSending(wanted.labels, of: job, last: last, as: act)
      var answer = Answer()
      let count = Text.count(wanted.labels, fr: ("étiquette", "étiquettes"), en: ("label", "labels"))
      answer.say(fr: "\(count.fr) dans « \(output.path) ».", en: "\(count.en) in “\(output.path)”.")
      return answer
    }
  }
}
