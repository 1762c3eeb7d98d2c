/// The nine-digit number of an enterprise or public body in INSEE's Sirene register.
public struct Siren: Hashable, Sendable, CustomStringConvertible {
  /// The nine digits.
  public let description: String

  /// Reads a SIREN; spaces do not matter.
  ///
  /// - Throws: ``KernelFailure/invalid(_:input:)`` when it has not nine digits or fails Luhn's check.
  public init(_ input: String) throws(KernelFailure) {
    let digits = input.filter { !$0.isWhitespace }
    guard digits.count == 9, digits.allSatisfy(\.isDecimalDigit), digits.passesLuhn else {
      throw .invalid(.siren, input: input)
    }
    description = digits
  }
}

/// The fourteen-digit number of one establishment in INSEE's Sirene register.
public struct Siret: Hashable, Sendable, CustomStringConvertible {
  /// The fourteen digits.
  public let description: String

  /// Reads a SIRET; spaces do not matter.
  ///
  /// La Poste's establishments (SIREN 356000000) may fail Luhn's check; the sum of their digits is then a multiple of 5.
  /// - Throws: ``KernelFailure/invalid(_:input:)`` when it has not fourteen digits or fails its check.
  public init(_ input: String) throws(KernelFailure) {
    let digits = input.filter { !$0.isWhitespace }
    guard digits.count == 14, digits.allSatisfy(\.isDecimalDigit), String(digits.prefix(9)).passesLuhn,
      digits.passesLuhn || Siret.isPostOffice(digits)
    else { throw .invalid(.siret, input: input) }
    description = digits
  }

  /// The number of the enterprise the establishment belongs to: its first nine digits.
  public var enterprise: Substring { description.prefix(9) }

  private static func isPostOffice(_ digits: String) -> Bool {
    digits.hasPrefix("356000000") && digits.compactMap(\.wholeNumberValue).reduce(0, +) % 5 == 0
  }
}

extension String {
  /// Luhn's check: every second digit from the right doubled, the sum of all digits a multiple of ten.
  fileprivate var passesLuhn: Bool {
    let sum = reversed().compactMap(\.wholeNumberValue).enumerated().reduce(0) { sum, digit in
      let doubled = digit.element * (digit.offset % 2 == 1 ? 2 : 1)
      return sum + doubled / 10 + doubled % 10
    }
    return sum % 10 == 0
  }
}

/// The number of a school in the national education ministry's register: seven digits and a check letter.
public struct UAI: Hashable, Sendable, CustomStringConvertible {
  /// The seven digits and the letter.
  public let description: String

  /// Reads a UAI; case and spaces do not matter.
  ///
  /// - Throws: ``KernelFailure/invalid(_:input:)`` when the letter is not that of the number modulo 23.
  public init(_ input: String) throws(KernelFailure) {
    let letters = Array("ABCDEFGHJKLMNPRSTUVWXYZ")
    let code = input.filter { !$0.isWhitespace }.uppercased()
    guard code.count == 8, code.dropLast().allSatisfy(\.isDecimalDigit), let number = Int(code.dropLast()),
      let letter = code.last, letter.isCapital, letter == letters[number % 23]
    else { throw .invalid(.uai, input: input) }
    description = code
  }
}

/// The number of an association in the national register: W, a digit, a digit or letter, seven digits.
public struct RNA: Hashable, Sendable, CustomStringConvertible {
  /// The ten characters.
  public let description: String

  /// Reads an RNA number; case and spaces do not matter.
  ///
  /// - Throws: ``KernelFailure/invalid(_:input:)`` when it has not that shape; the number carries no check character.
  public init(_ input: String) throws(KernelFailure) {
    let code = Array(input.filter { !$0.isWhitespace }.uppercased())
    guard code.count == 10, code[0] == "W", code[1].isDecimalDigit,
      code[2].isDecimalDigit || code[2].isCapital, code[3...].allSatisfy(\.isDecimalDigit)
    else { throw .invalid(.rna, input: input) }
    description = String(code)
  }
}

/// The number of a commune in INSEE's official geographic code; not its postal code.
public struct InseeCommune: Hashable, Sendable, CustomStringConvertible {
  /// The five characters.
  public let description: String

  /// Reads a commune code; case and spaces do not matter.
  ///
  /// - Throws: ``KernelFailure/invalid(_:input:)`` when it begins with no département or overseas territory (2A and 2B are
  ///   Corsica's), or no number from 1 follows: 47000 is a postal code, 99 stands for other countries.
  public init(_ input: String) throws(KernelFailure) {
    let code = input.filter { !$0.isWhitespace }.uppercased()
    let territory = [2, 3].map { code.prefix($0) }.first { InseeCommune.territories.contains(String($0)) }
    guard let territory, case let number = code.dropFirst(territory.count), code.count == 5,
      number.allSatisfy(\.isDecimalDigit), number.contains(where: { $0 != "0" })
    else { throw .invalid(.inseeCommune, input: input) }
    description = code
  }

  /// The départements, and the overseas collectivities that the code counts beside them.
  private static let territories = Departement.all.union(["975", "977", "978", "984", "986", "987", "988", "989"])
}

/// The code of a French département: 01 to 95, 2A and 2B for Corsica, 971 to 976 overseas.
public struct Departement: Hashable, Sendable, CustomStringConvertible {
  /// The two or three characters.
  public let description: String

  /// Reads a département code; case and spaces do not matter.
  ///
  /// - Throws: ``KernelFailure/invalid(_:input:)`` when there is no such département.
  public init(_ input: String) throws(KernelFailure) {
    let code = input.filter { !$0.isWhitespace }.uppercased()
    guard Departement.all.contains(code) else { throw .invalid(.departement, input: input) }
    description = code
  }

  /// Every code there is.
  static let all = Set((1...95).filter { $0 != 20 }.map { String(Day.twoDigits($0)) })
    .union(["2A", "2B", "971", "972", "973", "974", "976"])
}
