import Directory
import Inventory
public import Kernel
import Storage

/// Where devices are whose labels are wanted: in some locations, or at a place of the directory.
enum LabelLocation {
  case locations(Set<LocationID>)
  case place(PlaceID)

  /// A location by its number, its name or its path, with all that is in it; else a place by its name.
  ///
  /// - Throws: ``LabelLocationFailure``.
  init(called name: String, in reader: Reader) throws {
    let all = try LocationStore.all(in: reader)
    let candidates = all.map {
      LabelLocationFailure.Candidate(id: $0.id, path: LocationStore.path(of: $0.id, among: all))
    }
    let found = zip(all, candidates).filter { location, candidate in
      [location.name, candidate.path, "\(location.id)"].contains { $0.folded == name.folded }
    }.map(\.1)
    guard found.count < 2 else { throw LabelLocationFailure.several(name, found) }
    if let only = found.first {
      self = .locations(LocationStore.within(only.id, among: all))
    } else if let place = try DirectoryStore.places(in: reader).first(where: { $0.name.folded == name.folded }) {
      self = .place(place.id)
    } else {
      throw LabelLocationFailure.unknown(name)
    }
  }
}

/// Why nothing is found where labels are wanted.
public enum LabelLocationFailure: Failure, Equatable {
  /// Neither a location nor a place bears the name.
  case unknown(String)
  /// Several locations bear the name.
  case several(String, [Candidate])

  /// A location that may be meant.
  public struct Candidate: Sendable, Equatable {
    let id: LocationID
    let path: String
  }

  public var exitCode: ExitCode {
    switch self {
    case .unknown: .noInput
    case .several: .refused
    }
  }

  public var text: Text {
    switch self {
    case .unknown(let name):
      Text(
        fr:
          "Aucun rangement ni lieu ne s'appelle « \(name) » : `rebond location list` et `rebond place list` les montrent.",
        en: "No location or place is called “\(name)”: `rebond location list` and `rebond place list` show them.")
    case .several(let name, let candidates):
      Text(
        fr: "Plusieurs rangements s'appellent « \(name) » : \(candidates.joined). Donnez le numéro.",
        en: "Several locations are called “\(name)”: \(candidates.joined). Give the number.")
    }
  }

  public var candidates: [String] {
    if case .several(_, let candidates) = self { candidates.map { "\($0.id)" } } else { [] }
  }
}

extension [LabelLocationFailure.Candidate] {
  /// The candidates in one line.
  fileprivate var joined: String { map { "\($0.id) (\($0.path))" }.joined(separator: ", ") }
}
