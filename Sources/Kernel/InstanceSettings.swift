/// What one département's installation is called and where it is.
public struct InstanceSettings: Sendable, Equatable {
  /// The name printed on papers.
  public let name: String
  /// The département it serves.
  public let departement: Departement
  /// The address that QR codes start with, such as `HTTPS://R47.FR`; nothing when codes are printed bare.
  public let baseURL: String?
  /// The zone in which days are counted, such as `Europe/Paris`.
  public let timeZone: String

  /// Makes the settings of an instance.
  public init(name: String, departement: Departement, baseURL: String?, timeZone: String) {
    self.name = name
    self.departement = departement
    self.baseURL = baseURL
    self.timeZone = timeZone
  }
}
