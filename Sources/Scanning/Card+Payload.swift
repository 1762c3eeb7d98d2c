import Kernel

extension Card {
  /// What the card's symbol holds: `U`, which no asset code has, a letter for the command, what belongs to it, two check letters.
  public var payload: String {
    CardLetters.checked("U" + command)
  }

  /// Reads what a scanner typed of a card, whatever the case and the keyboard; nothing when it is none, or misread.
  public init?(payload: String) {
    guard let letters = CardLetters.unchecked(payload), letters.first == "U" else { return nil }
    let (word, rest) = (letters.dropFirst().prefix(1), letters.dropFirst(2))
    guard let command = word.first, let card = Card(command: command, rest: rest) else { return nil }
    // One way to write each card: padded or bent payloads are none.
    guard card.payload == payload.uppercased() else { return nil }
    self = card
  }

  private var command: String {
    switch self {
    case .badge(let number): "B" + CardLetters.letters(of: number.value, count: 8)
    case .start: "S"
    case .next: "N"
    case .check(let name): "C" + name.letters
    case .outcome(let outcome, let reason): "R" + outcome.letter + (reason?.letter ?? Self.noReason)
    case .ended(let name, let outcome): "T" + outcome.letter + name.letters
    case .grade(let axis, let name): "G" + axis.letter + (name?.letters ?? "")
    case .validate: "V"
    case .release: "P"
    case .label: "L"
    case .show: "H"
    case .undo: "D"
    case .triage(let choice): "J" + choice.letter
    case .place(let location): "E" + CardLetters.letters(of: location.rawValue, count: 6)
    case .kit(let item): "Y" + item.letter
    case .free(let reason): "X" + reason.letter
    case .writeOff: "F"
    case .stockTake(let location): "UE" + CardLetters.letters(of: location.rawValue, count: 6)
    case .send(let structure): "US" + CardLetters.letters(of: structure.rawValue, count: 6)
    case .arrive(let shipment): "UP" + CardLetters.letters(of: shipment.rawValue, count: 6)
    case .bringIn: "UJ"
    case .handBack: "UB"
    case .repair(let fault): "UR" + fault.letter
    case .repaired(let end, let time): "UT" + end.letter + time.letter
    case .part(let part): "UC" + CardLetters.letters(of: part.rawValue, count: 6)
    case .takePart(let kind): "UG" + kind.letter
    case .closeStockTake: "UF"
    case .ok: "K"
    }
  }

  private init?(command: Character, rest: Substring) {
    let tail = rest.dropFirst()
    switch command {
    case "B":
      guard rest.count == 8, let number = BadgeNumber(CardLetters.number(of: rest)) else { return nil }
      self = .badge(number)
    case "C":
      guard let name = CardName(letters: rest) else { return nil }
      self = .check(name)
    case "R":
      guard let outcome = Outcome(letter: rest.first), tail.count == 1 else { return nil }
      let reason = Reason(letter: tail.first)
      guard reason != nil || tail == Self.noReason else { return nil }
      self = .outcome(outcome, reason)
    case "T":
      guard let outcome = Outcome(letter: rest.first), let name = CardName(letters: tail) else { return nil }
      self = .ended(name, outcome)
    case "J":
      guard tail.isEmpty, let choice = Triage(letter: rest.first) else { return nil }
      self = .triage(choice)
    case "E":
      guard rest.count == 6, case let number = CardLetters.number(of: rest), number > 0 else { return nil }
      self = .place(LocationID(rawValue: number))
    case "Y":
      guard tail.isEmpty, let item = KitItem(letter: rest.first) else { return nil }
      self = .kit(item)
    case "X":
      guard tail.isEmpty, let reason = FreeReason(letter: rest.first) else { return nil }
      self = .free(reason)
    case "U": self.init(further: rest.first, rest: tail)
    case "G":
      guard let axis = Axis(letter: rest.first) else { return nil }
      if tail.isEmpty, axis == .battery {
        self = .grade(axis, nil)
      } else {
        guard let name = CardName(letters: tail) else { return nil }
        self = .grade(axis, name)
      }
    default:
      guard rest.isEmpty, let card = Self.plain[command] else { return nil }
      self = card
    }
  }

  /// The cards that came once the letters were used up: a second letter says which.
  private init?(further: Character?, rest: Substring) {
    func number() -> Int64? {
      guard rest.count == 6, case let number = CardLetters.number(of: rest), number > 0 else { return nil }
      return number
    }
    switch further {
    case "E": if let number = number() { self = .stockTake(LocationID(rawValue: number)) } else { return nil }
    case "S": if let number = number() { self = .send(StructureID(rawValue: number)) } else { return nil }
    case "P": if let number = number() { self = .arrive(ShipmentID(rawValue: number)) } else { return nil }
    case "J": if rest.isEmpty { self = .bringIn } else { return nil }
    case "B": if rest.isEmpty { self = .handBack } else { return nil }
    case "R":
      guard rest.count == 1, let fault = Fault(letter: rest.first) else { return nil }
      self = .repair(fault)
    case "T":
      guard rest.count == 2, let end = RepairEnd(letter: rest.first), let time = TimeSpent(letter: rest.last) else {
        return nil
      }
      self = .repaired(end, time)
    case "C": if let number = number() { self = .part(PartID(rawValue: number)) } else { return nil }
    case "G":
      guard rest.count == 1, let kind = PartKind(letter: rest.first) else { return nil }
      self = .takePart(kind)
    case "F": if rest.isEmpty { self = .closeStockTake } else { return nil }
    default: return nil
    }
  }

  /// Stands where no reason is given: each command has its length, even or odd, so that a card cut by a letter is none.
  private static let noReason = "Y"

  private static let plain: [Character: Card] = [
    "S": .start, "N": .next, "V": .validate, "P": .release, "L": .label, "H": .show, "D": .undo, "K": .ok,
    "F": .writeOff,
  ]
}

/// A closed list whose words each have a letter on cards: the order of the cases is the order of the letters, so that cases are
/// only ever added at the end.
private protocol Lettered: CaseIterable, Equatable {}

extension Lettered {
  fileprivate var letter: String {
    let place = Array(Self.allCases).firstIndex(of: self) ?? 0
    return String(CardLetters.alphabet[place])
  }

  fileprivate init?(letter: Character?) {
    guard let letter, let place = CardLetters.alphabet.firstIndex(of: letter), place < Self.allCases.count else {
      return nil
    }
    self = Array(Self.allCases)[place]
  }
}

extension Card.Outcome: Lettered {}
extension Card.Axis: Lettered {}
extension Card.Reason: Lettered {}
extension Card.KitItem: Lettered {}
extension Card.FreeReason: Lettered {}
extension Card.Fault: Lettered {}
extension Card.RepairEnd: Lettered {}
extension Card.TimeSpent: Lettered {}
extension Card.PartKind: Lettered {}
extension Triage: Lettered {}

extension CardName {
  /// Two letters for each character.
  fileprivate var letters: String {
    text.compactMap { Self.alphabet.firstIndex(of: $0) }
      .map { CardLetters.letters(of: Int64($0), count: 2) }.joined()
  }

  fileprivate init?(letters: Substring) {
    guard letters.count.isMultiple(of: 2) else { return nil }
    var (rest, text) = (letters, "")
    while !rest.isEmpty {
      let place = Int(CardLetters.number(of: rest.prefix(2)))
      guard place < Self.alphabet.count else { return nil }
      text.append(Self.alphabet[place])
      rest = rest.dropFirst(2)
    }
    self.init(text)
  }
}
