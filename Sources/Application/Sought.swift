import Kernel

extension Array {
  /// The elements of which one of some texts contains the words sought, whatever their case and accents; all without words.
  func matching(_ words: String?, in texts: (Element) -> [String?]) -> [Element] {
    guard let words else { return self }
    let sought = words.folded
    return filter { element in texts(element).contains { $0?.folded.contains(sought) ?? false } }
  }
}
