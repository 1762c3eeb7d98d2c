import Evidence
import Foundation
import Kernel

// Reads mutated files with every reader: none may crash, take long or take much memory. `scripts/fuzz` runs it.

/// One input may take this long, in milliseconds; the largest real file takes less than a tenth of it.
let limit = 1000.0
/// Half a gigabyte over what the program and its seeds need.
var memory = rlimit(rlim_cur: 2 << 30, rlim_max: 2 << 30)
setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &memory)
LastInput.watch()

let arguments = CommandLine.arguments.dropFirst()
guard let count = arguments.first.flatMap({ Int($0) }), let folder = arguments.dropFirst().first else {
  print("usage: Fuzzing COUNT FOLDER [READER [NUMBER]]")
  exit(64)
}
let wanted = arguments.dropFirst(2).first
let only = arguments.dropFirst(3).first.flatMap { Int($0) }
let seeds = Seeds.all(in: URL(filePath: folder))
var failed = false

/// Reads an input as the program does, and takes the names out of it; whether it was read.
func read(_ bytes: [UInt8]) -> Bool {
  // What begins as packed bytes do must not harm either.
  if bytes.count % 64 == 0 { _ = try? EvidenceParts.of([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + bytes) }
  guard let parts = try? EvidenceParts.of(bytes) else { return false }
  var wasRead = false
  for part in parts {
    _ = Redaction.removingNames(from: part)
    guard let sheets = try? EvidenceReport(reading: part).sheets else { continue }
    for sheet in sheets { _ = sheet.json(file: "", in: .fr).text.utf8.count }
    wasRead = true
  }
  return wasRead
}

/// What the processor spent on this program until now, in milliseconds: other programs of the machine do not count.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
}

func column(_ text: String, _ width: Int) -> String { String(repeating: " ", count: max(0, width - text.count)) + text }

if let wanted, let only, let format = EvidenceFormat(rawValue: wanted) {
  let bytes = Mutation(seeds: seeds[format] ?? []).input(only)
  FileHandle.standardOutput.write(Data(bytes))
  exit(0)
}

print("reader            inputs  read %   inputs/s  slowest ms")
for format in EvidenceFormat.allCases where wanted == nil || wanted == format.rawValue {
  let mutation = Mutation(seeds: seeds[format] ?? [])
  var (slowest, slowestInput, wereRead, spent) = (0.0, 0, 0, 0.0)
  for number in 0..<count {
    let bytes = mutation.input(number)
    LastInput.number = Int32(truncatingIfNeeded: number)
    let start = processorTime()
    if read(bytes) { wereRead += 1 }
    let time = processorTime() - start
    spent += time
    if time > slowest { (slowest, slowestInput) = (time, number) }
  }
  let rate = spent > 0 ? Int(Double(count) / spent * 1000) : 0
  print(
    format.rawValue + column(String(count), 24 - format.rawValue.count)
      + column(String(100 * wereRead / max(count, 1)), 8)
      + column(String(rate), 11) + column(String((slowest * 10).rounded() / 10), 12))
  fflush(nil)
  if slowest > limit {
    print("\(format.rawValue): input \(slowestInput) took \(Int(slowest)) ms, over \(Int(limit))")
    failed = true
  }
}
var usage = rusage()
getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
print("largest memory: \(usage.ru_maxrss / 1024) MiB")
exit(failed ? 1 : 0)
