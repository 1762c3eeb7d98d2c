import CLinux
import CommandLine
import Glibc

// A reader that stops reading, as `head` does, must not kill the program in the middle of an act.
signal(SIGPIPE, SIG_IGN)
exit(Rebond.run(Array(Swift.CommandLine.arguments.dropFirst()), environment: environment()))

/// The variables of the process, by name; Foundation would offer them too, and double what each run costs.
func environment() -> [String: String] {
  var variables: [String: String] = [:]
  var next = rebond_environment()
  while let variable = next?.pointee {
    let parts = String(cString: variable).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
    next = next?.successor()
  }
  return variables
}
