public import Kernel

/// How long things about requests last, unless somebody says otherwise: data, read from a file.
public struct RequestTerms: Sendable, Equatable {
  /// The name the file gives itself.
  public let id: String
  /// The version the file gives itself.
  public let version: String
  /// How many days a device is kept for a request.
  public let keptDays: Int
  /// Over how many days hand-overs are counted to say when a device is likely.
  public let estimateDays: Int

  /// The terms that are used unless an instance has its own.
  public static func shipped() throws(JSONFailure) -> RequestTerms { try once.get() }

  private static let once = Result { () throws(JSONFailure) -> RequestTerms in
    try RequestTerms(PackageResources.lending_terms_json, file: "lending-terms.json")
  }

  /// Reads terms.
  ///
  /// - Throws: `JSONFailure` with the place of the first mistake.
  public init(_ bytes: [UInt8], file: String) throws(JSONFailure) {
    self = try StrictJSON.read(bytes, file: file).object { fields throws(JSONFailure) in
      RequestTerms(
        id: try fields.required("id").string(), version: try fields.required("version").string(),
        keptDays: try fields.required("keptDays").days(), estimateDays: try fields.required("estimateDays").days())
    }
  }

  private init(id: String, version: String, keptDays: Int, estimateDays: Int) {
    (self.id, self.version, self.keptDays, self.estimateDays) = (id, version, keptDays, estimateDays)
  }
}

extension JSONNode {
  fileprivate func days() throws(JSONFailure) -> Int {
    let number = try integer()
    guard (1...366).contains(number) else {
      throw failure(fr: "il faut un nombre de 1 à 366", en: "it must be a number from 1 to 366")
    }
    return number
  }
}
