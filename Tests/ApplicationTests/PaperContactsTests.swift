import Directory
import Kernel
import Loans
import TestSupport
import Testing
import Typesetting

@testable import Application

@Suite(.enabled(if: OutsideProgram.pdftotext != nil, "no pdftotext here"))
struct `What a structure tells to be printed on its papers` {
  private let story: ChainStory
  private let contract: ContractID

  init() throws {
    story = try ChainStory()
    try story.adoptCollege()
    let request = try story.decided(on: "2026-09-08")
    contract = try story.lend(story.ready(), to: request, on: "2026-09-10")
  }

  private func printed() throws -> (text: String, bytes: Int) {
    let paper = try story.chain.printContract(contract, as: story.act("2026-09-10"))
    return (try OutsideProgram.text(ofPDF: paper.pdf), paper.pdf.count)
  }

  private func picture(of size: Double) throws -> [UInt8] {
    let page = Page(
      size: Extent(width: size, height: size / 2), marks: [.fill(Area(x: 1, y: 1, width: 5, height: 3), ink: .black)])
    return try Bitmap(drawing: page, dotsPerMillimetre: 10, typesetter: Typesetter()).png()
  }

  @Test func `is nowhere until it is told, and stands on the contract then`() throws {
    let lender = try story.chain.contract(contract).lender.name
    let before = try printed().text
    #expect(!before.contains("Assistance") && !before.contains("Besoin d'aide"))
    _ = try story.chain.tell(
      [
        (aspect: StructureAspect.helpline, written: "01 99 00 12 34"), (.hours, "mardi et jeudi, 9 h à 12 h"),
        (.dataContact, "donnees@exemple.fr"),
      ], of: lender, as: story.act("2026-09-10"))
    let after = try printed().text
    #expect(after.contains("Assistance : 01 99 00 12 34") && after.contains("Ouvert : mardi et jeudi, 9 h à 12 h"))
    #expect(after.contains("Besoin d'aide") && after.contains("contact : donnees@exemple.fr"))
    _ = try story.chain.tell(
      [(aspect: StructureAspect.hours, written: "mardi et jeudi, 9 h à 12 h")], of: lender, holds: false,
      as: story.act("2026-09-11"))
    #expect(try !printed().text.contains("Ouvert"))
  }

  @Test func `has a logo, kept by its hash, until it is taken off`() throws {
    let lender = try story.chain.contract(contract).lender.name
    let plain = try printed().bytes
    let png = try picture(of: 60)
    let digest = try story.chain.show(logo: png, onPapersOf: lender, as: story.act("2026-09-10"))
    #expect(digest == .sha256(png))
    #expect(try printed().bytes > plain)
    try story.chain.removeLogo(fromPapersOf: lender, as: story.act("2026-09-11"))
    #expect(try printed().bytes == plain)
    #expect(throws: LogoFailure.none(lender)) {
      try story.chain.removeLogo(fromPapersOf: lender, as: story.act("2026-09-12"))
    }
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }

  @Test func `refuses what is no picture, or more of one than any print shows`() throws {
    let act = try story.act("2026-09-10")
    #expect(throws: LogoFailure.noPNG) {
      try story.chain.show(logo: Array("<svg/>".utf8), onPapersOf: "Filière", as: act)
    }
    #expect(throws: LogoFailure.tooLarge(width: 2_400, height: 1_200)) {
      try story.chain.show(logo: picture(of: 240), onPapersOf: "Filière", as: act)
    }
    #expect(throws: LogoFailure.tooHeavy(1_000_001)) {
      try story.chain.show(
        logo: [UInt8](repeating: 0, count: LogoFailure.mostBytes + 1), onPapersOf: "Filière", as: act)
    }
  }
}
