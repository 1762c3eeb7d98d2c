public import Kernel

/// Whether a device may leave the workshop: computed, never typed.
public enum Verdict: Sendable, Equatable {
  /// It may not, for every one of these reasons.
  case blocked([Missing])
  /// It may: what the route asks is done, defects are declared, every medium is clean, it is graded.
  case ready(Readiness)

  /// Judges a round by its dossier.
  public static func of(_ dossier: RoundDossier) -> Verdict {
    let missing = dossier.missing
    guard missing.isEmpty, let opening = dossier.opening, let graded = dossier.grading else {
      return .blocked(missing)
    }
    return .ready(Readiness(of: dossier, opening: opening, graded: graded))
  }

  /// Why a device may not be called *reconditionné*; nothing when it may.
  ///
  /// C. conso. art. R. 122-4 (décret 2022-190): all its functions were tested, it was repaired where needed, and the data of
  /// earlier users are gone. So every function it has was tested and passed, nothing is declared, every medium is clean.
  public static func reservations(of dossier: RoundDossier) -> [Reservation] {
    guard dossier.missing.isEmpty, let route = dossier.opening?.route else { return [.notReady] }
    let untested: [Reservation] =
      route.checks.contains(where: \.isFunction) ? [] : [.routeTestsNoFunction(route.name)]
    return untested
      + route.checks.compactMap { check in
        switch dossier.last(check.id)?.result.outcome {
        case nil: check.isFunction ? .functionNotTested(check) : nil
        case .declared, .failed: .defectDeclared(check)
        case .passed, .notFitted: nil
        }
      }
  }
}

/// That a round was judged and nothing is missing, with what was judged; only a verdict makes one.
public struct Readiness: Sendable, Equatable {
  /// The device judged.
  public let device: DeviceID
  /// The round judged.
  public let round: Int
  /// The opening of that round.
  public let opening: EntryID
  /// The route and its version, as `laptop 2026.1`.
  public let route: String
  /// How many checks ended each way.
  public let counts: [CheckOutcome: Int]
  /// How many media were found clean.
  public let cleanMedia: Int
  /// Why it may not be called *reconditionné*; nothing when it may.
  public let reservations: [Reservation]
  /// The SHA-256 of everything judged, so that a forged verdict shows when it is recomputed.
  public let digest: Digest

  /// Whether the second, stricter verdict holds too (C. conso. art. R. 122-4).
  public var mayBeCalledReconditioned: Bool { reservations.isEmpty }

  init(of dossier: RoundDossier, opening: RoundDossier.Opening, graded: RoundDossier.Graded) {
    let ended = opening.route.checks.compactMap { dossier.last($0.id) }
    device = dossier.workpiece.id
    round = dossier.workpiece.round
    self.opening = opening.entry
    route = opening.route.name
    counts = Dictionary(grouping: ended, by: \.result.outcome).mapValues(\.count)
    cleanMedia = dossier.parts.count
    reservations = Verdict.reservations(of: dossier)
    var fields = [
      device.description, String(round), opening.entry.description, opening.route.digest.description,
      graded.entry.description, dossier.absence?.entry.description ?? "",
    ]
    if let sorted = dossier.sorted { fields += ["triage", sorted.choice.rawValue, sorted.entry.description] }
    for repair in dossier.repairs {
      fields += [
        "repair", repair.id.description, repair.end?.outcome.rawValue ?? "", "\(repair.end?.entry ?? repair.entry)",
      ]
    }
    for record in ended {
      fields += [record.result.check, record.result.outcome.rawValue, record.by.description, record.entry.description]
    }
    for medium in dossier.parts.sorted(by: { $0.id < $1.id }) {
      guard case .clean(let run, let validation) = dossier.cleanliness(of: medium) else { continue }
      fields += ["medium", medium.id.description, run.id.description, validation.entry.description]
    }
    digest = .ofFields(fields)
  }
}

extension RoundDossier {
  /// The SHA-256 of the device's media and of the erasures that make them clean.
  public var mediaDigest: Digest {
    let media = parts.sorted { $0.id < $1.id }.flatMap { medium in
      ["medium", medium.id.description, earned(of: medium.id)?.run.id.description ?? ""]
    }
    return .ofFields(
      [workpiece.id.description, String(workpiece.round), absence?.entry.description ?? ""] + media)
  }
}
