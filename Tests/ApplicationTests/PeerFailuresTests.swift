import Inventory
import Kernel
import LabelPrinting
import Refurbishment
import Scanning
import Storage
import TestSupport
import Testing

@testable import Application

/// The failures reproduced in another system of the field, each tried here.
@Suite struct `What goes wrong elsewhere` {
  let story: WorkshopStory
  let code: AssetCode

  init() throws {
    story = try WorkshopStory()
    code = story.laptop
  }

  @Test func `1: every answer about a device tells the same state, after every act`() throws {
    func agree(_ state: Device.StateName) throws {
      #expect(try story.chain.device(code).device.state.name == state)
      #expect(try story.chain.device(code).history.last?.state == state)
      #expect(try story.chain.devices(in: nil).first { $0.code == code }?.state == state)
      #expect(try story.chain.devices(in: state).contains { $0.code == code })
      #expect(try story.chain.search(code.characters).lines.map(\.state) == [state])
      let desk = try ScanDesk(story.chain, person: WorkshopStory.founder)
      #expect(try desk.take(line: code.characters)?.text.fr.contains(state.text.fr) == true)
    }
    try agree(.received)
    try story.release()
    try agree(.ready)
    _ = try story.chain.reopenWork(on: code, because: "essai", as: story.act("2026-09-20"))
    try agree(.inRefurbishment)
    _ = try story.chain.harvest(code, as: story.act("2026-09-21"))
    try agree(.harvested)
  }

  @Test func `2: inspecting the same machine again leaves its state and its work alone`() throws {
    try story.release()
    let (state, checks) = (try story.state(of: code), try story.chain.dossier(of: code).checks)
    try story.bring("portable-1/lshw.json", of: code, on: "2026-09-22")
    let again = try WorkshopStory.file(
      "portable-1/lshw.json", replacing: "\"serial\" : \"EMU-RAM-0001\"", with: "\"serial\" : \"EMU-RAM-0002\"")
    try story.bring(again, on: "2026-09-22")
    #expect(try story.state(of: code) == state)
    #expect(try story.chain.dossier(of: code).checks == checks)
    #expect(try story.chain.check(against: nil).faults.map(\.fr) == [])
  }

  @Test func `3: the same serial number behind another network port is the same device`() throws {
    try story.bring("portable-1/lshw.json", of: code, on: "2026-09-15")
    let count = try story.chain.devices(in: nil).count
    let other = try WorkshopStory.file(
      "portable-1/lshw.json", replacing: "02:00:00:00:00:01", with: "02:00:00:00:00:99")
    // A changed card, or another machine of that number: a person says; a second device appears in no case.
    let brought = try story.bring(other, on: "2026-09-16")
    #expect(brought.candidates == [code])
    #expect(try story.chain.devices(in: nil).count == count)
    let settled = try story.chain.attachEvidence(
      try #require(brought.report), to: code, as: story.act("2026-09-16"))
    #expect(settled.codes == [code])
    #expect(try story.chain.devices(in: nil).count == count)
  }

  @Test func `4: nothing is given, sold or kept for anybody that was never wiped nor tested`() throws {
    let act = try story.act("2026-09-16")
    #expect(throws: InventoryFailure.wrongState(code, is: .received, verb: .give)) {
      try story.chain.give(code, to: "Filière", deed: "D", as: act)
    }
    #expect(throws: InventoryFailure.wrongState(code, is: .received, verb: .sell)) {
      try story.chain.sell(code, by: Chain.Sale(price: Money(euros: 50), invoice: "F"), as: act)
    }
    #expect(throws: InventoryFailure.wrongState(code, is: .received, verb: .release)) {
      try story.chain.release(code, as: act)
    }
    #expect(throws: StorageFailure.guarded("un appareil commence par être reçu")) {
      try story.database.change { change in
        try change.run(
          """
          INSERT INTO devices (code, category, legal_origin, donation_line, standing, round, state, proof)
          VALUES ('ZZZZZZZZ3', 'laptop', 'company-gift', 1, \(change.entry), 1, 'given', 1)
          """)
      }
    }
  }

  @Test func `5: what anybody can read of a label is its code, and no serial number`() throws {
    try story.bring("portable-1/lshw.json", of: code, on: "2026-09-15")
    let payload = LabelItem.payload(for: code, baseURL: "https://r47.example")
    #expect(payload == "HTTPS://R47.EXAMPLE/\(code.characters)")
  }

  @Test func `6: a drive that tells no count of cycles is still a drive of its device`() throws {
    try story.bring("portable-1/lshw.json", of: code, on: "2026-09-15")
    let log = try WorkshopStory.file(
      "portable-1/smartctl-sda.json", replacing: "\"power_cycle_count\"", with: "\"other\"")
    #expect(try story.bring(log, on: "2026-09-15").codes == [code])
    #expect(try story.media(of: code) == ["EMU-HDD-0001": .fitted])
  }

  @Test func `7: codes do not collide, and one that served is never drawn again`() throws {
    var generator = SystemRandomNumberGenerator()
    let codes = (0..<50_000).map { _ in AssetCode.random(using: &generator) }
    #expect(Set(codes).count == codes.count, "eight free characters; six hexadecimal ones collide at 5,000")
    #expect(throws: InventoryFailure.codeTaken(code)) {
      try story.chain.receive(1, .laptop, of: story.donation, codes: [code], as: story.act("2026-09-10"))
    }
  }

  @Test func `8: a report with an empty list of erasures erases nothing`() throws {
    let snapshot = #"""
      {"type": "Snapshot", "uuid": "3a5b6c7d-0000-4000-8000-000000000008", "version": "14.0.0", "software": "Workbench",
       "device": {"type": "Laptop", "manufacturer": "Exemple SA", "model": "Carnet 14", "serialNumber": "EMU-PC-0008"},
       "components": [{"type": "HardDrive", "model": "HDD", "serialNumber": "EMU-HDD-0008", "size": 250000,
         "actions": []}], "erase": []}
      """#
    _ = try story.bring(Array(snapshot.utf8), of: code, on: "2026-09-15")
    #expect(try story.missing(of: code).contains(.mediumNotErased("EMU-HDD-0008")))
    #expect(try story.database.read { try $0.count("SELECT count(*) AS n FROM erasures") } == 0)
  }
}
