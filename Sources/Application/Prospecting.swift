import Directory
public import Kernel
import Storage
public import Supply

extension Chain {
  /// Registers a structure as a donor.
  ///
  /// - Throws: ``SupplyFailure/alreadyDonor(structure:)``, ``DirectoryFailure/noSuchStructure(_:near:)``.
  public func register(donor structure: String, stage: Donor.Stage, as act: Act) throws -> Donor {
    try database.write(Action.registerDonor, act) { change in
      let partner = try DirectoryStore.structure(structure, in: change)
      guard try SupplyStore.donor(of: partner.id, in: change) == nil else {
        throw SupplyFailure.alreadyDonor(structure: partner.name)
      }
      let donor = try SupplyStore.register(
        donor: partner.id, as: partner.kind.asDonor, stage: stage, in: change)
      change.concerns(.donor(donor.id))
      change.note("structure", .id(partner.id))
      change.note("stage", .word(stage))
      return donor
    }
  }

  /// Registers a person who gives in their own name; the journal knows them by their number only.
  public func register(individual: Individual, stage: Donor.Stage, as act: Act) throws -> Donor {
    try database.write(Action.registerDonor, act) { change in
      let donor = try SupplyStore.register(individual: individual, stage: stage, in: change)
      change.concerns(.donor(donor.id))
      change.note("stage", .word(stage))
      return donor
    }
  }

  /// Moves a gisement to another stage of its life.
  ///
  /// - Throws: ``SupplyFailure/stageAfterStage(_:is:)``.
  public func move(donor reference: String, to stage: Donor.Stage, as act: Act) throws -> Donor {
    try database.write(Action.moveDonor, act) { change in
      let donor = try giver(reference, in: change).donor
      change.concerns(.donor(donor.id))
      change.note("stage", .word(stage))
      return try SupplyStore.move(donor, to: stage, in: change)
    }
  }

  /// What is told of a gisement, its people and structures by name.
  public struct DonorNews: Sendable {
    public var owner: String?
    public var nextContact: Day?
    public var campaign: String?
    public var yearlyVolume: Int?
    public var frequency: Prospecting.Frequency?
    public var broughtBy: String?
    /// What is no longer known.
    public var forgotten: [Prospecting.Part] = []

    /// Nothing is told.
    public init() {}
  }

  /// Records what is known of a gisement from now on: who follows it, when, how much is expected, who brought it.
  ///
  /// - Throws: ``SupplyFailure/nothingTold``, ``SupplyFailure/yearlyVolume(_:)``, ``DirectoryFailure``.
  public func tell(_ news: DonorNews, of reference: String, as act: Act) throws -> Prospecting {
    try database.write(Action.tellDonor, act) { change in
      let donor = try giver(reference, in: change).donor
      var told = Prospecting()
      told.owner = try news.owner.map { try DirectoryStore.person($0, in: change).id }
      told.broughtBy = try news.broughtBy.map { try DirectoryStore.structure($0, in: change).id }
      (told.nextContact, told.campaign) = (news.nextContact, news.campaign)
      (told.yearlyVolume, told.frequency) = (news.yearlyVolume, news.frequency)
      let known = try SupplyStore.prospecting(donor.id, in: change).told(told, without: news.forgotten)
      try SupplyStore.save(known, of: donor.id, in: change)
      change.concerns(.donor(donor.id))
      return known
    }
  }

  /// Records money or hours of work that a donor gives on the act's day.
  public func record(_ contribution: Contribution, from reference: String, as act: Act) throws {
    try database.write(Action.recordContribution, act) { change in
      let donor = try giver(reference, in: change).donor
      try SupplyStore.record(contribution, from: donor.id, in: change)
      change.concerns(.donor(donor.id))
      switch contribution {
      case .money(let money): change.note("money", .money(money))
      case .skills(let hours): change.note("hours", .number(hours))
      }
    }
  }

  /// Puts on file that a structure has a status, on the act's day.
  public func file(
    _ status: StructureStatus, of structure: String, since: Day, endsOn: Day?, as act: Act
  ) throws {
    try database.write(Action.fileStatus, act) { change in
      let partner = try DirectoryStore.structure(structure, in: change)
      try SupplyStore.file(status, of: partner.id, since: since, endsOn: endsOn, in: change)
      change.concerns(.structure(partner.id))
      change.note("status", .word(status))
      change.note("since", .day(since))
      if let endsOn { change.note("ends", .day(endsOn)) }
    }
  }

  /// Whoever gives, with the structure it is, if any.
  struct Giver {
    let donor: Donor
    let partner: Partner?
    /// The structure's name, or the person's.
    let name: String

    /// How others are told of the donor: a structure by its name, a person by their number only.
    var publicName: String { partner?.name ?? donor.id.donorReference }
  }

  /// The donor that a structure's name or number, or a donor's own number (`G-12`), names.
  ///
  /// - Throws: ``SupplyFailure/noDonor(structure:)``, ``SupplyFailure/noSuchDonor(_:)``.
  func giver(_ reference: String, in reader: Reader) throws -> Giver {
    if let number = DonorID(donorReference: reference) {
      guard let donor = try SupplyStore.donor(number, in: reader) else { throw SupplyFailure.noSuchDonor(reference) }
      return try giver(donor, in: reader)
    }
    let partner = try DirectoryStore.structure(reference, in: reader)
    guard let donor = try SupplyStore.donor(of: partner.id, in: reader) else {
      throw SupplyFailure.noDonor(structure: partner.name)
    }
    return Giver(donor: donor, partner: partner, name: partner.name)
  }

  /// A donor with its name.
  func giver(_ donor: Donor, in reader: Reader) throws -> Giver {
    let partner = try donor.structure.flatMap { try DirectoryStore.structure($0, in: reader) }
    let person = try SupplyStore.individual(donor.id, in: reader)
    return Giver(donor: donor, partner: partner, name: partner?.name ?? person?.name ?? donor.id.donorReference)
  }
}

extension Partner.Kind {
  /// What kind of donor a structure of the kind is.
  var asDonor: Donor.Kind { isPublic ? .publicBody : isBusiness ? .company : .association }
}

extension DonorID {
  /// Reads `G-000012` or `g-12`, or nothing when it is no donor's number.
  init?(donorReference input: String) {
    let written = input.filter { !$0.isWhitespace }.uppercased()
    guard written.hasPrefix("G-"), let number = Int64(written.dropFirst(2)), number > 0 else { return nil }
    self.init(rawValue: number)
  }
}
