public import Kernel

/// What the workshop asks of what it lets go, each figure from a day on: data, which a structure replaces by its own file.
public struct WorkshopPolicy: Sendable, Equatable {
  /// The name and the version the file gives itself.
  public let id, version: String
  /// The systems devices leave with, and until when their makers support them.
  public let systems: [OperatingSystem]
  /// The steps people can be trained in.
  public let trainingSteps: [TrainingStep]
  let minimums: [Minimum]
  let windows: [WindowsNeeds]
  let flash: [FlashRule]
  /// The file as it was read.
  public let body: String

  /// A system and the end of its support.
  public struct OperatingSystem: Sendable, Equatable {
    /// The name the file gives it, such as `linux-mint-22`: what is typed.
    public let id: String
    public let title: Text
    /// The last day its maker supports it; nothing where nobody wrote it.
    public let supportEnds: Day?
    /// Who says so.
    public let source: String?
  }

  /// A step of a training: that it was followed is noted, never how well.
  public struct TrainingStep: Sendable, Equatable {
    /// The name the file gives it: what is typed.
    public let id: String
    public let title: Text
  }

  /// The least configuration of some categories, from a day on.
  public struct Minimum: Sendable, Equatable {
    public let from: Day
    public let source: String
    let categories: [DeviceCategory]
    /// In billions of bytes, as they are sold.
    public let memoryGigabytes: Int
    public let storageGigabytes: Int
  }

  /// What Windows 11 asks, from a day on.
  public struct WindowsNeeds: Sendable, Equatable {
    public let from: Day
    public let source: String
    let memoryGigabytes: Int
    let storageGigabytes: Int
    /// The first generation of Intel Core processors it supports.
    let intelCoreGeneration: Int
    /// From which series of Ryzen processors all are supported, and from which some are.
    let ryzenSeries: Int
    let ryzenDoubtful: Int
  }

  /// How thoroughly media of some kinds are erased at least when software overwrites them, from a day on.
  public struct FlashRule: Sendable, Equatable {
    public let from: Day
    public let source: String
    /// The kinds of media it is about.
    public let kinds: [MediumKind]
    public let minimum: ErasureLevel

    /// Makes a rule.
    public init(from: Day, source: String, kinds: [MediumKind], minimum: ErasureLevel) {
      self.from = from
      self.source = source
      self.kinds = kinds
      self.minimum = minimum
    }
  }

  /// The least configuration of a category on a day; nothing where none is asked.
  public func minimum(for category: DeviceCategory, on day: Day) -> Minimum? {
    minimums.last { $0.from <= day && $0.categories.contains(category) }
  }

  /// What Windows 11 asks on a day.
  public func windowsNeeds(on day: Day) -> WindowsNeeds? { windows.last { $0.from <= day } }

  /// What is asked of media that software overwrites, for devices whose stay began on a day.
  public func flashRule(on day: Day) -> FlashRule? { flash.last { $0.from <= day } }

  /// A system by the name the file gives it.
  ///
  /// - Throws: ``RefurbishmentFailure/unknownSystem(_:known:)``.
  public func system(_ id: String) throws(RefurbishmentFailure) -> OperatingSystem {
    guard let system = systems.first(where: { $0.id == id.lowercased() }) else {
      throw .unknownSystem(id, known: systems.map(\.id))
    }
    return system
  }

  /// A step of a training by the name the file gives it.
  ///
  /// - Throws: ``RefurbishmentFailure/unknownTrainingStep(_:known:)``.
  public func trainingStep(_ id: String) throws(RefurbishmentFailure) -> TrainingStep {
    guard let step = trainingSteps.first(where: { $0.id == id.lowercased() }) else {
      throw .unknownTrainingStep(id, known: trainingSteps.map(\.id))
    }
    return step
  }

  /// A system that was told under this policy or an earlier one, whose support nobody may have written here.
  public func known(_ id: String) -> OperatingSystem {
    systems.first { $0.id == id } ?? OperatingSystem(id: id, title: Text(same: id), supportEnds: nil, source: nil)
  }

  /// The policy that comes with Rebond.
  ///
  /// - Throws: `JSONFailure` only if the shipped file is wrong, which the tests exclude.
  public static func shipped() throws(JSONFailure) -> WorkshopPolicy { try once.get() }

  private static let once = Result { () throws(JSONFailure) -> WorkshopPolicy in
    try WorkshopPolicy(reading: PackageResources.workshop_policy_json, file: "workshop-policy.json")
  }
}

extension WorkshopPolicy {
  /// Reads a policy from its file.
  ///
  /// - Throws: `JSONFailure` with the place and the reason.
  public init(reading bytes: [UInt8], file: String) throws(JSONFailure) {
    self = try StrictJSON.read(bytes, file: file).object { fields throws(JSONFailure) in
      WorkshopPolicy(
        id: try fields.required("id").string(), version: try fields.required("version").string(),
        systems: try WorkshopPolicy.systems(fields.required("systems")),
        trainingSteps: try WorkshopPolicy.steps(fields.required("trainingSteps")),
        minimums: try WorkshopPolicy.dated(fields.required("minimums")) { fields, from, source throws(JSONFailure) in
          Minimum(
            from: from, source: source, categories: try fields.required("categories").words(DeviceCategory.self),
            memoryGigabytes: try fields.required("memoryGigabytes").size(),
            storageGigabytes: try fields.required("storageGigabytes").size())
        },
        windows: try WorkshopPolicy.dated(fields.required("windows11")) { fields, from, source throws(JSONFailure) in
          WindowsNeeds(
            from: from, source: source, memoryGigabytes: try fields.required("memoryGigabytes").size(),
            storageGigabytes: try fields.required("storageGigabytes").size(),
            intelCoreGeneration: try fields.required("intelCoreGeneration").size(),
            ryzenSeries: try fields.required("ryzenSeries").size(),
            ryzenDoubtful: try fields.required("ryzenDoubtful").size())
        },
        flash: try WorkshopPolicy.dated(fields.required("flash")) { fields, from, source throws(JSONFailure) in
          FlashRule(
            from: from, source: source, kinds: try fields.required("kinds").words(MediumKind.self),
            minimum: try fields.required("minimum").choice(ErasureLevel.self))
        }, body: String(decoding: bytes, as: UTF8.self))
    }
  }

  private static func systems(_ node: JSONNode) throws(JSONFailure) -> [OperatingSystem] {
    var seen: Set<String> = []
    return try node.array { item throws(JSONFailure) in
      let system = try item.object { fields throws(JSONFailure) in
        OperatingSystem(
          id: try fields.required("id").string(), title: try fields.required("title").text(),
          supportEnds: try fields.optional("supportEnds")?.day(), source: try fields.optional("source")?.string())
      }
      guard !system.id.isEmpty, system.id == system.id.lowercased(), seen.insert(system.id).inserted else {
        throw item.failure(
          fr: "le système « \(system.id) » est vide, en capitales ou déjà donné",
          en: "the system “\(system.id)” is empty, in capitals or given twice")
      }
      guard (system.supportEnds == nil) == (system.source == nil) else {
        throw item.failure(
          fr: "une fin de support dit d'où elle vient (« source »)",
          en: "an end of support says where it is from (“source”)")
      }
      return system
    }
  }

  private static func steps(_ node: JSONNode) throws(JSONFailure) -> [TrainingStep] {
    var seen: Set<String> = []
    return try node.array { item throws(JSONFailure) in
      let step = try item.object { fields throws(JSONFailure) in
        TrainingStep(id: try fields.required("id").string(), title: try fields.required("title").text())
      }
      guard !step.id.isEmpty, step.id == step.id.lowercased(), seen.insert(step.id).inserted else {
        throw item.failure(
          fr: "l'étape « \(step.id) » est vide, en capitales ou déjà donnée",
          en: "the step “\(step.id)” is empty, in capitals or given twice")
      }
      return step
    }
  }

  /// Reads rules, in the order of their days.
  private static func dated<Rule>(
    _ node: JSONNode, rule: (JSONFields, Day, String) throws(JSONFailure) -> Rule
  ) throws(JSONFailure) -> [Rule] {
    var last: Day?
    return try node.array { item throws(JSONFailure) in
      var from = Day.first
      let read = try item.object { fields throws(JSONFailure) in
        from = try fields.required("from").day()
        return try rule(fields, from, fields.required("source").string())
      }
      if let last, from < last {
        throw item.failure(
          fr: "les jours « from » se suivent, du plus ancien au plus récent",
          en: "the days “from” follow one another, the oldest first")
      }
      last = from
      return read
    }
  }
}

extension JSONNode {
  fileprivate func size() throws(JSONFailure) -> Int {
    let size = try integer()
    guard (0...100_000).contains(size) else {
      throw failure(fr: "un nombre de 0 à 100 000 est attendu", en: "a number from 0 to 100,000 is expected")
    }
    return size
  }

  fileprivate func words<Word: RawRepresentable<String> & CaseIterable>(
    _ type: Word.Type
  ) throws(JSONFailure) -> [Word] {
    try array { item throws(JSONFailure) in try item.choice(type) }
  }
}
