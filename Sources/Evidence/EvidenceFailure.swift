public import Kernel

/// Why a file is no evidence Rebond can use; it is kept aside with this reason, never guessed at.
public enum EvidenceFailure: Failure, Equatable {
  /// The file holds nothing, or only blanks.
  case empty
  /// The file is larger than any real one; both sizes in bytes.
  case tooLarge(bytes: Int, limit: Int)
  /// The file is packed, by this name, and not unpacked here.
  case packed(String)
  /// The content looks like none of the formats read.
  case unrecognised
  /// A tool printed it for people; the command makes the same for programs.
  case printedForPeople(command: String)
  /// The format is known, but the data are not valid JSON at this place.
  case malformed(EvidenceFormat, JSONProblem, at: TextPlace)
  /// The format is known, but the data stop at this place before they are complete.
  case cut(EvidenceFormat, at: TextPlace)
  /// A file of smartctl that lists disks, where the state of one is expected.
  case severalDisks(count: Int)
  /// A log of nwipe with more disks in one run, or in all, than any station wipes.
  case tooManyDrives(count: Int, limit: Int)
  /// The format is known, but the file names no machine, no disk and no wipe.
  case nothingReported(EvidenceFormat)

  public var exitCode: ExitCode { .badData }
}
