import Eligibility
import Kernel
import TestSupport
import Testing

@Suite struct `Estimating a quotient familial` {
  /// By hand, from the published formula and table of parts.
  @Test(
    arguments: [
      (24_000, 0, 0, 0, 0, 4, 1000), (24_000, 0, 0, 1, 0, 5, 800), (24_000, 0, 0, 2, 0, 6, 666),
      (24_000, 2_400, 300, 3, 0, 8, 525), (24_000, 0, 0, 4, 1, 10, 400), (0, 0, 0, 0, 0, 4, 0),
      (1_000, 2_000, 120, 0, 0, 4, 60),
    ])
  func `divides resources and benefits by the parts`(
    _ yearly: Int, _ abatements: Int, _ benefits: Int, _ children: Int, _ disabled: Int, _ halves: Int, _ euros: Int
  ) throws {
    let estimate = try QuotientEstimate(
      of: .init(
        yearly: yearly, abatements: abatements, benefits: benefits, children: children, disabledChildren: disabled),
      on: "2026-10-01")
    #expect(estimate.halfParts == halves)
    #expect(estimate.euros == euros)
  }

  @Test(arguments: [(-1, 0, 0), (100_000_000, 0, 0), (0, 31, 0), (0, 1, 2)])
  func `refuses what cannot be`(_ yearly: Int, _ children: Int, _ disabled: Int) {
    #expect(throws: EligibilityFailure.self) {
      try QuotientEstimate.Resources(
        yearly: yearly, abatements: 0, benefits: 0, children: children, disabledChildren: disabled)
    }
  }

  @Test func `says nothing of days before its first table`() throws {
    let resources = try QuotientEstimate.Resources(
      yearly: 1, abatements: 0, benefits: 0, children: 0, disabledChildren: 0)
    #expect(throws: EligibilityFailure.noValueInForce(parameter: "quotient-parts", on: "2009-12-31")) {
      try QuotientEstimate(of: resources, on: "2009-12-31")
    }
  }
}
