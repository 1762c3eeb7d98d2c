import Directory
import Documents
import Inventory
import Kernel
import Loans
import Storage
import Supply

/// What several papers say of the same things.
extension Chain {
  /// A device as papers name it.
  func deviceLines(of device: Device, language: Language, in reader: Reader) throws -> DeviceLines {
    let identity = try MediumStore.identity(of: device.id, in: reader)
    return DeviceLines(
      code: device.code, category: device.category.text[language], manufacturer: identity.manufacturer,
      model: identity.model, serial: identity.serial)
  }

  /// A person as papers have them sign.
  ///
  /// - Parameter place: where it was done; where their structure is unless said.
  func signatory(
    _ id: PersonID, on day: Day, at place: String? = nil, language: Language, in reader: Reader
  ) throws -> Signatory {
    let person = try DirectoryStore.person(id, in: reader)
    let structure = try person?.structure.flatMap { try DirectoryStore.structure($0, in: reader) }
    let usual = try structure.map { structure in
      try [structure.name, structure.commune.map { try communeName($0, in: reader) }].compactMap(\.self)
        .joined(separator: ", ")
    }
    return Signatory(
      name: person?.name ?? "?", title: person?.role.text[language], day: day, place: place ?? usual)
  }

  /// The place a device stood at on a day, with its commune; nothing when nobody had said.
  func place(of device: DeviceID, on day: Day, in reader: Reader) throws -> String? {
    let row = try reader.first(
      """
      SELECT places.name, places.commune FROM device_places JOIN acts ON acts.entry = device_places.entry
      JOIN places ON places.id = device_places.place
      WHERE device_places.device = \(device) AND acts.annulled = 0 AND acts.day <= \(day)
      ORDER BY device_places.entry DESC LIMIT 1
      """)
    guard let row else { return nil }
    let (name, commune): (String, InseeCommune) = (try row["name"], try row["commune"])
    return "\(name), \(try communeName(commune, in: reader))"
  }

  /// A structure as papers name it: what it is, its numbers, where it is.
  func party(of partner: Partner, _ language: Language, in reader: Reader) throws -> Party {
    let told = try TellingStore.standing(of: partner.id, as: StructureAspect.self, in: reader)
    let address = told.first { $0.aspect == .address }?.value
    let contacts = PaperContacts(told)
    let commune = try partner.commune.map { try communeLabel($0, in: reader) }
    return Party(
      name: partner.name,
      details: [
        partner.kind.text[language], partner.siret.map { "SIRET \($0)" }, partner.rna.map { "RNA \($0)" }, address,
        commune.map { Text(fr: "Commune : \($0)", en: "Commune: \($0)")[language] },
      ].compactMap(\.self), contacts: contacts.lines(language), logo: try contacts.picture(in: reader))
  }

  /// Whoever keeps the instance: the structure that bears its name, else the name alone.
  func house(_ language: Language, in reader: Reader) throws -> Party {
    let own = try DirectoryStore.structures(in: reader).first { $0.name.lowercased() == instance.name.lowercased() }
    return try own.map { try party(of: $0, language, in: reader) } ?? Party(name: instance.name)
  }

  /// Whoever received a gift, as papers name it.
  func receiver(of donation: Donation, _ language: Language, in reader: Reader) throws -> Party {
    let partner = try donation.receiver.flatMap { try DirectoryStore.structure($0, in: reader) }
    return try partner.map { try party(of: $0, language, in: reader) } ?? house(language, in: reader)
  }

  /// Whoever gave, as papers made for them name it.
  func party(of giver: Giver, _ language: Language, in reader: Reader) throws -> Party {
    try giver.partner.map { try party(of: $0, language, in: reader) }
      ?? Party(name: giver.name, details: [giver.donor.id.donorReference])
  }

  /// The reference of the convention a gift came under.
  func conventionReference(of donation: Donation, in reader: Reader) throws -> String? {
    try donation.convention.flatMap { try SupplyStore.convention($0, in: reader)?.reference }
  }

  /// The household as papers name it: whom to ask for, and no more than the contract needs.
  func party(of household: Household, in reader: Reader) throws -> Party {
    let profile = household.profile
    return Party(
      name: profile.contactName,
      details: [
        "Foyer \(household.id.reference)", "Commune : \(try communeLabel(profile.commune, in: reader))",
        profile.phone.map { "Téléphone : \($0)" },
      ].compactMap(\.self))
  }

  /// Who borrows under a contract, as papers name them.
  func party(of borrower: ContractBorrower, in reader: Reader) throws -> Party {
    switch borrower {
    case .household(let household): return try party(of: household, in: reader)
    case .structure(let partner, let place, let contact):
      var party = try party(of: partner, .fr, in: reader)
      party.details += [place.map { "Lieu : \($0)" }, contact.map { "Contact : \($0)" }].compactMap(\.self)
      return party
    }
  }

  /// The name of a commune and its code; the code alone while no list has it.
  private func communeLabel(_ commune: InseeCommune, in reader: Reader) throws -> String {
    try TerritoryStore.commune(commune, in: reader)?.label ?? commune.description
  }

  func communeName(_ commune: InseeCommune, in reader: Reader) throws -> String {
    try TerritoryStore.commune(commune, in: reader)?.name ?? commune.description
  }

  /// The gift with which a device came for a round, and who gave it: a structure by its name, a person by their number only.
  func origin(
    of device: Device, inRound round: Int, in reader: Reader
  ) throws -> (donation: Donation, donor: String)? {
    let line =
      round == device.round ? device.donationLine : try DeviceStore.line(ofRound: round, of: device, in: reader)
    guard let donation = try SupplyStore.donation(of: line, in: reader),
      let donor = try SupplyStore.donor(donation.donor, in: reader)
    else { return nil }
    return (donation, try giver(donor, in: reader).publicName)
  }
}

extension Chain {
  /// The name of a structure, or nothing.
  func structureName(_ id: StructureID, in reader: Reader) throws -> String? {
    try DirectoryStore.structure(id, in: reader)?.name
  }

  /// The structure that a name or a number means.
  func partner(_ reference: String, in reader: Reader) throws -> StructureID {
    try DirectoryStore.structure(reference, in: reader).id
  }
}
