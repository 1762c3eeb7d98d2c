import Foundation

/// Whether the tests that run the built program are asked for; they are still being completed, and are slow.
let endToEndIsAsked = ProcessInfo.processInfo.environment["REBOND_END_TO_END"] == "1"
