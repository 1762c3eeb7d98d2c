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
    File(name: "brother-dk-11201.json", bytes: PackageResources.brother_dk_11201_json),
    File(name: "brother-dk-11204.json", bytes: PackageResources.brother_dk_11204_json),
    File(name: "brother-dk-11209.json", bytes: PackageResources.brother_dk_11209_json),
    File(name: "brother-dk-11221.json", bytes: PackageResources.brother_dk_11221_json),
    File(name: "brother-dk-22205.json", bytes: PackageResources.brother_dk_22205_json),
    File(name: "dymo-11352.json", bytes: PackageResources.dymo_11352_json),
    File(name: "dymo-11354.json", bytes: PackageResources.dymo_11354_json),
    File(name: "dymo-99012.json", bytes: PackageResources.dymo_99012_json),
    File(name: "herma-4270.json", bytes: PackageResources.herma_4270_json),
    File(name: "herma-4272.json", bytes: PackageResources.herma_4272_json),
    File(name: "herma-4346.json", bytes: PackageResources.herma_4346_json),
    File(name: "herma-4677.json", bytes: PackageResources.herma_4677_json),
    File(name: "receipt-48x30.json", bytes: PackageResources.receipt_48x30_json),
    File(name: "receipt-72x40.json", bytes: PackageResources.receipt_72x40_json),
    File(name: "zebra-50x25.json", bytes: PackageResources.zebra_50x25_json),
    File(name: "zebra-57x32.json", bytes: PackageResources.zebra_57x32_json),
  ]

  /// The devices that print: `Printers/`.
  public static let printers = [
    File(name: "brother-ql-wide.json", bytes: PackageResources.brother_ql_wide_json),
    File(name: "brother-ql.json", bytes: PackageResources.brother_ql_json),
    File(name: "epl2-203-firmware.json", bytes: PackageResources.epl2_203_firmware_json),
    File(name: "epl2-203.json", bytes: PackageResources.epl2_203_json),
    File(name: "escpos-203-firmware.json", bytes: PackageResources.escpos_203_firmware_json),
    File(name: "escpos-203.json", bytes: PackageResources.escpos_203_json),
    File(name: "pdf-roll.json", bytes: PackageResources.pdf_roll_json),
    File(name: "pdf.json", bytes: PackageResources.pdf_json),
    File(name: "png.json", bytes: PackageResources.png_json),
    File(name: "svg.json", bytes: PackageResources.svg_json),
    File(name: "tspl-203-firmware.json", bytes: PackageResources.tspl_203_firmware_json),
    File(name: "tspl-203.json", bytes: PackageResources.tspl_203_json),
    File(name: "tspl-300.json", bytes: PackageResources.tspl_300_json),
    File(name: "zebra-203-firmware.json", bytes: PackageResources.zebra_203_firmware_json),
    File(name: "zebra-203.json", bytes: PackageResources.zebra_203_json),
    File(name: "zebra-300.json", bytes: PackageResources.zebra_300_json),
    File(name: "zebra-600.json", bytes: PackageResources.zebra_600_json),
  ]

  /// What is drawn: `Designs/`.
  public static let designs = [
    File(name: "asset-small.json", bytes: PackageResources.asset_small_json),
    File(name: "asset.json", bytes: PackageResources.asset_json),
    File(name: "blank.json", bytes: PackageResources.blank_json),
    File(name: "box.json", bytes: PackageResources.box_json),
    File(name: "calibration.json", bytes: PackageResources.calibration_json),
    File(name: "command.json", bytes: PackageResources.command_json),
    File(name: "handover.json", bytes: PackageResources.handover_json),
    File(name: "shelf.json", bytes: PackageResources.shelf_json),
  ]
}
