import CExpat
import Kernel

/// One element of an XML document that a machine wrote.
struct MarkupElement {
  let name: String
  let attributes: [String: String]
  fileprivate(set) var children: [MarkupElement] = []
  /// The text in it, that of its children left out, without blanks around it; nothing when there is none.
  fileprivate(set) var text: String?

  /// The first child of a name.
  subscript(_ name: String) -> MarkupElement? { children.first { $0.name == name } }

  /// All elements below this one, each before those in it.
  var descendants: [MarkupElement] { children.flatMap { [$0] + $0.descendants } }
}

/// Reads XML with the library expat, as far as it is well formed.
///
/// Old tools put control characters into their XML, which no XML may hold: they are passed over and told. Where the rest
/// is damaged or cut, what stands before is kept; the text of an element that was still open there is left out.
struct MarkupDocument {
  let root: MarkupElement?
  let problems: [EvidenceProblem]

  init(_ bytes: [UInt8]) {
    var problems: [EvidenceProblem] = []
    let isLatin = MarkupDocument.saysLatin(bytes)
    var clean = bytes
    let strays = bytes.indices.filter { bytes[$0] < 0x20 && ![0x09, 0x0A, 0x0D].contains(bytes[$0]) }
    for index in strays { clean[index] = 0x20 }
    if let first = strays.first {
      problems.append(.strayBytes(count: strays.count, at: TextPlace(of: first, in: bytes)))
    }
    if !isLatin {
      let repaired = Array(String(decoding: clean, as: UTF8.self).utf8)
      if repaired != clean {
        let first = zip(repaired, clean).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? 0
        problems.append(.strayBytes(count: 1, at: TextPlace(of: first, in: clean)))
        clean = repaired
      }
    }
    let builder = MarkupBuilder()
    let fault = builder.read(clean, encoding: isLatin ? "ISO-8859-1" : "UTF-8")
    if let fault { problems.append(fault) }
    root = builder.finished()
    self.problems = problems
  }

  /// Whether the first line says that each byte is a character; Windows' own code differs in signs no fact needs.
  private static func saysLatin(_ bytes: [UInt8]) -> Bool {
    let head = String(decoding: bytes.prefix(120).prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self).lowercased()
    return ["iso-8859-1", "windows-1252", "latin1", "iso-8859-15"].contains { head.contains($0) }
  }
}

/// Builds the tree while expat reads.
private final class MarkupBuilder {
  /// Deeper than any machine's description.
  static let depthLimit = 256

  private var stack: [MarkupElement] = []
  private var texts: [[UInt8]] = []
  private var root: MarkupElement?
  private var isCut = false
  private var parser: XML_Parser?

  /// Reads the bytes; the problem where reading stopped early.
  func read(_ bytes: [UInt8], encoding: String) -> EvidenceProblem? {
    guard let parser = XML_ParserCreate(encoding) else { return .damaged(at: TextPlace(line: 1, column: 1)) }
    defer { XML_ParserFree(parser) }
    self.parser = parser
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser, { data, name, attributes in MarkupBuilder.of(data)?.begin(name, attributes) },
      { data, _ in MarkupBuilder.of(data)?.end() })
    XML_SetCharacterDataHandler(parser) { data, start, length in MarkupBuilder.of(data)?.add(start, length) }
    let status = bytes.withUnsafeBytes { buffer in
      XML_Parse(parser, buffer.bindMemory(to: CChar.self).baseAddress, Int32(clamping: buffer.count), 1)
    }
    self.parser = nil
    guard status != XML_STATUS_OK else { return nil }
    isCut = true
    let place = TextPlace(
      line: Int(XML_GetCurrentLineNumber(parser)), column: Int(XML_GetCurrentColumnNumber(parser)) + 1)
    let error = XML_GetErrorCode(parser)
    return [XML_ERROR_NO_ELEMENTS, XML_ERROR_UNCLOSED_TOKEN].contains(error) ? .cut(at: place) : .damaged(at: place)
  }

  /// The tree, with the elements that were never closed.
  func finished() -> MarkupElement? {
    while !stack.isEmpty { end() }
    return root
  }

  private static func of(_ data: UnsafeMutableRawPointer?) -> MarkupBuilder? {
    data.map { Unmanaged<MarkupBuilder>.fromOpaque($0).takeUnretainedValue() }
  }

  private func begin(
    _ name: UnsafePointer<XML_Char>?, _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?
  ) {
    if stack.count >= Self.depthLimit, let parser { XML_StopParser(parser, XML_Bool(0)) }
    var read: [String: String] = [:]
    if var pair = attributes {
      while let key = pair[0], let value = pair[1] {
        read[String(cString: key)] = String(cString: value)
        pair += 2
      }
    }
    stack.append(MarkupElement(name: name.map { String(cString: $0) } ?? "", attributes: read))
    texts.append([])
  }

  private func add(_ start: UnsafePointer<XML_Char>?, _ length: Int32) {
    guard let start, !texts.isEmpty else { return }
    let buffer = UnsafeRawBufferPointer(start: start, count: Int(length))
    texts[texts.count - 1].append(contentsOf: buffer)
  }

  private func end() {
    guard var element = stack.popLast(), let bytes = texts.popLast() else { return }
    let text = String(decoding: bytes, as: UTF8.self).trimmed
    element.text = isCut || text.isEmpty ? nil : text
    if stack.isEmpty {
      root = root ?? element
    } else {
      stack[stack.count - 1].children.append(element)
    }
  }
}
