import Directory
import Eligibility
public import Kernel
import Loans
import Storage

/// Until when a household has proven something, without what was proven or who looked at it.
public struct Proof: Sendable, Equatable {
  /// The name of the fact.
  public let fact: String
  /// What people call it.
  public let label: Text
  /// The programmes for which the proof holds so long.
  public let programmes: [String]
  /// Where the proof stands on the day.
  public let standing: Standing

  /// Where a proof stands.
  public enum Standing: Sendable, Hashable {
    /// It holds through a day, that one included; nothing when it does not expire.
    case valid(until: Day?)
    /// It held through a day that has passed.
    case expired(on: Day)
    /// Nothing was given, or nothing that the programmes take.
    case missing
  }
}

extension Chain {
  /// Whether a person may see what households have proven: prescribers see only until when.
  ///
  /// - Throws: ``DirectoryFailure/noSuchPerson(_:)``.
  public func seesValues(_ name: String) throws -> Bool {
    try database.read { try DirectoryStore.person(name, in: $0).role.seesValues }
  }

  /// What prescribers may see of a household: which proofs are there and until when, never a value nor who looked (« dites-le-nous
  /// une fois »: a proof that holds is not asked for again).
  ///
  /// - Parameter programme: of this programme alone; of all in force unless said.
  /// - Throws: ``LoansFailure/noHousehold(_:)``, ``LoansFailure/noProgramme(_:on:)``.
  public func proofs(
    of household: HouseholdID, for programme: String? = nil, on day: Day, by person: Actor
  ) throws -> [Proof] {
    try database.consult(AccessOperation.seeProofs, by: person.id, at: clock.now) { reader in
      reader.sees(.household(household))
      _ = try HouseholdStore.existing(household, in: reader)
      let adopted =
        if let programme { [try ProgrammeStore.inForce(programme, on: day, in: reader)] } else {
          try ProgrammeStore.inForce(on: day, in: reader)
        }
      let asked = AskedFacts(programmes: try adopted.map { try Programme($0) })
      let told = try HouseholdFactStore.told(of: household, on: day, in: reader)
      let names = Set(asked.programmes.flatMap(\.facts).map(\.name)).sorted()
      return names.flatMap { name -> [Proof] in
        let proofs = told.filter { $0.key == name }.map { Fact($0) }
        let asking = asked.asking(for: name)
        var standings: [(standing: Proof.Standing, programmes: [String])] = []
        for (programme, declaration) in asking {
          let standing = Proof.Standing(of: declaration.strongest(of: proofs), as: declaration, on: day)
          if let place = standings.firstIndex(where: { $0.standing == standing }) {
            standings[place].programmes.append(programme.id)
          } else {
            standings.append((standing, [programme.id]))
          }
        }
        return standings.map {
          Proof(fact: name, label: asking[0].declaration.label, programmes: $0.programmes, standing: $0.standing)
        }
      }
    }
  }
}

extension Proof.Standing {
  fileprivate init(of fact: Fact?, as declaration: FactDeclaration, on day: Day) {
    guard let fact else {
      self = .missing
      return
    }
    switch declaration.standing(of: fact, on: day) {
    case nil: self = .valid(until: declaration.validity.lastDay(ofEvidenceFrom: fact.evidence.day))
    case .expired(let last)?: self = .expired(on: last)
    case .notGiven?, .evidenceNotAccepted?, .evidenceToCome?, .lagging?, .estimated?: self = .missing
    }
  }
}
