import Kernel

/// What a message of nwipe says; the numbers tell which `*` of its shape stands for the device.
private enum NwipeSaying {
  case banner, closing
  /// The device's serial follows it.
  case serial(of: Int)
  /// The method stands before the device.
  case invokes(on: Int)
  case begins(on: Int)
  /// The number of passes is the second `*`.
  case beginsPass(on: Int)
  case mentions(Int)
  /// The count of bytes stands before the device.
  case writes(on: Int)
  /// The round and how many there are stand before the device.
  case endsRound(on: Int)
  case blanked(Int)
  case verified(Int)
  case failed(Int)
  /// The count stands before the device.
  case counts(any WritableKeyPath<NwipeDriveDraft, Int> & Sendable, on: Int)
  /// The size in bytes is the last `*`.
  case sizes(Int)
  case describesGeometry(of: Int)
}

/// The messages of nwipe that tell something, in the wordings of all its versions.
extension NwipeReader {
  /// The first shape that fits is taken.
  private static let messages: [(pattern: NwipePattern, saying: NwipeSaying)] = [
    ("nwipe 0.*", .banner),
    ("nwipe 1.*", .banner),
    ("ShredOS v*", .banner),
    ("Device * has serial number *", .serial(of: 0)),
    ("* has serial number *", .serial(of: 0)),
    ("Invoking method '*' on *", .invokes(on: 1)),
    ("Starting round * of * on *", .begins(on: 2)),
    ("Starting pass */*, round */*, on *", .beginsPass(on: 4)),
    ("Starting pass * of *, round * of *, on *", .beginsPass(on: 4)),
    ("Finished pass *, round *, on *", .mentions(2)),
    ("Finished round * of * on *", .endsRound(on: 2)),
    ("Finished final round * of * on *", .endsRound(on: 2)),
    ("* bytes written to *", .writes(on: 1)),
    ("* bytes read from *", .mentions(1)),
    ("Blanking device *", .mentions(0)),
    ("[SUCCESS] Blanked device *", .blanked(0)),
    ("Blanked device *", .blanked(0)),
    ("Verifying that * is *", .mentions(0)),
    ("[SUCCESS] Verified that * is *", .verified(0)),
    ("Verified that * is *", .verified(0)),
    ("[SUCCESS] Verified FRP on * matches", .verified(0)),
    ("[FAILURE] * has not been *", .failed(0)),
    ("[FAILURE] * is not full of *", .failed(0)),
    ("[FAILURE] * Verification errors, not empty", .failed(0)),
    ("[FAILURE] * may not be blanked", .failed(0)),
    ("* verification errors on *", .counts(\.verificationErrors, on: 1)),
    ("* wipe errors on *", .counts(\.passErrors, on: 1)),
    ("* sync errors on *", .counts(\.syncErrors, on: 1)),
    ("Nwipe exited with errors on device = *, see log*", .failed(0)),
    ("Nwipe exited with fatal errors on device = *", .failed(0)),
    ("Nwipe exited with non fatal errors on device = *", .failed(0)),
    ("*, sect/blk/dev */*/*", .sizes(0)),
    ("*, log/phy/dev */*/*", .sizes(0)),
    ("Device '*' is size *.", .sizes(0)),
    ("*: Device geometry is as follows...", .describesGeometry(of: 0)),
    ("Nwipe successfully *", .closing),
    ("Nwipe was aborted *", .closing),
    ("Nwipe exited with errors, *", .closing),
    ("Nwipe exited.", .closing),
  ].map { (shape: String, saying: NwipeSaying) in (NwipePattern(shape), saying) }

  /// Takes what a line says into the run.
  static func apply(_ line: NwipeLine, to run: inout NwipeRunDraft) {
    if let drive = foundDrive(in: line) {
      run.add(drive)
      return
    }
    for (pattern, saying) in messages {
      guard let found = pattern.match(line.text) else { continue }
      apply(saying, found, of: line, to: &run)
      return
    }
    if let equals = line.text.range(ofASCII: equalSign) {
      applyFact(
        line.text[..<equals.lowerBound].trimmed, String(line.text[equals.upperBound...].trimmed), to: &run)
    }
  }

  private static func apply(
    _ saying: NwipeSaying, _ found: [Substring], of line: NwipeLine, to run: inout NwipeRunDraft
  ) {
    let stamp = line.stamp
    switch saying {
    case .banner: run.banner = run.banner ?? String(line.text)
    case .closing: run.closing = String(line.text)
    case .serial(let device):
      if !line.isCut { run.serials[NwipeRunDraft.name(of: found[device])] = String(found[device + 1]) }
    case .invokes(let device):
      run.update(found[device], at: stamp) { drive in
        drive.method = String(found[0])
        drive.startedAt = stamp
        drive.course.begun = true
      }
    case .begins(let device): run.update(found[device], at: stamp) { $0.startedAt = $0.startedAt ?? stamp }
    case .beginsPass(let device):
      run.update(found[device], at: stamp) { drive in
        drive.startedAt = drive.startedAt ?? stamp
        drive.passes = Int(found[1])
      }
    case .mentions(let device): run.update(found[device], at: stamp) { _ in }
    case .writes(let device):
      run.update(found[device], at: stamp) { drive in
        guard let bytes = Int(found[0]) else { return }
        drive.course.bytesWritten = max(bytes, drive.course.bytesWritten ?? 0)
      }
    case .endsRound(let device):
      run.update(found[device], at: stamp) { $0.course.finished = $0.course.finished || found[0] == found[1] }
    case .blanked(let device): run.update(found[device], at: stamp) { $0.blanked = true }
    case .verified(let device): run.update(found[device], at: stamp) { $0.verified = true }
    case .failed(let device): run.update(found[device], at: stamp) { $0.endedWithErrors = true }
    case .counts(let count, let device):
      run.update(found[device], at: stamp) { $0[keyPath: count] = Int(found[0]) ?? 1 }
    case .sizes(let device):
      run.sizes[NwipeRunDraft.name(of: found[device])] = found.last.flatMap { Int($0) }
    case .describesGeometry(let device): run.geometryOf = NwipeRunDraft.name(of: found[device])
    }
  }

  private static let equalSign = Array(" = ".utf8)

  private static func applyFact(_ key: Substring, _ value: String, to run: inout NwipeRunDraft) {
    switch key {
    // Some distributions build nwipe so that it tells its version among the options only.
    case "banner": run.banner = run.banner ?? value
    case "method": run.method = run.method ?? value
    case "rounds": run.rounds = run.rounds ?? Int(value)
    case "verify":
      let levels: [Character: WipeVerification] = ["0": .none, "1": .lastPass, "2": .allPasses]
      run.verification = run.verification ?? value.first.flatMap { levels[$0] }
    case "Total device bytes":
      if let device = run.geometryOf { run.sizes[device] = Int(value) }
    case let key where ["system-", "baseboard-", "chassis-"].contains(where: key.hasPrefix):
      run.facts[String(key)] = run.facts[String(key)] ?? value
    default: break
    }
  }

  // MARK: Disks found

  private static let oldFound = NwipePattern(
    "Found drive model=\"*\", device path=\"*\", size=\"*\", serial number=\"*\"")

  /// The device of a line that found a disk.
  static func foundDevice(in text: Substring) -> String? {
    if let old = oldFound.match(text) { return String(old[1]) }
    guard text.hasPrefix("Found /") else { return nil }
    return String(text.dropFirst(6).prefix { $0 != "," }.trimmed)
  }

  /// Reads `Found DEVICE, BUS, MODEL, SIZE, S/N=SERIAL`: the model may hold commas, a line cut short has no serial.
  private static func foundDrive(in line: NwipeLine) -> FoundDrive? {
    if let old = oldFound.match(line.text) {
      return FoundDrive(
        device: String(old[1]), bus: nil, model: text(old[0]), sizeLabel: text(old[2]),
        serial: SerialNumber(String(old[3])))
    }
    guard let device = foundDevice(in: line.text) else { return nil }
    let (head, serial) = line.text.cutBeforeSerial
    var fields = head.split(separator: ",").map { $0.trimmed }.dropFirst()
    let bus = fields.popFirst()
    let size = serial == nil ? nil : fields.popLast()
    return FoundDrive(
      device: device, bus: bus.flatMap(text), model: text(fields.joined(separator: ", ")[...]),
      sizeLabel: size.flatMap(text), serial: line.isCut ? nil : SerialNumber(serial.map(String.init)))
  }

  private static func text(_ field: Substring) -> String? {
    field.trimmed.isEmpty ? nil : String(field.trimmed)
  }
}

extension Substring {
  /// What stands before `S/N=` and after it; no serial where the line does not come so far.
  fileprivate var cutBeforeSerial: (head: Substring, serial: Substring?) {
    var (head, serial) = (self, Substring?.none)
    while let mark = (serial ?? self).range(ofASCII: Array(", S/N=".utf8)) {
      head = self[..<mark.lowerBound]
      serial = self[mark.upperBound...]
    }
    return (head, serial)
  }
}
