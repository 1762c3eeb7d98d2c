/// The label templates shipped with Rebond: the JSON files of this folder, as bytes.
public enum ShippedLabels {
  /// A template file.
  public struct File: Sendable {
    /// The name of the file in its folder.
    public let name: String
    public let bytes: [UInt8]
  }

  /// The papers labels are printed on: `Stock/`.
  public static let stock = [
    File(name: "avery-l4731rev.json", bytes: PackageResources.avery_l4731rev_json),
    File(name: "avery-l7159.json", bytes: PackageResources.avery_l7159_json),
    File(name: "avery-l7160.json", bytes: PackageResources.avery_l7160_json),
    File(name: "avery-l7162.json", bytes: PackageResources.avery_l7162_json),
    File(name: "avery-l7163.json", bytes: PackageResources.avery_l7163_json),
    File(name: "avery-l7651.json", bytes: PackageResources.avery_l7651_json),
    File(name: "avery-l7654.json", bytes: PackageResources.avery_l7654_json),
    File(name: "herma-4270.json", bytes: PackageResources.herma_4270_json),
    File(name: "herma-4272.json", bytes: PackageResources.herma_4272_json),
    File(name: "herma-4346.json", bytes: PackageResources.herma_4346_json),
    File(name: "herma-4677.json", bytes: PackageResources.herma_4677_json),
    File(name: "zebra-50x25.json", bytes: PackageResources.zebra_50x25_json),
    File(name: "zebra-57x32.json", bytes: PackageResources.zebra_57x32_json),
  ]

  /// The devices that print: `Printers/`.
  public static let printers = [
    File(name: "pdf-roll.json", bytes: PackageResources.pdf_roll_json),
    File(name: "pdf.json", bytes: PackageResources.pdf_json),
    File(name: "zebra-203.json", bytes: PackageResources.zebra_203_json),
    File(name: "zebra-300.json", bytes: PackageResources.zebra_300_json),
  ]

  /// What is drawn: `Designs/`.
  public static let designs = [
    File(name: "asset.json", bytes: PackageResources.asset_json)
  ]
}
