import EtudeCore

extension FoldAlgorithms {
  /// Whole groups, each to one part, class shares as even as whole groups allow.
  ///
  /// The largest group first (equals in shuffled order), each goes where it least increases
  /// Σ over parts p and classes c of n(p,c)² / (w(p) · N(c)²), which is least when every part has its share of every
  /// class; among equals to the part emptiest for its weight. So no part stays empty while there are as many groups
  /// as parts, and where groups have one class each, a class's counts in two folds differ by its largest group at most.
  /// - Parameter weights: the share of the whole that each part should get.
  package static func stratifiedGroups(
    labels: [Int], groups: [Int], weights: [Double], stream: inout RandomStream?
  ) -> [Int] {
    let members = gathered(groups).members
    let classes = (labels.max() ?? 0) + 1
    var totals = [Double](repeating: 0, count: classes)
    for label in labels { totals[label] += 1 }
    var order = Array(members.indices)
    stream?.shuffle(&order)
    order = stablySorted(order) { members[$0].count > members[$1].count }

    var counts = [[Double]](repeating: [Double](repeating: 0, count: classes), count: weights.count)
    var sizes = [Double](repeating: 0, count: weights.count)
    var result = [Int](repeating: 0, count: labels.count)
    for group in order {
      var own: [Int: Double] = [:]
      for item in members[group] { own[labels[item], default: 0] += 1 }
      // Sorted, so that the sum below does not depend on the dictionary's order.
      let shares = own.sorted { $0.key < $1.key }
      var best = 0
      var least = (cost: Double.infinity, size: Double.infinity)
      for part in weights.indices {
        let cost = shares.reduce(0) { sum, share in
          sum + (2 * counts[part][share.key] + share.value) * share.value
            / (weights[part] * totals[share.key] * totals[share.key])
        }
        let size = sizes[part] / weights[part]
        if (cost, size) < least {
          best = part
          least = (cost, size)
        }
      }
      for (label, count) in shares { counts[best][label] += count }
      sizes[best] += Double(members[group].count)
      for item in members[group] { result[item] = best }
    }
    return result
  }

  /// Stratified over groups: as over items where groups are of one size and one class, else `stratifiedGroups`.
  package static func stratifiedFolds(
    labels: [Int], groups: [Int], folds: Int, stream: inout RandomStream?
  ) -> [Int] {
    let members = gathered(groups).members
    let size = members.first?.count ?? 0
    let isEven = members.allSatisfy { group in
      group.count == size && group.allSatisfy { labels[$0] == labels[group[0]] }
    }
    guard isEven else {
      return stratifiedGroups(
        labels: labels, groups: groups, weights: [Double](repeating: 1 / Double(folds), count: folds),
        stream: &stream)
    }
    // In order of first appearance, so that groups of one clip give scikit-learn's folds.
    let inOrder = members.sorted { $0[0] < $1[0] }
    let chosen = stratified(inOrder.map { labels[$0[0]] }, folds: folds, stream: &stream)
    var result = [Int](repeating: 0, count: labels.count)
    for (group, fold) in zip(inOrder, chosen) { for item in group { result[item] = fold } }
    return result
  }
}
