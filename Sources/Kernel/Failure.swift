/// Anything that can go wrong in Rebond and can be told to its user.
///
/// A failure carries facts and identifiers, never prose; its words are made in the room that owns it, by one switch
/// that returns a ``Text``.
public protocol Failure: Error, Sendable {
  /// What happened, why, and what to do, in every language.
  var text: Text { get }
  /// How a program that met this failure ends.
  var exitCode: ExitCode { get }
  /// The things that are missing, one by one, when the failure lists them.
  var missing: [Text] { get }
  /// What may have been meant instead, as it would be given to a command.
  var candidates: [String] { get }
}

extension Failure {
  public var missing: [Text] { [] }
  public var candidates: [String] { [] }
}

/// How the program ends; the numbers from 64 up follow BSD's `sysexits.h`.
public enum ExitCode: Int32, Sendable {
  /// Done; also eligible, not eligible and unknown, which are answers.
  case done = 0
  /// Refused by a rule, or evidence that matched no device.
  case refused = 1
  /// The command line is not understood.
  case usage = 64
  /// The data given are bad.
  case badData = 65
  /// The input named does not exist.
  case noInput = 66
  /// A mistake of Rebond's own.
  case ourFault = 70
  /// The output cannot be created.
  case cannotCreate = 73
  /// The disk is full, read-only or failing.
  case inputOutput = 74
  /// Somebody else holds the database: try again.
  case busy = 75
  /// The database cannot be used as it is: newer than the program, on a network file system.
  case configuration = 78
}
