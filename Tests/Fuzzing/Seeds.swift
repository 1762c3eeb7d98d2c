import Evidence
import Foundation

/// Real files of each format, and short ones for the formats of which none are at hand.
enum Seeds {
  static func all(in folder: URL) -> [EvidenceFormat: [[UInt8]]] {
    var seeds = written
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    for case let file as URL in files ?? .init() {
      guard let bytes = (try? Data(contentsOf: file)).map([UInt8].init),
        let format = EvidenceFormat(recognising: bytes)
      else { continue }
      seeds[format, default: []].append(bytes)
    }
    return seeds
  }

  private static let written: [EvidenceFormat: [[UInt8]]] = [
    .inxi: [
      """
      [{"000#1#0#Machine": [{"000#0#1#Type": "Laptop", "001#1#1#System": "Dell", "002#1#2#product": "E7240", "004#0#3#serial": "CZC901381R"}]},
       {"001#1#0#Battery": [{"000#1#1#ID": "BAT0", "002#0#2#condition": "40.0/50.0 Wh (80.0%)", "004#0#2#cycles": "12"}]},
       {"002#1#0#Memory": [{"001#0#2#total": "7.6 GiB"}, {"001#1#2#Device": "A", "004#0#3#size": "4 GiB"}]},
       {"003#1#0#CPU": [{"001#0#2#model": "i7"}, {"015#1#1#Topology": "", "016#0#2#cpus": "1", "017#1#3#cores": "2"}]},
       {"004#1#0#Network": [{"000#1#2#IF": "eno1", "002#0#3#mac": "f0:1f:af:55:7e:18"}]},
       {"005#1#0#Drives": [{"001#1#1#ID": "/dev/sda", "004#0#2#model": "LMT", "005#0#2#size": "238.47 GiB", "012#0#2#serial": "TW0XXM30"},
        {"015#1#2#SMART": "yes", "017#0#3#health": "PASSED", "018#0#3#cycles": "429"}]}]
      """
    ],
    .blancco: [
      """
      <?xml version="1.0" encoding="UTF-8"?><root><report><blancco_data><blancco_hardware_report>
      <entries name="system"><entry name="manufacturer" type="string">ACME</entry><entry name="serial">CZC901381R</entry></entries>
      <entries name="disks"><entries name="disk"><entry name="serial">S1D2F3G4H5</entry><entry name="capacity">500107862016</entry></entries></entries>
      </blancco_hardware_report><blancco_erasure_report><entries name="erasures"><entries name="erasure">
      <entry name="state">Successful</entry><entry name="start_time">2021-09-15T10:22:33+0200</entry>
      <entries name="target"><entry name="serial">S1D2F3G4H5</entry></entries></entries></entries></blancco_erasure_report></blancco_data></report></root>
      """
    ],
    .smartctl: [
      """
      smartctl 7.2 2020-12-30 r5155
      === START OF INFORMATION SECTION ===
      Device Model:     EX1000DM003
      Serial Number:    TESTZ1D5K2A1
      User Capacity:    1,000,204,886,016 bytes [1.00 TB]
      Rotation Rate:    7200 rpm
      === START OF READ SMART DATA SECTION ===
      SMART overall-health self-assessment test result: PASSED
      ID# ATTRIBUTE_NAME          FLAG     VALUE WORST THRESH TYPE      UPDATED  WHEN_FAILED RAW_VALUE
        5 Reallocated_Sector_Ct   0x0033   092   092   010    Pre-fail  Always       -       312
        9 Power_On_Hours          0x0032   089   089   000    Old_age   Always       -       9703h+12m+30.123s

      """,
      """
      === START OF INFORMATION SECTION ===
      Model Number:                       EXAMPLE NVMe 500GB
      Serial Number:                      TESTNVME0001
      Namespace 1 Size/Capacity:          500,107,862,016 [500 GB]
      === START OF SMART DATA SECTION ===
      Critical Warning:                   0x04
      Percentage Used:                    103%
      Power On Hours:                     1,222
      Media and Data Integrity Errors:    6

      """,
    ],
    .shred: [
      "shred: /dev/sda: pass 1/2 (random)...\nshred: /dev/sda: pass 1/2 (random)...1.2GiB/466GiB 0%\n"
        + "shred: /dev/sda: pass 2/2 (000000)...466GiB/466GiB 100%\nshred: /dev/sdb: error writing at offset 4096: Input/output error\n"
    ],
    .nvme: [
      "$ sudo nvme format /dev/nvme0n1 --ses=1\nYou are about to format nvme0n1, namespace 0x1.\nSending format operation ...\n"
        + "Success formatting namespace:1\n",
      "{\"nvme0\": {\"sprog\": 65535, \"sstat\": {\"status\": 257}, \"cdw10_info\": 4}}",
    ],
    .hdparm: [
      "/dev/sda:\nSecurity:\n\t\tenabled\n/dev/sda:\n Issuing SECURITY_ERASE command, password=\"x\", user=user\n/dev/sda:\nSecurity:\n\tnot\tenabled\n"
    ],
  ].mapValues { $0.map { Array($0.utf8) } }
}
