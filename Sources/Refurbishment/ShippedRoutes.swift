public import Kernel

/// The routes that come with Rebond; an instance may use its own files instead.
public enum ShippedRoutes {
  /// All of them.
  ///
  /// - Throws: `JSONFailure` only if a shipped file is wrong, which the tests exclude.
  public static func all() throws(JSONFailure) -> [Route] { try once.get() }

  /// Read at the first use: reading them costs more than the durable change that takes a device into the workshop.
  private static let once = Result { () throws(JSONFailure) -> [Route] in
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
