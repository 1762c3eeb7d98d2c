import Kernel

/// Reads what nvme-cli prints of `nvme format`, `nvme sanitize` and `nvme sanitize-log`: the text of a terminal, or JSON.
///
/// A format erases only with a secure-erase setting of 1 or 2, which the command shows and its answer does not; the
/// sanitize log tells of the last sanitize the disk was asked for, be it years ago, and in the ninth bit of its status
/// whether nothing was written since (NVM Express Base Specification 2.0, 5.16.1.25). Which disk it was, and when, only the
/// record of the terminal can tell.
enum NVMeReader {
  /// One drive while its lines are read.
  private struct Draft {
    var device: String
    var setting: Int?
    var isFormat = false
    /// Whether the command that sanitizes is shown.
    var isSanitize = false
    /// Whether the disk refused to be sanitized: what its log tells then is of an earlier time.
    var isRefused = false
    var startedAt: LocalStamp?
    var finishedAt: LocalStamp?
    var formatWorked: Bool?
    var status: Int?
    var action: Int?

    /// Whether the command came back: with its success or failure, or with a status.
    var hasAnswered: Bool { formatWorked != nil || status != nil }
  }

  static func read(_ text: TextLines) throws(EvidenceFailure) -> WipeReport {
    var drafts: [Draft] = []
    var terminal = TerminalRecord()
    for line in text.lines {
      if let stamp = terminal.read(line) {
        for place in drafts.indices where drafts[place].hasAnswered {
          drafts[place].finishedAt = drafts[place].finishedAt ?? stamp
        }
      }
      let known = drafts.count
      read(line.text, into: &drafts)
      for place in drafts.indices.dropFirst(known) { drafts[place].startedAt = terminal.stamp }
    }
    return try report(on: drafts, behind: terminal, problems: text.problems)
  }

  static func read(_ json: JSONValue) throws(EvidenceFailure) -> WipeReport {
    var drafts: [Draft] = []
    for root in json.list {
      guard case .object(let members) = root else { continue }
      let logs = root["sprog"] == nil ? members.map { ($0.key, $0.value) } : [("", root)]
      for (name, log) in logs where log["sprog"] != nil {
        let status = log["sstat"]
        drafts.append(
          Draft(
            device: name.isEmpty ? "" : "/dev/" + name,
            status: status?.whole ?? status?["status"]?.whole ?? status?["status"]?.text.flatMap(number),
            action: (log["cdw10_info"] ?? log["scdw10"])?.whole))
      }
    }
    return try report(on: drafts, behind: TerminalRecord(), problems: [])
  }

  private static func read(_ text: Substring, into drafts: inout [Draft]) {
    if let command = text.range(ofASCII: Array("nvme ".utf8)), let draft = draft(of: text[command.upperBound...]) {
      drafts.append(draft)
      return
    }
    if text.hasPrefix("You are about to format ") {
      let name = text.dropFirst(24).prefix { $0 != "," && $0 != " " }
      if drafts.last?.isFormat != true || drafts.last?.formatWorked != nil {
        drafts.append(Draft(device: "/dev/" + name, isFormat: true))
      }
    }
    if drafts.isEmpty { drafts.append(Draft(device: "")) }
    let last = drafts.count - 1
    if text.hasPrefix("Success formatting namespace") {
      if !drafts[last].isFormat { drafts.append(Draft(device: "", isFormat: true)) }
      drafts[drafts.count - 1].formatWorked = drafts[drafts.count - 1].formatWorked ?? true
    } else if text.hasPrefix("NVMe status:") || text.hasPrefix("NVMe Status:") || text.lowercased().contains("error") {
      if drafts[last].isFormat { drafts[last].formatWorked = false }
      if drafts[last].isSanitize, drafts[last].status == nil { drafts[last].isRefused = true }
    } else if text.hasPrefix("Sanitize Status"), let colon = text.lastIndex(of: ":") {
      drafts[last].status = number(String(text[text.index(after: colon)...]))
    } else if text.hasPrefix("Sanitize Command Dword 10"), let colon = text.lastIndex(of: ":") {
      drafts[last].action = number(String(text[text.index(after: colon)...]))
    }
  }

  /// What a command shown in the text asks for.
  private static func draft(of command: Substring) -> Draft? {
    let words = command.split { " \"'".contains($0) }
    guard let verb = words.first, ["format", "sanitize", "sanitize-log"].contains(verb),
      let device = words.first(where: { $0.hasPrefix("/dev/nvme") })
    else { return nil }
    var draft = Draft(device: String(device), isFormat: verb == "format", isSanitize: verb == "sanitize")
    for (offset, word) in words.enumerated() {
      let next = words.dropFirst(offset + 1).first
      if let value = ["--ses=", "-s="].first(where: word.hasPrefix).map({ word.dropFirst($0.count) }) {
        draft.setting = Int(value)
      } else if word == "-s" || word == "--ses" {
        draft.setting = next.flatMap { Int($0) }
      } else if word.hasPrefix("-s"), verb == "format", let value = Int(word.dropFirst(2)) {
        draft.setting = value
      }
    }
    return draft
  }

  private static func number(_ text: String) -> Int? {
    let word = text[...].trimmed.prefix { $0.isHexDigit || $0 == "x" || $0 == "X" }
    return word.lowercased().hasPrefix("0x") ? Int(word.dropFirst(2), radix: 16) : Int(word)
  }

  // MARK: What it comes to

  private static func report(
    on drafts: [Draft], behind terminal: TerminalRecord, problems: [EvidenceProblem]
  ) throws(EvidenceFailure) -> WipeReport {
    let told = drafts.enumerated().filter { $1.isFormat || $1.status != nil || $1.isRefused }
    guard !told.isEmpty else { throw .nothingReported(.nvme) }
    var report = WipeReport(runs: [], format: .nvme, problems: problems)
    var wipes: [DriveWipe] = []
    for (place, draft) in told {
      let disk = terminal.disk(behind: draft.device)
      let name = draft.device.isEmpty ? "nvme" : draft.device
      if draft.device.isEmpty { report.problems.append(.unproven(device: name, .deviceNotNamed)) }
      if draft.isFormat {
        let (outcome, lack) = formatOutcome(draft)
        if let lack { report.problems.append(.unproven(device: name, lack)) }
        let settings = [1: "user data erase", 2: "cryptographic erase"]
        wipes.append(
          DriveWipe(
            device: name, bus: "NVME", model: disk?.model, serial: disk?.serial, outcome: outcome,
            method: draft.setting.flatMap { settings[$0] }.map { "nvme format, \($0)" } ?? "nvme format",
            hasErrors: outcome == .failed, startedAt: draft.startedAt,
            finishedAt: draft.startedAt == nil ? nil : draft.finishedAt, technique: .firmwareErase))
      }
      if draft.isRefused {
        wipes.append(
          DriveWipe(
            device: name, bus: "NVME", model: disk?.model, serial: disk?.serial, outcome: .failed,
            method: "nvme sanitize",
            hasErrors: true, startedAt: draft.startedAt, technique: .firmwareSanitize))
      }
      if let status = draft.status, let outcome = sanitizeOutcome(status) {
        if outcome == .noOutcome { report.problems.append(.unproven(device: name, .stillRunning)) }
        let actions = [2: "block erase", 3: "overwrite", 4: "crypto erase"]
        let action = draft.action.map { $0 & 7 }
        let command = drafts[...place].last { $0.isSanitize && isSameDisk($0, draft) }.flatMap {
          $0.isRefused ? nil : $0
        }
        let isEmptyNow = status & 0x100 != 0
        if outcome == .erased, command == nil, !isEmptyNow {
          report.problems.append(.unproven(device: name, .writtenSince))
        }
        wipes.append(
          DriveWipe(
            device: name, bus: "NVME", model: disk?.model, serial: disk?.serial, outcome: outcome,
            method: action.flatMap { actions[$0] }.map { "nvme sanitize, \($0)" } ?? "nvme sanitize",
            hasErrors: outcome == .failed, startedAt: command?.startedAt,
            finishedAt: draft.startedAt == nil ? nil : draft.finishedAt,
            technique: action == 4 ? .cryptographicErase : .firmwareSanitize,
            reservations: command == nil && !isEmptyNow ? [.writtenSince] : []))
      }
    }
    report.runs = [WipeRun(tool: "nvme", version: terminal.versions["nvme"], drives: wipes)]
    return report
  }

  private static func isSameDisk(_ first: Draft, _ second: Draft) -> Bool {
    !first.device.isEmpty
      && TerminalRecord.controller(of: first.device) == TerminalRecord.controller(of: second.device)
  }

  private static func formatOutcome(_ draft: Draft) -> (WipeOutcome, EvidenceProblem.Lack?) {
    switch (draft.formatWorked, draft.setting) {
    case (false?, _): (.failed, nil)
    case (true?, 1?), (true?, 2?): (.erased, nil)
    case (true?, _): (.noOutcome, .commandNotShown)
    case (nil, _): (.noOutcome, .noResult)
    }
  }

  /// The lowest three bits of the status: 0 never asked for, 1 and 4 done, 2 running, 3 failed.
  private static func sanitizeOutcome(_ status: Int) -> WipeOutcome? {
    switch status & 7 {
    case 1, 4: .erased
    case 2: .noOutcome
    case 3: .failed
    default: nil
    }
  }
}
