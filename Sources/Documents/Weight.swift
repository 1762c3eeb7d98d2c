import Kernel

extension Int {
  /// Grams as kilograms to the nearest hundred grams, without the unit.
  var kilograms: Text {
    let (whole, tenths) = ((self + 50) / 1000, (self + 50) % 1000 / 100)
    return Text(fr: "\(whole),\(tenths)", en: "\(whole).\(tenths)")
  }
}
