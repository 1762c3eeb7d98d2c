import Kernel

extension Answer {
  /// The answer for programs: one object, keys and closed words that do not depend on the language; or, for many things
  /// of one kind, one object on a line for each.
  func json(in language: Language) -> String {
    var members: [JSONValue.Member] = []
    var messages: [JSONValue] = []
    var next: [JSONValue] = []
    var records = ""
    for block in blocks {
      switch block {
      case .sentence(let text): messages.append(.string(text[language]))
      case .fact(let key, _, let value): members.append(JSONValue.Member(key, value.json(in: language)))
      case .table(let key, _, let columns, let rows):
        let objects = rows.map { row in
          JSONValue.object(zip(columns, row).map { JSONValue.Member($0.key, $1.json(in: language)) })
        }
        members.append(JSONValue.Member(key, .array(objects)))
      case .outline(let key, _, let value): members.append(JSONValue.Member(key, value))
      case .record(_, let value): records += value.text + "\n"
      case .next(_, let commands): next += commands.map(JSONValue.string)
      }
    }
    if !unmatched.isEmpty { members.append(JSONValue.Member("unmatched", .array(unmatched))) }
    if !messages.isEmpty { members.append(JSONValue.Member("messages", .array(messages))) }
    if !next.isEmpty { members.append(JSONValue.Member("next", .array(next))) }
    return records.isEmpty ? JSONValue.object(members).indentedText + "\n" : records
  }
}

extension Failure {
  /// The refusal for programs: the sentence, how the program ends, and what can be taken apart of it.
  func json(in language: Language) -> String {
    let sentence = text[language]
    let lists = [
      ("missing", missing.map { $0[language] }), ("candidates", candidates), ("commands", sentence.commands),
    ]
    let members =
      [JSONValue.Member("error", .string(sentence)), JSONValue.Member("exitCode", .integer(Int64(exitCode.rawValue)))]
      + lists.filter { !$0.1.isEmpty }.map { JSONValue.Member($0.0, .array($0.1.map(JSONValue.string))) }
    return JSONValue.object(members).indentedText + "\n"
  }
}

extension Answer.Value {
  fileprivate func json(in language: Language) -> JSONValue {
    switch self {
    case .none: .null
    case .name(let name): .string(name)
    case .word(let word, _): .string(word)
    case .words(let words): .array(words.map { .string($0.word) })
    case .number(let number): .integer(Int64(number))
    case .numbers(let numbers): .array(numbers.map { .integer(Int64($0)) })
    case .day(let day): .string(day.description)
    case .period(let period):
      .object([
        JSONValue.Member("first", .string(period.first.description)),
        JSONValue.Member("last", .string(period.last.description)),
      ])
    case .bytes(let count): .integer(count)
    // Whole cents, as they are kept.
    case .money(let money): .integer(money.cents)
    case .flag(let flag): .bool(flag)
    case .code(let code): .string(code.characters)
    case .codes(let codes): .array(codes.map { .string($0.characters) })
    case .text(let text): .string(text[language])
    case .texts(let texts): .array(texts.map { .string($0[language]) })
    case .names(let names), .excerpt(let names): .array(names.map(JSONValue.string))
    }
  }
}
