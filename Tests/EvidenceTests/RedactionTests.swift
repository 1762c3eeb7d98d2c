import Testing

@testable import Evidence

@Suite struct `Taking out what names people` {
  private func removed(_ text: String) -> String {
    String(decoding: Redaction.removingNames(from: Array(text.utf8)), as: UTF8.self)
  }

  // MARK: JSON

  @Test(arguments: [
    (
      #"{"id" : "pc-de-jean", "class" : "system", "serial": "CZC901381R"}"#,
      #"{"id" : "[REMOVED]", "class" : "system", "serial": "CZC901381R"}"#
    ),
    (#"[{"class": "system", "id": "pc-de-jean"}]"#, #"[{"class": "system", "id": "[REMOVED]"}]"#),
    (#"[{"id": "cdrom", "class": "disk"}]"#, #"[{"id": "cdrom", "class": "disk"}]"#),
    (
      #"{"id": "x", "class": "system", "children": [{"id": "core", "class": "bus"}]}"#,
      #"{"id": "[REMOVED]", "class": "system", "children": [{"id": "core", "class": "bus"}]}"#
    ),
    (
      #"{"class": "system", "configuration": {"label": "DUPONT", "ip": "192.168.1.12", "fstype": "ext4"}}"#,
      #"{"class": "system", "configuration": {"label": "[REMOVED]", "ip": "[REMOVED]", "fstype": "ext4"}}"#
    ),
    (
      #"{"logicalname": ["/dev/sdb1", "/media/jean/Mes photos"], "mount.options": "rw,user=x,lowerdir=/home/jean/a,ro"}"#,
      #"{"logicalname": ["/dev/sdb1", "/media/[REMOVED]"], "mount.options": "rw,user=x,lowerdir=/home/[REMOVED],ro"}"#
    ),
    (
      #"{"smartctl": {"argv": ["smartctl", "C:\\Users\\Jean\\out"]}, "note": "jean.dupont@example.fr said"}"#,
      #"{"smartctl": {"argv": ["smartctl", "C:\\Users\\[REMOVED]"]}, "note": "[REMOVED] said"}"#
    ),
    (
      #"{"ESSID": "Livebox-Dupont", "businfo": "usb@1:2.4"}"#,
      #"{"ESSID": "[REMOVED]", "businfo": "usb@1:2.4"}"#
    ),
    (
      #"{"users": [{"login": "jean"}], "user": ["a", "b"]}"#,
      #"{"users": [{"login": "[REMOVED]"}], "user": ["[REMOVED]", "[REMOVED]"]}"#
    ),
  ])
  func `keeps all else of the JSON`(text: String, rest: String) {
    #expect(removed(text) == rest)
  }

  @Test(arguments: [
    (
      #"{"id": "pc-de-jean", "class": "system", "configur"#,
      #"{"id": "[REMOVED]", "class": "system", "configur"#
    ),
    (#"{"id": "pc-de-jean", "class": "sys"#, #"{"id": "pc-de-jean", "class": "sys"#),
    (
      "[\n{ \"id\": \"jean\", \"class\": \"system\"  {\n \"id\": \"core\", \"class\": \"bus\", \"label\": \"DUP",
      "[\n{ \"id\": \"[REMOVED]\", \"class\": \"system\"  {\n \"id\": \"core\", \"class\": \"bus\", \"label\": \"[REMOVED]"
    ),
    (#"{"hostname": "pc-de-jean", "x": tru }"#, #"{"hostname": "[REMOVED]", "x": tru }"#),
    (
      "{\"hostname\": \"pc-de-jean\n\"login\": \"jean\"",
      "{\"hostname\": \"[REMOVED]\n\"login\": \"[REMOVED]\""
    ),
  ])
  func `works on JSON that is cut or damaged`(text: String, rest: String) {
    #expect(removed(text) == rest)
  }

  // MARK: Text

  @Test(arguments: [
    (
      "[2024/07/30 10:25:26]    info: Linux version 6.4.0 (geeko@\n                    buildhost) (gcc 7.5.0) #1 SMP\n",
      "[2024/07/30 10:25:26]    info: Linux version 6.4.0 ([REMOVED]) (gcc 7.5.0) #1 SMP\n"
    ),
    (
      "[2024/07/30 10:25:26]    info: Linux version 6.4.0 (gcc 7.5.0) #1 SMP\n",
      "[2024/07/30 10:25:26]    info: Linux version 6.4.0 (gcc 7.5.0) #1 SMP\n"
    ),
    (
      "[2026/03/02 10:00:00]    info: Updated Selected_Customer.Contact_Name with value Jean Dupont in /etc/nwipe/nwipe.conf\n",
      "[2026/03/02 10:00:00]    info: Updated Selected_Customer.Contact_Name with value [REMOVED] in /etc/nwipe/nwipe.conf\n"
    ),
    (
      "[2026/03/02 10:00:00]    info: Set value for Organisation_Details.Op_Tech_Name in /etc/nwipe.conf to Marie Durand\r\n",
      "[2026/03/02 10:00:00]    info: Set value for Organisation_Details.Op_Tech_Name in /etc/nwipe.conf to [REMOVED]\r\n"
    ),
    (
      "[2026/03/02 10:00:00]    info: hostname = pc-de-jean\n[2026/03/02 10:00:00]    info: system-serial-number = RCTEST1\n",
      "[2026/03/02 10:00:00]    info: hostname = [REMOVED]\n[2026/03/02 10:00:00]    info: system-serial-number = RCTEST1\n"
    ),
    (
      "Customer Name: Mairie de X\nUser : jean\nHost:\n",
      "Customer Name: [REMOVED]\nUser : [REMOVED]\nHost:\n"
    ),
    (
      "Creating PDF report in /home/jean/rapports, done by jean.dupont@example.fr.\n",
      "Creating PDF report in /home/[REMOVED], done by [REMOVED].\n"
    ),
    (
      "       sda | Erased |   25 MB/s | 05:31:09 | X/Y\n",
      "       sda | Erased |   25 MB/s | 05:31:09 | X/Y\n"
    ),
  ])
  func `keeps all else of a text`(text: String, rest: String) {
    #expect(removed(text) == rest)
  }

  // MARK: Other formats

  @Test(arguments: [
    (
      "<?xml version=\"1.0\"?>\n<node id=\"pc-de-jean\" class=\"system\"><node id=\"core\"><setting id=\"ip\" value=\"10.0.0.7\"/></node></node>",
      "<?xml version=\"1.0\"?>\n<node id=\"[REMOVED]\" class=\"system\"><node id=\"core\"><setting id=\"ip\" value=\"[REMOVED]\"/></node></node>"
    ),
    (
      "<REQUEST><CONTENT><HARDWARE><NAME>PC-JEAN</NAME><UUID>X</UUID></HARDWARE><USERS><LOGIN>jean</LOGIN></USERS><CPUS><NAME>i5</NAME></CPUS></CONTENT></REQUEST>",
      "<REQUEST><CONTENT><HARDWARE><NAME>[REMOVED]</NAME><UUID>X</UUID></HARDWARE><USERS><LOGIN>[REMOVED]</LOGIN></USERS><CPUS><NAME>i5</NAME></CPUS></CONTENT></REQUEST>"
    ),
    (
      "<plist><array><dict><key>user_name</key><string>Jean (jean)</string><key>volumes</key><array><dict><key>_name</key><string>Photos de Jean</string></dict></array></dict></array></plist>",
      "<plist><array><dict><key>user_name</key><string>[REMOVED]</string><key>volumes</key><array><dict><key>_name</key><string>[REMOVED]</string></dict></array></dict></array></plist>"
    ),
    (
      "<root><blancco_data/><user_data><entries name=\"fields\"><entry name=\"Client\">Mairie</entry></entries></user_data></root>",
      "<root><blancco_data/><user_data><entries name=\"fields\"><entry name=\"Client\">[REMOVED]</entry></entries></user_data></root>"
    ),
    (
      #"{"content": {"hardware": {"name": "PC-JEAN", "uuid": "X"}, "users": [{"login": "jean"}], "cpus": [{"name": "i5"}]}}"#,
      #"{"content": {"hardware": {"name": "[REMOVED]", "uuid": "X"}, "users": [{"login": "[REMOVED]"}], "cpus": [{"name": "i5"}]}}"#
    ),
    (
      #"[{"000#1#0#System": [{"001#1#1#Host": "pc-de-jean", "002#0#1#Kernel": "6.1"}]}]"#,
      #"[{"000#1#0#System": [{"001#1#1#Host": "[REMOVED]", "002#0#1#Kernel": "6.1"}]}]"#
    ),
    (
      "jean@pc-de-jean:~/x$ sudo nvme sanitize-log /dev/nvme0\nSanitize Status (SSTAT) : 1\n",
      "[REMOVED]:~/x$ sudo nvme sanitize-log /dev/nvme0\nSanitize Status (SSTAT) : 1\n"
    ),
    (
      "      Computer Name: Bureau\n      User Name: Jean (jean)\n          Name: Bureau\n          Model: Bureau 2\n",
      "      Computer Name: [REMOVED]\n      User Name: [REMOVED]\n          Name: [REMOVED]\n          Model: Bureau 2\n"
    ),
    (
      "          Current Network Information:\n            Livebox-Dupont:\n              Channel: 6\n        Volumes:\n          Photos:\n            Capacity: 1\n",
      "          Current Network Information:\n            [REMOVED]:\n              Channel: 6\n        Volumes:\n          [REMOVED]:\n            Capacity: 1\n"
    ),
    (
      "  Device Files: /dev/sdb1, /dev/disk/by-label/PHOTOS\\x20JEAN, /dev/disk/by-path/x\n",
      "  Device Files: /dev/sdb1, /dev/disk/by-label/[REMOVED], /dev/disk/by-path/x\n"
    ),
  ])
  func `works for each format`(text: String, rest: String) {
    #expect(removed(text) == rest)
  }

  @Test func `works on files inside the texts of JSON`() throws {
    let inner = String(repeating: "  Model: x\n", count: 40) + "  Device Files: /dev/disk/by-label/JEAN\n"
    let quoted = inner.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\\n")
    let rest = removed(#"{"type": "Snapshot", "data": {"hwinfo": "\#(quoted)"}}"#)
    #expect(!rest.contains("JEAN"))
    #expect(rest.contains(#"by-label/[REMOVED]\n"#))
  }

  // MARK: Real files

  @Test(.onRealFiles, arguments: Fixtures.all)
  func `leaves files that read the same`(fixture: Fixture) throws {
    let bytes = try fixture.bytes()
    let rest = Redaction.removingNames(from: bytes)
    let before = Result { () throws(EvidenceFailure) in try EvidenceReport(reading: bytes) }
    let after = Result { () throws(EvidenceFailure) in try EvidenceReport(reading: rest) }
    switch (before, after) {
    case (.success(let before), .success(let after)): #expect(before == after)
    case (.failure, .failure): break
    default: Issue.record("read only before or only after the removal")
    }
    #expect(Redaction.removingNames(from: rest) == rest, "a second removal changes nothing")
  }

  /// Host names, logins of kernel builders, labels, mount points and addresses that stand in these files.
  @Test(
    .onRealFiles,
    arguments: [
      (
        "lshw_json", "eReuse+workbench__acer-aspire-5737z.lshw.json",
        ["\"debian\"", "isard", "PQSERVICE", "/media/usb"]
      ),
      ("lshw_json", "eReuse+workbench__core2.lshw.json", ["\"debian\"", "FORMACIO", "DADES"]),
      ("lshw_json", "eReuse+workbench__pc-laudem.json", ["\"debian\"", "/mnt/external"]),
      ("lshw_json", "snap_dj_522a4403-bfb3-4fe6-b454-4db6c3040a58.lshw.json", ["Datos"]),
      ("ereuse_snapshot", "eReuse+workbench__fixture_boxnuc6cayh.snapshot.json", ["xavier"]),
      ("nwipe_log", "real__nwipe_issue585__2024-07-30_v0.37_usb_header.log", ["geeko", "buildhost"]),
      ("apple_system_profiler", "glpi-project+glpi-agent__10.6-macmini", ["Matthieu CERDA", "Name: Khazad"]),
      ("apple_system_profiler", "glpi-project+glpi-agent__11.0-apple-M1", ["MacBook Air de test"]),
      ("erase_other", "nvme_format__58117253122_refused_never_sanitized.txt", ["ubuntu@"]),
      ("glpi_inventory", "glpi-project+inventory_format__tests_13.xml", ["<LOGIN>xxx", "<NAME>android-5a30"]),
      (
        "glpi_inventory", "glpi-project+inventory_format__examples_computer_2.json",
        ["\"xxxxx\"", "\"name\": \"COMP1\""]
      ),
      ("lshw_xml", "freegeek-pdx+fgdb.rb__fgss_examples_mac.xml", ["id=\"ubuntu\""]),
      ("ereuse_snapshot", "eReuse+devicehub-teal__files_system_uuid2.json", ["by-label/WORKBENCH"]),
      ("nwipe_log", "real__nwipe_pr367__2021-11-15_v0.32.006_header.log", ["buildd", "lgw01"]),
    ])
  func `leaves no name in real files`(format: String, name: String, names: [String]) throws {
    let bytes = try Fixture(format: format, name: name).bytes()
    let rest = String(decoding: Redaction.removingNames(from: bytes), as: UTF8.self)
    for name in names {
      #expect(String(decoding: bytes, as: UTF8.self).contains(name))
      #expect(!rest.contains(name))
    }
  }

  @Test(.onRealFiles, arguments: Fixtures.lshw)
  func `leaves no network address in files of lshw`(fixture: Fixture) throws {
    let rest = String(decoding: Redaction.removingNames(from: try fixture.bytes()), as: UTF8.self)
    #expect(!rest.contains(#""ip" : "1"#) && !rest.contains(#""ip": "1"#))
  }
}
