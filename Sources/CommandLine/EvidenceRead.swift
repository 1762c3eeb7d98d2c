import Arguments
import Evidence
import Kernel

/// `rebond evidence read`
struct EvidenceRead: Command {
  static let files = Argument<[String]>(
    .path, atLeast: 1, Text(fr: "les fichiers, - pour l'entrée standard", en: "the files, - for standard input"))

  static let specification = CommandSpecification(
    "read",
    Text(
      fr: "Dit ce qu'on lit dans des preuves, sans rien enregistrer.",
      en: "Tells what evidence says, and records nothing."),
    discussion: Text(
      fr: "Sans base. Avec --json, un objet par ligne et par relevé : un journal de deux passages en donne deux.",
      en: "Needs no database. With --json, one object on a line for each report: a log of two runs gives two."),
    parameters: [files])

  let files: [String]

  init(_ values: ParsedValues) throws {
    files = try values[Self.files]
  }

  func run(in session: Session) throws {
    var answer = Answer()
    for file in files {
      let (sheets, exitCode) = sheets(of: file)
      if exitCode != .done { answer.exitCode = exitCode }
      for sheet in sheets {
        answer.record(EvidenceSummary(file: file, sheet: sheet).lines, sheet.json(file: file, in: session.language))
      }
    }
    try session.answer(answer)
  }

  /// What a file says; a file that is refused does not keep the others from being read.
  private func sheets(of file: String) -> ([EvidenceSheet], ExitCode) {
    do throws(SessionFailure) {
      let bytes = try Files.read(file)
      var (sheets, exitCode): ([EvidenceSheet], ExitCode) = ([], .done)
      for part in EvidencePart.parts(of: bytes) {
        do throws(EvidenceFailure) {
          sheets += try EvidenceReport(reading: try part.bytes.get()).sheets
        } catch {
          sheets.append(EvidenceSheet(refusing: (try? part.bytes.get()) ?? [], for: error))
          exitCode = error.exitCode
        }
      }
      return (sheets, exitCode)
    } catch {
      return ([EvidenceSheet(refusing: error.text)], error.exitCode)
    }
  }
}

/// A sheet of evidence for people, a line for each thing.
private struct EvidenceSummary {
  let file: String
  let sheet: EvidenceSheet

  var lines: [Text] {
    [heading] + system + parts + sheet.storage.map(line) + sheet.batteries.map(line) + sheet.erasures.map(line)
      + sheet.problems.map { Text(fr: "  à noter : \($0.fr)", en: "  to note: \($0.en)") }
  }

  private var heading: Text {
    let format = sheet.format?.rawValue ?? "?"
    let status =
      switch sheet.status {
      case .read: Text(fr: "lu", en: "read")
      case .partial: Text(fr: "lu en partie", en: "read in part")
      case .refused: Text(fr: "refusé", en: "refused")
      }
    return Text(fr: "\(file) (\(format)) : \(status.fr)", en: "\(file) (\(format)): \(status.en)")
  }

  private var system: [Text] {
    let told = [sheet.system.manufacturer, sheet.system.model, sheet.system.version].compactMap { $0 }
    guard !told.isEmpty || sheet.system.serial != nil else { return [] }
    let name = told.joined(separator: " ")
    let serial = sheet.system.serial ?? "—"
    return [Text(fr: "  appareil : \(name), n° \(serial)", en: "  machine: \(name), serial \(serial)")]
  }

  private var parts: [Text] {
    let processors = sheet.processors.compactMap(\.name).map {
      Text(fr: "  processeur : \($0)", en: "  processor: \($0)")
    }
    let memory = sheet.memoryBytes.map { bytes in
      Text(fr: "  mémoire : \(bytes >> 20) Mio", en: "  memory: \(bytes >> 20) MiB")
    }
    return processors + [memory].compactMap { $0 }
  }

  private func line(_ medium: EvidenceSheet.Medium) -> Text {
    let name = [medium.device, medium.model, medium.serial].compactMap { $0 }.joined(separator: ", ")
    // A stick of a few hundred megabytes is no medium of nothing.
    let size = medium.bytes.map { bytes in
      bytes < 1_000_000_000 ? ", \(bytes / 1_000_000) M" : ", \(bytes / 1_000_000_000) G"
    }
    let kind = "\(medium.kind)" == "unknown" ? "" : " (\(medium.kind))"
    let verdict = medium.health?.verdict.map { verdict in
      let figures = verdict.findings.filter { $0.figure != .ownVerdict || $0.grade > .good }.map(\.text).joined(
        separator: ", ")
      let grade = verdict.grade.text
      let since = verdict.thresholdsSince
      return Text(
        fr: " ; état \(grade.fr) (seuils du \(since))\(figures.fr.isEmpty ? "" : " : ")\(figures.fr)",
        en: "; health \(grade.en) (thresholds of \(since))\(figures.en.isEmpty ? "" : ": ")\(figures.en)")
    }
    return Text(
      fr: "  support\(kind) : \(name)\(size.map { $0 + "o" } ?? "")\(verdict?.fr ?? "")",
      en: "  medium\(kind): \(name)\(size.map { $0 + "B" } ?? "")\(verdict?.en ?? "")")
  }

  private func line(_ battery: BatterySighting) -> Text {
    let name = [battery.model, battery.serial?.toldSerial].compactMap { $0 }.joined(separator: ", ")
    let left = battery.healthPercent.map { Text(fr: ", \($0) %", en: ", \($0)%") }
    let capacity = battery.fullMilliwattHours.map { full in
      ", \(full)\(battery.capacityMilliwattHours.map { "/\($0)" } ?? "") mWh"
    }
    let grade = battery.verdict?.grade.text
    return Text(
      fr: "  batterie : \(name)\(left?.fr ?? "")\(capacity ?? "")\(grade.map { " ; état " + $0.fr } ?? "")",
      en: "  battery: \(name)\(left?.en ?? "")\(capacity ?? "")\(grade.map { "; health " + $0.en } ?? "")")
  }

  private func line(_ erasure: EvidenceSheet.Erasure) -> Text {
    let told = [erasure.device, erasure.model, erasure.serial].compactMap { $0 }.joined(separator: ", ")
    let name = told.isEmpty ? "?" : told
    let by = [erasure.tool, erasure.method].compactMap { $0 }.joined(separator: ", ")
    return Text(
      fr: "  effacement de \(name) : \(erasure.result.text.fr) (\(by))",
      en: "  erasure of \(name): \(erasure.result.text.en) (\(by))")
  }
}

/// One of the reports that a file holds.
struct EvidencePart {
  /// Its place among them, to stand after the file's name; nothing when it is the only one.
  let place: String
  /// Its bytes, or why the file's cannot be had.
  let bytes: Result<[UInt8], EvidenceFailure>

  static func parts(of file: [UInt8]) -> [EvidencePart] {
    let parts = Result { () throws(EvidenceFailure) in try EvidenceParts.of(file) }
    guard case .success(let parts) = parts else { return [EvidencePart(place: "", bytes: parts.map { _ in [] })] }
    return parts.enumerated().map { offset, part in
      EvidencePart(place: parts.count == 1 ? "" : " (\(offset + 1)/\(parts.count))", bytes: .success(part))
    }
  }
}
