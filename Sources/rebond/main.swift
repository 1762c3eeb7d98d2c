import CommandLine
import Foundation

// A reader that stops reading, as `head` does, must not kill the program in the middle of an act.
signal(SIGPIPE, SIG_IGN)
exit(Rebond.run(Array(Swift.CommandLine.arguments.dropFirst()), environment: ProcessInfo.processInfo.environment))
