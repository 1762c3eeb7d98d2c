/// What could not be read of a file, or is not certain: evidence is told with its doubts, never without.
public enum EvidenceProblem: Sendable, Hashable {
  /// The file stops here before it is complete; a line that was not finished is left out.
  case cut(at: TextPlace)
  /// The file is damaged here; what follows is not read.
  case damaged(at: TextPlace)
  /// Bytes no text may hold were passed over, the first of them here.
  case strayBytes(count: Int, at: TextPlace)
  /// A part of the file, by its name, cannot be read: the rest is.
  case unreadablePart(String)
  /// The tool says itself that it could not read everything.
  case toolStopped(String)
  /// The maker left this text in place of a serial.
  case placeholder(field: String, written: String)
  /// The serial was hidden on purpose.
  case masked(field: String, written: String)
  /// The serial is too short to be sure of.
  case shortSerial(field: String, written: String)
  /// The value is given as the tool rounded it.
  case rounded(field: String, written: String)
  /// What the file says here cannot be taken for a fact.
  case unclear(field: String, written: String)
  /// Two parts of the file do not agree; the first is given.
  case contradiction(field: String, String, String)
  /// The memory is what the running system could use, a little less than what is fitted.
  case usableMemory
  /// The disk may be no part of the machine.
  case question(field: String, DiskDoubt)
  /// Several disks that a controller shows as one.
  case raidVolume(field: String)
  /// The network port is an adapter's, or no hardware.
  case foreignPort(field: String, NetworkPort.Attachment)
  /// The log does not prove what became of the disk.
  case unproven(device: String, Lack)
  /// A fact speaks against the disk or battery, whatever its own verdict.
  case concern(field: String, HealthVerdict.Finding)

  /// What a log lacks to prove an erasure.
  public enum Lack: Sendable, Hashable {
    /// The log ends before it tells.
    case noResult
    /// The command can run without erasing anything, and the log does not show how it was called.
    case commandNotShown
    /// The disk is not shown locked before and unlocked after, which only a completed erasure does.
    case stateNotShown
    /// The erasure was still going on.
    case stillRunning
    /// Only the result is shown, of a tool that does not say which disk it was.
    case deviceNotNamed
    /// A table calls the disk erased, and the lines of the run do not show the tool writing over the whole of it.
    case workNotShown
    /// What was written over is a part of the disk, as `/dev/sda1`, and nothing tells of the rest.
    case partOnly
    /// The disk was sanitized once, and data may have been written to it since.
    case writtenSince
  }

  /// Whether something of the file is missing in what was read.
  public var isGap: Bool {
    switch self {
    case .cut, .damaged, .strayBytes, .unreadablePart, .toolStopped: true
    case .unproven(_, .noResult): true
    case .placeholder, .masked, .shortSerial, .rounded, .unclear, .contradiction, .usableMemory, .question, .raidVolume,
      .foreignPort, .unproven, .concern:
      false
    }
  }
}
