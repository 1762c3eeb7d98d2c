import Kernel
import Testing

@testable import Evidence

@Suite struct `A log of several runs, or cut short` {
  private let opening = """
    [2026/03/02 10:00:00]    info: Nwipes config file /etc/nwipe/nwipe.conf exists
    [2026/03/02 10:00:00]    info: Reading nwipe's config file /etc/nwipe/nwipe.conf
    [2026/03/02 10:00:00]    info: nwipe 0.36
    [2026/03/02 10:00:00]    info: Linux version 6.6.22 (builder@buildhost)

    """
  private let found =
    "[2026/03/02 10:00:01]  notice: Found /dev/sda, ATA    , ST500LM021,  500 GB, S/N=W62000RC\n"
  private let wiping = "[2026/03/02 10:00:02]  notice: Invoking method 'PRNG Stream' on /dev/sda\n"
  private let heading = """

    ********************************* Drive Status *********************************
    !   Device | Status | Thru-put | HH:MM:SS | Model/Serial Number
    --------------------------------------------------------------------------------

    """
  private let row = "       sda | Erased |   25 MB/s | 05:31:09 | ST500LM021/W62000RC\n"
  private let closing = """
    --------------------------------------------------------------------------------
    [2026/03/02 15:32:00] Total Throughput   25 MB/s, PRNG Stream, 1R+B+VL
    ********************************************************************************

    [2026/03/02 15:32:00]    info: Nwipe successfully completed. See summary table for details.

    """

  private var wholeRun: String { opening + found + wiping + heading + row + closing }

  private func outcomes(_ log: String) throws -> [[WipeOutcome]] {
    guard case .wipe(let report) = try EvidenceReport(reading: Array(log.utf8)) else {
      throw EvidenceFailure.unrecognised
    }
    return report.runs.map { $0.drives.map(\.outcome) }
  }

  @Test func `tells two runs apart`() throws {
    let aborted = wholeRun.replacing(" Erased ", with: "UABORTED").replacing("W62000RC", with: "OTHER0001")
    let log = aborted + wholeRun
    #expect(try outcomes(log) == [[.aborted], [.erased]])
    guard case .wipe(let report) = try EvidenceReport(reading: Array(log.utf8)) else { return }
    #expect(report.drives.map(\.serial?.usable) == ["OTHER0001", "W62000RC"])
  }

  @Test func `tells a run that was interrupted from the one that follows`() throws {
    #expect(try outcomes(opening + found + wiping + wholeRun) == [[.noOutcome], [.erased]])
    #expect(try outcomes(wholeRun + opening + found + wiping) == [[.erased], [.noOutcome]])
    #expect(try outcomes(opening + found + wiping + found + wiping) == [[.noOutcome], [.noOutcome]])
  }

  @Test func `tells runs of which only the results were kept`() throws {
    #expect(try outcomes(heading + row + closing + heading + row + closing) == [[.erased], [.erased]])
  }

  @Test func `tells a run of which only the wiping was kept`() throws {
    #expect(try outcomes(wholeRun + wiping) == [[.erased], [.noOutcome]])
  }

  @Test func `gives a result of one run to no disk of the next`() throws {
    let second = found.replacing("W62000RC", with: "SECOND001") + wiping
    guard case .wipe(let report) = try EvidenceReport(reading: Array((wholeRun + second).utf8)) else {
      return
    }
    #expect(report.drives.map(\.serial?.usable) == ["W62000RC", "SECOND001"])
    #expect(report.drives.map(\.outcome) == [.erased, .noOutcome])
  }

  /// Every place a log can be cut at: a disk is erased only once its whole row has been written.
  @Test func `is erased at no place before the end of its row`() throws {
    let whole = Array(wholeRun.utf8)
    let endOfRow = Array((opening + found + wiping + heading + row).utf8).count
    let start = Array(opening.utf8).count
    for length in start...whole.count {
      guard case .wipe(let report) = try EvidenceReport(reading: Array(whole.prefix(length))) else { return }
      let erased = report.drives.contains { $0.outcome == .erased }
      #expect(erased == (length >= endOfRow), "cut after \(length) bytes, the row ends after \(endOfRow)")
    }
  }

  @Test func `is erased at no place before the end of its row where no line tells the whole serial`() throws {
    let whole = Array((heading + row + closing).utf8)
    let endOfRow = Array((heading + row).utf8).count
    for length in Array(heading.utf8).count...whole.count {
      guard case .wipe(let report)? = try? EvidenceReport(reading: Array(whole.prefix(length))) else {
        continue
      }
      // A rule of one dash is not yet the rule that shows the row to be whole.
      #expect(report.drives.contains { $0.outcome == .erased } == (length >= endOfRow + 2))
    }
  }

  @Test func `has no outcome for a row cut by a power failure, which the next run writes on`() throws {
    let cut = opening + found + wiping + heading + String(row.dropLast(4))
    #expect(try outcomes(cut + wholeRun) == [[.noOutcome], [.erased]])
  }

  @Test func `has no outcome for a cut row that somebody ended with a line break`() throws {
    let cut = opening + found + wiping + heading + row.replacing("W62000RC", with: "W620")
    #expect(try outcomes(cut) == [[.noOutcome]])
    #expect(try outcomes(cut + opening + found + wiping) == [[.noOutcome], [.noOutcome]])
  }

  @Test func `has an outcome for the first disk when the row of the second is cut`() throws {
    let second = "[2026/03/02 10:00:01]  notice: Found /dev/sdb, ATA    , ST1000,  1 TB, S/N=B1000000\n"
    let wipingBoth = wiping + wiping.replacing("sda", with: "sdb")
    let log = opening + found + second + wipingBoth + heading + row + "       sdb | Era"
    #expect(try outcomes(log) == [[.erased, .noOutcome]])
  }

  @Test(arguments: [
    "       sda | Erased |   25 MB/s | 05:31:09\n",
    "       sda | Erased |   25 MB/s | 05:3 | ST500LM021/W62000RC\n",
    "       sda | Erased |   25 MB/s | 05:99:09 | ST500LM021/W62000RC\n", "       sda | Erased | ST500LM021/W62000RC\n",
    "       sda | Erased |   25 MB/s | 05:31:09 | ST500LM021\n",
    "           | Erased |   25 MB/s | 05:31:09 | ST500LM021/W62000RC\n",
  ])
  func `has no outcome where a row lacks a part`(row: String) throws {
    #expect(try outcomes(opening + found + wiping + heading + row + closing) == [[.noOutcome]])
  }

  @Test func `takes no row outside its table`() throws {
    #expect(try outcomes(opening + found + wiping + row + closing) == [[.noOutcome]])
  }

  @Test func `is refused where it tells of nothing`() {
    let log = "[2026/03/02 10:00:00]    info: Reading nwipe's config file /etc/nwipe/nwipe.conf\n"
    #expect(throws: EvidenceFailure.nothingReported(.nwipe)) { try EvidenceReport(reading: Array(log.utf8)) }
  }

  @Test(
    arguments: [
      ("2026/02/30 10:00:00", nil), ("2026/03/02 24:00:00", nil), ("2026/03/02 10:60:00", nil),
      ("2026/03/02 10:00:60", "2026-03-02 10:00:59"),
      ("2024/02/29 23:59:59", "2024-02-29 23:59:59"),
    ] as [(String, String?)])
  func `has the times of its wall clock`(written: String, stamp: String?) throws {
    let log =
      "[\(written)]    info: nwipe 0.36\n[2026/03/03 10:00:00]  notice: Found /dev/sda, ATA, X, 1 GB, S/N=Y\n"
    guard case .wipe(let report) = try EvidenceReport(reading: Array(log.utf8)) else { return }
    #expect(report.runs.first?.startedAt?.description == stamp ?? "2026-03-03 10:00:00")
  }
}
