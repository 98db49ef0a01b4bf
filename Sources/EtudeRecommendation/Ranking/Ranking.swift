import Glibc

/// How well a ranking puts what is wanted first.
public enum Ranking {
  /// Share of the first `k` that are relevant (precision at k).
  public static func precision(_ relevance: [Bool], at k: Int) -> Double {
    k > 0 ? Double(relevance.prefix(k).count { $0 }) / Double(k) : 0
  }

  /// Normalised discounted cumulative gain at k (Järvelin and Kekäläinen 2002) with gains 0 and 1; 0 where nothing is
  /// relevant.
  ///
  /// - Parameter relevant: how many are, among the first k or after; those of `relevance` if nil.
  public static func discountedGain(_ relevance: [Bool], at k: Int, relevant: Int? = nil) -> Double {
    let relevant = relevant ?? relevance.count { $0 }
    let gain = relevance.prefix(k).enumerated().reduce(0) { $0 + ($1.element ? discount($1.offset) : 0) }
    return relevant == 0 ? 0 : gain / discounts(min(relevant, k))
  }

  /// What `precision` is on average if `relevant` of `count` are drawn in any order: places that stay empty count as
  /// wrong, as they do there.
  static func chancePrecision(relevant: Int, of count: Int, at k: Int) -> Double {
    guard count > 0, k > 0 else { return 0 }
    return Double(relevant) / Double(count) * Double(min(k, count)) / Double(k)
  }

  /// What `discountedGain` is on average if `relevant` of `count` are drawn in any order.
  static func chanceGain(relevant: Int, of count: Int, at k: Int) -> Double {
    guard relevant > 0 else { return 0 }
    return Double(relevant) / Double(count) * discounts(min(k, count)) / discounts(min(relevant, k))
  }

  private static func discount(_ place: Int) -> Double { 1 / log2(Double(place) + 2) }
  private static func discounts(_ places: Int) -> Double { (0..<places).reduce(0) { $0 + discount($1) } }
}
