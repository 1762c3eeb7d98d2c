import Kernel
import TestSupport
import Testing

@testable import Refurbishment

@Suite struct `A route read from its file` {
  @Test func `keeps its steps, their order and what each check allows`() {
    let route = Route.sample()
    #expect(route.steps.map(\.id) == ["triage", "erasure", "work", "quality", "grading"])
    #expect(route.steps.map(\.kind) == [.checks, .erasure, .checks, .checks, .grade])
    #expect(route.steps.map(\.byAnotherPerson) == [false, false, false, true, false])
    #expect(route.stepsBefore(route.steps[4]).map(\.id) == ["triage", "erasure", "work", "quality"])
    let screen = route.place(of: "screen")?.check
    #expect(screen?.isMandatory == true)
    #expect(screen?.mayBeDeclared == true)
    #expect(screen?.mayBeNotFitted == false)
    #expect(screen?.isFunction == true)
    #expect(route.place(of: "sticker")?.check.isMandatory == false)
    #expect(route.place(of: "nothing") == nil)
  }

  /// What is put in place of what, and where and why the file is refused.
  @Test(arguments: [
    ("\"version\"", "\"versoin\"", "", "version"),
    ("\"id\": \"screen\", ", "\"id\": \"screen\", \"colour\": 1, ", "steps[2].checks[1].colour", "colour"),
    ("\"id\": \"work\"", "\"id\": \"triage\"", "steps[2].id", "triage"),
    ("\"id\": \"camera\"", "\"id\": \"screen\"", "steps[2].checks[2].id", "screen"),
    ("\"id\": \"camera\"", "\"id\": \"Caméra\"", "steps[2].checks[2].id", "Caméra"),
    ("[\"erasure\", \"work\"]", "[\"erasure\", \"washing\"]", "steps[3]", "washing"),
    (
      "\"kind\": \"erasure\", \"after\": [\"triage\"]", "\"kind\": \"erasure\", \"after\": [\"quality\"]", "steps[1]",
      "erasure"
    ),
    ("\"kind\": \"erasure\"", "\"kind\": \"burning\"", "steps[1].kind", "erasure"),
    ("\"kind\": \"erasure\"", "\"kind\": \"grade\"", "steps", "grade"),
    ("\"kind\": \"erasure\", ", "", "steps[1]", "checks"),
    ("\"kind\": \"grade\"", "\"kind\": \"grade\", \"byAnotherPerson\": true", "steps[4]", "byAnotherPerson"),
    (
      "\"kind\": \"grade\"",
      "\"kind\": \"grade\", \"checks\": [{\"id\": \"x\", \"title\": {\"fr\": \"x\", \"en\": \"x\"}}]", "steps[4]",
      "grade"
    ),
    ("[\"laptop\"]", "[\"boat\"]", "categories[0]", "laptop"),
    ("[\"laptop\"]", "[]", "categories", "catégorie"),
    ("\"en\": \"Camera\"", "\"de\": \"Kamera\"", "steps[2].checks[2].title", "en"),
  ])
  func `is refused with its place and the reason`(old: String, new: String, path: String, word: String) {
    let json = smallRoute.replacing(old, with: new, maxReplacements: 1)
    #expect(json != smallRoute)
    let failure = #expect(throws: JSONFailure.self) { try Route(reading: Array(json.utf8), file: "r.json") }
    #expect(failure?.place == .path(path))
    #expect(failure?.text.fr.contains(word) == true)
  }

  @Test func `is refused without any step`() {
    let json = #"{"id": "a", "version": "1", "categories": ["laptop"], "title": {"fr": "A", "en": "A"}, "steps": []}"#
    let failure = #expect(throws: JSONFailure.self) { try Route(reading: Array(json.utf8), file: "r.json") }
    #expect(failure?.place == .path("steps"))
  }
}

@Suite struct `The shipped routes and scale` {
  @Test func `are read, and every category of devices has one`() throws {
    for category in DeviceCategory.allCases { #expect(try ShippedRoutes.route(for: category) != nil) }
    #expect(try ShippedRoutes.route(for: .laptop)?.id == "laptop")
    #expect(try ShippedRoutes.route(for: .allInOne)?.id == "desktop")
  }

  @Test func `all ask for an erasure, a look by another person after everything, and a grade`() throws {
    for route in try ShippedRoutes.all() {
      let quality = try #require(route.steps.first { $0.byAnotherPerson })
      let after = Set(route.stepsBefore(quality).map(\.id))
      let others = route.steps.filter { !$0.byAnotherPerson && $0.kind != .grade }.map(\.id)
      #expect(after == Set(others), "\(route.name)")
      #expect(route.steps.map(\.kind).contains(.erasure) && route.steps.last?.kind == .grade, "\(route.name)")
      #expect(route.checks.contains { $0.isFunction }, "\(route.name)")
    }
  }

  /// The test grid of a laptop, from the domain's own list.
  @Test func `test the whole laptop`() throws {
    let checks = try #require(try ShippedRoutes.route(for: .laptop)).checks.map(\.id)
    let grid = [
      "power", "charge", "battery-health", "battery-cycles", "screen", "keyboard", "touchpad", "webcam", "microphone",
      "speakers", "usb-ports", "video-output", "other-ports", "wifi", "bluetooth", "ethernet", "memory-test",
      "storage-health", "fan", "firmware-unlocked", "os-boots", "charger-supplied",
    ]
    #expect(Set(grid).subtracting(checks).isEmpty)
  }

  @Test func `grade three axes from A to D`() throws {
    let scale = try GradeScale.shipped()
    for axis in GradeAxis.allCases { #expect(scale.grades[axis]?.map(\.id) == ["A", "B", "C", "D"]) }
    #expect(try scale.grading(cosmetic: "b", functional: "A", battery: nil).cosmetic == "B")
    #expect(throws: RefurbishmentFailure.unknownGrade(.battery, input: "E", known: ["A", "B", "C", "D"])) {
      try scale.grading(cosmetic: "A", functional: "A", battery: "E")
    }
  }
}
