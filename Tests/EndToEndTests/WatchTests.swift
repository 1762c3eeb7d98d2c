import Foundation
import TestSupport
import Testing

/// The folder of a stage into which wiping stations put their files.
extension Stage {
  /// A stage on which the first laptop is known, with a folder of arrivals.
  static func withArrivals() throws -> Stage {
    let stage = try Stage(at: .received)
    try #require(
      try stage.type(
        """
        rebond evidence import --device TEST0001B evidence/portable-1/lshw.json --on 2026-09-15 && mkdir in \
        && cp evidence/portable-1/nwipe.log in/b-known.log && cp evidence/portable-2/lshw.json in/c-aside.json \
        && head -c 900 evidence/portable-2/lshw.json >in/d-cut.json && echo "Cher journal" >in/a-letter.txt
        """
      ).status == 0)
    return stage
  }

  static let watch = "rebond evidence watch in --once --interval 0 --on 2026-09-15"

  /// The files of the folder of arrivals and the hash of each, in any of its places, as `place/name`.
  func arrivals() throws -> [String: String] {
    let found = try type("find in -type f -exec sha256sum {} + | sort -k 2").output
    return Dictionary(
      uniqueKeysWithValues: found.split(separator: "\n").map { line in
        (String(line.dropFirst(66)), String(line.prefix(64)))
      })
  }
}

@Suite(.enabled(if: Machine.sqlite3, "no sqlite3 program")) struct `Watching a folder` {
  @Test func `takes what has arrived, and says why the rest is refused`() throws {
    let stage = try Stage.withArrivals()
    let before = try stage.arrivals()
    let answer = try stage.type(Stage.watch)
    #expect(answer.status == 65)
    #expect(answer.output.contains("b-known.log (nwipe) : appareil TES-T00-01B"))
    #expect(answer.output.contains("effacement de EMU-HDD-0001 : effacé"))
    #expect(answer.output.contains("c-aside.json (lshw) : gardé à part"))
    let after = try stage.arrivals()
    #expect(
      after.keys.sorted() == [
        "in/done/b-known.log", "in/done/c-aside.json", "in/refused/a-letter.txt", "in/refused/a-letter.txt.txt",
        "in/refused/d-cut.json", "in/refused/d-cut.json.txt",
      ])
    for (name, hash) in before { #expect(after.values.contains(hash), "\(name) is lost") }
    #expect(try stage.type("cat in/refused/a-letter.txt.txt").output.contains("n'est d'aucun format connu"))
    try stage.expectAllWell()
  }

  @Test func `takes each report of a file that holds several`() throws {
    let stage = try Stage(at: .received)
    try stage.type(
      """
      rebond evidence import --device TEST0001B evidence/portable-1/lshw.json --on 2026-09-15; mkdir in
      cat evidence/portable-1/smartctl-sda.json evidence/portable-1/nwipe.log >in/session.txt; cp in/session.txt session.txt
      """)
    let answer = try stage.type(Stage.watch)
    #expect(answer.status == 0, "\(answer.errors)")
    for said in ["session.txt (1/2) (smartctl)", "session.txt (2/2) (nwipe)", "effacement de EMU-HDD-0001 : effacé"] {
      #expect(answer.output.contains(said), "\(answer.output)")
    }
    #expect(try stage.arrivals().keys.sorted() == ["in/done/session.txt"])
    let tally = try stage.tally()
    let again = try stage.type("rebond evidence import session.txt --on 2026-09-15")
    #expect(again.output.contains("session.txt (2/2) : déjà importé"), "\(again.output)")
    #expect(try stage.tally() == tally)
    try stage.expectAllWell()
  }

  @Test func `takes the same bytes twice without doing anything twice`() throws {
    let stage = try Stage.withArrivals()
    try stage.type("cp -r in again; \(Stage.watch)")
    let tally = try stage.tally()
    #expect(try stage.type("cp again/* in; \(Stage.watch)").output.contains("b-known.log : déjà importé (n° 3)"))
    #expect(try stage.tally() == tally)
    #expect(
      try stage.arrivals().keys.sorted() == [
        "in/done/b-known-2.log", "in/done/b-known.log", "in/done/c-aside-2.json", "in/done/c-aside.json",
        "in/refused/a-letter-2.txt", "in/refused/a-letter-2.txt.txt", "in/refused/a-letter.txt",
        "in/refused/a-letter.txt.txt", "in/refused/d-cut-2.json", "in/refused/d-cut-2.json.txt",
        "in/refused/d-cut.json",
        "in/refused/d-cut.json.txt",
      ])
  }

  @Test func `leaves what is no file, is on its way or is empty`() throws {
    let stage = try Stage(at: .received)
    try stage.type(
      """
      mkdir -p in/inner && cp evidence/portable-1/nwipe.log in/.coming && : >in/empty \
      && ln -s "$PWD/evidence/portable-1/nwipe.log" in/link && mkfifo in/pipe && cp in/.coming in/inner/nwipe.log
      """)
    let answer = try stage.type(Stage.watch)
    #expect(answer.status == 0 && answer.output.contains("encore en cours d'écriture : 1"))
    #expect(try stage.arrivals().keys.sorted() == ["in/.coming", "in/empty", "in/inner/nwipe.log"])
    #expect(try stage.type("rebond evidence list").output.contains("Aucune preuve"))
  }

  @Test func `keeps what a rule refuses, which is kept nowhere else`() throws {
    let stage = try Stage.withArrivals()
    // Received on the 7th: evidence from the day before is of another time.
    let answer = try stage.type("rm in/a* in/c* in/d*; rebond evidence watch in --once --interval 0 --on 2026-09-06")
    #expect(answer.status == 1)
    #expect(try stage.arrivals().keys.sorted() == ["in/refused/b-known.log", "in/refused/b-known.log.txt"])
    #expect(try stage.type("cat in/refused/b-known.log.txt").output.contains("TES-T00-01B"))
  }

  @Test func `takes names that no text can hold, and the longest there are`() throws {
    let stage = try Stage(at: .received)
    try stage.type(
      """
      mkdir in; name=$(printf 'caf\\351.log'); cp evidence/portable-1/nwipe.log "in/$name"
      long=$(printf '%0250d' 1).log; echo Cher >"in/$long"
      """)
    #expect(try stage.type(Stage.watch).status == 65)
    #expect(try stage.type("ls in | wc -l").output.contains("2"))
    #expect(try stage.type("ls in/done | wc -l; ls in/refused | wc -l").output.split(separator: "\n") == ["1", "2"])
  }

  @Test func `is said to be impossible where there is no folder, or nobody acts`() throws {
    let stage = try Stage(at: .received)
    #expect(try stage.type("rebond evidence watch nowhere --once").status == 66)
    #expect(try stage.type("mkdir in; rebond evidence watch in --once --as Inconnu").status == 66)
    #expect(try stage.type("ls in").output == "")
  }
}

@Suite(.enabled(if: Machine.strace && Machine.sqlite3, "strace cannot watch a program here, or no sqlite3 program"))
struct `Watching a folder in bad weather` {
  private func traced(_ injections: String..., line: String = Stage.watch) -> String {
    "strace -f -qq -e signal=none -o /dev/null \(injections.map { "-e inject=\($0)" }.joined(separator: " ")) \(line)"
  }

  @Test func `survives a kill at any moment: no file is lost, and none is taken in twice`() throws {
    let whole = try Stage.withArrivals()
    let before = try whole.arrivals()
    try whole.type(Stage.watch)
    let (tally, places) = (try whole.tally(), try whole.arrivals())
    let counted = try Stage.withArrivals().type(
      "strace -f -qq -e signal=none -e trace=\(Self.calls.joined(separator: ",")) -o calls \(Stage.watch) >/dev/null; cat calls"
    )
    let uses = counted.output.matches(of: /(?m)^\d+ +(\w+)\(/)
      .reduce(into: [String: Int]()) { $0[String($1.1), default: 0] += 1 }
    #expect(uses["renameat2"] == 6)
    for (call, count) in uses.sorted(by: { $0.key < $1.key }) {
      // Every move and every commit; of what is written between them, the first, the middle and the last.
      let isFew = ["write", "pwrite64", "openat"].contains(call)
      for use in isFew ? [1, (count + 1) / 2, count] : Array(1...count) {
        let name = Comment(rawValue: "killed before \(call) \(use)")
        let stage = try Stage.withArrivals()
        let killed = try stage.type(traced("\(call):signal=KILL:when=\(use)"))
        #expect([9, 137].contains(killed.status), name)
        let left = try stage.arrivals()
        for hash in before.values { #expect(left.values.count { $0 == hash } == 1, name) }
        try stage.expectAllWell("base.rebond", name)
        #expect([0, 1, 65].contains(try stage.type(Stage.watch).status), name)
        #expect(try stage.tally() == tally, name)
        #expect(try stage.arrivals() == places, name)
      }
    }
  }

  /// The calls by which files and the database are changed.
  private static let calls = ["renameat2", "?unlink", "unlinkat", "fdatasync", "fsync", "write", "pwrite64"]

  @Test func `needs no more of a share than other programs do`() throws {
    let stage = try Stage.withArrivals()
    let answer = try stage.type(traced("renameat2:error=EINVAL", "flock:error=ENOLCK"))
    #expect(answer.status == 65)
    #expect(
      try stage.arrivals().keys.sorted() == [
        "in/done/b-known.log", "in/done/c-aside.json", "in/refused/a-letter.txt", "in/refused/a-letter.txt.txt",
        "in/refused/d-cut.json", "in/refused/d-cut.json.txt",
      ])
  }

  @Test func `says what it cannot put away, and leaves it for the next time`() throws {
    let stage = try Stage.withArrivals()
    let answer = try stage.type(traced("renameat2:error=EROFS"))
    #expect(answer.status == 73)
    #expect(try stage.arrivals().keys.filter { $0.split(separator: "/").count == 2 }.count == 4)
    #expect(try stage.type(Stage.watch).status == 65)
    #expect(try stage.type("ls -A in | sort").output.split(separator: "\n") == ["done", "refused"])
    try stage.expectAllWell()
  }

  @Test(arguments: ["INT", "TERM"])
  func `ends between two files when it is asked to`(signal: String) throws {
    let stage = try Stage.withArrivals()
    let answer = try stage.type(traced("renameat2:signal=\(signal):when=1"))
    #expect(answer.status == 65)
    #expect(
      try stage.arrivals().keys.sorted() == [
        "in/b-known.log", "in/c-aside.json", "in/d-cut.json", "in/refused/a-letter.txt", "in/refused/a-letter.txt.txt",
      ])
  }

  @Test(arguments: ["INT", "TERM"])
  func `ends while it waits when it is asked to`(signal: String) throws {
    let stage = try Stage.withArrivals()
    let line = "rebond evidence watch in --interval 3600 --on 2026-09-15"
    let answer = try stage.type("timeout -s KILL 60 " + traced("rt_sigtimedwait:signal=\(signal):when=1", line: line))
    #expect(answer.status == 0)
    #expect(answer.output.contains("Fin de la surveillance de « in »."))
    #expect(try stage.arrivals().count == 4)
  }
}
