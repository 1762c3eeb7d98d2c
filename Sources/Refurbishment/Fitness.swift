public import Kernel

/// What is known of a device's hardware; what nobody saw is unknown, and unknown is an answer.
public struct Hardware: Sendable, Equatable {
  /// The main memory in bytes.
  public let memoryBytes: Int64?
  /// The storage built in, in bytes.
  public let storageBytes: Int64?
  /// The processor as machines name it, such as `Intel(R) Core(TM) i5-8250U CPU @ 1.60GHz`.
  public let processor: String?
  /// Whether a person saw a TPM 2.0 and Secure Boot in its firmware.
  public let hasTPM: Bool?

  /// Makes hardware of what is known.
  public init(memoryBytes: Int64?, storageBytes: Int64?, processor: String?, hasTPM: Bool?) {
    self.memoryBytes = memoryBytes
    self.storageBytes = storageBytes
    self.processor = processor
    self.hasTPM = hasTPM
  }
}

/// Whether a device is fit for use by its hardware: the least configuration of its category, and which system it can have.
public struct Fitness: Sendable, Equatable {
  /// The least configuration asked; nothing where none is.
  public let minimum: WorkshopPolicy.Minimum?
  /// Whether the device reaches it; yes where none is asked.
  public let reachesMinimum: Judgement
  /// Whether it can have Windows 11; nothing where a category never has it.
  public let windows11: Judgement?

  /// One thing about the hardware.
  public enum Part: String, Sendable, CaseIterable {
    case memory, storage, processor, tpm

    /// The part in words.
    public var text: Text {
      switch self {
      case .memory: Text(fr: "mémoire", en: "memory")
      case .storage: Text(fr: "stockage", en: "storage")
      case .processor: Text(fr: "processeur", en: "processor")
      case .tpm: Text(fr: "TPM 2.0 et démarrage sécurisé", en: "TPM 2.0 and Secure Boot")
      }
    }
  }

  /// Yes; no, by these parts; or unknown, for want of knowing these.
  public enum Judgement: Sendable, Equatable {
    case yes
    case no([Part])
    case unknown([Part])

    /// The answer to several questions: one no is enough, and one unknown keeps from a yes.
    init(_ answers: [(part: Part, isEnough: Bool?)]) {
      let (short, unknown) = (answers.filter { $0.isEnough == false }, answers.filter { $0.isEnough == nil })
      self = !short.isEmpty ? .no(short.map(\.part)) : unknown.isEmpty ? .yes : .unknown(unknown.map(\.part))
    }
  }

  /// Judges hardware on a day.
  public init(of hardware: Hardware, category: DeviceCategory, by policy: WorkshopPolicy, on day: Day) {
    minimum = policy.minimum(for: category, on: day)
    reachesMinimum =
      minimum.map { asked in
        Judgement([
          (.memory, hardware.memoryBytes.map { $0.reaches(gigabytes: asked.memoryGigabytes, lessInTen: 1) }),
          (.storage, hardware.storageBytes.map { $0.reaches(gigabytes: asked.storageGigabytes, lessInTen: 1) }),
        ])
      } ?? .yes
    let canHaveWindows = [DeviceCategory.laptop, .desktop, .allInOne].contains(category)
    windows11 =
      canHaveWindows
      ? policy.windowsNeeds(on: day).map { needs in
        Judgement([
          (.processor, hardware.processor.flatMap(needs.supports)),
          (.memory, hardware.memoryBytes.map { $0.reaches(gigabytes: needs.memoryGigabytes, lessInTen: 1) }),
          (.storage, hardware.storageBytes.map { $0.reaches(gigabytes: needs.storageGigabytes, lessInTen: 1) }),
          (.tpm, hardware.hasTPM),
        ])
      } : nil
  }
}

extension Fitness {
  /// What keeps a device from the least configuration, in words; nothing when it reaches it, or nobody knows.
  public var shortfall: Text? {
    if case .no(let parts) = reachesMinimum { parts.belowMinimum } else { nil }
  }
}

extension [Fitness.Part] {
  /// That these are below the least configuration, in words.
  public var belowMinimum: Text {
    Text(fr: "sous la configuration minimale : ", en: "below the least configuration: ")
      + map(\.text).joined(separator: ", ")
  }
}

extension Int64 {
  /// Whether so many bytes are what is sold as so many gigabytes: firmware and file systems keep up to a tenth for themselves.
  fileprivate func reaches(gigabytes: Int, lessInTen: Int64) -> Bool {
    self >= Int64(gigabytes) * 100_000_000 * (10 - lessInTen)
  }
}

extension WorkshopPolicy.WindowsNeeds {
  /// Whether a processor is supported, told by its name; nothing for one whose name does not tell.
  func supports(_ processor: String) -> Bool? {
    let words = processor.split { !$0.isLetter && !$0.isNumber && $0 != "-" }.map { $0.lowercased() }
    if words.contains("ultra"), words.contains("core") { return true }
    if let number = words.lazy.compactMap(Self.coreNumber).first {
      return Self.generation(ofCore: number).map { $0 >= intelCoreGeneration }
    }
    guard words.contains("ryzen"), let series = words.lazy.compactMap(Self.leadingNumber).first(where: { $0 >= 1000 })
    else { return nil }
    if series >= ryzenSeries { return true }
    return series < ryzenDoubtful ? false : nil
  }

  /// The number of a Core processor, as `8250u` of `i5-8250U`.
  private static func coreNumber(_ word: String) -> Substring? {
    guard ["i3-", "i5-", "i7-", "i9-"].contains(where: word.hasPrefix) else { return nil }
    return word.dropFirst(3)
  }

  /// The generation of a Core processor: 3 digits for the first, 4 with the generation before, 5 with two; from the tenth on
  /// mobile ones have 4 of which two tell.
  private static func generation(ofCore number: Substring) -> Int? {
    let digits = number.prefix { $0.isNumber }
    switch digits.count {
    case 3: return 1
    case 4: return digits.first == "1" ? Int(digits.prefix(2)) : Int(digits.prefix(1))
    case 5: return Int(digits.prefix(2))
    default: return nil
    }
  }

  private static func leadingNumber(_ word: String) -> Int? { Int(word.prefix { $0.isNumber }) }
}
