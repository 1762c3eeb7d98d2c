import Application
import Arguments
import Kernel
import Supply

/// The parameters of several commands about donors, conventions and donations.
enum DonorParameters {
  static let donor = Argument<String>(
    .text.named(fr: "DONATEUR", en: "DONOR"),
    Text(fr: "la structure, ou le numéro du donateur (G-12)", en: "the structure, or the donor's number (G-12)"))
  static let giver = Option<String>(
    "donor", .text.named(fr: "DONATEUR", en: "DONOR"),
    Text(fr: "qui donne : une structure, ou un numéro G-12", en: "who gives: a structure, or a number G-12"))
  static let receiver = Option<String?>(
    "receiver", .text.named(fr: "STRUCTURE", en: "STRUCTURE"),
    Text(fr: "la structure qui reçoit", en: "the structure that receives"))
  static let stage = Option<Donor.Stage>(
    "stage", .choice, otherwise: "active", Text(fr: "où en est le gisement", en: "where the gisement stands"))
  static let reference = Argument<String>(
    .text.named(fr: "RÉFÉRENCE", en: "REFERENCE"),
    Text(fr: "la référence de la convention", en: "the convention's reference"))
  static let donation = Argument<DonationID>(.number(), Text(fr: "le numéro du don", en: "the donation's number"))
  static let clauses = Option<String?>(
    "clauses", .path, Text(fr: "d'autres clauses que celles fournies", en: "other clauses than the shipped ones"))
}

/// What a convention promises, as options.
enum PromiseOptions {
  static let erasure = Option<ErasureLevel>(
    "erasure", .choice, otherwise: "clear",
    Text(fr: "le niveau d'effacement promis", en: "the level of erasure promised"))
  static let noResale = Option<Bool>(
    flag: "no-resale", Text(fr: "rien n'est revendu", en: "nothing is resold"))
  static let certificate = Option<Bool>(
    flag: "certificate", Text(fr: "chaque effacement est certifié", en: "each erasure is certified"))
  static let all: [any Parameter] = [erasure, noResale, certificate]

  static func promises(_ values: ParsedValues) throws -> Convention.Promises {
    try Convention.Promises(
      erasure: values[erasure], noResale: values[noResale], certificate: values[certificate])
  }
}

/// A paper of a donor, a convention or a donation, written to a file.
struct WrittenPaper {
  let output: OutputFile
  let name: Text

  /// What is answered once the paper is written.
  var answer: Answer {
    var answer = Answer()
    answer.say(
      fr: "\(name.fr) : « \(output.path) ».", en: "\(name.en): “\(output.path)”.")
    answer.fact("output", fr: "Fichier", en: "File", .name(output.path))
    return answer
  }
}

extension Answer.Value {
  static func number(orNone number: Int?) -> Answer.Value { number.map { .number($0) } ?? .none }
  static func donor(_ id: DonorID) -> Answer.Value { .name(id.donorReference) }
}

extension Reader<Int> {
  /// A year of the calendar.
  static let year = integer(1...9999).named(fr: "ANNÉE", en: "YEAR")
}

extension Reader<Donation.AnnouncedLine> {
  /// A category, a number of devices, and what one is worth: `laptop=3`, `laptop=3@120`, or `laptop` for one.
  static let announcedLine = Reader(Text(fr: "SORTE=NOMBRE[@EUROS]", en: "CATEGORY=NUMBER[@EUROS]")) { written in
    let parts = written.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let (category, quantity) = try counted(parts[0])
    return try Donation.AnnouncedLine(
      category: category, quantity: quantity, unitValue: parts.count == 2 ? Money(parts[1]) : nil)
  }

  /// A category and a number of devices: `laptop=3`, or `laptop` for one.
  static let receivedLine = Reader(Text(fr: "SORTE=NOMBRE", en: "CATEGORY=NUMBER")) { written in
    let (category, quantity) = try counted(written)
    return try Donation.AnnouncedLine(category: category, quantity: quantity)
  }

  private static func counted(_ written: String) throws -> (DeviceCategory, Int) {
    let parts = written.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let category = try Reader<DeviceCategory>.choice.value(of: parts[0])
    return (category, parts.count == 2 ? try Reader<Int>.integer.value(of: parts[1]) : 1)
  }
}
