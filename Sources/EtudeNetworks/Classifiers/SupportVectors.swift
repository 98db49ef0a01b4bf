import EtudeCore

/// A support vector machine: C-SVC by libsvm, one machine for each pair of classes (scikit-learn's `SVC`).
///
/// Probabilities come from each pair's values by Platt's sigmoid, which is fitted to what machines of five inner folds say
/// of the items they have not seen, and from the pairs by coupling. The greatest is that of the class that most machines
/// decide for, as scikit-learn's `predict` has it: of a few items the inner folds know so little that sigmoids may turn
/// round. libsvm draws those folds from the C library's shared
/// generator; here they come from a derived stream, so that equal trainings give equal numbers.
package struct SupportVectors: Classifier {
  /// Machines know the classes that have items.
  private let present: [Int]
  private let classes: Int
  private let vectors: [[Float]]
  /// `[pairs][support vectors]`, 0 where a pair does not use a vector.
  private let coefficients: [[Float]]
  private let intercepts: [Float]
  private let sigmoids: [PlattSigmoid]
  private let kernel: SVMKernel
  private let gamma: Float

  private static let innerFolds = 5

  /// - Throws: `Failure.interrupted`.
  package init(_ data: LabelledVectors, cost: Double, kernel: SVMKernel, stream: Digest, work: Work) throws {
    classes = data.classes
    self.kernel = kernel
    present = data.presentClasses
    gamma = Float(SVMKernel.gamma(of: data.vectors))
    let matrix = try KernelMatrix(data.vectors, kernel, gamma: Double(gamma), work: work)
    let pairs = Self.pairs(present)
    let trained = try parallelMap(pairs.count, threads: work.threads) { pair in
      try work.checkCancelled()
      let (first, second) = (data.items(of: pairs[pair].first), data.items(of: pairs[pair].second))
      let machine = try matrix.machine(first, against: second, cost: cost)
      var random = RandomStream(
        Digest.build {
          $0.append(stream)
          $0.append("inner folds")
          $0.append(pairs[pair].first)
          $0.append(pairs[pair].second)
        })
      let sigmoid = try Self.sigmoid(matrix, first, second, cost: cost, &random)
      return (machine: machine, sigmoid: sigmoid)
    }
    let used = Set(trained.flatMap { $0.machine.support.map(\.item) }).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(used, used.indices))
    vectors = used.map { data.vectors[$0] }
    coefficients = trained.map { each in
      var row = [Float](repeating: 0, count: used.count)
      for support in each.machine.support {
        if let place = places[support.item] { row[place] = Float(support.coefficient) }
      }
      return row
    }
    intercepts = trained.map { Float($0.machine.intercept) }
    // As a file holds them, so that a network that was saved says the same as before.
    sigmoids = trained.map {
      PlattSigmoid(slope: Double(Float($0.sigmoid.slope)), offset: Double(Float($0.sigmoid.offset)))
    }
  }

  private static func pairs(_ classes: [Int]) -> [(first: Int, second: Int)] {
    classes.indices.flatMap { first in
      classes.indices.dropFirst(first + 1).map { (classes[first], classes[$0]) }
    }
  }

  /// The sigmoid of a pair, from the values of machines that have not seen the items.
  private static func sigmoid(
    _ matrix: KernelMatrix, _ first: [Int], _ second: [Int], cost: Double, _ random: inout RandomStream
  ) throws -> PlattSigmoid {
    let items = first + second
    let order = random.permutation(items.count)
    var values = [Double](repeating: 0, count: items.count)
    for fold in 0..<innerFolds {
      let range = fold * items.count / innerFolds..<(fold + 1) * items.count / innerFolds
      let held = order[range]
      let kept = Set(order).subtracting(held).sorted()
      let (ones, others) = (kept.filter { $0 < first.count }, kept.filter { $0 >= first.count })
      if ones.isEmpty || others.isEmpty {
        for item in held { values[item] = ones.isEmpty ? (others.isEmpty ? 0 : -1) : 1 }
        continue
      }
      let machine = try matrix.machine(ones.map { items[$0] }, against: others.map { items[$0] }, cost: cost)
      for item in held { values[item] = machine.value(of: items[item], in: matrix) }
    }
    return PlattSigmoid(values, isFirst: items.indices.map { $0 < first.count })
  }

  /// The value of each pair's machine, in the order of the pairs: above 0 for the pair's first class.
  package func values(_ vector: [Float]) -> [Double] {
    let kernels = vectors.map { kernel.value($0, vector, gamma: Double(gamma)) }
    return zip(coefficients, intercepts).map { row, intercept in
      zip(row, kernels).reduce(-Double(intercept)) { $0 + Double($1.0) * $1.1 }
    }
  }

  package func probabilities(_ vector: [Float]) -> [Float] {
    var probabilities = [Float](repeating: 0, count: classes)
    guard present.count > 1 else {
      for label in present { probabilities[label] = 1 }
      return probabilities
    }
    var table = [[Double]](
      repeating: [Double](repeating: 0, count: present.count), count: present.count)
    var values = zip(values(vector), sigmoids).makeIterator()
    var votes = [Int](repeating: 0, count: present.count)
    for first in present.indices {
      for second in present.indices.dropFirst(first + 1) {
        guard let (value, sigmoid) = values.next() else { continue }
        // As in libsvm, so that no pair is ever certain.
        let share = min(max(sigmoid.probability(value), 1e-7), 1 - 1e-7)
        table[first][second] = share
        table[second][first] = 1 - share
        votes[value > 0 ? first : second] += 1
      }
    }
    var coupled = coupledProbabilities(table)
    if let decided = votes.firstIndex(of: votes.max() ?? 0),
      let greatest = coupled.firstIndex(of: coupled.max() ?? 0)
    {
      coupled.swapAt(decided, greatest)
    }
    for (label, probability) in zip(present, coupled) {
      probabilities[label] = Float(probability)
    }
    return probabilities
  }

  var tensors: [String: Tensor] {
    [
      "vectors": Tensor(rows: vectors, width: vectors.first?.count ?? 0),
      "coefficients": Tensor(rows: coefficients, width: vectors.count),
      "intercepts": Tensor(shape: [intercepts.count], values: intercepts),
      "sigmoids": Tensor(rows: sigmoids.map { [Float($0.slope), Float($0.offset)] }, width: 2),
      "classes": Tensor(numbers: present), "gamma": Tensor(shape: [1], values: [gamma]),
    ]
  }

  /// - Throws: `Failure` for tensors that are no such classifier's.
  init(_ tensors: ClassifierTensors, kernel: SVMKernel, dimensions: Int, classes: Int) throws {
    self.classes = classes
    self.kernel = kernel
    present = try tensors.numbers("classes", in: 0..<classes)
    let vectors = try tensors.tensor("vectors", extents: 2)
    let coefficients = try tensors.tensor("coefficients", extents: 2)
    let sigmoids = try tensors.tensor("sigmoids", extents: 2)
    intercepts = try tensors.tensor("intercepts", extents: 1).values
    let pairs = Self.pairs(present).count
    guard let gamma = try tensors.tensor("gamma", extents: 1).values.first,
      Set(present).count == present.count,
      coefficients.shape == [pairs, vectors.shape[0]], sigmoids.shape == [pairs, 2],
      intercepts.count == pairs, pairs == 0 || vectors.shape[1] == dimensions
    else { throw ClassifierTensors.unreadable }
    self.gamma = gamma
    self.vectors = vectors.rows
    self.coefficients = coefficients.rows
    self.sigmoids = sigmoids.rows.map { PlattSigmoid(slope: Double($0[0]), offset: Double($0[1])) }
  }
}
