import Directory
import Documents
public import Kernel
import Storage
public import Supply

extension Chain {
  /// Records a gift convention, signed on the act's day.
  ///
  /// - Parameters:
  ///   - receiver: the structure that signed it to receive; whoever keeps the instance unless said.
  ///   - file: the signed paper's file, kept with its hash.
  public func sign(
    convention reference: String, donor: String, receiver: String? = nil, endsOn: Day?,
    promises: Convention.Promises = Convention.Promises(), file: [UInt8]? = nil, as act: Act
  ) throws -> Convention {
    try database.write(Action.signConvention, act) { change in
      let donor = try giver(donor, in: change).donor
      let receiver = try receiver.map { try DirectoryStore.structure($0, in: change).id }
      let convention = try SupplyStore.sign(
        convention: reference, donor: donor.id, receiver: receiver, endsOn: endsOn, promises: promises, in: change)
      change.concerns(.convention(convention.id))
      change.note("donor", .id(donor.id))
      if let receiver { change.note("receiver", .id(receiver)) }
      if let file { change.note("file", .digest(try SupplyStore.keep(file, of: convention, in: change))) }
      return convention
    }
  }

  /// Keeps the signed file of a convention that was recorded before.
  ///
  /// - Returns: the SHA-256 of the file.
  public func keep(file: [UInt8], ofConvention reference: String, as act: Act) throws -> Digest {
    try database.write(Action.fileConvention, act) { change in
      let convention = try convention(reference, in: change)
      let digest = try SupplyStore.keep(file, of: convention, in: change)
      change.concerns(.convention(convention.id))
      change.note("file", .digest(digest))
      return digest
    }
  }

  /// The signed file of a convention.
  ///
  /// - Throws: ``SupplyFailure/noConventionFile(_:)``.
  public func signedFile(ofConvention reference: String) throws -> [UInt8] {
    try database.read { reader in
      let convention = try convention(reference, in: reader)
      guard let digest = try SupplyStore.paper(of: convention.id, in: reader),
        let bytes = try StoredBytes.bytes(digest, in: reader)
      else { throw SupplyFailure.noConventionFile(convention.reference) }
      return bytes
    }
  }

  /// Prints a convention to be signed; nothing is signed by it.
  ///
  /// - Parameters:
  ///   - clauses: the wording, when it is the user's own file; the shipped one unless given.
  ///   - keep: puts the bytes away inside the act: when it fails, nothing is recorded either.
  public func printConvention(
    _ reference: String, donor: String, receiver: String?, endsOn: Day?, promises: Convention.Promises,
    clauses: (bytes: [UInt8], file: String)? = nil, language: Language = .fr, as act: Act,
    keep: ([UInt8]) throws -> Void = { _ in }
  ) throws -> PrintedPaper {
    let wording =
      try clauses.map { try ConventionClauses($0.bytes, file: $0.file) } ?? ConventionClauses.shipped(in: language)
    let rules = try GiftRules.shipped()
    return try database.write(Action.printConvention, act) { change in
      let giver = try giver(donor, in: change)
      change.concerns(.donor(giver.donor.id))
      change.note("clauses", .dataName(wording.id))
      let paper = ConventionPaper(
        reference: reference, donor: try party(of: giver, language, in: change), donorKind: giver.donor.kind.onPaper,
        receiver: try receiver.map { try party(of: DirectoryStore.structure($0, in: change), language, in: change) }
          ?? house(language, in: change),
        endsOn: endsOn, erasure: promises.erasure, noResale: promises.noResale, certificate: promises.certificate,
        unitValue: rules.unitValueCeiling(on: act.day)?.value)
      let pdf = try paper.pdf(clauses: wording, language: language, created: act.recorded)
      try keep(pdf)
      return PrintedPaper(pdf: pdf, reference: reference)
    }
  }

  /// Prints the guide that tells donors how to give.
  public func printGuide(
    for kind: Donor.Kind, clauses: (bytes: [UInt8], file: String)? = nil, language: Language = .fr, as act: Act,
    keep: ([UInt8]) throws -> Void = { _ in }
  ) throws -> PrintedPaper {
    let wording = try clauses.map { try GuideClauses($0.bytes, file: $0.file) } ?? GuideClauses.shipped(in: language)
    let rules = try GiftRules.shipped()
    return try database.write(Action.printGuide, act) { change in
      change.concerns(.instance)
      change.note("kind", .word(kind))
      change.note("clauses", .dataName(wording.id))
      let paper = GuidePaper(
        issuer: Party(name: instance.name), reader: kind.onPaper, made: act.day,
        unitValue: rules.unitValueCeiling(on: act.day)?.value)
      let pdf = try paper.pdf(clauses: wording, language: language, created: act.recorded)
      try keep(pdf)
      return PrintedPaper(pdf: pdf, reference: wording.id)
    }
  }

  /// The convention that bears a reference.
  ///
  /// - Throws: ``SupplyFailure/noConvention(_:)``.
  func convention(_ reference: String, in reader: Reader) throws -> Convention {
    guard let convention = try SupplyStore.convention(reference, in: reader) else {
      throw SupplyFailure.noConvention(reference)
    }
    return convention
  }
}

extension Donor.Kind {
  /// The kind as papers know it.
  var onPaper: DonorOnPaper {
    switch self {
    case .publicBody: .publicBody
    case .company: .company
    case .association: .association
    case .individual: .individual
    }
  }
}
