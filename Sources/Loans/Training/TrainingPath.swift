public import Kernel

/// What a household learns, and what completes its path: data, read from a file.
public struct TrainingPaths: Sendable, Equatable {
  /// The name the file gives itself.
  public let id: String
  /// The version the file gives itself.
  public let version: String
  /// The modules, in the order of the file.
  public let modules: [Module]
  private let paths: [String: Path]
  private let otherwise: Path

  /// One thing that is learnt.
  public struct Module: Sendable, Equatable {
    public let id: String
    public let title: Text
  }

  /// What completes the path of a programme.
  public struct Path: Sendable, Equatable {
    /// The modules to have followed.
    public let required: [String]
    /// Whether a Pix level at the end is needed.
    public let needsPixExit: Bool
  }

  /// The paths that are used unless an instance has its own.
  public static func shipped() throws(JSONFailure) -> TrainingPaths { try once.get() }

  private static let once = Result { () throws(JSONFailure) in
    try TrainingPaths(PackageResources.training_json, file: "training.json")
  }

  /// Reads paths; a path asks only for modules that are there.
  ///
  /// - Throws: `JSONFailure` with the place of the first mistake.
  public init(_ bytes: [UInt8], file: String) throws(JSONFailure) {
    self = try StrictJSON.read(bytes, file: file).object { fields throws(JSONFailure) in
      let modules = try fields.required("modules").array { node throws(JSONFailure) in
        try node.object { module throws(JSONFailure) in
          Module(id: try module.required("id").string(), title: try module.required("title").text())
        }
      }
      let known = modules.map(\.id)
      var paths: [String: Path] = [:]
      for node in try fields.required("paths").elements() {
        let (programme, path) = try node.object { path throws(JSONFailure) in
          (try path.required("programme").string(), try Path(path, of: known))
        }
        paths[programme] = path
      }
      return TrainingPaths(
        id: try fields.required("id").string(), version: try fields.required("version").string(), modules: modules,
        paths: paths,
        otherwise: try fields.required("otherwise").object { path throws(JSONFailure) in try Path(path, of: known) })
    }
  }

  private init(id: String, version: String, modules: [Module], paths: [String: Path], otherwise: Path) {
    (self.id, self.version, self.modules) = (id, version, modules)
    (self.paths, self.otherwise) = (paths, otherwise)
  }

  /// What completes the path of a programme; of no programme, or one without a path of its own, what is asked of all others.
  public func path(of programme: String?) -> Path { programme.flatMap { paths[$0] } ?? otherwise }

  /// Whether a programme has a path of its own.
  public func hasOwnPath(_ programme: String) -> Bool { paths[programme] != nil }

  /// A module by its name.
  ///
  /// - Throws: ``TrainingFailure/noModule(_:known:)``.
  public func module(_ id: String) throws(TrainingFailure) -> Module {
    guard let module = modules.first(where: { $0.id == id }) else { throw .noModule(id, known: modules.map(\.id)) }
    return module
  }
}

extension TrainingPaths.Path {
  fileprivate init(_ fields: JSONFields, of known: [String]) throws(JSONFailure) {
    required = try fields.required("required").array { node throws(JSONFailure) in
      let id = try node.string()
      guard known.contains(id) else {
        throw node.failure(fr: "« \(id) » n'est pas un module du fichier", en: "“\(id)” is no module of the file")
      }
      return id
    }
    needsPixExit = try fields.required("pixExit").bool()
  }
}

/// What a household has followed.
public struct Training: Sendable, Equatable {
  /// The sessions, oldest first, missed ones too.
  public let sessions: [Attendance]
  /// The Pix levels, in the order they were recorded.
  public let levels: [PixLevel]

  /// The latest Pix level of each moment.
  public var pix: [PixMoment: Int] {
    Dictionary(levels.map { ($0.moment, $0.level) }, uniquingKeysWith: { _, latest in latest })
  }

  /// A session a household came to, or missed.
  public struct Attendance: Sendable, Equatable {
    public let entry: EntryID
    public let day: Day
    public let module: String
    public let wasThere: Bool
    public let place: PlaceID?
  }

  /// When a Pix level is taken.
  public enum PixMoment: String, Sendable, CaseIterable {
    case entry, exit
  }

  /// A Pix level that was taken.
  public struct PixLevel: Sendable, Equatable {
    public let moment: PixMoment
    public let day: Day
    /// From 0 to 8.
    public let level: Int
  }

  /// What a path still lacks.
  public struct Lack: Sendable, Equatable {
    public let modules: [String]
    public let pixExit: Bool

    /// Whether nothing is lacking.
    public var isNothing: Bool { modules.isEmpty && !pixExit }
  }

  /// What was followed by a day: a paper of that day tells of nothing that came later.
  public func through(_ day: Day) -> Training {
    Training(sessions: sessions.filter { $0.day <= day }, levels: levels.filter { $0.day <= day })
  }

  /// What is lacking of a path.
  public func lack(of path: TrainingPaths.Path) -> Lack {
    let followed = Set(sessions.filter(\.wasThere).map(\.module))
    return Lack(
      modules: path.required.filter { !followed.contains($0) }, pixExit: path.needsPixExit && pix[.exit] == nil)
  }

  /// The day a path was completed: that of the last session, or Pix level, it needed; nothing while something is lacking, or
  /// when it needs nothing.
  public func completed(_ path: TrainingPaths.Path) -> Day? {
    guard lack(of: path).isNothing else { return nil }
    let followed = path.required.compactMap { module in
      sessions.filter { $0.module == module && $0.wasThere }.map(\.day).min()
    }
    let measured = path.needsPixExit ? levels.filter { $0.moment == .exit }.map(\.day).min() : nil
    return (followed + [measured].compactMap(\.self)).max()
  }
}

/// What training refuses.
public enum TrainingFailure: Failure, Equatable {
  case noModule(String, known: [String])
  /// The same household is said twice, or to be there and absent.
  case householdTwice(HouseholdID)
  case nobody
  case noPixLevel(Int)
  /// A certificate is asked for before the path is complete.
  case incomplete(HouseholdID, modules: [Text], pixExit: Bool)
  /// The path was completed after the day of an act that needs it complete.
  case completeLater(HouseholdID, Day, act: Day)

  public var exitCode: ExitCode {
    switch self {
    case .noModule: .noInput
    case .householdTwice, .nobody, .noPixLevel: .usage
    case .incomplete, .completeLater: .refused
    }
  }

  public var text: Text {
    switch self {
    case .noModule(let id, let known):
      Text(
        fr: "Il n'y a pas de module « \(id) ». Modules : \(known.joined(separator: ", ")).",
        en: "There is no module “\(id)”. Modules: \(known.joined(separator: ", ")).")
    case .householdTwice(let id):
      Text(
        fr: "Le foyer \(id.reference) est donné deux fois. Dites une fois s'il était là.",
        en: "Household \(id.reference) is given twice. Say once whether it was there.")
    case .nobody:
      Text(
        fr: "Qui était là ? Donnez au moins un foyer, ou --absent F-….",
        en: "Who was there? Give at least one household, or --absent F-….")
    case .noPixLevel(let level):
      Text(
        fr: "\(level) n'est pas un niveau Pix : donnez un nombre de 0 à 8.",
        en: "\(level) is no Pix level: give a number from 0 to 8.")
    case .incomplete(let id, let modules, let pixExit):
      Text(
        fr: "Le parcours du foyer \(id.reference) n'est pas fini : il manque "
          + (modules.map { "« \($0.fr) »" } + (pixExit ? ["le niveau Pix de sortie"] : [])).joined(separator: ", ")
          + ". Enregistrez les séances avec `rebond training record F-… --module …`.",
        en: "The path of household \(id.reference) is not complete: what is missing is "
          + (modules.map { "“\($0.en)”" } + (pixExit ? ["the Pix level at the end"] : [])).joined(separator: ", ")
          + ". Record the sessions with `rebond training record F-… --module …`.")
    case .completeLater(let id, let completed, let act):
      Text(
        fr: "Le parcours du foyer \(id.reference) est fini depuis le \(completed.text.fr) : le \(act.text.fr), il ne "
          + "l'était pas encore. Donnez avec --on ce jour-là, ou un jour plus tardif.",
        en: "The path of household \(id.reference) is complete since \(completed.text.en): on \(act.text.en) it was "
          + "not yet. Give that day, or a later one, with --on.")
    }
  }
}
