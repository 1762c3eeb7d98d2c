import Directory
import Documents
public import Kernel
import Loans
import Storage

extension Chain {
  /// Prints the blank form of a request, with the closed lists the program knows.
  ///
  /// - Parameter keep: puts the bytes away inside the act: when it fails, nothing is recorded either.
  public func printRequestForm(
    language: Language, as act: Act, keep: ([UInt8]) throws -> Void = { _ in }
  ) throws -> PrintedPaper {
    try database.write(Action.printRequestForm, act) { change in
      change.concerns(.instance)
      func words(_ texts: [Text]) -> [String] { texts.map { $0[language] } }
      let paper = RequestFormPaper(
        issuer: try house(language, in: change),
        choices: RequestFormPaper.Choices(
          devices: words(DeviceCategory.allCases.map(\.text)),
          connections: words(Request.Connection.allCases.map(\.text)),
          trainings: words(Request.Training.allCases.map(\.text)), help: words(Request.Help.allCases.map(\.text)),
          urgencies: words(Request.Urgency.Reason.allCases.map(\.text)),
          meetings: words(Request.Meeting.Kind.allCases.map(\.text)),
          channels: words(Request.Channel.allCases.map(\.text))))
      let pdf = try paper.pdf(language: language, created: act.recorded)
      try keep(pdf)
      return PrintedPaper(pdf: pdf, reference: "")
    }
  }

  /// Prints the letter that tells a family when and where it gets its device.
  ///
  /// - Parameter keep: puts the bytes away inside the act: when it fails, nothing is recorded either.
  /// - Throws: ``LoansFailure/noRequest(_:)``, ``LendingFailure/noAppointment(_:)`` before one is made.
  public func printAppointment(
    of id: RequestID, language: Language, as act: Act, keep: ([UInt8]) throws -> Void = { _ in }
  ) throws -> PrintedPaper {
    try database.write(Action.printAppointment, act) { change in
      change.concerns(.request(id))
      let request = try RequestStore.existing(id, in: change)
      guard let made = try RequestDetailStore.appointment(of: request, in: change) else {
        throw LendingFailure.noAppointment(id)
      }
      let profile = try HouseholdStore.existing(request.wish.household, in: change).profile
      let place = try made.place.flatMap { try DirectoryStore.place($0, in: change) }
      let paper = AppointmentLetterPaper(
        issuer: try house(language, in: change), phone: try housePhone(in: change), household: profile.contactName,
        town: try communeName(profile.commune, in: change), reference: id.reference,
        device: request.wish.device.text[language], day: made.day, hours: made.slot.text[language],
        place: try place.map { try party(of: $0, language, in: change) }, made: act.day)
      let pdf = try paper.pdf(language: language, created: act.recorded)
      try keep(pdf)
      return PrintedPaper(pdf: pdf, reference: id.reference)
    }
  }

  /// Prints where to go near home: the open places of a commune or of a grouping of communes.
  ///
  /// - Parameters:
  ///   - territory: a commune, an EPCI or a grouping, by name or code.
  ///   - keep: puts the bytes away inside the act: when it fails, nothing is recorded either.
  /// - Throws: ``DirectoryFailure/noSuchTerritory(_:near:)``.
  public func printPlaces(
    in territory: String, language: Language, as act: Act, keep: ([UInt8]) throws -> Void = { _ in }
  ) throws -> PrintedPaper {
    let (name, sheets) = try openPlaces(in: territory)
    return try database.write(Action.printPlaces, act) { change in
      change.concerns(.instance)
      let towns = Set(sheets.map(\.commune)).sorted()
      let paper = PlacesDirectoryPaper(
        issuer: try house(language, in: change), territory: name,
        communes: towns.map { town in
          .init(
            name: town, places: sheets.filter { $0.commune == town }.map { PlacesDirectoryPaper.Line($0, language) })
        }, made: act.day)
      let pdf = try paper.pdf(language: language, created: act.recorded)
      try keep(pdf)
      return PrintedPaper(pdf: pdf, reference: name)
    }
  }

  /// Where to go near home, in a few words each, for papers that have little room; and what the territory is called.
  func placesInWords(in territory: String, _ language: Language) throws -> (name: String, places: [String]) {
    let (name, sheets) = try openPlaces(in: territory)
    let words = sheets.map { sheet in
      let line = PlacesDirectoryPaper.Line(sheet, language)
      return [line.name, line.address, line.hours, line.phone].compactMap(\.self).joined(separator: ", ")
    }
    return (name, words)
  }

  /// The name of a commune or of a grouping, and its open places; a commune that no list has is known by its code.
  private func openPlaces(in territory: String) throws -> (name: String, places: [PlaceSheet]) {
    func isOpen(_ sheet: PlaceSheet) -> Bool { !sheet.tellings.contains { $0.aspect == .closed && $0.holds } }
    do {
      let name =
        switch try self.territory(territory) {
        case .commune(let sheet): sheet.commune.name
        case .zone(let zone, population: _): zone.name
        }
      return (name, try places(in: territory).filter(isOpen))
    } catch DirectoryFailure.noSuchTerritory(let reference, let near) {
      guard let code = try? InseeCommune(territory) else {
        throw DirectoryFailure.noSuchTerritory(reference, near: near)
      }
      let here = try places().filter { $0.place.communes(by: $0.tellings).contains(code) }
      return (code.description, here.filter(isOpen))
    }
  }

  /// Where whoever keeps the instance can be called.
  private func housePhone(in reader: Reader) throws -> String? {
    let own = try DirectoryStore.structures(in: reader).first { $0.name.folded == instance.name.folded }
    return try own.flatMap { own in
      try TellingStore.standing(of: own.id, as: StructureAspect.self, in: reader)
        .first { $0.aspect == .phone && $0.holds }?.value
    }
  }

  private func party(of place: Place, _ language: Language, in reader: Reader) throws -> Party {
    let tellings = try TellingStore.standing(of: place.id, as: PlaceAspect.self, in: reader)
    func told(_ aspect: PlaceAspect) -> String? { tellings.first { $0.aspect == aspect && $0.holds }?.value }
    let town = [told(.postcode), try communeName(place.commune, in: reader)].compactMap(\.self).joined(separator: " ")
    return Party(name: place.name, details: [told(.address), town, told(.phone)].compactMap(\.self))
  }
}

extension PlacesDirectoryPaper.Line {
  fileprivate init(_ sheet: PlaceSheet, _ language: Language) {
    func told(_ aspect: PlaceAspect) -> [String] {
      sheet.tellings.filter { $0.aspect == aspect && $0.holds }.map(\.value)
    }
    var services = told(.service)
    if let computers = told(.computers).first {
      services.append(Text(fr: "\(computers) ordinateurs", en: "\(computers) computers")[language])
    }
    for aspect in [PlaceAspect.printer, .scanner, .wifi] where !told(aspect).isEmpty {
      services.append(aspect.text[language])
    }
    self.init(
      name: sheet.place.name, kind: sheet.place.kind.text[language],
      address: (told(.address) + told(.postcode)).joined(separator: ", ").nonEmpty,
      hours: told(.hours).first, phone: told(.phone).first, services: services)
  }
}

extension String {
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
