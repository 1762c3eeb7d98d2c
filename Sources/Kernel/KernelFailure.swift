/// What the shared values refuse.
public enum KernelFailure: Failure, Equatable {
  /// The input has not the shape or the check character of what it should be.
  case invalid(Notation, input: String)
  /// A device code whose check character does not fit the others: one character was misread.
  case wrongCheckCharacter(input: String)
  /// An act dated on a day that has not begun.
  case dayToCome(Day, today: Day)
  /// A name with a character nobody can see, shown here by a mark.
  case hiddenCharacter(shown: String, code: String)
  /// A name whose letters are of two alphabets that look alike.
  case mixedAlphabets(String)
  /// What was typed for a PIN is none; it is not quoted.
  case notAPIN
  /// The machine lacks the memory that sealing a PIN takes.
  case noMemoryForPIN

  /// What an input should have been.
  public enum Notation: Sendable, CaseIterable {
    case assetCode, siren, siret, uai, rna, inseeCommune, departement, phone, email, money, day, quarter, journalHead
  }

  public var exitCode: ExitCode {
    switch self {
    case .invalid, .wrongCheckCharacter, .hiddenCharacter, .mixedAlphabets, .notAPIN: .badData
    case .noMemoryForPIN: .busy
    case .dayToCome: .refused
    }
  }
}
