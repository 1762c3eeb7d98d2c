public import Kernel

/// The routes that come with Rebond; an instance may use its own files instead.
public enum ShippedRoutes {
  /// All of them.
  ///
  /// - Throws: `JSONFailure` only if a shipped file is wrong, which the tests exclude.
  public static func all() throws(JSONFailure) -> [Route] {
    [
      try Route(reading: PackageResources.route_laptop_json, file: "route-laptop.json"),
      try Route(reading: PackageResources.route_desktop_json, file: "route-desktop.json"),
      try Route(reading: PackageResources.route_other_json, file: "route-other.json"),
    ]
  }

  /// The route for a category; every category has one.
  public static func route(for category: DeviceCategory) throws(JSONFailure) -> Route? {
    try all().first { $0.categories.contains(category) }
  }
}
