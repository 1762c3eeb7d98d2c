public import Kernel

extension Reader<Day> {
  /// A day of the calendar.
  public static let day = Reader(Text(fr: "JOUR", en: "DAY")) { try Day($0) }
}

extension Reader<Quarter> {
  /// A civil quarter.
  public static let quarter = Reader(Text(fr: "TRIMESTRE", en: "QUARTER")) { try Quarter($0) }
}

extension Reader<Money> {
  /// An amount of euros.
  public static let money = Reader(Text(fr: "EUROS", en: "EUROS")) { try Money($0) }
}

extension Reader<AssetCode> {
  /// A device's code, typed or scanned.
  public static let assetCode = Reader(Text(same: "CODE")) { try AssetCode(scanned: $0) }
}

extension Reader<Siret> {
  /// The number of an establishment.
  public static let siret = Reader(Text(same: "SIRET")) { try Siret($0) }
}

extension Reader<UAI> {
  /// The number of a school.
  public static let uai = Reader(Text(same: "UAI")) { try UAI($0) }
}

extension Reader<RNA> {
  /// The number of an association.
  public static let rna = Reader(Text(same: "RNA")) { try RNA($0) }
}

extension Reader<InseeCommune> {
  /// The official code of a commune.
  public static let inseeCommune = Reader(Text(same: "INSEE")) { try InseeCommune($0) }
}

extension Reader<Departement> {
  /// The code of a département.
  public static let departement = Reader(Text(same: "DEPT")) { try Departement($0) }
}

extension Reader<PhoneNumber> {
  /// A French telephone number.
  public static let phone = Reader(Text(fr: "TÉLÉPHONE", en: "PHONE")) { try PhoneNumber($0) }
}

extension Reader<EmailAddress> {
  /// An e-mail address.
  public static let email = Reader(Text(fr: "COURRIEL", en: "EMAIL")) { try EmailAddress($0) }
}
