import Kernel

/// Reads what `shred --verbose` says of whole disks.
///
/// A disk is overwritten when its last pass came to 100 % and no error was told; shred says nothing else of its success. Which
/// disk it was, and when, only the record of the terminal can tell.
enum ShredReader {
  private struct Draft {
    let device: String
    var pass = 0
    var passes = 0
    var lastPercent: Int?
    var hasFailed = false
    /// What there was to write in a pass, which shred rounds up.
    var size: Int?
    var startedAt: LocalStamp?
    var finishedAt: LocalStamp?
  }

  static func read(_ text: TextLines) throws(EvidenceFailure) -> WipeReport {
    var drafts: [Draft] = []
    var terminal = TerminalRecord()
    for line in text.lines {
      if let stamp = terminal.read(line) {
        for place in drafts.indices { drafts[place].finishedAt = drafts[place].finishedAt ?? stamp }
      }
      let known = drafts.count
      // `shred: /dev/sda: pass 1/3 (random)...1.2GiB/466GiB 0%`; a terminal's log may hold several on one line.
      for piece in line.text.split(separator: "\r") where piece.hasPrefix("shred: ") {
        read(piece.dropFirst(7), into: &drafts)
      }
      for place in drafts.indices.dropFirst(known) { drafts[place].startedAt = terminal.stamp }
    }
    let disks = drafts.filter { $0.device.hasPrefix("/dev/") }
    guard !disks.isEmpty else { throw .nothingReported(.shred) }
    var report = WipeReport(runs: [], format: .shred, problems: text.problems)
    let wipes = disks.map { draft in
      let isDone = draft.passes > 0 && draft.pass == draft.passes && draft.lastPercent == 100
      let outcome: WipeOutcome = draft.hasFailed ? .failed : isDone ? .erased : .noOutcome
      if outcome == .noOutcome { report.problems.append(.unproven(device: draft.device, .noResult)) }
      let disk = terminal.disk(behind: draft.device)
      return DriveWipe(
        device: draft.device, model: disk?.model, serial: disk?.serial, outcome: outcome, method: "shred",
        rounds: nil, hasErrors: draft.hasFailed, startedAt: draft.startedAt,
        finishedAt: draft.startedAt == nil ? nil : draft.finishedAt, technique: .overwrite,
        bytesWithinReach: draft.size)
    }
    report.runs = [WipeRun(tool: "shred", version: terminal.versions["shred"], drives: wipes)]
    return report
  }

  private static func read(_ text: Substring, into drafts: inout [Draft]) {
    guard let colon = text.range(ofASCII: Array(": ".utf8)) else { return }
    // Errors may be told with the name between quotes; French puts a blank before the colon.
    let device = String(
      text[..<colon.lowerBound].drop { "'‘\"".contains($0) }.prefix { !"'’\" \u{A0}\u{202F}".contains($0) })
    let message = text[colon.upperBound...]
    // « pass 1/3 (random)... », in whatever language: « étape 1/3 (random)… ».
    let pass = NwipePattern("*/* (*)...*").match(message) ?? NwipePattern("*/* (*)…*").match(message)
    let place = drafts.firstIndex { $0.device == device } ?? drafts.count
    if place == drafts.count { drafts.append(Draft(device: device)) }
    guard let pass else {
      // Whatever is no pass is an error, but for the removal of a file.
      if !message.hasPrefix("remov") && !message.hasPrefix("renamed") { drafts[place].hasFailed = true }
      return
    }
    let number = pass[0].split(separator: " ").last.flatMap { Int($0) } ?? 0
    if number != drafts[place].pass { drafts[place].lastPercent = nil }
    drafts[place].pass = number
    drafts[place].passes = Int(pass[1]) ?? 0
    if let size = pass[3].split(separator: "/").dropFirst().first.flatMap(bytes) { drafts[place].size = size }
    if pass[3].hasSuffix("%") {
      let words = pass[3].dropLast().split { $0 == " " || $0 == "\u{A0}" || $0 == "\u{202F}" }
      drafts[place].lastPercent = words.last.flatMap { Int($0) }
    }
  }

  /// The bytes of `466GiB`, the first word of what follows the slash.
  private static func bytes(_ text: Substring) -> Int? {
    guard let word = text.split(separator: " ").first else { return nil }
    let digits = word.prefix { $0.isNumber || $0 == "." || $0 == "," }
    let units = ["B": 0, "KiB": 10, "MiB": 20, "GiB": 30, "TiB": 40, "PiB": 50]
    let number = Double(digits.split(separator: ",", omittingEmptySubsequences: false).joined(separator: "."))
    guard let number, number < 1e4, let shift = units[String(word.dropFirst(digits.count))] else { return nil }
    return Int((number * Double(1 << shift)).rounded())
  }
}
