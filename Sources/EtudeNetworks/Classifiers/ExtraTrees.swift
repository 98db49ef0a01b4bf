import EtudeCore

/// Extremely randomised trees (Geurts, Ernst, Wehenkel, 2006): every tree splits all vectors, at each node by the best of
/// √dimensions features, each at a threshold drawn at random; trees grow until their leaves are pure. The mean of the
/// leaves' shares answers (scikit-learn's `ExtraTreesClassifier` with its defaults).
package struct ExtraTrees: Classifier {
  /// Nodes of all trees, one tree after another: inner ones with a feature, leaves with −1.
  private var features: [Int32] = []
  private var thresholds: [Float] = []
  /// Of an inner node the node for values up to the threshold; of a leaf its row in `shares`.
  private var lefts: [Int32] = []
  private var rights: [Int32] = []
  /// Each tree's first node.
  private var roots: [Int] = []
  /// Shares of the classes in leaves: first the pure ones, a row a class.
  private var shares: [[Float]]
  private let classes: Int

  /// - Parameter stream: every tree draws from a stream of its own, derived from it.
  /// - Throws: `Failure.interrupted`.
  package init(_ data: LabelledVectors, trees: Int, stream: Digest, work: Work) throws {
    classes = data.classes
    shares = Self.pure(classes)
    let grown = try parallelMap(trees, threads: work.threads) { tree in
      try work.checkCancelled()
      var random = RandomStream(
        Digest.build {
          $0.append(stream)
          $0.append("tree")
          $0.append(tree)
        })
      return GrowingTree(data, random: &random).nodes
    }
    for nodes in grown {
      let offset = Int32(features.count)
      roots.append(features.count)
      for node in nodes {
        switch node {
        case .split(let feature, let threshold, let left, let right):
          append(Int32(feature), threshold, offset + Int32(left), offset + Int32(right))
        case .leaf(let counts):
          let total = counts.reduce(0, +)
          if let pure = counts.firstIndex(of: total) {
            append(-1, 0, Int32(pure), 0)
          } else {
            append(-1, 0, Int32(shares.count), 0)
            shares.append(counts.map { Float($0) / Float(total) })
          }
        }
      }
    }
  }

  private mutating func append(_ feature: Int32, _ threshold: Float, _ left: Int32, _ right: Int32) {
    features.append(feature)
    thresholds.append(threshold)
    lefts.append(left)
    rights.append(right)
  }

  private static func pure(_ classes: Int) -> [[Float]] {
    (0..<classes).map { label in (0..<classes).map { $0 == label ? 1 : 0 } }
  }

  package func probabilities(_ vector: [Float]) -> [Float] {
    var sums = [Double](repeating: 0, count: classes)
    for root in roots {
      var node = root
      while features[node] >= 0 {
        node = Int(vector[Int(features[node])] <= thresholds[node] ? lefts[node] : rights[node])
      }
      for (label, share) in shares[Int(lefts[node])].enumerated() { sums[label] += Double(share) }
    }
    return sums.map { Float($0 / Double(roots.count)) }
  }

  var tensors: [String: Tensor] {
    [
      "features": Tensor(numbers: features.map { Int($0) }),
      "thresholds": Tensor(shape: [thresholds.count], values: thresholds),
      "lefts": Tensor(numbers: lefts.map { Int($0) }), "rights": Tensor(numbers: rights.map { Int($0) }),
      "roots": Tensor(numbers: roots), "shares": Tensor(rows: shares, width: classes),
    ]
  }

  /// - Throws: `Failure` for tensors that are no such classifier's.
  init(_ tensors: ClassifierTensors, dimensions: Int, classes: Int) throws {
    self.classes = classes
    let features = try tensors.numbers("features", in: -1..<dimensions)
    let all = 0..<max(features.count, 1)
    let lefts = try tensors.numbers("lefts", in: 0..<Int(Int32.max))
    let rights = try tensors.numbers("rights", in: all)
    thresholds = try tensors.tensor("thresholds", extents: 1).values
    roots = try tensors.numbers("roots", in: all)
    let shares = try tensors.tensor("shares", extents: 2)
    self.shares = shares.rows
    guard !roots.isEmpty, shares.shape[1] == classes,
      [lefts.count, rights.count, thresholds.count].allSatisfy({ $0 == features.count })
    else { throw ClassifierTensors.unreadable }
    for node in features.indices {
      // Children stand behind their node, so that no walk is endless.
      let isSound =
        features[node] < 0
        ? lefts[node] < self.shares.count
        : lefts[node] > node && rights[node] > node && lefts[node] < features.count
      guard isSound else { throw ClassifierTensors.unreadable }
    }
    self.features = features.map { Int32($0) }
    self.lefts = lefts.map { Int32($0) }
    self.rights = rights.map { Int32($0) }
  }
}

/// One tree as it grows.
private struct GrowingTree {
  enum Node {
    case split(feature: Int, threshold: Float, left: Int, right: Int)
    /// Items of each class.
    case leaf([Int])
  }

  private(set) var nodes: [Node] = []
  private let data: LabelledVectors
  private let tried: Int

  init(_ data: LabelledVectors, random: inout RandomStream) {
    self.data = data
    let dimensions = data.vectors.first?.count ?? 0
    tried = max(1, Int(Double(dimensions).squareRoot()))
    var waiting: [(node: Int, items: [Int])] = [(0, Array(data.vectors.indices))]
    nodes.append(.leaf([]))
    while let (node, items) = waiting.popLast() {
      let counts = self.counts(items)
      guard counts.count(where: { $0 > 0 }) > 1, let split = split(items, counts, dimensions, &random) else {
        nodes[node] = .leaf(counts)
        continue
      }
      let left = items.filter { data.vectors[$0][split.feature] <= split.threshold }
      let right = items.filter { data.vectors[$0][split.feature] > split.threshold }
      nodes[node] = .split(
        feature: split.feature, threshold: split.threshold, left: nodes.count, right: nodes.count + 1)
      waiting.append((nodes.count + 1, right))
      waiting.append((nodes.count, left))
      nodes.append(.leaf([]))
      nodes.append(.leaf([]))
    }
  }

  private func counts(_ items: [Int]) -> [Int] {
    var counts = [Int](repeating: 0, count: data.classes)
    for item in items { counts[data.labels[item]] += 1 }
    return counts
  }

  /// The best of the features that are tried; features that are constant here do not count as tried.
  private func split(
    _ items: [Int], _ counts: [Int], _ dimensions: Int, _ random: inout RandomStream
  ) -> (feature: Int, threshold: Float)? {
    var order = Array(0..<dimensions)
    var best: (feature: Int, threshold: Float, purity: Double)?
    var count = 0
    for place in 0..<dimensions where count < tried {
      order.swapAt(place, place + random.below(dimensions - place))
      let feature = order[place]
      var (low, high) = (Float.infinity, -Float.infinity)
      for item in items {
        low = min(low, data.vectors[item][feature])
        high = max(high, data.vectors[item][feature])
      }
      guard high > low else { continue }
      count += 1
      var threshold = low + Float(random.uniform()) * (high - low)
      // Rounding must not send all items to the left.
      if threshold >= high { threshold = low }
      var left = [Int](repeating: 0, count: data.classes)
      for item in items where data.vectors[item][feature] <= threshold { left[data.labels[item]] += 1 }
      let purity = Self.purity(left) + Self.purity(zip(counts, left).map { $0 - $1 })
      if purity > best?.purity ?? -1 { best = (feature, threshold, purity) }
    }
    return best.map { ($0.feature, $0.threshold) }
  }

  /// Σ n² / n of a side: the larger the sum over both sides, the smaller their weighted Gini impurity.
  private static func purity(_ counts: [Int]) -> Double {
    let total = counts.reduce(0, +)
    return total == 0 ? 0 : counts.reduce(0) { $0 + Double($1 * $1) } / Double(total)
  }
}
