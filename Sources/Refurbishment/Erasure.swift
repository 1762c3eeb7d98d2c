public import Kernel
public import Storage

/// How an erasure run ended, as its own log says.
public enum ErasureOutcome: String, Sendable, CaseIterable, SQLConvertible {
  case erased, failed, aborted
  /// The tool itself says that its result cannot be right.
  case insane
  /// The log stops before it says how the run ended.
  case noOutcome = "no-outcome"

  /// The outcome in words.
  public var text: Text {
    switch self {
    case .erased: Text(fr: "effacé", en: "erased")
    case .failed: Text(fr: "échoué", en: "failed")
    case .aborted: Text(fr: "interrompu", en: "aborted")
    case .insane: Text(fr: "résultat incohérent", en: "inconsistent result")
    case .noOutcome: Text(fr: "sans résultat connu", en: "without a known result")
    }
  }
}

/// How data are made unreadable, and how far that goes (NIST SP 800-88 Rev. 2, 2025).
public enum ErasureTechnique: String, Sendable, CaseIterable, SQLConvertible {
  /// Software writes over the medium.
  case overwrite
  /// The medium's own firmware sanitizes it.
  case firmwareSanitize = "firmware-sanitize"
  /// The medium's own firmware writes over what the user could reach, and no more.
  case firmwareErase = "firmware-erase"
  /// The key of an encrypted medium is destroyed.
  case cryptographicErase = "cryptographic-erase"
  /// The medium is destroyed.
  case destruction
  /// The device's own factory reset, attested by a person where no log can exist.
  case factoryReset = "factory-reset"
  /// The medium is new, attested by a person: it never held anything.
  case unused
  /// The tool does not tell how it went about it.
  case undisclosed

  /// The level the technique reaches; an overwrite by the host is Clear only, and weaker on flash, and no tool does less.
  public var level: ErasureLevel {
    switch self {
    case .overwrite, .firmwareErase, .undisclosed, .factoryReset, .unused: .clear
    case .firmwareSanitize, .cryptographicErase: .purge
    case .destruction: .destroy
    }
  }

  /// Whether it is a person who says so, and no machine.
  public var isAttested: Bool {
    switch self {
    case .destruction, .factoryReset, .unused: true
    case .overwrite, .firmwareSanitize, .firmwareErase, .cryptographicErase, .undisclosed: false
    }
  }

  /// What a person can attest.
  public static let attested = allCases.filter(\.isAttested)

  /// The technique in words.
  public var text: Text {
    switch self {
    case .overwrite: Text(fr: "écrasement par logiciel", en: "software overwrite")
    case .firmwareSanitize: Text(fr: "effacement par le support lui-même", en: "firmware sanitize")
    case .cryptographicErase: Text(fr: "effacement cryptographique", en: "cryptographic erase")
    case .firmwareErase: Text(fr: "écrasement par le support lui-même", en: "overwrite by the medium's firmware")
    case .destruction: Text(fr: "destruction", en: "destruction")
    case .factoryReset: Text(fr: "retour aux réglages d'usine, attesté", en: "factory reset, attested")
    case .unused: Text(fr: "support neuf, attesté", en: "new medium, attested")
    case .undisclosed: Text(fr: "technique non précisée", en: "technique not told")
    }
  }
}

/// What keeps a run that its log calls a success from proving an erasure.
public enum ErasureDoubt: Sendable, Equatable {
  /// The log does not say that the tool began with the medium.
  case notBegun
  /// The log does not say that the tool came to its end.
  case notFinished
  /// The log does not say that anything was written.
  case nothingWritten
  /// No pass wrote the whole medium; both in bytes.
  case partlyWritten(Int64, of: Int64)
  /// Nobody knows what the method does; nothing where the log names none.
  case unknownMethod(String?)
  /// The medium was sanitized once, and does not say that nothing was written since.
  case writtenSince
  /// The medium is known to be larger than what the tool saw of it; both in bytes.
  case smallerThanMedium(Int64, known: Int64)
}

/// What a log says of one erasure run on one medium.
public struct ErasureReading: Sendable, Equatable {
  /// How it ended.
  public let outcome: ErasureOutcome
  /// How it was done.
  public let technique: ErasureTechnique
  /// The method by the tool's own name, such as `PRNG Stream`.
  public let method: String
  /// The tool.
  public let tool: String
  /// The tool's version, when the log gives it.
  public let toolVersion: String?
  /// When it began.
  public let started: LocalStamp?
  /// When it ended, well or not.
  public let ended: LocalStamp?
  /// How the tool verified the result, in its own words.
  public let verification: String?
  /// Where the tool saw the medium, such as `/dev/sda`.
  public let slot: String
  /// The serial number the log gives the medium.
  public let serial: String?
  /// The capacity the tool saw, in bytes.
  public let capacityBytes: Int64?
  /// How many bytes were erased, when the log counts them.
  public let bytesErased: Int64?
  /// How many bytes there were to erase, when the log counts them.
  public let bytesTotal: Int64?
  /// What keeps the log from proving the erasure it tells of.
  public let doubts: [ErasureDoubt]

  /// Makes a reading.
  public init(
    outcome: ErasureOutcome, technique: ErasureTechnique = .overwrite, method: String, tool: String,
    toolVersion: String?, started: LocalStamp?, ended: LocalStamp?, verification: String?, slot: String,
    serial: String?, capacityBytes: Int64? = nil, bytesErased: Int64? = nil, bytesTotal: Int64? = nil,
    doubts: [ErasureDoubt] = []
  ) {
    self.outcome = outcome
    self.technique = technique
    self.method = method
    self.tool = tool
    self.toolVersion = toolVersion
    self.started = started
    self.ended = ended
    self.verification = verification
    self.slot = slot
    self.serial = serial
    self.capacityBytes = capacityBytes
    self.bytesErased = bytesErased
    self.bytesTotal = bytesTotal
    self.doubts = doubts
  }

  /// What tells this run from every other, whichever file it is read from: one run never counts twice.
  ///
  /// A medium is known by its serial number, wherever it was plugged; without one, by where the tool saw it. A run without a
  /// date either is told by the medium as well: two machines may give the same words.
  func runKey(on medium: MediumID) -> Digest {
    let name = serial ?? (ended == nil ? "medium \(medium)" : "slot \(slot)")
    return .ofFields([tool, method, name, started?.description ?? "", ended?.description ?? "", outcome.rawValue])
  }

  /// What keeps the run from proving the erasure of a medium.
  func doubts(on medium: Workpiece.Medium) -> [ErasureDoubt] {
    guard outcome == .erased else { return [] }
    guard let seen = capacityBytes, let known = medium.capacityBytes, seen < known else { return doubts }
    return doubts + [.smallerThanMedium(seen, known: known)]
  }
}

/// An erasure run as recorded for a medium.
public struct ErasureRun: Sendable, Equatable {
  /// Its number.
  public let id: ErasureID
  /// The medium it ran on.
  public let medium: MediumID
  /// The device the medium was part of.
  public let device: DeviceID
  /// The device's round it was recorded in.
  public let round: Int
  /// What its log says.
  public let reading: ErasureReading
  /// The evidence it was read from.
  public let report: EvidenceReportID?
  /// Why its date is not to be believed, as a second person says: then the day it was recorded counts.
  public var clockReason: String?
  /// Who recorded it.
  public let recordedBy: PersonID
  /// The day it was recorded.
  public let recordedOn: Day
  /// The act that recorded it.
  public let entry: EntryID
  /// Who accepted it since, oldest first.
  public let validations: [ErasureValidation]

  /// When it ended, as far as it can be believed.
  var effectiveEnd: LocalStamp? {
    clockReason == nil ? reading.ended : LocalStamp(day: recordedOn, secondOfDay: 86_399)
  }
}

/// That a person accepts what an erasure's verification shows: verification and validation are two acts.
public struct ErasureValidation: Sendable, Equatable {
  /// Who accepted it.
  public let by: PersonID
  /// The day they did.
  public let day: Day
  /// The act that recorded it.
  public let entry: EntryID
}
