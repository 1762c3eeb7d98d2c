public import Kernel

/// What the directory refuses.
public enum DirectoryFailure: Failure, Equatable {
  /// Nobody is registered under the name or number.
  case noSuchPerson(String)
  /// No structure bears the name or number.
  case noSuchStructure(String, near: [String])
  /// No place bears the name or number.
  case noSuchPlace(String, near: [String])
  /// The name is taken.
  case nameTaken(String)
  /// Another structure has that number of the State.
  case numberTaken(String, by: String)
  /// A name of spaces only.
  case emptyName
  /// A school number for a structure that is no school.
  case uaiOfNoSchool(UAI)

  public var exitCode: ExitCode {
    switch self {
    case .noSuchPerson, .noSuchStructure, .noSuchPlace: .noInput
    case .nameTaken, .numberTaken: .refused
    case .emptyName, .uaiOfNoSchool: .badData
    }
  }

  public var candidates: [String] {
    switch self {
    case .noSuchStructure(_, let near), .noSuchPlace(_, let near): near
    default: []
    }
  }
}
