import Foundation
import TestSupport
import Testing

extension OutsideProgram {
  /// What pdftotext reads of a PDF, its lines joined.
  static func text(ofPDF bytes: [UInt8]) throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).pdf")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let answer = try #require(OutsideProgram.pdftotext).run([file.path, "-"])
    return answer.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
