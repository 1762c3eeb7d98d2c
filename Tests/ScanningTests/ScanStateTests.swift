import Kernel
import TestSupport
import Testing

@testable import Scanning

/// A house that answers every ask, and remembers what it was asked to do.
struct SampleHouse {
  private(set) var entry: Int64 = 100
  /// What was done and stands.
  private(set) var standing: [EntryID: (deed: Deed, device: AssetCode, by: Actor)] = [:]
  /// The order of the checks.
  let route = ["power", "screen", "keyboard"].compactMap(CardName.init)
  /// The devices it refuses everything on.
  var refusing: Set<AssetCode> = []

  static let camille = Actor.sample(1, "Camille Exemple")
  static let sacha = Actor.sample(2, "Sacha Fictif")
  static let badges = [BadgeNumber(11), BadgeNumber(22)].compactMap(\.self)

  mutating func answer(_ ask: Ask) -> Reply {
    switch ask {
    case .who(let number):
      if number == Self.badges[0] { return .person(Self.camille) }
      return number == Self.badges[1] ? .person(Self.sacha) : .refused(Text(same: "unknown badge"), seen: nil)
    case .find(let mark): return mark == "SN1" ? .found("REB0ND475") : .refused(Text(same: "unknown"), seen: nil)
    case .choose(let one, _): return .found(one)
    case .take(let code):
      return .taken(Glance(code: code, text: Text(same: "a laptop"), seen: EntryID(rawValue: entry)))
    case .perform(.show, let code, _, _):
      return .shown(Glance(code: code, text: Text(same: "a laptop"), seen: EntryID(rawValue: entry)))
    case .perform(let deed, let code, let actor, _):
      if refusing.contains(code) { return .refused(Text(same: "no"), seen: nil) }
      entry += 1
      standing[EntryID(rawValue: entry)] = (deed, code, actor)
      return .done(deed, on: code, entry: EntryID(rawValue: entry), Text(same: "done"))
    case .nextCheck(_, let after):
      let place = after.flatMap(route.firstIndex(of:)).map { $0 + 1 } ?? 0
      return .nextCheck(place < route.count ? route[place] : nil)
    case .prove(let typed, _, let purpose):
      return typed == "4711" ? .proven(purpose) : .refused(Text(same: "wrong"), seen: nil)
    case .count(let place, _): return .counted(place, Text(same: "1 found."))
    case .applyStockTake:
      entry += 1
      return .applied(entry: EntryID(rawValue: entry), Text(same: "applied"))
    case .undo(let entry, _):
      standing[entry] = nil
      self.entry += 1
      return .undone(by: EntryID(rawValue: self.entry))
    }
  }
}

/// A session in a test: what is scanned, what was asked meanwhile, what was told.
struct SampleSession {
  var state: ScanState
  var house = SampleHouse()
  private(set) var asks: [Ask] = []

  init(person: Actor? = SampleHouse.camille) { state = ScanState(person: person) }

  @discardableResult
  mutating func scan(_ scan: Scan) -> Notice.Kind? {
    var step = state.take(scan)
    asks = []
    while case .ask(let ask) = step {
      asks.append(ask)
      step = state.hear(house.answer(ask))
    }
    guard case .tell(let notice) = step else { return nil }
    return notice.kind
  }

  /// The deeds that stand, oldest first, as `deed@device`.
  var deeds: [String] {
    house.standing.sorted { $0.key < $1.key }.map { "\(state.name(of: $0.value.deed).en) @ \($0.value.device)" }
  }
}

/// Scans by short names, as a test writes them.
enum Short {
  static let (one, other): (AssetCode, AssetCode) = ("REB0ND475", "10000000D")

  static func scan(_ word: String) throws -> Scan {
    let checks = word.split(separator: "=").map(String.init)
    func name(_ text: String) throws -> CardName { try #require(CardName(text)) }
    switch word {
    case "A": return .device(one)
    case "B": return .device(other)
    case "camille": return .card(.badge(SampleHouse.badges[0]))
    case "sacha": return .card(.badge(SampleHouse.badges[1]))
    case "stranger": return .card(.badge(try #require(BadgeNumber(33))))
    case "start": return .card(.start)
    case "next": return .card(.next)
    case "pass": return .card(.outcome(.passed, nil))
    case "fail": return .card(.outcome(.failed, nil))
    case "broken": return .card(.outcome(.failed, .broken))
    case "validate": return .card(.validate)
    case "release": return .card(.release)
    case "label": return .card(.label)
    case "count": return .card(.stockTake(LocationID(rawValue: 7)))
    case "finish": return .card(.closeStockTake)
    case "fault": return .card(.repair(.screen))
    case "mended": return .card(.repaired(.repaired, .half))
    case "show": return .card(.show)
    case "undo": return .card(.undo)
    case "OK": return .card(.ok)
    case "long": return .tooLong
    case "": return .nothing
    case "serial": return .mark("SN1")
    case "either": return .either(one, other)
    case "no-battery": return .card(.grade(.battery, nil))
    case _ where checks.count == 2 && Card.Axis(rawValue: checks[0]) != nil:
      return .card(.grade(try #require(Card.Axis(rawValue: checks[0])), try name(checks[1])))
    case _ where checks.count == 2:
      return .card(.ended(try name(checks[0]), checks[1] == "passed" ? .passed : .notFitted))
    case _ where word.hasPrefix("?"): return .card(.check(try name(String(word.dropFirst()))))
    default: return .mark(word)
    }
  }
}

@Suite struct `A session of scans` {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let scans: String
    let deeds: [String]
    var last: Notice.Kind?
  }

  static let a = Short.one, b = Short.other

  static let cases: [Case] = [
    Case(
      testDescription: "a repair begins and ends, and may begin again", scans: "A fault fault mended mended fault",
      deeds: ["to be repaired: screen @ \(a)", "repaired, 30 min @ \(a)", "to be repaired: screen @ \(a)"], last: .done),
    Case(
      testDescription: "a stock-take ends with a PIN", scans: "count A finish 4711",
      deeds: ["stock-take: place no. 7 @ \(a)"], last: .done),
    Case(
      testDescription: "and not with another", scans: "count A finish 4712", deeds: ["stock-take: place no. 7 @ \(a)"],
      last: .refused),
    Case(testDescription: "no stock-take ends before its place is said", scans: "A finish", deeds: [], last: .refused),
    Case(testDescription: "nor before a device is put down", scans: "finish", deeds: [], last: .refused),
    Case(
      testDescription: "what a stock-take corrected is taken back by no card",
      scans: "A start OK count finish 4711 undo",
      deeds: ["into the workshop @ \(a)"], last: .already),
    Case(testDescription: "device then card", scans: "A start", deeds: ["into the workshop @ \(a)"], last: .done),
    Case(
      testDescription: "card then devices", scans: "start A B",
      deeds: ["into the workshop @ \(a)", "into the workshop @ \(b)"], last: .done),
    Case(
      testDescription: "the same device twice in a series", scans: "start A A", deeds: ["into the workshop @ \(a)"],
      last: .already),
    Case(
      testDescription: "the same device in a series, another between", scans: "start A B A",
      deeds: ["into the workshop @ \(a)", "into the workshop @ \(b)"], last: .already),
    Case(
      testDescription: "the same card twice on a device", scans: "A start start", deeds: ["into the workshop @ \(a)"],
      last: .already),
    Case(testDescription: "a device twice in hand", scans: "A A", deeds: [], last: .already),
    Case(
      testDescription: "the same series card twice", scans: "start A start A", deeds: ["into the workshop @ \(a)"],
      last: .already),
    Case(
      testDescription: "OK ends a series", scans: "start A OK B", deeds: ["into the workshop @ \(a)"], last: .device),
    Case(testDescription: "OK puts a device down", scans: "A OK start", deeds: [], last: .chosen),
    Case(
      testDescription: "the grid in order", scans: "A next pass next fail next pass next",
      deeds: [
        "power: passed @ \(a)", "screen: failed @ \(a)", "keyboard: passed @ \(a)",
      ], last: .chosen),
    Case(
      testDescription: "passed twice ticks one check", scans: "A next pass pass", deeds: ["power: passed @ \(a)"],
      last: .already),
    Case(
      testDescription: "next twice skips nothing", scans: "A next next pass", deeds: ["power: passed @ \(a)"],
      last: .done),
    Case(
      testDescription: "a check chosen by card", scans: "A ?keyboard broken",
      deeds: ["keyboard: failed, broken @ \(a)"], last: .done),
    Case(
      testDescription: "an outcome, then which check", scans: "A broken ?keyboard",
      deeds: ["keyboard: failed, broken @ \(a)"], last: .done),
    Case(
      testDescription: "an outcome is for one check", scans: "A pass ?power ?screen", deeds: ["power: passed @ \(a)"],
      last: .chosen),
    Case(
      testDescription: "a check and its outcome at once", scans: "A power=passed screen=not-fitted",
      deeds: [
        "power: passed @ \(a)", "screen: not fitted @ \(a)",
      ], last: .done),
    Case(
      testDescription: "a change of mind", scans: "A ?power pass fail pass",
      deeds: [
        "power: passed @ \(a)", "power: failed @ \(a)", "power: passed @ \(a)",
      ], last: .done),
    Case(
      testDescription: "a check in a series", scans: "?screen pass A B",
      deeds: [
        "screen: passed @ \(a)", "screen: passed @ \(b)",
      ], last: .done),
    Case(testDescription: "half a card series refuses devices", scans: "?screen A", deeds: [], last: .refused),
    Case(testDescription: "next needs a device", scans: "next", deeds: [], last: .refused),
    Case(
      testDescription: "grades in any order", scans: "A battery=c cosmetic=b functional=a",
      deeds: ["grade B / A / C @ \(a)"], last: .done),
    Case(testDescription: "two grades are not enough", scans: "A battery=c cosmetic=b", deeds: [], last: .chosen),
    Case(
      testDescription: "no battery", scans: "cosmetic=b functional=a no-battery B",
      deeds: ["grade B / A / no battery @ \(b)"], last: .done),
    Case(
      testDescription: "one grade changed", scans: "A battery=c cosmetic=b functional=a cosmetic=d",
      deeds: [
        "grade B / A / C @ \(a)", "grade D / A / C @ \(a)",
      ], last: .done),
    Case(
      testDescription: "a validation with its PIN", scans: "A validate 4711", deeds: ["erasure validated @ \(a)"],
      last: .done),
    Case(
      testDescription: "a series of validations", scans: "validate 4711 A B",
      deeds: [
        "erasure validated @ \(a)", "erasure validated @ \(b)",
      ], last: .done),
    Case(testDescription: "a wrong PIN", scans: "A validate 4712", deeds: [], last: .refused),
    Case(testDescription: "a wrong PIN begins no series", scans: "validate 4712 OK A", deeds: [], last: .device),
    Case(testDescription: "no PIN", scans: "A validate OK A", deeds: [], last: .already),
    Case(testDescription: "a card for a PIN", scans: "A validate release", deeds: [], last: .refused),
    Case(testDescription: "a device for a PIN", scans: "validate A OK A", deeds: [], last: .device),
    Case(testDescription: "undo", scans: "A start undo", deeds: [], last: .undone),
    Case(
      testDescription: "undo twice goes back once", scans: "A start release undo undo",
      deeds: ["into the workshop @ \(a)"], last: .already),
    Case(
      testDescription: "undone in a series, done again", scans: "start A undo A", deeds: ["into the workshop @ \(a)"],
      last: .done),
    Case(
      testDescription: "undone on a device, done again", scans: "A ?power pass undo pass",
      deeds: ["power: passed @ \(a)"], last: .done),
    Case(
      testDescription: "another's act is not undone", scans: "A start sacha undo", deeds: ["into the workshop @ \(a)"],
      last: .already),
    Case(testDescription: "another badge empties the hands", scans: "A sacha start", deeds: [], last: .chosen),
    Case(
      testDescription: "one's own badge again", scans: "start A camille B",
      deeds: [
        "into the workshop @ \(a)", "into the workshop @ \(b)",
      ], last: .done),
    Case(testDescription: "an error locks", scans: "A long start start", deeds: [], last: .locked),
    Case(
      testDescription: "OK unlocks, and the device is still in hand", scans: "A long start OK start",
      deeds: ["into the workshop @ \(a)"], last: .done),
    Case(testDescription: "a badge does not unlock", scans: "long sacha", deeds: [], last: .locked),
    Case(testDescription: "a serial number", scans: "serial start", deeds: ["into the workshop @ \(a)"], last: .done),
    Case(
      testDescription: "a serial number in a series is the same device", scans: "start serial A",
      deeds: ["into the workshop @ \(a)"], last: .already),
    Case(testDescription: "two readings", scans: "start either", deeds: ["into the workshop @ \(a)"], last: .done),
    Case(testDescription: "an unknown mark", scans: "start what A", deeds: [], last: .locked),
    Case(testDescription: "looking as often as one likes", scans: "show A A B", deeds: [], last: .shown),
    Case(testDescription: "looking at what is in hand", scans: "A show show", deeds: [], last: .shown),
    Case(
      testDescription: "labels", scans: "label A B A", deeds: ["label to print @ \(a)", "label to print @ \(b)"],
      last: .already),
  ]

  @Test(arguments: cases) func `does what is scanned`(case one: Case) throws {
    var session = SampleSession()
    var last: Notice.Kind?
    for word in one.scans.split(separator: " ") { last = session.scan(try Short.scan(String(word))) }
    #expect(session.deeds == one.deeds)
    #expect(last == one.last)
  }

  @Test func `begins with a badge`() throws {
    var session = SampleSession(person: nil)
    for word in ["A", "start", "serial", "undo", "next", "long"] {
      #expect(session.scan(try Short.scan(word)) == .refused)
      #expect(session.asks == [] && session.state.lock == .badgeFirst)
      #expect(session.scan(.card(.ok)) == .unlocked)
    }
    #expect(session.scan(try Short.scan("stranger")) == .refused)
    session.scan(.card(.ok))
    #expect(session.scan(try Short.scan("sacha")) == .person)
    session.scan(try Short.scan("A"))
    session.scan(try Short.scan("start"))
    #expect(session.asks == [.perform(.start, on: Short.one, by: SampleHouse.sacha, since: EntryID(rawValue: 100))])
  }

  @Test func `says that a line is secret only while it is`() throws {
    var session = SampleSession()
    for word in ["A", "validate"] { session.scan(try Short.scan(word)) }
    #expect(session.state.awaitsSecret)
    session.scan(.mark("4711"))
    #expect(!session.state.awaitsSecret)
  }

  @Test func `acts on what it last knew of the device`() throws {
    var session = SampleSession()
    for word in ["A", "start", "?power", "pass"] { session.scan(try Short.scan(word)) }
    let power = try #require(CardName("power"))
    #expect(
      session.asks
        == [.perform(.end(power, .passed, nil), on: Short.one, by: SampleHouse.camille, since: EntryID(rawValue: 101))])
    session.scan(.card(.undo))
    session.scan(try Short.scan("pass"))
    #expect(
      session.asks.last
        == .perform(.end(power, .passed, nil), on: Short.one, by: SampleHouse.camille, since: EntryID(rawValue: 103)))
  }

  static let words = [
    "A", "B", "camille", "camille", "sacha", "sacha", "stranger", "start", "next", "pass", "fail", "broken", "?power",
    "?keyboard",
    "screen=passed", "validate", "4711", "4712", "release", "label", "show", "undo", "OK", "OK", "OK", "long", "",
    "serial", "either", "cosmetic=b", "functional=a", "no-battery", "count", "finish", "fault", "mended",
  ]

  /// Every word after every state that a long walk comes through.
  @Test(arguments: 1...8) func `keeps its rules wherever it is`(seed: UInt64) throws {
    let scans = try Self.words.map(Short.scan)
    var generator = Seeded(seed: seed)
    var session = SampleSession(person: nil)
    session.house.refusing = seed.isMultiple(of: 2) ? [Short.other] : []
    for _ in 1...400 {
      for scan in scans {
        var after = session
        Self.expectRules(scan, before: session, after: &after)
      }
      let goesOn = session.state.lock == nil || Bool.random(using: &generator)
      session.scan(goesOn ? scans.randomElement(using: &generator) ?? .nothing : .card(.ok))
    }
    #expect(session.house.entry > 100)
  }

  private static func expectRules(_ scan: Scan, before: SampleSession, after: inout SampleSession) {
    let kind = after.scan(scan)
    let performed = after.asks.compactMap { ask -> (Deed, Actor)? in
      if case .perform(let deed, _, let actor, _) = ask { (deed, actor) } else { nil }
    }
    #expect(performed.count <= 1)
    if before.state.lock != nil {
      #expect(after.asks == [])
      #expect(scan == .card(.ok) ? after.state.lock == nil : after.state == before.state)
    }
    #expect(
      (after.state.lock != nil) == (kind == .refused || kind == .locked || scan == .nothing && before.state.lock != nil)
    )
    for (deed, actor) in performed {
      #expect(actor == before.state.person)
      if deed.needsPIN {
        let isSeries = if case .series(let series) = before.state.focus { series.plan == .deed(deed) } else { false }
        let isAwaited = if case .deed(deed, _) = before.state.awaited { true } else { false }
        #expect(isSeries || isAwaited && after.asks.count == 2)
      }
    }
    for case .applyStockTake(let place, let actor) in after.asks {
      #expect(before.state.awaited == .corrections(of: place) && actor == before.state.person && after.asks.count == 2)
    }
    for case .undo(let entry, let actor) in after.asks {
      #expect(before.house.standing[entry]?.by == actor && actor == before.state.person)
      #expect(before.house.standing.filter { $0.value.by == actor }.keys.max() == entry)
    }
    // The same again: nothing more is recorded.
    let standing = after.house.standing.count
    var again = after
    again.scan(scan)
    let isPIN = before.state.awaited != nil
    #expect(again.house.standing.count == standing || isPIN, "\(scan)")
    // Nothing said twice counts twice.
    #expect(after.state.done >= 0)
  }
}
