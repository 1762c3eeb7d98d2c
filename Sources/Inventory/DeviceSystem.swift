public import Kernel
public import Storage

/// Which system a device leaves with, and what its firmware offers, as a person saw it; the latest standing word wins.
public enum DeviceSystemStore {
  /// Tells the system installed, or whether a TPM 2.0 and Secure Boot are there; what is left out stays as it was.
  ///
  /// - Parameter system: the name the workshop's policy gives the system.
  /// - Throws: ``InventoryFailure/nothingTold``.
  public static func tell(system: String?, hasTPM: Bool?, of device: DeviceID, in change: Change) throws {
    guard system != nil || hasTPM != nil else { throw InventoryFailure.nothingTold }
    try change.run(
      """
      INSERT INTO device_systems (entry, device, system, tpm)
      VALUES (\(change.entry), \(device), \(system), \(hasTPM))
      """)
  }

  /// The system a device has, and whether its firmware has a TPM 2.0, each as last told.
  public static func told(of device: DeviceID, in reader: Reader) throws -> (system: String?, hasTPM: Bool?) {
    let rows = try reader.all(
      """
      SELECT device_systems.system AS system, device_systems.tpm AS tpm
      FROM device_systems LEFT JOIN acts ON acts.entry = device_systems.entry
      WHERE device_systems.device = \(device) AND coalesce(acts.annulled, 0) = 0
      ORDER BY device_systems.entry DESC
      """)
    var (system, hasTPM): (String?, Bool?) = (nil, nil)
    for row in rows {
      if system == nil { system = try row["system"] }
      if hasTPM == nil { hasTPM = try row["tpm"] }
    }
    return (system, hasTPM)
  }
}
