import Evidence
import Kernel
import Refurbishment

/// What one reading of a piece of evidence came to, as it is kept beside the bytes: a later reading is held against it.
struct EvidenceReading: Equatable {
  /// The format it was recognised as.
  let format: String
  /// Why it could not be read, when it could not.
  let unreadable: String?
  /// What was read, as JSON; what the file does not tell is left out.
  let summary: String
  private let sheets: JSONValue

  init(_ read: Result<EvidenceReport, EvidenceFailure>, format: EvidenceFormat?) {
    self.format = format?.rawValue ?? "unknown"
    switch read {
    case .failure(let failure):
      unreadable = failure.text.fr
      sheets = .array([])
    case .success(let report):
      unreadable = nil
      let board: [JSONValue] =
        if case .machine(let machine) = report, let serial = machine.identity.boardSerial?.usable {
          [.object([JSONValue.Member(key: "board", value: .string(serial))])]
        } else {
          []
        }
      sheets = .array(report.sheets.map { Self.told($0.json(file: "", in: .fr)) } + board)
    }
    summary = sheets.text
  }

  init(_ kept: KeptEvidence) {
    (format, unreadable, summary) = (kept.format, kept.unreadable, kept.summary)
    sheets = (try? StrictJSON.read(Array(summary.utf8), file: "summary"))?.value ?? .array([])
  }

  static func == (one: EvidenceReading, other: EvidenceReading) -> Bool {
    (one.format, one.unreadable, one.summary) == (other.format, other.unreadable, other.summary)
  }

  /// The serial number of the machine the file is of.
  var systemSerial: String? { facts["system.serial"] }

  /// The hardware addresses of the network ports that are the machine's own.
  var networkAddresses: Set<String> { Set(facts.compactMap { $0.key.hasSuffix("].mac") ? $0.value : nil }) }

  /// The serial number of the machine's main board.
  var boardSerial: String? { facts["board"] }

  /// The serial numbers of the disks the file shows.
  var diskSerials: Set<String> {
    Set(facts.compactMap { $0.key.hasPrefix("storage[") && $0.key.hasSuffix("].serial") ? $0.value : nil })
  }

  /// Every fact by its path, as `storage[S1D2F3].bytes`; of a list of things, each by what tells it from the others.
  var facts: [String: String] {
    guard case .array(let sheets) = sheets else { return [:] }
    var facts: [String: String] = [:]
    // A log of several runs has a sheet for each; of a machine there is one, and what only Rebond asks for beside it.
    let runs = sheets.count { $0.text(of: "format") != nil }
    for (offset, sheet) in sheets.enumerated() {
      Self.collect(sheet, at: runs < 2 ? "" : "run\(offset + 1)", into: &facts)
    }
    return facts
  }

  private static func collect(_ value: JSONValue, at path: String, into facts: inout [String: String]) {
    switch value {
    case .null: break
    case .string(let text): facts[path] = text
    case .bool, .integer, .real: facts[path] = value.text
    case .object(let members):
      for member in members {
        collect(member.value, at: path.isEmpty ? member.key : "\(path).\(member.key)", into: &facts)
      }
    case .array(let elements):
      var counts: [String: Int] = [:]
      for element in elements {
        let name = ["serial", "device", "mac", "model"].lazy.compactMap { element.text(of: $0) }.first ?? ""
        counts[name, default: 0] += 1
        let number = counts[name] ?? 1
        collect(element, at: "\(path)[\(name)\(number > 1 ? "#\(number)" : "")]", into: &facts)
      }
    }
  }

  /// A value without what is not told, and without what is no fact of the machine.
  private static func told(_ value: JSONValue) -> JSONValue {
    switch value {
    case .object(let members):
      .object(
        members.compactMap { member in
          let value = told(member.value)
          let isEmpty = [.null, .array([]), .object([])].contains(value) || ["file", "problems"].contains(member.key)
          return isEmpty ? nil : JSONValue.Member(key: member.key, value: value)
        })
    case .array(let elements): .array(elements.map(told))
    default: value
    }
  }
}

extension JSONValue {
  fileprivate func text(of key: String) -> String? {
    guard case .object(let members) = self, case .string(let text)? = members.first(where: { $0.key == key })?.value
    else { return nil }
    return text
  }
}
