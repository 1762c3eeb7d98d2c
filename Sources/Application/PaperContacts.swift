import Directory
public import Kernel
import Storage
import Typesetting

/// What a structure told to be printed on its papers, as it stands; what it told nothing of is not drawn.
struct PaperContacts {
  /// Whom households call for help.
  let helpline: String?
  /// When its doors are open.
  let hours: String?
  /// Whom to ask about personal data.
  let dataContact: String?
  private let logo: Digest?

  init(_ told: [Telling<StructureAspect>]) {
    func last(_ aspect: StructureAspect) -> String? { told.first { $0.aspect == aspect && $0.holds }?.value }
    (helpline, hours, dataContact) = (last(.helpline), last(.hours), last(.dataContact))
    logo = last(.logo).flatMap { Digest(hexadecimal: $0) }
  }

  /// What stands at the foot of its papers.
  func lines(_ language: Language) -> [String] {
    [
      helpline.map { Text(fr: "Assistance : \($0)", en: "Helpline: \($0)")[language] },
      hours.map { Text(fr: "Ouvert : \($0)", en: "Open: \($0)")[language] },
    ].compactMap(\.self)
  }

  /// The picture at the head of its papers.
  func picture(in reader: Reader) throws -> Bitmap? {
    guard let logo, let bytes = try StoredBytes.bytes(logo, in: reader) else { return nil }
    return try Bitmap(png: bytes)
  }
}

extension Chain {
  /// What a structure told to be printed on its papers.
  func paperContacts(of partner: Partner, in reader: Reader) throws -> PaperContacts {
    PaperContacts(try TellingStore.standing(of: partner.id, as: StructureAspect.self, in: reader))
  }

  /// Puts a picture at the head of a structure's papers, from the act's day; what was printed before stays as it was printed.
  ///
  /// - Parameter png: the file; it is kept byte for byte, and printed in greys.
  /// - Throws: ``LogoFailure``, ``DirectoryFailure/noSuchStructure(_:near:)``.
  public func show(logo png: [UInt8], onPapersOf structure: String, as act: Act) throws -> Digest {
    guard png.count <= LogoFailure.mostBytes else { throw LogoFailure.tooHeavy(png.count) }
    guard let picture = try? Bitmap(png: png) else { throw LogoFailure.noPNG }
    guard max(picture.width, picture.height) <= LogoFailure.mostDots else {
      throw LogoFailure.tooLarge(width: picture.width, height: picture.height)
    }
    return try database.write(Action.tellStructure, act) { change in
      let partner = try DirectoryStore.structure(structure, in: change)
      change.concerns(.structure(partner.id))
      let digest = try StoredBytes.keep(png, in: change)
      change.note(StructureAspect.logo.rawValue, .digest(digest))
      try TellingStore.tell(StructureAspect.logo, digest.description, of: partner.id, in: change)
      return digest
    }
  }

  /// Takes the picture off a structure's papers.
  ///
  /// - Throws: ``LogoFailure/none(_:)``.
  public func removeLogo(fromPapersOf structure: String, as act: Act) throws {
    try database.write(Action.tellStructure, act) { change in
      let partner = try DirectoryStore.structure(structure, in: change)
      change.concerns(.structure(partner.id))
      let told = try TellingStore.standing(of: partner.id, as: StructureAspect.self, in: change)
      guard let logo = told.first(where: { $0.aspect == .logo && $0.holds }) else {
        throw LogoFailure.none(partner.name)
      }
      change.note(StructureAspect.logo.rawValue, .number(0))
      try TellingStore.tell(StructureAspect.logo, logo.value, holds: false, of: partner.id, in: change)
    }
  }
}

/// Why a picture is not put on papers.
public enum LogoFailure: Failure, Equatable {
  /// The file is no picture that can be drawn.
  case noPNG
  case tooHeavy(Int)
  case tooLarge(width: Int, height: Int)
  /// There is none to take off.
  case none(String)

  /// The most bytes a picture may have, and the most dots along a side: beyond, no print shows more of it.
  static let mostBytes = 1_000_000
  static let mostDots = 2_000

  public var exitCode: ExitCode {
    switch self {
    case .noPNG, .tooHeavy, .tooLarge: .badData
    case .none: .refused
    }
  }

  public var text: Text {
    switch self {
    case .noPNG:
      Text(
        fr: "Ce fichier n'est pas une image PNG. Enregistrez le logo en PNG, d'un SVG aussi.",
        en: "This file is no PNG picture. Save the logo as a PNG, from an SVG too.")
    case .tooHeavy(let bytes):
      Text(
        fr: "Cette image pèse \(bytes / 1_000) ko ; un logo en pèse au plus \(Self.mostBytes / 1_000).",
        en: "This picture has \(bytes / 1_000) kB; a logo has at most \(Self.mostBytes / 1_000).")
    case .tooLarge(let width, let height):
      Text(
        fr: "Cette image a \(width) × \(height) points ; un logo en a au plus \(Self.mostDots) de côté.",
        en: "This picture has \(width) × \(height) dots; a logo has at most \(Self.mostDots) along a side.")
    case .none(let structure):
      Text(
        fr: "Les papiers de « \(structure) » n'ont pas de logo : il n'y a rien à retirer.",
        en: "The papers of “\(structure)” have no logo: there is nothing to take off.")
    }
  }
}
