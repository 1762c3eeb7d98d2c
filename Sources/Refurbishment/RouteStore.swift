import Kernel
public import Storage
import Synchronization

/// The routes devices have started with, kept as they were read.
public enum RouteStore {
  /// Keeps a version of a route; the same version is kept once.
  ///
  /// - Throws: ``RefurbishmentFailure/routeChanged(_:)`` when that version is kept with another content: what devices
  ///   started with never changes under them.
  public static func keep(_ route: Route, in change: Change) throws {
    if let row = try change.first("SELECT digest FROM routes WHERE id = \(route.id) AND version = \(route.version)") {
      guard try row["digest"] == route.digest else { throw RefurbishmentFailure.routeChanged(route.name) }
      return
    }
    try change.run(
      """
      INSERT INTO routes (id, version, digest, body, entry)
      VALUES (\(route.id), \(route.version), \(route.digest), \(route.body), \(change.entry))
      """)
    for step in route.steps {
      if step.kind != .checks {
        for role in step.roles {
          try change.run(
            """
            INSERT INTO route_step_roles (route, version, kind, role)
            VALUES (\(route.id), \(route.version), \(step.kind.rawValue), \(role))
            """)
        }
      }
      for check in step.checks {
        try change.run(
          """
          INSERT INTO route_checks
            (route, version, check_id, may_be_declared, may_be_not_fitted, by_another_person)
          VALUES (\(route.id), \(route.version), \(check.id), \(check.mayBeDeclared), \(check.mayBeNotFitted),
            \(step.byAnotherPerson))
          """)
        for role in step.roles {
          try change.run(
            """
            INSERT INTO route_check_roles (route, version, check_id, role)
            VALUES (\(route.id), \(route.version), \(check.id), \(role))
            """)
        }
      }
    }
  }

  /// A version of a route some device started with, or nothing.
  public static func find(_ id: String, version: String, in reader: Reader) throws -> Route? {
    guard let row = try reader.first("SELECT body FROM routes WHERE id = \(id) AND version = \(version)") else {
      return nil
    }
    return try read(row["body"], name: "\(id) \(version)")
  }

  /// Reads a kept route again, by the reader that accepted it.
  ///
  /// Every look at a device's work needs its route, and reading one costs more than a durable change: each text is read once.
  static func read(_ body: String, name: String) throws(JSONFailure) -> Route {
    if let route = known.withLock({ $0[body] }) { return route }
    let route = try Route(reading: Array(body.utf8), file: name)
    known.withLock { routes in
      // A few versions of a few routes are in use; a file of thousands must not fill the memory.
      if routes.count >= 100 { routes = [:] }
      routes[body] = route
    }
    return route
  }

  private static let known = Mutex<[String: Route]>([:])
}
