public import Kernel

/// A route through the workshop: the steps a device of some categories goes through, and what is checked at each.
///
/// Routes are files, versioned; a device keeps the version it started with.
public struct Route: Sendable, Equatable {
  /// The name the route gives itself, such as `laptop`.
  public let id: String
  /// Its version, such as `2026.1`.
  public let version: String
  /// The categories of devices it is made for.
  public let categories: [DeviceCategory]
  /// The day from which devices start with this version; nothing for a file that does not say.
  public let from: Day?
  /// Its name for people.
  public let title: Text
  /// Its steps, in the order they are shown.
  public let steps: [Step]
  /// The file as it was read.
  public let body: String

  /// One step of a route.
  public struct Step: Sendable, Equatable {
    /// The name of the step, unique in its route.
    public let id: String
    /// Its name for people.
    public let title: Text
    /// What makes the step complete.
    public let kind: Kind
    /// The steps that must be complete before this one is recorded.
    public let after: [String]
    /// Whether it is for somebody who did no other work on the device in this round.
    public let byAnotherPerson: Bool
    /// The roles of the people who may do it; anybody when there are none.
    public let roles: [ChainRole]
    /// What is checked, in the order it is shown; empty unless the kind is ``Kind/checks``.
    public let checks: [Check]
  }

  /// What makes a step complete.
  public enum Kind: String, Sendable, CaseIterable {
    /// Every mandatory check has ended, and none failed.
    case checks
    /// The device is sorted, and goes on: the first act, in one scan.
    case triage
    /// Every medium is clean, or somebody attested there is none.
    case erasure
    /// The device is graded.
    case grade
  }

  /// One thing to check.
  public struct Check: Sendable, Equatable {
    /// The name of the check, unique in its route: what is typed and scanned.
    public let id: String
    /// Its name for people.
    public let title: Text
    /// Whether the device cannot leave before it has ended.
    public let isMandatory: Bool
    /// Whether the device may leave with this defect, once declared.
    public let mayBeDeclared: Bool
    /// Whether such a device may lack the thing checked.
    public let mayBeNotFitted: Bool
    /// Whether it tests a function of the device (C. conso. art. R. 122-4: all of them, to be called *reconditionné*).
    public let isFunction: Bool
  }
}

extension Route {
  /// The SHA-256 of the file: the same version always has the same.
  public var digest: Digest { .sha256(body.utf8) }

  /// The name and version, as `laptop 2026.1`.
  public var name: String { "\(id) \(version)" }

  /// The version a device of a category starts with on a day: of those made for it, the last that is in force by then.
  ///
  /// What began before the first version was dated still goes through that one.
  public static func inForce(for category: DeviceCategory, on day: Day, among routes: [Route]) -> Route? {
    let made = routes.filter { $0.categories.contains(category) }.sorted { ($0.from ?? .first) < ($1.from ?? .first) }
    return made.last { ($0.from ?? .first) <= day } ?? made.first
  }

  /// All checks, in the order they are shown.
  public var checks: [Check] { steps.flatMap(\.checks) }

  /// A check and the step it belongs to, or nothing when the route has none by that name.
  public func place(of check: String) -> (step: Step, check: Check)? {
    for step in steps {
      if let check = step.checks.first(where: { $0.id == check }) { return (step, check) }
    }
    return nil
  }

  /// The steps a step comes after, directly or not.
  func stepsBefore(_ step: Step) -> [Step] {
    var names = step.after
    var found: Set<String> = []
    while let name = names.popLast() {
      guard found.insert(name).inserted else { continue }
      names += steps.first { $0.id == name }?.after ?? []
    }
    return steps.filter { found.contains($0.id) }
  }
}
