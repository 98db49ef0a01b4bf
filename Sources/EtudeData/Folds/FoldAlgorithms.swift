import EtudeCore

/// The ways to spread items over folds, each from plain numbers to the fold of every item.
///
/// Without a stream they are scikit-learn's with `shuffle=False`; with one, the same after shuffling.
package enum FoldAlgorithms {
  /// Blocks of items side by side, sizes within one (scikit-learn's KFold).
  package static func plain(_ count: Int, folds: Int, stream: inout RandomStream?) -> [Int] {
    var order = Array(0..<count)
    stream?.shuffle(&order)
    var result = [Int](repeating: 0, count: count)
    for (place, item) in order.enumerated() { result[item] = block(of: place, in: count, folds: folds) }
    return result
  }

  /// The fold of a place when the first `count % folds` folds hold one more than the others.
  private static func block(of place: Int, in count: Int, folds: Int) -> Int {
    let (size, larger) = count.quotientAndRemainder(dividingBy: folds)
    let inLarger = larger * (size + 1)
    return place < inLarger ? place / (size + 1) : larger + (place - inLarger) / max(1, size)
  }

  /// Every fold with each class's share; sizes within one, of every class and of the whole (scikit-learn's
  /// StratifiedKFold since 0.22).
  ///
  /// Classes are numbered by first appearance; with the labels sorted, fold i is allotted the counts of elements
  /// i, i + k, …; a class's items take the fold numbers so allotted, in order or shuffled.
  package static func stratified(_ labels: [Int], folds: Int, stream: inout RandomStream?) -> [Int] {
    var classes: [Int] = []
    var members: [Int: [Int]] = [:]
    for (item, label) in labels.enumerated() {
      if members[label] == nil { classes.append(label) }
      members[label, default: []].append(item)
    }
    var result = [Int](repeating: 0, count: labels.count)
    var first = 0
    for label in classes {
      let items = members[label] ?? []
      var allotted = [Int](repeating: 0, count: folds)
      for place in first..<first + items.count { allotted[place % folds] += 1 }
      first += items.count
      var numbers = allotted.enumerated().flatMap { Array(repeating: $0, count: $1) }
      stream?.shuffle(&numbers)
      for (item, fold) in zip(items, numbers) { result[item] = fold }
    }
    return result
  }

  /// Whole groups, the largest first, each to the fold with fewest items (scikit-learn's GroupKFold).
  package static func grouped(_ groups: [Int], folds: Int, stream: inout RandomStream?) -> [Int] {
    let (names, members) = gathered(groups)
    var order = Array(names.indices)
    stream?.shuffle(&order)
    order = Array(stablySorted(order) { members[$0].count < members[$1].count }.reversed())
    var sizes = [Int](repeating: 0, count: folds)
    var result = [Int](repeating: 0, count: groups.count)
    for group in order {
      let fold = sizes.indices.min { (sizes[$0], $0) < (sizes[$1], $1) } ?? 0
      sizes[fold] += members[group].count
      for item in members[group] { result[item] = fold }
    }
    return result
  }

  /// The distinct groups ascending, and the items of each.
  static func gathered(_ groups: [Int]) -> (names: [Int], members: [[Int]]) {
    let names = Set(groups).sorted()
    let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    var members = [[Int]](repeating: [], count: names.count)
    for (item, group) in groups.enumerated() { places[group].map { members[$0].append(item) } }
    return (names, members)
  }

  /// Sorted, equals in their old order whatever the standard library promises.
  static func stablySorted(_ items: [Int], _ precedes: (Int, Int) -> Bool) -> [Int] {
    items.enumerated().sorted { left, right in
      if precedes(left.element, right.element) { return true }
      if precedes(right.element, left.element) { return false }
      return left.offset < right.offset
    }.map(\.element)
  }
}
