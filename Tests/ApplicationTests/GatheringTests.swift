import Inventory
import Kernel
import Loans
import TestSupport
import Testing

@testable import Application

@Suite struct `A gathering of many families` {
  let story: ChainStory
  let requests: [RequestID]
  let gathering: GatheringID

  /// Three families invited to one place, the first two with a device kept.
  init() throws {
    story = try ChainStory()
    try story.adoptCollege()
    requests = try (0..<3).map { [story] _ in try story.decided() }
    for request in requests.prefix(2) {
      _ = try story.chain.allocate(try story.ready(), to: request, as: story.act("2026-09-09"))
    }
    gathering = try story.chain.plan(
      gathering: "Remise du collège", at: "Tiers-lieu", on: "2026-09-20", as: story.act("2026-09-09")
    ).id
    _ = try story.chain.invite(requests, to: gathering, as: story.act("2026-09-09"))
  }

  private func signAll() throws -> [Contract] {
    try story.chain.signAll(
      at: gathering, lender: "Filière", starts: "2026-09-20", ends: .asProgrammeSays, accessories: ["chargeur"],
      ContractWish(), as: story.act("2026-09-10"))
  }

  private func expectAllWell() throws {
    #expect(try story.chain.check(against: nil).faults.map(\.en) == [])
  }

  @Test func `has its contracts signed at once, where a device is kept`() throws {
    #expect(gathering.reference == "R-000001")
    #expect(try signAll().compactMap(\.agreement.request) == Array(requests.prefix(2)))
    #expect(throws: GatheringFailure.nothingToSign(gathering)) { try signAll() }
    try expectAllWell()
  }

  @Test func `hands over to those who came, and notes who did not`() throws {
    #expect(throws: GatheringFailure.nothingToHandOver(gathering)) {
      try story.chain.handOverAll(at: gathering, absent: [], following: .shipped(), as: story.act("2026-09-20"))
    }
    let contracts = try signAll()
    let sheet = try story.chain.handOverAll(
      at: gathering, absent: [requests[1]], following: .shipped(), as: story.act("2026-09-20"))
    #expect(sheet.lines.map(\.guest.came) == [true, false, nil])
    #expect(sheet.lines.map { $0.contract?.state } == [.handedOver, .signed, nil])
    #expect(try story.chain.contract(contracts[0].id).handover?.day == "2026-09-20")
    // Who comes later gets the device as any other family.
    try story.handOver(contracts[1].id, on: "2026-09-25")
    try expectAllWell()
  }

  @Test func `invites each family once, and knows no other`() throws {
    #expect(throws: GatheringFailure.invitedAlready(gathering, requests[0])) {
      try story.chain.invite([requests[0]], to: gathering, as: story.act("2026-09-10"))
    }
    let stranger = try story.decided()
    #expect(throws: GatheringFailure.notInvited(gathering, stranger)) {
      try story.chain.handOverAll(at: gathering, absent: [stranger], following: .shipped(), as: story.act("2026-09-20"))
    }
  }

  @Test func `is all or nothing`() throws {
    // The second family has had its device under the same programme meanwhile: nothing of the first is signed either.
    #expect(throws: (any Error).self) {
      try story.chain.signAll(
        at: gathering, lender: "Filière", starts: "2026-09-09", ends: .asProgrammeSays, accessories: [], ContractWish(),
        as: story.act("2026-09-10"))
    }
    #expect(try story.chain.gathering(gathering).lines.allSatisfy { $0.contract == nil })
  }

  @Test(.enabled(if: OutsideProgram.pdftotext != nil)) func `has a list to sign`() throws {
    let contracts = try signAll()
    let text = try OutsideProgram.text(
      ofPDF: story.chain.printGathering(gathering, as: story.act("2026-09-20")).pdf)
    #expect(text.contains("3 familles attendues") && text.contains("Tiers-lieu, le 20 septembre 2026"))
    #expect(text.contains(contracts[0].id.reference))
  }
}
