import Kernel

/// What a command found or did, said once and written for people or, with `--json`, for programs.
struct Answer {
  private(set) var blocks: [Block] = []
  /// The evidence that could not be tied to a device, of all files of one command.
  private(set) var unmatched: [JSONValue] = []
  /// How the program ends; an answer can end in a refusal that is no failure, such as unmatched evidence.
  var exitCode = ExitCode.done

  enum Block {
    /// A sentence for people; programs find it under `messages`.
    case sentence(Text)
    /// One fact under a key.
    case fact(key: String, label: Text, Value)
    /// Facts of many things of one kind.
    case table(key: String, none: Text, columns: [Column], rows: [[Value]])
    /// A reasoning: lines for people, one value for programs.
    case outline(key: String, lines: [Text], JSONValue)
    /// Commands a person may type next; programs find them under `next`.
    case next(Text, commands: [String])
    /// Sentences for people about one thing of many; programs get one object on a line for each instead of one for all.
    case record([Text], JSONValue)
  }

  struct Column {
    let key: String
    let label: Text
  }

  enum Value {
    case none
    case name(String)
    case word(String, Text)
    case words([(word: String, text: Text)])
    case number(Int)
    case numbers([Int])
    case day(Day)
    case period(Period)
    case bytes(Int64)
    case money(Money)
    case flag(Bool)
    case code(AssetCode)
    case codes([AssetCode])
    case text(Text)
    case texts([Text])
    case names([String])
    /// Names of which people are shown the first few; programs get them all.
    case excerpt([String])
  }

  /// Adds a sentence.
  mutating func say(_ text: Text) { blocks.append(.sentence(text)) }

  /// Adds a sentence.
  mutating func say(fr: String, en: String) { say(Text(fr: fr, en: en)) }

  /// Adds a fact.
  mutating func fact(_ key: String, fr: String, en: String, _ value: Value) {
    blocks.append(.fact(key: key, label: Text(fr: fr, en: en), value))
  }

  /// Adds a fact about the whole answer, before what can be typed next.
  mutating func conclude(_ key: String, fr: String, en: String, _ value: Value) {
    let next = blocks.lastIndex { if case .next = $0 { false } else { true } }
    blocks.insert(.fact(key: key, label: Text(fr: fr, en: en), value), at: next.map { $0 + 1 } ?? 0)
  }

  /// Adds a table.
  ///
  /// - Parameter none: what is said to people instead of a table without rows.
  mutating func table(_ key: String, none: Text, _ columns: [Column], rows: [[Value]]) {
    blocks.append(.table(key: key, none: none, columns: columns, rows: rows))
  }

  /// Adds a reasoning.
  mutating func outline(_ key: String, lines: [Text], _ value: JSONValue) {
    blocks.append(.outline(key: key, lines: lines, value))
  }

  /// Adds evidence that could not be tied to a device; people read of it in sentences.
  mutating func unmatched(_ evidence: [JSONValue]) { unmatched += evidence }

  /// Adds one thing of many, which programs read line by line.
  mutating func record(_ sentences: [Text], _ value: JSONValue) { blocks.append(.record(sentences, value)) }

  /// Adds what can be typed next; nothing is said when there is nothing to type.
  mutating func next(fr: String, en: String, _ commands: [String]) {
    guard !commands.isEmpty else { return }
    blocks.append(.next(Text(fr: fr, en: en), commands: commands))
  }
}

extension Answer.Column {
  init(_ key: String, fr: String, en: String) {
    self.init(key: key, label: Text(fr: fr, en: en))
  }
}

extension Answer.Value {
  static func name(orNone name: String?) -> Answer.Value { name.map { .name($0) } ?? .none }
  static func day(orNone day: Day?) -> Answer.Value { day.map { .day($0) } ?? .none }
  /// A word of a closed list: its raw value for programs, its words for people.
  static func word(_ word: some RawRepresentable<String>, _ text: Text) -> Answer.Value { .word(word.rawValue, text) }
  static func words<Word: RawRepresentable<String>>(_ words: [Word], _ text: (Word) -> Text) -> Answer.Value {
    .words(words.map { ($0.rawValue, text($0)) })
  }
  static func id<Entity>(_ id: ID<Entity>) -> Answer.Value { .number(Int(id.rawValue)) }
}
