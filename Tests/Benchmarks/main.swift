import Foundation

/// Measures what happens inside the program; `scripts/bench` measures whole processes, and holds the figures to their bounds.
///
///     Benchmarks make DATABASE COUNT     makes a database of that many devices, by the use cases themselves
///     Benchmarks changes DATABASE NEW    durable acts, beside bare transactions of the same rows in the file NEW
///     Benchmarks opening DATABASE        opening an up-to-date database, once
///     Benchmarks scans DATABASE COUNT    prints scans to feed to `rebond scan`: devices taken in hand, and what is done to them
///     Benchmarks rates                   eligibility decisions and labels
///     Benchmarks snapshots DATABASE FILE COUNT NAME   that many machines' snapshots taken in, durably
///     Benchmarks families DATABASE COUNT a database of that many families invited to a gathering, a device kept for each
///     Benchmarks searches DATABASE       searches as one types, and the history of a device of 200 events
///     Benchmarks list DATABASE OLDER     the rows that a list brought since an older copy, written bare into the copy
///
/// Each figure is a line: its name, then the seconds it took, then the seconds its floor took, where it has one.
do {
  let arguments = Array(CommandLine.arguments.dropFirst())
  switch (arguments.first, arguments.dropFirst().first, arguments.dropFirst(2).first) {
  case ("make", let path?, let count?): try Population.make(path, devices: Int(count) ?? 0)
  case ("changes", let path?, let copy?): try DurableChanges.measure(path, copy: copy)
  case ("opening", let path?, nil): try Opening.measure(path)
  case ("scans", let path?, let count?): try Scans.print(path, count: Int(count) ?? 0)
  case ("rates", nil, nil): try Rates.measure()
  case ("snapshots", let path?, let file?) where arguments.count == 5:
    try Snapshots.measure(path, snapshot: file, count: Int(arguments[3]) ?? 0, name: arguments[4])
  case ("families", let path?, let count?): try Families.make(path, families: Int(count) ?? 0)
  case ("searches", let path?, nil): try Searching.measure(path)
  case ("list", let path?, let copy?): try Lists.measureFloor(path, copy: copy)
  default:
    print(
      """
      usage: Benchmarks make DATABASE COUNT | changes DATABASE NEW | opening DATABASE | scans DATABASE COUNT | rates
        | snapshots DATABASE FILE COUNT NAME | list DATABASE OLDER | searches DATABASE | families DATABASE COUNT
      """)
    exit(64)
  }
} catch {
  print("Benchmarks: \(error)")
  exit(1)
}
