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
    for category in DeviceCategory.allCases {
      let route = try #require(try ShippedRoutes.route(for: category, on: "2026-09-01"))
      #expect(route.categories == [category] && route.id == category.rawValue && route.from == "2026-01-01")
      #expect(route.steps.first?.kind == .triage, "the first act is triage")
    }
  }

  @Test func `all ask for an erasure, a look by another person after everything, and a grade`() throws {
    for route in try ShippedRoutes.all() {
      let quality = try #require(route.steps.first { $0.byAnotherPerson })
      let after = Set(route.stepsBefore(quality).map(\.id))
      let others = route.steps.filter { !$0.byAnotherPerson && $0.kind != .grade }.map(\.id)
      #expect(quality.roles == [.workshop, .manager], "\(route.name)")
      #expect(after == Set(others), "\(route.name)")
      #expect(route.steps.map(\.kind).contains(.erasure) && route.steps.last?.kind == .grade, "\(route.name)")
      #expect(route.checks.contains { $0.isFunction }, "\(route.name)")
    }
  }

  /// The test grid of a laptop, from the domain's own list.
  @Test(arguments: [
    (
      DeviceCategory.laptop,
      [
        "power", "charge", "battery-health", "battery-cycles", "screen", "keyboard", "touchpad", "webcam", "microphone",
        "speakers", "usb-ports", "video-output", "other-ports", "wifi", "bluetooth", "ethernet", "memory-test",
        "storage-health", "fan", "firmware-unlocked", "os-boots", "charger-supplied",
      ]
    ),
    (
      .desktop,
      [
        "power", "usb-ports", "video-output", "other-ports", "wifi", "bluetooth", "ethernet", "memory-test",
        "storage-health", "fan", "firmware-unlocked", "os-boots", "speakers", "microphone", "screen-supplied",
        "keyboard-supplied", "mouse-supplied", "video-cable", "power-cable",
      ]
    ),
    (
      .smartphone, ["touch", "cameras", "gps", "sim", "buttons", "account-unlocked", "imei", "battery-health", "power"]
    ),
    (.tablet, ["touch", "cameras", "gps", "buttons", "account-unlocked", "battery-health", "power", "wifi"]),
    (.printer, ["test-page", "paper-feed", "memory-cleared"]), (.router, ["wifi", "ethernet", "factory-settings"]),
    (.screen, ["picture", "pixels", "video-inputs"]),
  ])
  func `test the whole device`(category: DeviceCategory, grid: [String]) throws {
    let route = try #require(try ShippedRoutes.route(for: category, on: "2026-09-01"))
    #expect(Set(grid).subtracting(route.checks.map(\.id)).isEmpty)
  }

  @Test func `begin with the last version in force that day`() {
    func version(_ name: String, from: String?) -> Route {
      let day = from.map { "\"from\": \"\($0)\", " } ?? ""
      return .sample(smallRoute.replacing("\"version\": \"1\"", with: "\(day)\"version\": \"\(name)\""))
    }
    let all = [version("3", from: "2026-10-01"), version("2", from: "2026-05-01"), version("1", from: nil)]
    func begun(on day: Day) -> String? { Route.inForce(for: .laptop, on: day, among: all)?.version }
    #expect(begun(on: "2026-04-30") == "1")
    #expect(begun(on: "2026-05-01") == "2")
    #expect(begun(on: "2026-09-30") == "2")
    #expect(begun(on: "2026-10-01") == "3")
    #expect(Route.inForce(for: .screen, on: "2026-10-01", among: all) == nil)
    // Before the first version was dated, the first of all.
    #expect(Route.inForce(for: .laptop, on: "2025-01-01", among: Array(all.prefix(2)))?.version == "2")
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
