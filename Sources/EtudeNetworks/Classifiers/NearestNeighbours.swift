import EtudeCore

/// The classes of the nearest vectors, by Euclidean distance; each neighbour counts the same (scikit-learn's
/// `KNeighborsClassifier` with its defaults). Of equal distances the vector that was learned first is nearer.
package struct NearestNeighbours: Classifier {
  private let vectors: [[Float]]
  private let labels: [Int]
  private let classes: Int
  private let neighbours: Int

  /// - Throws: `Failure` if there are fewer vectors than neighbours.
  package init(_ data: LabelledVectors, neighbours: Int) throws {
    guard data.vectors.count >= neighbours else {
      throw Failure(
        "\(neighbours) neighbours are asked for, and there are \(data.vectors.count) training items",
        fix: "lower 'neighbours'")
    }
    vectors = data.vectors
    labels = data.labels
    classes = data.classes
    self.neighbours = neighbours
  }

  package func probabilities(_ vector: [Float]) -> [Float] {
    let distances = vectors.map { squaredDistance($0, vector) }
    // The nearest so far, the farthest of them last: few, so that they are kept in order by insertion.
    var nearest: [(distance: Double, index: Int)] = []
    for (index, distance) in distances.enumerated() {
      if nearest.count == neighbours, let last = nearest.last, distance >= last.distance { continue }
      let place = nearest.firstIndex { distance < $0.distance } ?? nearest.count
      nearest.insert((distance, index), at: place)
      if nearest.count > neighbours { nearest.removeLast() }
    }
    var shares = [Float](repeating: 0, count: classes)
    for each in nearest { shares[labels[each.index]] += 1 }
    return shares.map { $0 / Float(nearest.count) }
  }

  var tensors: [String: Tensor] {
    [
      "vectors": Tensor(rows: vectors, width: vectors.first?.count ?? 0), "labels": Tensor(numbers: labels),
    ]
  }

  /// - Throws: `Failure` for tensors that are no such classifier's.
  init(_ tensors: ClassifierTensors, neighbours: Int, dimensions: Int, classes: Int) throws {
    let vectors = try tensors.tensor("vectors", extents: 2)
    labels = try tensors.numbers("labels", in: 0..<classes)
    self.vectors = vectors.rows
    self.classes = classes
    self.neighbours = neighbours
    guard vectors.shape == [labels.count, dimensions], labels.count >= neighbours else {
      throw ClassifierTensors.unreadable
    }
  }
}

/// ‖a − b‖², summed in double precision.
func squaredDistance(_ first: [Float], _ second: [Float]) -> Double {
  sum(over: first, second) { left, right in
    let difference = left - right
    return difference * difference
  }
}

/// a · b, summed in double precision.
func innerProduct(_ first: [Float], _ second: [Float]) -> Double { sum(over: first, second) { $0 * $1 } }

/// The sum of what a function gives for each pair of elements, eight pairs at a time, in double precision.
@inline(__always)
private func sum(
  over first: [Float], _ second: [Float], _ term: (SIMD8<Double>, SIMD8<Double>) -> SIMD8<Double>
) -> Double {
  first.withUnsafeBufferPointer { first in
    second.withUnsafeBufferPointer { second in
      /// The terms of so many pairs; lanes beyond them stay 0.
      @inline(__always) func terms(from start: Int, _ pairs: Int) -> SIMD8<Double> {
        var (left, right) = (SIMD8<Double>.zero, SIMD8<Double>.zero)
        for lane in 0..<pairs {
          (left[lane], right[lane]) = (Double(first[start + lane]), Double(second[start + lane]))
        }
        return term(left, right)
      }
      let count = min(first.count, second.count)
      var sums = SIMD8<Double>.zero
      for start in stride(from: 0, through: count - 8, by: 8) { sums += terms(from: start, 8) }
      return (sums + terms(from: count / 8 * 8, count % 8)).sum()
    }
  }
}
