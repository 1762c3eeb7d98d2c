public import Kernel

/// What keeps a paper from being made.
public enum DocumentsFailure: Failure, Equatable {
  /// A contract names nobody who borrows.
  case noBorrower

  public var exitCode: ExitCode {
    switch self {
    case .noBorrower: .badData
    }
  }
}
