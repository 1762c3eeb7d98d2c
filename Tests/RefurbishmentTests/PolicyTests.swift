import Kernel
import Storage
import TestSupport
import Testing

@testable import Refurbishment

@Suite struct `The workshop's policy` {
  private let shipped: WorkshopPolicy

  init() throws { shipped = try WorkshopPolicy.shipped() }

  /// Intel's eighth generation and AMD's Zen+ are the first that Windows 11 supports.
  @Test(
    arguments: [
      ("Intel(R) Core(TM) i5-8250U CPU @ 1.60GHz", true), ("Intel(R) Core(TM) i5-7200U CPU @ 2.50GHz", false),
      ("Intel(R) Core(TM) i7-4210U CPU", false), ("Intel(R) Core(TM) i5 CPU M 520", nil),
      ("Intel(R) Core(TM) i5-520M", false), ("11th Gen Intel(R) Core(TM) i7-1165G7 @ 2.80GHz", true),
      ("Intel(R) Core(TM) i5-10210U CPU", true), ("Intel(R) Core(TM) i3-1005G1", true),
      ("Intel Core Ultra 5 125U", true),
      ("AMD Ryzen 5 3500U with Radeon Vega Mobile Gfx", true), ("AMD Ryzen 5 1600 Six-Core Processor", false),
      ("AMD Ryzen 5 2500U with Radeon Vega", nil), ("AMD Ryzen 7 5700U", true), ("Intel(R) Celeron(R) N4000", nil),
      ("", nil),
    ] as [(String, Bool?)])
  func `knows by a processor's name whether Windows 11 supports it, or that it does not know`(
    name: String, isSupported: Bool?
  ) throws {
    #expect(try #require(shipped.windowsNeeds(on: "2026-09-01")).supports(name) == isSupported)
  }

  private func fitness(
    memory: Int64?, storage: Int64?, processor: String?, tpm: Bool?, _ category: DeviceCategory = .laptop
  ) -> Fitness {
    Fitness(
      of: Hardware(memoryBytes: memory, storageBytes: storage, processor: processor, hasTPM: tpm), category: category,
      by: shipped, on: "2026-09-01")
  }

  @Test func `says yes only when everything is known, no for one thing, unknown else`() {
    let (eight, disk) = (Int64(8) << 30, Int64(256_060_514_304))
    #expect(fitness(memory: eight, storage: disk, processor: "i5-8250U", tpm: true).windows11 == .yes)
    #expect(fitness(memory: eight, storage: disk, processor: "i5-8250U", tpm: nil).windows11 == .unknown([.tpm]))
    #expect(fitness(memory: eight, storage: disk, processor: nil, tpm: nil).windows11 == .unknown([.processor, .tpm]))
    #expect(
      fitness(memory: 2 << 30, storage: nil, processor: "i5-4210U", tpm: nil).windows11 == .no([.processor, .memory]))
    #expect(fitness(memory: eight, storage: disk, processor: nil, tpm: nil).reachesMinimum == .yes)
    // What firmware keeps of four gigabytes for itself is not missing.
    #expect(fitness(memory: 3_900_000_000, storage: 62_000_000_000, processor: nil, tpm: nil).reachesMinimum == .yes)
    #expect(fitness(memory: 2 << 30, storage: disk, processor: nil, tpm: nil).reachesMinimum == .no([.memory]))
    #expect(
      fitness(memory: nil, storage: nil, processor: nil, tpm: nil).reachesMinimum == .unknown([.memory, .storage]))
    let screen = fitness(memory: nil, storage: nil, processor: nil, tpm: nil, .screen)
    #expect(screen.windows11 == nil && screen.minimum == nil && screen.reachesMinimum == .yes)
  }

  @Test func `says in words what is below the least configuration, and nothing of what is unknown`() {
    let disk = Int64(256_060_514_304)
    #expect(
      fitness(memory: 2 << 30, storage: disk, processor: nil, tpm: nil).shortfall?.fr
        == "sous la configuration minimale : mémoire")
    #expect(fitness(memory: nil, storage: nil, processor: nil, tpm: nil).shortfall == nil)
    #expect(fitness(memory: 8 << 30, storage: disk, processor: nil, tpm: nil).shortfall == nil)
  }

  /// Debian's days are those of its distro-info-data; PrimTux 8 is made on Linux Mint 21.3.
  @Test(
    arguments: [
      ("debian-12", "2028-06-30"), ("debian-13", "2030-06-30"), ("linux-mint-21", "2027-04-30"),
      ("linux-mint-22", "2029-04-30"), ("primtux-8", "2027-04-30"), ("emmabuntus", nil),
    ] as [(String, Day?)])
  func `dates the end of a system's support, or leaves it open where no source says`(id: String, ends: Day?) throws {
    let system = try shipped.system(id)
    #expect(system.supportEnds == ends && (system.source == nil) == (ends == nil))
  }

  @Test func `holds from its days on`() throws {
    #expect(shipped.windowsNeeds(on: "2021-10-04") == nil && shipped.minimum(for: .laptop, on: "2025-12-31") == nil)
    #expect(try shipped.system("WINDOWS-10").supportEnds == "2025-10-14")
    #expect(throws: RefurbishmentFailure.unknownSystem("beos", known: shipped.systems.map(\.id))) {
      try shipped.system("beos")
    }
  }

  @Test(arguments: [
    (#""from": "2021-10-05""#, #""from": "hier""#), (#""ssd""#, #""floppy""#),
    (#""minimum": "clear""#, #""minimum": "clean""#),
    (#""id": "windows-10""#, #""id": "primtux""#), (#""supportEnds": "2025-10-14","#, ""), (#""flash""#, #""flesh""#),
    (#""ryzenSeries": 3000"#, #""ryzenSeries": -1"#),
  ])
  func `is refused with the place where its file is wrong`(right: String, wrong: String) throws {
    try #require(shipped.body.contains(right))
    let body = shipped.body.replacing(right, with: wrong, maxReplacements: 1)
    #expect(throws: JSONFailure.self) { try WorkshopPolicy(reading: Array(body.utf8), file: "politique.json") }
  }

  @Test func `replaces the shipped one, and leaves what was judged before as it was`() throws {
    let database = try workshop()
    let stricter = shipped.body.replacing(#""minimum": "clear""#, with: #""minimum": "purge""#)
    let own = try WorkshopPolicy(reading: Array(stricter.utf8), file: "politique.json")
    try database.act { try PolicyStore.adopt(own, in: $0) }
    #expect(try database.read { try PolicyStore.inForce(in: $0) } == own)
    #expect(try database.read { try PolicyStore.inForce(asOf: EntryID(rawValue: 0), in: $0) } == shipped)
    for statement in ["DELETE FROM workshop_policies", "UPDATE workshop_policies SET version = 'x'"] {
      #expect(throws: StorageFailure.self) { try database.act { try $0.run(SQL(stringLiteral: statement)) } }
    }
  }

  private func missing(_ kind: MediumKind, level: ErasureLevel, _ technique: ErasureTechnique = .overwrite) throws
    -> Missing?
  {
    let database = try workshop()
    let disk = Workpiece.Medium(
      id: MediumID(rawValue: 1), label: "DISK-1", isInQuestion: false, givenUp: "2026-09-01", kind: kind)
    let rule = WorkshopPolicy.FlashRule(from: "2026-01-01", source: "x", kinds: [.ssd, .nvme], minimum: level)
    let piece = Workpiece(
      id: deviceID, code: deviceCode, category: .laptop, round: 1, media: [disk], flashRule: rule)
    try database.act { try RoundStore.open(piece, with: .sample(), in: $0) }
    let reading = ErasureReading(
      outcome: .erased, technique: technique, method: "PRNG", tool: "nwipe", toolVersion: nil, started: nil,
      ended: "2026-09-10 12:00:00", verification: nil, slot: "/dev/sda", serial: "DISK-1")
    try database.act {
      _ = try ErasureStore.record(reading, on: disk, of: piece, from: $0.log(), today: "2026-09-15", in: $0)
    }
    try database.act(by: second) { _ = try ErasureStore.validate(piece, in: $0) }
    return try database.dossier(piece).missing(of: disk)
  }

  @Test(arguments: [MediumKind.ssd, .nvme])
  func `says whether software is enough for an SSD`(kind: MediumKind) throws {
    #expect(try missing(kind, level: .clear) == nil)
    #expect(try missing(kind, level: .purge) == .erasedBelowPolicy("DISK-1", level: .clear, needed: .purge))
    #expect(try missing(kind, level: .purge, .firmwareSanitize) == nil)
    #expect(try missing(.hdd, level: .purge) == nil, "it says nothing of disks that turn")
  }
}

@Suite struct `The scale's cross-reference` {
  @Test func `names a category of R2v3 REC for every grade of looks and working, and none for batteries`() throws {
    let scale = try GradeScale.shipped()
    for (axis, letter) in [(GradeAxis.cosmetic, "C"), (.functional, "F")] {
      for grade in scale.grades[axis] ?? [] {
        let reference = try #require(grade.crossReference)
        #expect(reference.hasPrefix(letter) && Int(reference.dropFirst()).map { (0...9).contains($0) } == true)
      }
    }
    #expect(scale.grades[.battery]?.allSatisfy { $0.crossReference == nil } == true)
    let grading = try scale.grading(cosmetic: "b", functional: "A", battery: nil)
    #expect(scale.crossReference(of: "B", on: .cosmetic, in: grading) == "C5")
    let other = Grading(scale: "abcd", version: "2020.1", cosmetic: "B", functional: "A", battery: nil)
    #expect(scale.crossReference(of: "B", on: .cosmetic, in: other) == nil, "another version may mean another thing")
  }
}
