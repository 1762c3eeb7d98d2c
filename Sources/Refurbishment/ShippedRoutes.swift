public import Kernel

/// The routes that come with Rebond; an instance may use its own files instead.
public enum ShippedRoutes {
  /// All of them, in the order of the categories.
  ///
  /// - Throws: `JSONFailure` only if a shipped file is wrong, which the tests exclude.
  public static func all() throws(JSONFailure) -> [Route] {
    try shelf.map { file throws(JSONFailure) in try file.read() }
  }

  /// The route a device of a category starts with on a day; every category has one.
  public static func route(for category: DeviceCategory, on day: Day) throws(JSONFailure) -> Route? {
    let made = try shelf.filter { $0.category == category }.map { file throws(JSONFailure) in try file.read() }
    return .inForce(for: category, on: day, among: made)
  }

  /// One file, read at its first use: reading one costs more than the durable change that takes a device into the workshop.
  private struct File: Sendable {
    let category: DeviceCategory
    let name: String
    let bytes: [UInt8]

    func read() throws(JSONFailure) -> Route {
      try RouteStore.read(String(decoding: bytes, as: UTF8.self), name: name)
    }
  }

  private static let shelf: [File] = [
    File(category: .laptop, name: "route-laptop.json", bytes: PackageResources.route_laptop_json),
    File(category: .desktop, name: "route-desktop.json", bytes: PackageResources.route_desktop_json),
    File(category: .allInOne, name: "route-all-in-one.json", bytes: PackageResources.route_all_in_one_json),
    File(category: .tablet, name: "route-tablet.json", bytes: PackageResources.route_tablet_json),
    File(category: .smartphone, name: "route-smartphone.json", bytes: PackageResources.route_smartphone_json),
    File(category: .screen, name: "route-screen.json", bytes: PackageResources.route_screen_json),
    File(category: .printer, name: "route-printer.json", bytes: PackageResources.route_printer_json),
    File(category: .peripheral, name: "route-peripheral.json", bytes: PackageResources.route_peripheral_json),
    File(category: .router, name: "route-router.json", bytes: PackageResources.route_router_json),
    File(category: .other, name: "route-other.json", bytes: PackageResources.route_other_json),
  ]
}
