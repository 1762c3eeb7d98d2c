public import Kernel
public import Storage

/// The rounds of the workshop and what is recorded in them.
public enum RoundStore {
  /// Opens the round of a device under a route.
  ///
  /// - Throws: ``RefurbishmentFailure``: a route for other devices or changed under its version, a round open already.
  public static func open(_ workpiece: Workpiece, with route: Route, in change: Change) throws {
    guard route.categories.contains(workpiece.category) else {
      throw RefurbishmentFailure.routeOfAnotherCategory(workpiece.code, workpiece.category, route: route.name)
    }
    let dossier = try dossier(of: workpiece, in: change)
    guard dossier.opening == nil else {
      throw RefurbishmentFailure.roundAlreadyOpen(workpiece.code, round: workpiece.round)
    }
    try RouteStore.keep(route, in: change)
    try change.run(
      """
      INSERT INTO rounds (device, number, route, route_version, entry)
      VALUES (\(workpiece.id), \(workpiece.round), \(route.id), \(route.version), \(change.entry))
      """)
  }

  /// Sorts a device after a look at the whole of it; the last word counts.
  ///
  /// - Parameter role: what whoever acts does in the chain; the step may be for some roles only.
  /// - Throws: ``RefurbishmentFailure``: no open round, a step for other roles.
  public static func sort(
    _ workpiece: Workpiece, as choice: Triage, by role: ChainRole? = nil, in change: Change
  ) throws {
    let opening = try dossier(of: workpiece, in: change).acceptSorting(as: role)
    try change.run(
      """
      INSERT INTO triages (opening, choice, done_role, entry)
      VALUES (\(opening.entry), \(choice), \(role), \(change.entry))
      """)
  }

  /// Records how checks ended, in the order given: each may rest on those before it.
  ///
  /// - Parameter role: what whoever acts does in the chain; a step may be for some roles only.
  /// - Throws: ``RefurbishmentFailure`` for the first that is refused; then none is recorded.
  public static func record(
    _ results: [CheckResult], of workpiece: Workpiece, as role: ChainRole? = nil, in change: Change
  ) throws {
    var dossier = try dossier(of: workpiece, in: change)
    let (person, day) = (change.act.actor.id, change.act.day)
    for result in results {
      guard !dossier.checks.contains(where: { $0.entry == change.entry && $0.result.check == result.check }) else {
        throw RefurbishmentFailure.checkGivenTwice(workpiece.code, check: result.check)
      }
      try dossier.accept(result, by: person, as: role)
      try change.run(
        """
        INSERT INTO checks (opening, check_id, outcome, note, done_by, done_role, entry)
        VALUES (\(dossier.openRound().entry), \(result.check), \(result.outcome), \(result.note),
          \(person), \(role), \(change.entry))
        """)
      dossier.checks.append(CheckRecord(result: result, by: person, day: day, entry: change.entry))
    }
  }

  /// Grades a device; the last grading counts.
  ///
  /// - Parameters:
  ///   - battery: nothing when no battery is fitted.
  ///   - role: what whoever acts does in the chain; the step may be for some roles only.
  /// - Throws: ``RefurbishmentFailure``: a grade the scale does not know, no open round, steps before it not complete, a
  ///   step for other roles.
  public static func grade(
    _ workpiece: Workpiece, on scale: GradeScale, cosmetic: String, functional: String, battery: String?,
    by role: ChainRole? = nil, in change: Change
  ) throws {
    let grading = try scale.grading(cosmetic: cosmetic, functional: functional, battery: battery)
    let dossier = try dossier(of: workpiece, in: change)
    try dossier.acceptGrading(as: role)
    try GradeScaleStore.keep(scale, in: change)
    try change.run(
      """
      INSERT INTO grades (opening, scale, scale_version, cosmetic, functional, battery, done_role, entry)
      VALUES (\(dossier.openRound().entry), \(grading.scale), \(grading.version), \(grading.cosmetic),
        \(grading.functional), \(grading.battery), \(role), \(change.entry))
      """)
  }

  /// Records that who acts attests the device has no storage medium.
  ///
  /// - Throws: ``RefurbishmentFailure``: no open round, media are known, no reason, a step for other roles.
  public static func attestNoMedium(
    of workpiece: Workpiece, because reason: String, by role: ChainRole? = nil, in change: Change
  ) throws {
    let dossier = try dossier(of: workpiece, in: change)
    try dossier.acceptAbsence(because: reason, as: role)
    try change.run(
      """
      INSERT INTO media_absences (opening, reason, done_role, entry)
      VALUES (\(dossier.openRound().entry), \(reason), \(role), \(change.entry))
      """)
  }

  /// Opens a closed round again: its verdict is void, and the last look is to be taken anew.
  ///
  /// - Throws: ``RefurbishmentFailure``: no verdict to take back, no reason.
  public static func reopen(_ workpiece: Workpiece, because reason: String, in change: Change) throws {
    guard let closing = try dossier(of: workpiece, in: change).opening?.closing else {
      throw RefurbishmentFailure.roundNotClosed(workpiece.code)
    }
    guard reason.contains(where: { !$0.isWhitespace }) else { throw RefurbishmentFailure.reasonMissing }
    try change.run(
      """
      INSERT INTO round_reopenings (closing, reason, entry) VALUES (\(closing.entry), \(reason), \(change.entry))
      """)
  }

  /// Judges a round and closes it: from then on nothing is recorded in it, until the closing is annulled.
  ///
  /// - Returns: what the inventory needs to release the device.
  /// - Throws: ``RefurbishmentFailure/notReady(_:_:)`` with everything that is missing.
  public static func close(_ workpiece: Workpiece, in change: Change) throws -> Readiness {
    let dossier = try dossier(of: workpiece, in: change)
    if dossier.opening?.closing != nil { throw RefurbishmentFailure.roundClosed(workpiece.code) }
    switch Verdict.of(dossier) {
    case .blocked(let missing): throw RefurbishmentFailure.notReady(workpiece.code, missing)
    case .ready(let readiness):
      try change.run(
        """
        INSERT INTO round_closings (opening, verdict, entry)
        VALUES (\(readiness.opening), \(readiness.digest), \(change.entry))
        """)
      return readiness
    }
  }
}
