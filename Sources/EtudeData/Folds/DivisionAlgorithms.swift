import EtudeCore

/// The ways to divide items in two, from plain numbers.
package enum DivisionAlgorithms {
  /// Whether each item is on the smaller, tested side; groups stay whole.
  package static func divide(
    labels: [Int], groups: [Int], isUngrouped: Bool, share: Double, isStratified: Bool,
    stream: inout RandomStream?
  ) -> [Bool] {
    let members = FoldAlgorithms.gathered(groups).members
    var isTest: [Bool]
    if isStratified && !isUngrouped {
      isTest = FoldAlgorithms.stratifiedGroups(
        labels: labels, groups: groups, weights: [1 - share, share], stream: &stream
      ).map { $0 == 1 }
    } else {
      let classes = isStratified ? labels : [Int](repeating: 0, count: labels.count)
      isTest = drawn(members, classes: classes, share: share, stream: &stream)
    }
    // Large groups may leave one side empty: the smallest group is the nearest to the share then.
    if members.count >= 2, Set(isTest).count == 1, let smallest = members.min(by: { $0.count < $1.count }) {
      let was = isTest[0]
      for item in smallest { isTest[item] = !was }
    }
    return isTest
  }

  /// Draws units of each class until the class's allotment is reached as nearly as whole units allow.
  private static func drawn(
    _ units: [[Int]], classes: [Int], share: Double, stream: inout RandomStream?
  ) -> [Bool] {
    var isTest = [Bool](repeating: false, count: classes.count)
    let count = (classes.max() ?? -1) + 1
    var sizes = [Int](repeating: 0, count: count)
    for label in classes { sizes[label] += 1 }
    let allotted = allotment(sizes, share: share, stream: &stream)
    var drawn = [Int](repeating: 0, count: count)
    var order = Array(units.indices)
    stream?.shuffle(&order)
    for unit in order.map({ units[$0] }) {
      let label = classes[unit[0]]
      let missing = allotted[label] - drawn[label]
      // A unit is taken if that brings the count nearer to the allotment.
      guard unit.count < 2 * missing else { continue }
      drawn[label] += unit.count
      for item in unit { isTest[item] = true }
    }
    return isTest
  }

  /// Items of each class to test: shares rounded so that the total is the share of all (largest remainders, ties at
  /// random).
  package static func allotment(_ sizes: [Int], share: Double, stream: inout RandomStream?) -> [Int] {
    let exact = sizes.map { Double($0) * share }
    var allotted = exact.map { Int($0.rounded(.down)) }
    let total = Int((Double(sizes.reduce(0, +)) * share).rounded())
    var order = Array(sizes.indices)
    stream?.shuffle(&order)
    // Remainders are compared to nine digits, so that equal shares tie in spite of rounding.
    let remainders = zip(exact, allotted).map { (($0 - Double($1)) * 1e9).rounded() }
    order = FoldAlgorithms.stablySorted(order) { remainders[$0] > remainders[$1] }
    for label in order.prefix(max(0, total - allotted.reduce(0, +))) where allotted[label] < sizes[label] {
      allotted[label] += 1
    }
    return allotted
  }
}
