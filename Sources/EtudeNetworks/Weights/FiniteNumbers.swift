extension [Float] {
  /// False if some value is infinite or no number.
  var areFinite: Bool {
    withUnsafeBufferPointer { values in
      guard let start = values.baseAddress else { return true }
      return UnsafePointer(start).areFinite(values.count)
    }
  }
}

extension UnsafePointer<Float> {
  /// False if one of the first `count` values is infinite or no number.
  func areFinite(_ count: Int) -> Bool {
    // Zero times what is no finite number is no number, and so is every sum with it; sixteen at a time.
    var sums = Vector.zero
    let whole = count / 16 * 16
    for index in stride(from: 0, to: whole, by: 16) {
      sums += UnsafeRawPointer(self + index).loadUnaligned(as: Vector.self) * 0
    }
    return sums.sum() == 0 && (whole..<count).allSatisfy { self[$0].isFinite }
  }
}
