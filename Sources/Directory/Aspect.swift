public import Kernel
public import Storage

/// What can be told, on a day, of a person, a structure or a place: its closed list of aspects.
///
/// Nothing told is ever changed: what was told last holds, and what an annulled act told is as good as never told.
public protocol Aspect: RawRepresentable<String>, CaseIterable, Hashable, Sendable, SQLConvertible {
  /// Whom or what it is told of.
  associatedtype Subject: SendableMetatype
  /// The table that keeps what is told.
  static var table: String { get }
  /// The table of those it is told of, and the column that names one of them.
  static var subjects: (table: String, column: String) { get }
  /// Whom or what a name or a number means.
  static func find(_ reference: String, in reader: Reader) throws -> ID<Subject>
  /// What its values are.
  var form: AspectForm { get }
  /// How a value told later bears on those told before.
  var keeping: Keeping { get }
  /// The aspect in words.
  var text: Text { get }
}

/// How a value told later bears on those told before.
public enum Keeping: Sendable {
  /// It takes their place.
  case one
  /// It stands beside them, until it no longer holds.
  case several
  /// It is one more thing that happened; told no longer to hold, all that was told of it before is taken back.
  case each
}

/// What the values of an aspect are.
public enum AspectForm: Sendable {
  case text
  /// A word of a closed list.
  case choice([Choice])
  /// Whether it is so; the value is always `yes`, and holds or not.
  case truth
  /// A number from 0 to 9,999.
  case number
  case siret, uai, rna, commune, postcode, email, phone
  /// A school year, as `2026-2027`.
  case schoolYear
  /// Bytes that are kept, by their SHA-256.
  case digest

  /// A word of a closed list.
  public struct Choice: Sendable {
    /// The word, as programs and the database know it.
    public let word: String
    /// The word for people.
    public let text: Text
  }

  /// Reads a value as people write it.
  ///
  /// - Returns: the value as it is kept, and whether it holds; only a truth can be told not to hold by its value.
  /// - Throws: ``KernelFailure/invalid(_:input:)``, ``DirectoryFailure/notAValue(_:_:)``.
  func read(_ written: String) throws -> (value: String, holds: Bool) {
    let value = written.tidy
    switch self {
    case .text:
      guard !value.isEmpty else { throw DirectoryFailure.notAValue(.text, value) }
    case .choice(let choices):
      guard choices.contains(where: { $0.word == value }) else {
        throw DirectoryFailure.notAValue(.choice(choices.map(\.word)), value)
      }
    case .truth:
      guard let truth = ["yes": true, "oui": true, "no": false, "non": false][value.lowercased()] else {
        throw DirectoryFailure.notAValue(.truth, value)
      }
      return ("yes", truth)
    case .number:
      guard let number = Int(value), (0...9_999).contains(number) else {
        throw DirectoryFailure.notAValue(.number, value)
      }
      return (String(number), true)
    case .siret: return (try Siret(value).description, true)
    case .uai: return (try UAI(value).description, true)
    case .rna: return (try RNA(value).description, true)
    case .commune: return (try InseeCommune(value).description, true)
    case .email: return (try EmailAddress(value).description, true)
    case .phone: return (try PhoneNumber(value).description, true)
    case .postcode:
      guard value.count == 5, value.utf8.allSatisfy({ (48...57).contains($0) }) else {
        throw DirectoryFailure.notAValue(.postcode, value)
      }
    case .schoolYear:
      return (try SchoolYear(value).description, true)
    case .digest:
      guard let digest = Digest(hexadecimal: value) else { throw DirectoryFailure.notAValue(.digest, value) }
      return (digest.description, true)
    }
    return (value, true)
  }

  /// The condition on the column `value` that the schema holds every row to.
  var condition: String {
    switch self {
    case .text: "trim(value) <> ''"
    case .choice(let choices): "value IN (\(choices.map { "'\($0.word)'" }.joined(separator: ", ")))"
    case .truth: "value = 'yes'"
    case .number: "CAST(CAST(value AS INTEGER) AS TEXT) = value AND CAST(value AS INTEGER) BETWEEN 0 AND 9999"
    case .siret: "length(value) = 14"
    case .uai: "length(value) = 8"
    case .rna: "length(value) = 10"
    case .commune: "length(value) = 5"
    case .postcode: "value GLOB '[0-9][0-9][0-9][0-9][0-9]'"
    case .email: "value LIKE '_%@_%.__%'"
    case .phone: "length(value) = 14"
    case .digest: "length(value) = 64"
    case .schoolYear:
      """
      value GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9][0-9][0-9]'
            AND CAST(substr(value, 6) AS INTEGER) = CAST(substr(value, 1, 4) AS INTEGER) + 1
      """
    }
  }
}

/// One thing told of a person, a structure or a place.
public struct Telling<Told: Aspect>: Sendable, Equatable {
  /// Which aspect.
  public let aspect: Told
  /// Its value, in the form it is kept.
  public let value: String
  /// Whether the value holds; of what stands, only a truth can be known not to hold.
  public let holds: Bool
  /// The day it was so told.
  public let day: Day
  /// The entry of the journal that told it.
  public let entry: EntryID

  /// What stands of all that was told.
  ///
  /// - Parameters:
  ///   - told: what was told, the earliest entry first.
  ///   - day: only what had been told by the end of that day; all unless said.
  static func standing(of told: [Telling], on day: Day? = nil) -> [Telling] {
    let known = told.filter { telling in day.map { telling.day <= $0 } ?? true }
    let last = Dictionary(known.map { (Key($0), $0.entry) }, uniquingKeysWith: { max($0, $1) })
    return Told.allCases.flatMap { aspect in
      known.filter { telling in
        guard telling.aspect == aspect, telling.holds || aspect.isTruth else { return false }
        guard aspect.keeping == .each else { return last[Key(telling)] == telling.entry }
        return !known.contains { !$0.holds && Key($0) == Key(telling) && $0.entry > telling.entry }
      }
    }
  }

  private struct Key: Hashable {
    let aspect: Told
    let value: String?

    init(_ telling: Telling) {
      aspect = telling.aspect
      value = telling.aspect.keeping == .one ? nil : telling.value
    }
  }
}

extension Aspect {
  var isTruth: Bool { if case .truth = form { true } else { false } }
}

extension String {
  /// The text without needless spaces.
  var tidy: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
