public import Kernel
import Typesetting

/// The certificate that one storage medium was erased, with the fields NIST SP 800-88 Rev. 2 asks for; a field that is not
/// held is said so.
///
/// Verification (was it done?) and validation (do we accept it?) are distinct acts of two persons.
public struct ErasureCertificatePaper: Sendable, Equatable {
  /// The number of the certificate.
  public var reference: String
  /// The organisation that answers for it.
  public var issuer: Party
  /// The device the medium is or was in.
  public var device: DeviceLines
  public var medium: MediumLines
  public var level: Level
  /// What the convention the device came under promised, by its reference and level.
  public var promise: Promise?
  /// How, in words: overwrite by the host, firmware command, key destroyed.
  public var method: String?
  /// The pattern, the passes or the command.
  public var technique: String?
  /// The tool and its version.
  public var tool: String?
  public var verification: String?
  public var outcome: Outcome
  /// By the clock of the machine that ran the tool, whose zone its log does not tell.
  public var started, finished: LocalStamp?
  /// SHA-256 of the tool's log as it was received.
  public var evidence: Digest?
  public var performed: Signatory
  /// Nobody while it is not yet accepted.
  public var validated: Signatory?

  /// The storage medium.
  public struct MediumLines: Sendable, Equatable {
    public var manufacturer, model, serial: String?
    /// The kind of medium in the paper's language, as « SSD NVMe ».
    public var mediaType: String?
    /// Bytes.
    public var capacity: Int64?
    /// Where it came from: the donation.
    public var source: String?

    /// Makes the lines of a medium.
    public init(
      manufacturer: String?, model: String?, serial: String?, mediaType: String?, capacity: Int64?,
      source: String?
    ) {
      self.manufacturer = manufacturer
      self.model = model
      self.serial = serial
      self.mediaType = mediaType
      self.capacity = capacity
      self.source = source
    }
  }

  /// How thorough, NIST SP 800-88.
  public enum Level: String, Sendable, CaseIterable {
    case clear, purge, destroy
  }

  /// How thoroughly a convention has media erased, at least.
  public struct Promise: Sendable, Equatable {
    public var convention: String
    public var level: Level

    /// Makes a promise.
    public init(convention: String, level: Level) {
      self.convention = convention
      self.level = level
    }
  }

  /// What the tool reported.
  public enum Outcome: String, Sendable, CaseIterable {
    case succeeded, failed
  }

  /// Makes a certificate.
  public init(
    reference: String, issuer: Party, device: DeviceLines, medium: MediumLines, level: Level, promise: Promise? = nil,
    method: String?, technique: String?, tool: String?, verification: String?, outcome: Outcome,
    started: LocalStamp?, finished: LocalStamp?, evidence: Digest?, performed: Signatory, validated: Signatory?
  ) {
    self.reference = reference
    self.issuer = issuer
    self.device = device
    self.medium = medium
    self.level = level
    self.promise = promise
    self.method = method
    self.technique = technique
    self.tool = tool
    self.verification = verification
    self.outcome = outcome
    self.started = started
    self.finished = finished
    self.evidence = evidence
    self.performed = performed
    self.validated = validated
  }

  /// The certificate as a PDF; the same input gives the same bytes.
  ///
  /// - Throws: ``TypesettingFailure`` when a character cannot be printed.
  public func pdf(language: Language, created: Instant) throws -> [UInt8] {
    try paper(language).pdf(language: language, created: created)
  }

  func paper(_ language: Language) -> Paper {
    let words = PaperWords(language)
    let number = Text(fr: "Certificat n° \(reference)", en: "Certificate no. \(reference)")
    let title = Text(fr: "Certificat d'effacement de données", en: "Data erasure certificate")
    let subtitle = Text(
      fr: "Rubriques de NIST SP 800-88 Rev. 2 (2025), pour un support de stockage",
      en: "Fields of NIST SP 800-88 Rev. 2 (2025), for one storage medium")
    let remark = Text(
      fr:
        "Clear : réécriture de ce que l'utilisateur pouvait atteindre, par l'ordinateur ou par le micrologiciel du "
        + "support ; moins sûre sur mémoire flash. Purge : assainissement de tout le support par son micrologiciel, ou "
        + "effacement cryptographique. Destroy : destruction du support. Aucune conformité à IEEE 2883 n'est affirmée.",
      en:
        "Clear: what the user could reach is overwritten, by the host or by the medium's firmware; weaker on flash "
        + "memory. Purge: the whole medium is sanitized by its firmware, or its key is destroyed. "
        + "Destroy: the medium is destroyed. No conformity to IEEE 2883 is claimed.")
    return Paper(
      letterhead: issuer.letterhead, reference: [number[language]], title: title[language],
      subtitle: subtitle[language],
      blocks: [
        .banner(banner[language], detail: summary[language]),
        .panels([mediumPanel(words), devicePanel(words)]),
        .heading(Text(fr: "Effacement", en: "Erasure")[language]), .fields(erasureFields(words)),
        .note(remark[language]), .signatures(signatures(words)),
      ])
  }

  private var banner: Text {
    switch outcome {
    case .succeeded:
      Text(fr: "Effacement réussi – niveau \(level.name)", en: "Erasure succeeded – level \(level.name)")
    case .failed: Text(fr: "Effacement NON réussi", en: "Erasure NOT successful")
    }
  }

  private var summary: Text {
    switch (outcome, validated) {
    case (.succeeded, let validated?):
      Text(fr: "Validé par \(validated.name).", en: "Validated by \(validated.name).")
    case (.succeeded, nil):
      Text(fr: "Pas encore validé.", en: "Not yet validated.")
    case (.failed, _):
      Text(fr: "Ce support ne doit pas changer de mains.", en: "This medium must not change hands.")
    }
  }

  private func mediumPanel(_ words: PaperWords) -> Paper.Panel {
    panel(
      Text(fr: "Support de stockage", en: "Storage medium"), words,
      [
        (.serial, medium.serial), (.manufacturer, medium.manufacturer), (.model, medium.model),
        (.mediaType, medium.mediaType), (.capacity, medium.capacity.map { $0.capacity[words.language] }),
        (.source, medium.source),
      ])
  }

  private func devicePanel(_ words: PaperWords) -> Paper.Panel {
    panel(
      Text(fr: "Appareil", en: "Device"), words,
      [
        (.assetCode, device.code.description), (.category, device.category),
        (.manufacturer, device.manufacturer),
        (.model, device.model), (.serial, device.serial),
      ])
  }

  /// A panel of facts, the one that tells the thing from all others in bold.
  private func panel(
    _ caption: Text, _ words: PaperWords, _ facts: [(PaperWords.Word, String?)]
  ) -> Paper.Panel {
    let lines = facts.map { words.line($0.0, $0.1) }
    return Paper.Panel(caption: caption[words.language], name: lines[0], lines: Array(lines.dropFirst()))
  }

  private func erasureFields(_ words: PaperWords) -> [Paper.Field] {
    [
      Paper.Field(words(.level), level.name)
    ] + promised(words) + [
      Paper.Field(words(.method), words.held(method)),
      Paper.Field(words(.technique), words.held(technique)),
      Paper.Field(words(.tool), words.held(tool)),
      Paper.Field(words(.verification), words.held(verification)),
      Paper.Field(words(.result), banner[words.language]),
      Paper.Field(words(.started), words.held(started?.description)),
      Paper.Field(words(.finished), words.held(finished?.description)),
      Paper.Field(words(.evidence), words.held(evidence?.description), isCode: evidence != nil),
    ]
  }

  private func promised(_ words: PaperWords) -> [Paper.Field] {
    promise.map { promise in
      let written = Text(
        fr: "\(promise.level.name), convention « \(promise.convention) »",
        en: "\(promise.level.name), convention “\(promise.convention)”")
      return [Paper.Field(words(.promise), written[words.language])]
    } ?? []
  }

  private func signatures(_ words: PaperWords) -> [Paper.Signature] {
    [
      signature(Text(fr: "Effacement réalisé par", en: "Erased by"), performed, words),
      signature(Text(fr: "Effacement validé par", en: "Validated by"), validated, words),
    ]
  }

  private func signature(_ role: Text, _ who: Signatory?, _ words: PaperWords) -> Paper.Signature {
    let lines = [
      (PaperWords.Word.function, who?.title), (.day, who?.day?.text[words.language]), (.place, who?.place),
    ].map { words.line($0, $1) }
    return Paper.Signature(
      role: role[words.language], name: words.held(who?.name), hint: lines.joined(separator: "\n"))
  }
}

extension ErasureCertificatePaper.Level {
  /// The standard's own word, the same in every language.
  var name: String {
    switch self {
    case .clear: "Clear"
    case .purge: "Purge"
    case .destroy: "Destroy"
    }
  }
}

extension Int64 {
  /// Bytes as makers of disks count them, in powers of ten, and to the byte.
  fileprivate var capacity: Text {
    let (size, unit) = self < 1_000_000_000 ? (1e6, "M") : (1e9, "G")
    let units = (Double(self) / size * 10).rounded() / 10
    let shown = units == units.rounded() ? String(Int(units)) : String(units)
    let comma = shown.split(separator: ".").joined(separator: ",")
    return Text(
      fr: "\(comma) \(unit)o (\(grouped(by: "\u{202F}")) octets)",
      en: "\(shown) \(unit)B (\(grouped(by: ",")) bytes)")
  }

  private func grouped(by separator: String) -> String {
    let digits = Array(String(self))
    return digits.enumerated().map { index, digit in
      (index > 0 && (digits.count - index).isMultiple(of: 3) ? separator : "") + String(digit)
    }.joined()
  }
}
