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
  func signatory(_ id: PersonID, on day: Day, language: Language, in reader: Reader) throws -> Signatory {
    let person = try DirectoryStore.person(id, in: reader)
    return Signatory(name: person?.name ?? "?", title: person?.role.text[language], day: day, place: nil)
  }

  /// Who gave a device, the last time it was given: a structure by its name, a person by their number only.
  func donor(of device: Device, in reader: Reader) throws -> String {
    let row = try reader.first(
      """
      SELECT gisements.id, structures.name FROM donation_lines
      JOIN donations ON donations.id = donation_lines.donation
      JOIN gisements ON gisements.id = donations.donor
      LEFT JOIN structures ON structures.id = gisements.structure
      WHERE donation_lines.id = \(device.donationLine)
      """)
    guard let row else { return "" }
    let (name, id): (String?, DonorID) = (try row["name"], try row["id"])
    return name ?? id.donorReference
  }
}

extension Partner {
  /// The structure as papers name it.
  var party: Party {
    Party(
      name: name,
      details: [
        kind.text.fr, siret.map { "SIRET \($0)" }, commune.map { "Commune (INSEE) : \($0)" },
      ].compactMap(\.self))
  }
}

extension Household {
  /// The household as papers name it: whom to ask for, and no more than the contract needs.
  var party: Party {
    Party(
      name: profile.contactName,
      details: [
        "Foyer \(id.reference)", "Commune (INSEE) : \(profile.commune)",
        profile.phone.map { "Téléphone : \($0)" },
      ].compactMap(\.self))
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
