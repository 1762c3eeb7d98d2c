import Application
import Evidence
import Inventory
import Kernel
import Refurbishment

/// What is told of one imported file.
struct EvidenceAnswer {
  /// What the person called it: a file, or the number it is kept under.
  let name: Text
  let imported: ImportedEvidence

  /// Adds it to an answer; evidence that matched no device ends the command with the exit code of a refusal.
  func add(to answer: inout Answer) {
    answer.unmatched(unmatched)
    for (alarm, code) in imported.alarms {
      answer.exitCode = .refused
      answer.say(
        fr: "\(name.fr) : ALERTE n° \(alarm) : un disque de \(code) a été effacé, et ses données étaient à garder. "
          + "Arrêtez tout, prévenez un responsable.",
        en: "\(name.en): ALARM no. \(alarm): a disk of \(code) was erased, and its data were to be kept. "
          + "Stop everything, tell whoever is in charge.")
      answer.next(
        fr: "Quand c'est traité :", en: "Once it is dealt with:", ["rebond alarm settle \(alarm) --note …"])
    }
    let format = imported.format.map { Text(same: $0.rawValue) } ?? Text(fr: "format inconnu", en: "unknown format")
    switch imported.result {
    case .known(let devices):
      let list = devices.map(\.description).joined(separator: ", ")
      answer.say(
        fr:
          "\(name.fr) : déjà importé (n° \(number))\(list.isEmpty ? ", gardé à part" : ", pour \(list)") ; rien n'est à faire.",
        en:
          "\(name.en): imported already (no. \(number))\(list.isEmpty ? ", kept aside" : ", for \(list)"); nothing to do."
      )
    case .unreadable(let failure):
      answer.exitCode = failure.exitCode
      let kept = imported.report.map { id in
        Text(fr: " Le fichier est gardé à part (n° \(id)).", en: " The file is kept aside (no. \(id)).")
      }
      answer.say(
        fr: "\(name.fr) : \(failure.text.fr)\(kept?.fr ?? "")", en: "\(name.en): \(failure.text.en)\(kept?.en ?? "")")
    case .unmatched(let doubt, let candidates):
      if answer.exitCode == .done { answer.exitCode = .refused }
      answer.say(
        fr: "\(name.fr) (\(format.fr)) : gardé à part (n° \(number)). \(doubt.text.fr)",
        en: "\(name.en) (\(format.en)): kept aside (no. \(number)). \(doubt.text.en)")
      settle(doubt, candidates, in: &answer)
    case .attached(let attachments, let doubts):
      for attachment in attachments { tell(attachment, format: format, in: &answer) }
      for drive in doubts {
        if answer.exitCode == .done { answer.exitCode = .refused }
        answer.say(
          fr: "  disque \(drive.drive) : \(drive.doubt.text.fr)", en: "  disk \(drive.drive): \(drive.doubt.text.en)")
        settle(drive.doubt, drive.candidates, in: &answer)
      }
    }
  }

  /// What could not be tied to a device, for programs: the file, the disk of it, why, and the devices it may be of.
  private var unmatched: [JSONValue] {
    let doubts: [(drive: String?, doubt: EvidenceDoubt, candidates: [AssetCode])] =
      switch imported.result {
      case .unmatched(let doubt, let candidates): [(nil, doubt, candidates)]
      case .attached(_, let drives): drives.map { ($0.drive, $0.doubt, $0.candidates) }
      case .known, .unreadable: []
      }
    return doubts.map { drive, doubt, candidates in
      .object([
        JSONValue.Member("file", .string(name.en)),
        JSONValue.Member("report", imported.report.map { .integer($0.rawValue) } ?? .null),
        JSONValue.Member("disk", drive.map(JSONValue.string) ?? .null),
        JSONValue.Member("doubt", .string(doubt.word)),
        JSONValue.Member("candidates", .array(candidates.map { .string($0.characters) })),
        JSONValue.Member("commands", .array(commands(for: doubt, candidates).map(JSONValue.string))),
      ])
    }
  }

  private var number: String { imported.report?.description ?? "—" }

  private func tell(_ attachment: ImportedEvidence.Attachment, format: Text, in answer: inout Answer) {
    let code = attachment.code
    answer.say(fr: "\(name.fr) (\(format.fr)) : appareil \(code)", en: "\(name.en) (\(format.en)): device \(code)")
    for medium in attachment.newMedia { answer.say(fr: "  support \(medium) ajouté", en: "  medium \(medium) added") }
    for (medium, before) in attachment.moved {
      answer.say(
        fr: "  support \(medium) déplacé : connu jusqu'ici dans l'appareil \(before) ; ses effacements le suivent",
        en: "  medium \(medium) moved: known until now in the device \(before); its erasures go with it")
    }
    for (medium, owned) in attachment.entrusted {
      answer.say(
        fr: "  support \(medium) : celui de \(owned), confié en réparation. NE PAS EFFACER avant de savoir où il est",
        en: "  medium \(medium): that of \(owned), in for repair. DO NOT ERASE before it is known where it is")
    }
    for (medium, outcome) in attachment.erasures {
      answer.say(
        fr: "  effacement de \(medium) : \(outcome.text.fr)", en: "  erasure of \(medium): \(outcome.text.en)")
    }
    for refusal in attachment.refusals {
      if answer.exitCode == .done { answer.exitCode = refusal.exitCode }
      answer.say(
        fr: "  cet effacement ne compte pas : \(refusal.text.fr)",
        en: "  this erasure does not count: \(refusal.text.en)")
    }
    if let report = imported.report, attachment.refusals.contains(where: \.isOfItsDate) {
      answer.next(
        fr: "Si l'horloge de la machine était fausse, une autre personne le dit :",
        en: "If the machine's clock was wrong, another person says so:",
        ["rebond erasure vouch-clock \(report) --device \(code) --reason …"])
    }
    for concern in attachment.concerns {
      answer.say(fr: "  à surveiller : \(concern.fr)", en: "  to be watched: \(concern.en)")
    }
    if attachment.isPastGate {
      let state = attachment.state.text
      answer.say(
        fr: "  ATTENTION : l'appareil \(code) est déjà sorti de l'atelier (\(state.fr)).",
        en: "  WARNING: the device \(code) has left the workshop already (\(state.en)).")
      for missing in attachment.missingPastGate {
        let text = missing.text(for: code)
        answer.say(fr: "  ATTENTION : \(text.fr)", en: "  WARNING: \(text.en)")
      }
    }
    if !attachment.questions.isEmpty {
      answer.next(
        fr: "Ce support est-il dans l'appareil, ou à l'atelier ?",
        en: "Is this medium in the device, or the workshop's?",
        attachment.questions.flatMap { medium in
          ["yes", "no"].map { "rebond device medium \(code) \(medium.inShell) --part-of \($0)" }
        })
    }
    let waits = attachment.refusals.contains { if case .mediumInQuestion = $0 { true } else { false } }
    if waits {
      answer.next(
        fr: "S'il y est, pour que son effacement compte :", en: "If it is, so that its erasure counts:",
        ["rebond evidence attach \(number) --device \(code)"])
    }
  }

  private func settle(_ doubt: EvidenceDoubt, _ candidates: [AssetCode], in answer: inout Answer) {
    let commands = commands(for: doubt, candidates)
    guard !commands.isEmpty else { return }
    if case .namelessMedium = doubt {
      answer.next(
        fr: "Si c'est le même disque, d'après son étiquette :", en: "If it is the same disk, by its label:", commands)
    } else {
      answer.next(fr: "Pour trancher :", en: "To settle it:", commands)
    }
  }

  /// The commands that settle a doubt, the likeliest first; none where only another erasure can.
  private func commands(for doubt: EvidenceDoubt, _ candidates: [AssetCode]) -> [String] {
    switch doubt {
    case .severalMedia, .stationItself, .namelessElsewhere, .unnamedDisk, .otherCategory, .entrustedDisk: return []
    case .namelessMedium(let medium, let serial):
      return candidates.flatMap { code in
        [
          "rebond device medium \(code) \(medium.inShell) --serial \(serial.inShell)",
          "rebond evidence attach \(number) --device \(code)",
        ]
      }
    default: break
    }
    var commands = candidates.map { "rebond evidence attach \(number) --device \($0)" }
    if case .diskOfAnotherMachine(_, let machine) = doubt, (try? AssetCode(machine)) == nil {
      commands.append("rebond station declare \(machine.inShell) --name …")
    }
    return commands.isEmpty ? ["rebond evidence attach \(number) --device CODE"] : commands
  }
}

extension EvidenceDoubt {
  /// The doubt in one word, for programs.
  fileprivate var word: String {
    switch self {
    case .noUsableSerial: "no-usable-serial"
    case .unknownSerial: "unknown-serial"
    case .severalDevices: "several-devices"
    case .stationItself: "station-itself"
    case .diskOfAnotherMachine: "disk-of-another-machine"
    case .entrustedDisk: "entrusted-disk"
    case .severalMedia: "several-media"
    case .namelessMedium: "nameless-medium"
    case .namelessElsewhere: "nameless-elsewhere"
    case .unnamedDisk: "unnamed-disk"
    case .otherCategory: "other-category"
    case .otherHardware: "other-hardware"
    case .otherSerial: "other-serial"
    }
  }

  /// Why nobody can say which device the evidence is about.
  fileprivate var text: Text {
    switch self {
    case .noUsableSerial:
      Text(
        fr: "Aucun numéro de série utilisable : absent, masqué, ou laissé vide par le fabricant.",
        en: "No usable serial number: missing, masked, or left blank by the maker.")
    case .unknownSerial(let serial):
      Text(
        fr: "Aucun appareil n'a le numéro de série « \(serial) ».", en: "No device has the serial number “\(serial)”.")
    case .severalDevices(let serial):
      Text(
        fr: "Plusieurs appareils ont le numéro de série « \(serial) ».",
        en: "Several devices have the serial number “\(serial)”.")
    case .stationItself(let serial):
      Text(
        fr: "« \(serial) » est le numéro du poste d'effacement : ce fichier parle du poste, pas d'un appareil.",
        en: "“\(serial)” is the wiping station's number: this file is about the station, not a device.")
    case .diskOfAnotherMachine(let disk, let machine):
      Text(
        fr: "Le disque « \(disk) » est connu dans un autre appareil que « \(machine) » : disque déplacé, "
          + "ou poste d'effacement non déclaré ?",
        en: "The disk “\(disk)” is known in another device than “\(machine)”: a disk moved, "
          + "or a wiping station not declared?")
    case .entrustedDisk(let disk, let code):
      Text(
        fr:
          "Le disque « \(disk) » est celui de \(code), confié en réparation : NE PAS EFFACER, et il n'est d'aucun appareil. "
          + "Regardez où il est. S'il n'est pas de \(code), son inscription se corrige, puis le fichier se relit.",
        en: "The disk “\(disk)” is that of \(code), in for repair: DO NOT ERASE, and it is no device's. "
          + "Look where it is. If it is not of \(code), its entry is corrected, then the file is read again.")
    case .severalMedia(let model):
      Text(
        fr: "L'appareil a plusieurs disques « \(model) » sans numéro de série, et ce journal n'en nomme pas un. "
          + "Effacez-les tous en un même passage.",
        en: "The device has several disks “\(model)” without a serial number, and this log does not tell which one. "
          + "Erase them all in one run.")
    case .namelessMedium(let medium, let serial):
      Text(
        fr: "L'appareil a un disque « \(medium) » sans numéro de série : rien ne dit que c'est « \(serial) ».",
        en: "The device has a disk “\(medium)” without a serial number: nothing says that it is “\(serial)”.")
    case .namelessElsewhere(let disk):
      Text(
        fr:
          "« \(disk) » n'a pas de numéro de série et a été effacé dans une autre machine : rien ne dit que c'est le sien. "
          + "Effacez-le dans l'appareil même.",
        en: "“\(disk)” has no serial number and was wiped in another machine: nothing says whose it is. "
          + "Wipe it in the device itself.")
    case .unnamedDisk(let place):
      Text(
        fr:
          "Le journal ne dit pas quel disque était « \(place) » : ni modèle, ni numéro de série. Enregistrez dans le même "
          + "fichier ce que dit « smartctl -i » du disque.",
        en: "The log does not say which disk “\(place)” was: neither model nor serial number. Record in the same file "
          + "what “smartctl -i” says of the disk.")
    case .otherCategory(let code, let category):
      Text(
        fr:
          "L'appareil \(code) (\(category.text.fr)) ne peut pas donner un tel relevé. Vérifiez le code de l'étiquette.",
        en: "The device \(code) (\(category.text.en)) cannot give such a report. Check the code on the label.")
    case .otherHardware(let serial, .networkAddress, let known, let seen):
      Text(
        fr:
          "L'appareil de numéro « \(serial) » avait l'adresse réseau \(known), cette machine a \(seen) : carte changée, "
          + "ou une autre machine du même numéro ?",
        en: "The device of number “\(serial)” had the network address \(known), this machine has \(seen): a card "
          + "changed, or another machine of the same number?")
    case .otherHardware(let serial, .board, let known, let seen):
      Text(
        fr: "L'appareil de numéro « \(serial) » avait la carte mère « \(known) », cette machine a « \(seen) » : carte "
          + "changée, ou une autre machine du même numéro ?",
        en: "The device of number “\(serial)” had the main board “\(known)”, this machine has “\(seen)”: a board "
          + "changed, or another machine of the same number?")
    case .otherSerial(let known, let seen):
      Text(
        fr: "Ses disques sont connus dans un appareil de numéro « \(known) », pas « \(seen) ».",
        en: "Its disks are known in a device of number “\(known)”, not “\(seen)”.")
    }
  }
}

extension RefurbishmentFailure {
  /// Whether an erasure is refused for the date of its log, which a dead clock may have given it.
  fileprivate var isOfItsDate: Bool {
    switch self {
    case .runBeforeLastUser, .runInFuture: true
    default: false
    }
  }
}
