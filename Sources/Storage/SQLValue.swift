public import Kernel

/// A value as SQLite stores it; amounts, days and truth values have no other form, and there are no reals.
public enum SQLValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case text(String)
  case blob([UInt8])

  /// The name of the storage class, for messages.
  var kind: String {
    switch self {
    case .null: "NULL"
    case .integer: "INTEGER"
    case .text: "TEXT"
    case .blob: "BLOB"
    }
  }
}

/// A type that has one form in the database and can be read back from it, strictly.
public protocol SQLConvertible {
  /// The form in the database.
  var sqlValue: SQLValue { get }
  /// Reads the value back, or nothing when it has not that form.
  init?(sqlValue: SQLValue)
}

extension Int: SQLConvertible {
  public var sqlValue: SQLValue { .integer(Int64(self)) }
  public init?(sqlValue: SQLValue) {
    guard case .integer(let integer) = sqlValue else { return nil }
    self.init(exactly: integer)
  }
}

extension Int64: SQLConvertible {
  public var sqlValue: SQLValue { .integer(self) }
  public init?(sqlValue: SQLValue) {
    guard case .integer(let integer) = sqlValue else { return nil }
    self = integer
  }
}

extension Bool: SQLConvertible {
  public var sqlValue: SQLValue { .integer(self ? 1 : 0) }
  public init?(sqlValue: SQLValue) {
    switch sqlValue {
    case .integer(0): self = false
    case .integer(1): self = true
    default: return nil
    }
  }
}

extension String: SQLConvertible {
  public var sqlValue: SQLValue { .text(self) }
  public init?(sqlValue: SQLValue) {
    guard case .text(let text) = sqlValue else { return nil }
    self = text
  }
}

extension [UInt8]: SQLConvertible {
  public var sqlValue: SQLValue { .blob(self) }
  public init?(sqlValue: SQLValue) {
    guard case .blob(let bytes) = sqlValue else { return nil }
    self = bytes
  }
}

/// Every closed list of words is stored as its word: `extension Grade: SQLConvertible {}` is enough.
extension SQLConvertible where Self: RawRepresentable, RawValue: SQLConvertible {
  public var sqlValue: SQLValue { rawValue.sqlValue }
  public init?(sqlValue: SQLValue) {
    guard let raw = RawValue(sqlValue: sqlValue) else { return nil }
    self.init(rawValue: raw)
  }
}

extension ID: SQLConvertible {}
extension Language: SQLConvertible {}

extension Instant: SQLConvertible {
  public var sqlValue: SQLValue { .integer(milliseconds) }
  public init?(sqlValue: SQLValue) {
    guard case .integer(let milliseconds) = sqlValue else { return nil }
    self.init(milliseconds: milliseconds)
  }
}

extension Money: SQLConvertible {
  public var sqlValue: SQLValue { .integer(cents) }
  public init?(sqlValue: SQLValue) {
    guard case .integer(let cents) = sqlValue else { return nil }
    self.init(cents: cents)
  }
}

extension Digest: SQLConvertible {
  public var sqlValue: SQLValue { .blob(bytes) }
  public init?(sqlValue: SQLValue) {
    guard case .blob(let bytes) = sqlValue else { return nil }
    self.init(bytes: bytes)
  }
}

extension AssetCode: SQLConvertible {
  public var sqlValue: SQLValue { .text(characters) }
  public init?(sqlValue: SQLValue) {
    guard case .text(let text) = sqlValue, let code = try? AssetCode(text), code.characters == text else {
      return nil
    }
    self = code
  }
}

/// A validated value that is stored as the very text that describes it.
public protocol SQLText: SQLConvertible, CustomStringConvertible {
  init(_ input: String) throws(KernelFailure)
}

extension SQLText {
  public var sqlValue: SQLValue { .text(description) }
  public init?(sqlValue: SQLValue) {
    guard case .text(let text) = sqlValue, let value = try? Self(text), value.description == text else {
      return nil
    }
    self = value
  }
}

extension Day: SQLText {}
extension Siren: SQLText {}
extension Siret: SQLText {}
extension UAI: SQLText {}
extension RNA: SQLText {}
extension InseeCommune: SQLText {}
extension Departement: SQLText {}
extension PhoneNumber: SQLText {}
extension EmailAddress: SQLText {}
extension DeviceCategory: SQLConvertible {}
extension ChainRole: SQLConvertible {}
extension Triage: SQLConvertible {}
extension LegalOrigin: SQLConvertible {}
extension ContractKind: SQLConvertible {}
extension MediumKind: SQLConvertible {}
extension ErasureLevel: SQLConvertible {}

extension LocalStamp: SQLConvertible {
  public var sqlValue: SQLValue { .text(description) }
  public init?(sqlValue: SQLValue) {
    guard case .text(let text) = sqlValue, let stamp = LocalStamp(text), stamp.description == text else { return nil }
    self = stamp
  }
}
