import Directory
import Kernel
import Reporting
import Storage
import TestSupport
import Testing

@testable import Application

@Suite struct `Partners and schools in the report` {
  private func figures(_ story: WorkshopStory, _ first: Day, _ last: Day) throws -> [Int] {
    let report = try story.chain.report(for: #require(Period(from: first, through: last)))
    return ["partners-joined", "partners", "schools-participating"].map { report[$0] ?? -1 }
  }

  @Test func `count who joined, who is there, and which schools take part that year`() throws {
    let story = try WorkshopStory()
    _ = try story.chain.register(
      structure: "Collège Exemple", kind: .college, siret: nil, uai: nil, rna: nil, commune: nil,
      as: story.act("2026-09-01"))
    _ = try story.chain.join(structure: "Filière", as: story.act("2026-09-10"))
    _ = try story.chain.join(structure: "Collège Exemple", as: story.act("2026-10-02"))
    _ = try story.chain.tell(
      [(StructureAspect.schoolYear, "2026-2027")], of: "Collège Exemple", as: story.act("2026-10-02"))
    _ = try story.chain.leave(structure: "Filière", as: story.act("2026-11-05"))
    #expect(try figures(story, "2026-07-01", "2026-09-30") == [1, 1, 0])
    #expect(try figures(story, "2026-10-01", "2026-10-31") == [1, 2, 1])
    #expect(try figures(story, "2026-10-01", "2026-12-31") == [1, 1, 1])
    // The school year ends with August.
    #expect(try figures(story, "2027-07-01", "2027-09-30") == [0, 1, 0])
  }
}
