import Arguments
import Kernel

extension Rebond {
  /// Everything the program can be asked; help is made from it.
  static let tree = CommandTree<Session>(
    "rebond",
    Text(
      fr: "La filière de réemploi numérique d'un département, du don au prêt solidaire.",
      en: "A département's computer-reuse chain, from the gift to the solidarity loan."),
    global: GlobalOptions.all,
    entries: [
      .command(Init.self),
      .command(Status.self),
      .command(Backup.self),
      .noun(
        "person", Text(fr: "les personnes de la filière", en: "the people of the chain"),
        verbs: [PersonAdd.self, PersonList.self]),
      .noun(
        "structure", Text(fr: "les structures partenaires", en: "the partner structures"),
        verbs: [StructureAdd.self, StructureList.self]),
      .noun(
        "place", Text(fr: "les lieux", en: "the places"),
        verbs: [PlaceAdd.self, PlaceList.self]),
      .noun("donor", Text(fr: "les donateurs (gisements)", en: "the donors"), verbs: [DonorAdd.self]),
      .noun("convention", Text(fr: "les conventions de don", en: "the gift conventions"), verbs: [ConventionSign.self]),
      .noun(
        "donation", Text(fr: "les dons et leur réception", en: "the donations and their reception"),
        verbs: [DonationAdd.self, DonationReceive.self]),
      .noun("device", Text(fr: "les appareils", en: "the devices"), verbs: [DeviceShow.self, DeviceList.self]),
    ])
}
