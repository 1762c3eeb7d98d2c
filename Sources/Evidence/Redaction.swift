/// Takes out of a file of evidence what names people, and keeps every other byte.
///
/// What is kept of a person's machine must say nothing of the person: host names, logins, names of Wi-Fi networks,
/// e-mail addresses, labels of volumes and the places they are mounted at, addresses on the network, and the customers
/// and operators a tool is told of (GDPR, article 5(1)(c)). A better reader can run later on what is left: it reads the
/// same report. It works by the shape of the text, so also on files that cannot be read.
public enum Redaction {
  /// What stands in place of what was taken out; lshw's own `-sanitize` writes the same.
  public static let mark = "[REMOVED]"

  /// The same file, as UTF-8, less what names people. A second removal changes nothing.
  public static func removingNames(from bytes: [UInt8]) -> [UInt8] {
    let bytes = bytes.asUTF8
    return bytes.replacing(replacements(in: bytes))
  }

  /// What stands for a name in a file of UTF-8, and what is to stand there instead.
  static func replacements(in bytes: [UInt8]) -> [(range: Range<Int>, text: [UInt8])] {
    let mark = Array(Redaction.mark.utf8)
    if bytes.looksLikeJSON { return JSONNames(in: bytes).replacements }
    let isMarkup = bytes.first { $0 > 0x20 } == UInt8(ascii: "<")
    let names = isMarkup ? MarkupNames(in: bytes).ranges : TextNames(in: bytes).ranges
    return names.map { ($0, mark) }
  }

  /// Names of keys, in lower case, whose texts name people or lead to them, in whatever object they stand.
  static let keys: Set<String> = [
    "hostname", "host_name", "host", "nodename", "fqdn", "username", "user_name", "user", "userid", "login", "logname",
    "owner", "fullname", "full_name", "email", "e-mail", "mail", "ssid", "essid", "label", "ip", "remoteip",
    "customer", "organisation", "organization", "operator", "operator_id", "technician", "author", "byuser",
    "finalusercode", "lastloggeduser", "winowner", "wincompany", "workgroup", "dns_domain", "deviceid", "ssh_key",
    "ipaddress", "ipaddress6", "ipgateway", "ipdhcp", "defaultgateway", "dns", "ip v4", "ip v6", "wan ip",
    "local_host_name", "computer_name", "boot_volume", "general_name", "phone", "address",
  ]

  /// Keys that name people only in some objects: the key of the object, then its own.
  static let keysWithin: [String: Set<String>] = [
    "hardware": ["name"], "local_users": ["name"], "local_groups": ["member", "name"], "users": ["name", "domain"],
    "volumes": ["_name"], "spairport_current_network_information": ["_name"],
    "spairport_airport_other_local_wireless_networks": ["_name"],
    "spairport_airport_local_wireless_networks": ["_name"], "spairport_network_information": ["_name"],
  ]

  private static let outlines = WordOutlines(Array(keys) + keysWithin.values.flatMap(Array.init))

  /// Whether a key may name people, told fast.
  static func mayName(_ key: ArraySlice<UInt8>) -> Bool {
    outlines.mayHold(key.lastIndex(of: UInt8(ascii: "#")).map { key[($0 + 1)...] } ?? key)
  }

  /// Whether the text of a key, in an object of a key, names people.
  static func names(key: String, within owner: String) -> Bool {
    // inxi writes its keys as `007#0#2#host`.
    let name = key.utf8.lastIndex(of: UInt8(ascii: "#")).map { String(key[key.utf8.index(after: $0)...]) } ?? key
    return keys.contains(name) || keysWithin[owner]?.contains(name) == true
  }
}
