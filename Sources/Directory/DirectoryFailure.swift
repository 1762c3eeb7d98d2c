public import Kernel
public import Spreadsheets

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
  /// What is told of schools alone, told of a structure that is none.
  case ofNoSchool(Text)
  /// A value that is none of its aspect's.
  case notAValue(Values, String)
  /// One act tells two things of which only one can hold, or the same twice.
  case toldTwice(Text)
  /// What is said to hold no longer did not hold.
  case notTold(Text, String)
  /// The structure is a partner already.
  case alreadyPartner(String)
  /// The structure is no partner, and so cannot leave.
  case notPartner(String)
  /// A structure joins or leaves before it last left or joined.
  case beforeMembership(Day, last: Day)
  /// No loaded list has the commune.
  case noSuchCommune(String, near: [Commune])
  /// Several communes bear the name.
  case communeNotUnique(String, [Commune])
  /// A commune is given by its name, and no list of communes is loaded.
  case noListOfCommunes(String)
  /// No commune and no zone bears the name or code.
  case noSuchTerritory(String, near: [String])
  /// The titles of the list are those of none that is known.
  case unknownLayout(titles: [String])
  /// Cells of a list that cannot be taken; then none of it is.
  case badLines([CellFailure])
  /// Not how long a person can be there.
  case duration(String)
  /// With that, the person would have been there for more than a day.
  case dayTooLong(Day, minutes: Int)
  /// The person left the chain, and acts no more.
  case personLeft(String, Day)
  /// Whoever leaves is the last who answers for the chain.
  case lastToAnswer(String)
  /// The list does not say of which year it is, nor does the name of its file.
  case yearMissing

  /// What the values of an aspect can be.
  public enum Values: Sendable, Equatable {
    case text, truth, number, decimal, year, postcode, schoolYear, digest
    case choice([String])
  }

  public var exitCode: ExitCode {
    switch self {
    case .noSuchPerson, .noSuchStructure, .noSuchPlace, .noSuchTerritory: .noInput
    case .nameTaken, .numberTaken, .alreadyPartner, .notPartner, .beforeMembership, .notTold, .ofNoSchool,
      .dayTooLong, .personLeft, .lastToAnswer:
      .refused
    case .emptyName, .notAValue, .toldTwice, .noSuchCommune, .communeNotUnique, .noListOfCommunes, .unknownLayout,
      .badLines, .yearMissing, .duration:
      .badData
    }
  }

  public var candidates: [String] {
    switch self {
    case .noSuchStructure(_, let near), .noSuchPlace(_, let near): near
    default: []
    }
  }
}
