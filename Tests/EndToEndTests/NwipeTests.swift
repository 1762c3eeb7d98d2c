import Foundation
import TestSupport
import Testing

/// nwipe itself, run on loop devices: what it really writes when it succeeds, fails and is stopped, up to the certificate.
@Suite(.enabled(if: Machine.nwipe, "no nwipe, or this account may not make loop devices and small disks"))
struct `nwipe run for real` {
  /// What is typed to erase a file of that size as a disk, its log kept under a name.
  private static func wiping(
    _ image: String, _ size: String, log: String, as method: String = "--method=zero --verify=last --noblank",
    stoppedAfter seconds: Int? = nil
  ) -> String {
    let stop = seconds.map { "timeout -s INT \($0) " } ?? ""
    return """
      truncate -s \(size) \(image) && loop=$(losetup -f --show \(image)) && {
        \(stop)nwipe --autonuke --nogui --nowait \(method) --logfile=\(log) $loop >/dev/null 2>&1
        losetup -d $loop
      }
      """
  }

  private func type(_ line: String, on stage: Stage, status: Int32 = 0) throws -> String {
    let answer = try stage.type(line)
    #expect(answer.status == status, "\(line): \(answer.errors)")
    return answer.output + answer.errors
  }

  @Test func `a failure keeps the gate shut, a success after it is certified`() throws {
    let stage = try Stage(at: .received)
    _ = try type("rebond work triage TEST0001B good", on: stage)
    // A disk that takes no more than three of its eight megabytes.
    _ = try type("mkdir disk && mount -t tmpfs -o size=3m none disk", on: stage)
    _ = try stage.type(Self.wiping("disk/bad.img", "8M", log: "bad.log"))
    _ = try type("umount -l disk", on: stage)
    #expect(try type("rebond evidence import bad.log --device TEST0001B", on: stage).contains(": échoué"))
    _ = try type(#"rebond erasure validate TEST0001B --as "Alix Exemple""#, on: stage, status: 1)

    _ = try type(Self.wiping("good.img", "8M", log: "good.log"), on: stage)
    #expect(try type("rebond evidence import good.log --device TEST0001B", on: stage).contains(": effacé"))
    // One run never counts twice, under whatever name its log comes again.
    #expect(try type("rebond evidence import good.log --device TEST0001B", on: stage).contains("déjà importé"))
    _ = try type("rebond erasure certificate TEST0001B --output too-early.pdf", on: stage, status: 1)
    _ = try type(#"rebond erasure validate TEST0001B --as "Alix Exemple""#, on: stage)
    _ = try type("rebond erasure certificate TEST0001B --output certificat.pdf", on: stage)
    let paper = try type("pdftotext -layout certificat.pdf -", on: stage)
    for told in ["nwipe", "Fill With Zeros", "Clear", "Loopback device"] { #expect(paper.contains(told), "\(told)") }
    let digest = try type("sha256sum <good.log | cut -c 1-64", on: stage).trimmingCharacters(
      in: .whitespacesAndNewlines)
    #expect(paper.contains(digest), "the hash of the log as the machine wrote it")
    #expect(try type("rebond check", on: stage).isEmpty == false)
  }

  @Test func `a run that was stopped erases nothing`() throws {
    let stage = try Stage(at: .received)
    _ = try type("rebond work triage TEST0002D good", on: stage)
    _ = try stage.type(
      Self.wiping(
        "long.img", "700M", log: "stopped.log", as: "--method=dod522022m --rounds=9 --verify=all", stoppedAfter: 1))
    let told = try type("rebond evidence import stopped.log --device TEST0002D", on: stage)
    #expect(told.contains(": interrompu"), "\(told)")
    #expect(try type("rebond work show TEST0002D", on: stage).contains("interrompu"))
    _ = try type(#"rebond erasure validate TEST0002D --as "Alix Exemple""#, on: stage, status: 1)
  }

  /// A dead clock dates a log of today in the past; a loop device, as many disks behind an adapter, tells no serial number.
  @Test func `a clock that was wrong takes a second person, and its log counts once`() throws {
    let stage = try Stage(at: .received)
    for code in ["TEST0001B", "TEST0002D"] { _ = try type("rebond work triage \(code) good", on: stage) }
    _ = try type(Self.wiping("old.img", "8M", log: "now.log"), on: stage)
    _ = try type("sed 's#^\\[[0-9]*/[0-9]*/[0-9]*#[2009/01/02#' now.log >old.log", on: stage)
    let told = try type("rebond evidence import old.log --device TEST0001B", on: stage, status: 1)
    #expect(told.contains("avant que son dernier utilisateur"), "\(told)")
    let number = try #require(told.firstMatch(of: #/rebond erasure vouch-clock ([0-9]+) --device/#)?.1, "\(told)")
    func vouch(for code: String, by person: String, status: Int32 = 0) throws {
      _ = try type(
        #"rebond erasure vouch-clock \#(number) --device \#(code) --reason "pile morte" --as "\#(person)""#, on: stage,
        status: status)
    }
    try vouch(for: "TEST0001B", by: "Camille Exemple", status: 1)
    try vouch(for: "TEST0002D", by: "Alix Exemple", status: 1)
    try vouch(for: "TEST0001B", by: "Alix Exemple")
    try vouch(for: "TEST0001B", by: "Alix Exemple", status: 1)
    // Whoever vouched recorded it: the first person is the second pair of eyes.
    _ = try type(#"rebond erasure validate TEST0001B --as "Alix Exemple""#, on: stage, status: 1)
    _ = try type("rebond erasure validate TEST0001B", on: stage)
    _ = try type("rebond erasure certificate TEST0001B --output certificat.pdf", on: stage)
    let paper = try type("pdftotext -layout certificat.pdf -", on: stage)
    for words in ["pile morte", "8,4 Mo", "2009-01-02"] { #expect(paper.contains(words), "\(words): \(paper)") }
    _ = try type("rebond check", on: stage)
  }

  @Test func `a disk that may not be written and a run that was killed are not erased`() throws {
    let stage = try Stage(at: .received)
    for code in ["TEST0001B", "TEST0002D"] { _ = try type("rebond work triage \(code) good", on: stage) }
    _ = try stage.type(
      """
      truncate -s 8M locked.img && loop=$(losetup -r -f --show locked.img) && {
        nwipe --autonuke --nogui --nowait --method=zero --noblank --logfile=locked.log $loop >/dev/null 2>&1
        losetup -d $loop
      }
      truncate -s 700M killed.img && loop=$(losetup -f --show killed.img) && {
        timeout -s KILL 1 nwipe --autonuke --nogui --nowait --method=dod522022m --rounds=9 --logfile=killed.log $loop \\
          >/dev/null 2>&1
        losetup -d $loop
      }
      """)
    #expect(try type("rebond evidence import locked.log --device TEST0001B", on: stage).contains(": échoué"))
    let killed = try type("rebond evidence import killed.log --device TEST0002D", on: stage)
    #expect(killed.contains(": sans résultat connu"), "\(killed)")
    for code in ["TEST0001B", "TEST0002D"] {
      _ = try type(#"rebond erasure validate \#(code) --as "Alix Exemple""#, on: stage, status: 1)
      _ = try type("rebond erasure certificate \(code) --output \(code).pdf", on: stage, status: 1)
    }
  }
}
