import Kernel
import Reporting
import Storage
import TestSupport
import Testing

extension Report {
  fileprivate var numbers: [String: Int] {
    Dictionary(figures.map { ($0.indicator.id, $0.number) }, uniquingKeysWith: { first, _ in first })
  }
}

@Suite struct `The quarterly report` {
  @Test(arguments: [("2026-09-29", true), ("2026-09-30", true), ("2026-10-01", false)] as [(Day, Bool)])
  func `is provisional until its last day is over`(today: Day, provisional: Bool) throws {
    let report = try #require(try ChainStory().report(2026, 3))
    #expect(report.isProvisional(on: today) == provisional)
  }

  @Test func `counts two quarters in which a device is lent twice and a family equipped again`() throws {
    let story = try ChainStory()
    // July to September.
    let first = try story.donor("Entreprise d'exemple", on: "2026-07-01")
    try story.convention("2026-01", with: first, on: "2026-07-02")
    let one = try story.device(from: first, on: "2026-07-03")
    let two = try story.device(from: first, on: "2026-07-03")
    let three = try story.device(from: first, on: "2026-07-03")
    try story.release(one, on: "2026-08-01")
    try story.release(two, on: "2026-08-01")
    let (martin, petit) = (try story.household(on: "2026-08-20"), try story.household(on: "2026-08-20"))
    let (moreau, leroy) = (try story.household(on: "2026-08-20"), try story.household(on: "2026-08-20"))
    let firstLoan = try story.lend(one, to: martin, modest: false, on: "2026-09-01")
    let petitsLoan = try story.lend(two, to: petit, modest: false, on: "2026-09-10")
    try story.takeBack(firstLoan, on: "2026-09-20")
    try story.release(one, on: "2026-09-25")
    let moreausLoan = try story.lend(one, to: moreau, modest: true, on: "2026-09-30")
    // October to December.
    let second = try story.donor("Autre entreprise d'exemple", on: "2026-10-01")
    try story.convention("2026-02", with: second, on: "2026-10-06")
    _ = try story.device(from: second, on: "2026-10-10")
    try story.release(three, on: "2026-10-12")
    try story.takeBack(petitsLoan, on: "2026-10-15")
    try story.release(two, on: "2026-10-20")
    try story.lend(two, to: martin, modest: true, on: "2026-10-25")
    try story.lend(three, to: leroy, modest: false, on: "2026-11-01")
    try story.takeBack(moreausLoan, on: "2026-12-31")

    #expect(
      try story.report(2026, 3)?.numbers == [
        "partners-joined": 0, "partners": 0, "schools-participating": 0,
        "donors-registered": 1,  // the first
        "conventions-signed": 1,  // 2026-01
        "devices-received": 3,  // one, two, three; the return of one is no reception
        "devices-before-rebond": 0,
        "devices-released": 2,  // one (twice) and two
        "handovers": 3,  // one to Martin, two to Petit, one to Moreau
        "loans-before-rebond": 0,
        "devices-handed-over": 2,  // one and two
        "devices-first-to-modest-household": 1,  // one, to Moreau, although Martin had it before
        "households-equipped": 2,  // Petit and Moreau; Martin gave one back
        "households-newly-equipped": 3,  // Martin, Petit, Moreau
      ])
    #expect(
      try story.report(2026, 4)?.numbers == [
        "partners-joined": 0, "partners": 0, "schools-participating": 0,
        "donors-registered": 1,  // the second
        "conventions-signed": 1,  // 2026-02
        "devices-received": 1,  // the fourth
        "devices-before-rebond": 0,
        "devices-released": 2,  // three, and two again
        "handovers": 2,  // two to Martin, three to Leroy
        "loans-before-rebond": 0,
        "devices-handed-over": 2,  // two and three
        "devices-first-to-modest-household": 1,  // two, to Martin, whose means are now known
        "households-equipped": 2,  // Martin and Leroy; Moreau gave one back on the last day
        "households-newly-equipped": 1,  // Leroy; Martin is equipped again
      ])
    #expect(try story.report(2027, 1)?.numbers["households-equipped"] == 2)
  }

  @Test func `counts a device once in its life as handed to a modest household`() throws {
    let story = try ChainStory()
    let device = try story.device(from: story.donor("Entreprise d'exemple", on: "2026-07-01"), on: "2026-07-03")
    try story.release(device, on: "2026-08-01")
    let loan = try story.lend(device, to: story.household(on: "2026-08-20"), modest: true, on: "2026-09-01")
    try story.takeBack(loan, on: "2026-10-01")
    try story.release(device, on: "2026-10-02")
    try story.lend(device, to: story.household(on: "2026-10-03"), modest: true, on: "2026-10-04")
    #expect(try story.report(2026, 3)?["devices-first-to-modest-household"] == 1)
    #expect(try story.report(2026, 4)?["devices-first-to-modest-household"] == 0)
    #expect(try story.report(2026, 4)?["devices-handed-over"] == 1)
  }

  @Test func `counts acts on the day they happened, after corrections`() throws {
    let story = try ChainStory()
    let donor = try story.donor("Entreprise d'exemple", on: "2026-07-01")
    let entry = try story.convention("2026-01", with: donor, on: "2026-09-30")
    #expect(try story.report(2026, 3)?["conventions-signed"] == 1)
    try story.correct(.day("2026-10-01"), of: entry)
    #expect(try story.report(2026, 3)?["conventions-signed"] == 0)
    #expect(try story.report(2026, 4)?["conventions-signed"] == 1)
    try story.correct(.annulment, of: entry)
    #expect(try story.report(2026, 4)?["conventions-signed"] == 0)
  }

  @Test func `counts no annulled hand-over and no annulled return`() throws {
    let story = try ChainStory()
    let device = try story.device(from: story.donor("Entreprise d'exemple", on: "2026-07-01"), on: "2026-07-03")
    try story.release(device, on: "2026-08-01")
    let loan = try story.lend(device, to: story.household(on: "2026-08-20"), modest: true, on: "2026-09-01")
    let handover = try story.database.read { EntryID(rawValue: try Journal.head(in: $0).sequence) }
    try story.takeBack(loan, on: "2026-09-10")
    #expect(try story.report(2026, 3)?["households-equipped"] == 0)
    try story.correct(.annulment)
    #expect(try story.report(2026, 3)?["households-equipped"] == 1)
    try story.correct(.annulment, of: handover)
    let figures = try story.report(2026, 3)?.numbers ?? [:]
    for id in [
      "handovers", "devices-handed-over", "devices-first-to-modest-household", "households-equipped",
      "households-newly-equipped",
    ] {
      #expect(figures[id] == 0)
    }
  }

  @Test func `bears the head of the journal it was counted from`() throws {
    let story = try ChainStory()
    _ = try story.donor("Entreprise d'exemple", on: "2026-07-01")
    let head = try story.database.read { try Journal.head(in: $0) }
    #expect(try story.report(2026, 3)?.head == head)
    #expect(head.sequence == 2)
  }

  @Test func `names each figure once, and says in both languages what it counts`() {
    #expect(Set(Indicator.all.map(\.id)).count == Indicator.all.count)
    for indicator in Indicator.all {
      #expect(indicator.definition.fr != indicator.definition.en)
      #expect(indicator.version >= 1)
    }
  }
}
