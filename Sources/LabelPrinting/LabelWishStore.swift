public import Kernel
public import Storage

/// The labels that people wish for while they work, until a run prints them.
public enum LabelWishStore {
  /// Records that a label is wished for.
  public static func wish(for device: DeviceID, in change: Change) throws {
    try change.run("INSERT INTO label_wishes (entry, device) VALUES (\(change.entry), \(device))")
  }

  /// The devices whose labels are wished for, in the order of the wishes, each once; those that a job of wished labels held and
  /// that its printer accepted are left out.
  public static func waiting(in reader: Reader) throws -> [DeviceID] {
    let wished: [DeviceID] = try reader.all(
      """
      SELECT label_wishes.device FROM label_wishes
      WHERE label_wishes.entry > coalesce((
          SELECT max(label_jobs.entry) FROM label_jobs
          JOIN label_sendings ON label_sendings.job = label_jobs.entry AND label_sendings.sent = label_jobs.labels
          WHERE label_jobs.wished = 1), 0)
        AND \(SQL.stands("label_wishes.entry"))
      ORDER BY label_wishes.entry
      """
    ).map { try $0["device"] }
    var seen: Set<DeviceID> = []
    return wished.filter { seen.insert($0).inserted }
  }
}
