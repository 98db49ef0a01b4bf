import CSVM
import EtudeCore

/// The kernel of each training vector with each, as libsvm reads it; it trains machines on any of its rows.
final class KernelMatrix: Sendable {
  let count: Int
  /// Rows of `count + 2` nodes: the row's own number from 1, its kernels, an end.
  /// Written while this is made and never again, so that threads may read it side by side.
  private nonisolated(unsafe) let nodes: UnsafeMutablePointer<svm_node>
  private var width: Int { count + 2 }

  /// - Throws: `Failure.interrupted`.
  init(_ vectors: [[Float]], _ kernel: SVMKernel, gamma: Double, work: Work) throws {
    count = vectors.count
    let width = count + 2
    nodes = .allocate(capacity: max(1, count * width))
    nodes.initialize(repeating: svm_node(index: -1, value: 0), count: count * width)
    svm_set_print_string_function { _ in }
    let rows = try parallelMap(count, threads: work.threads) { row -> [Double] in
      try work.checkCancelled()
      return (row..<vectors.count).map { kernel.value(vectors[row], vectors[$0], gamma: gamma) }
    }
    for (row, values) in rows.enumerated() {
      nodes[row * width] = svm_node(index: 0, value: Double(row + 1))
      for (offset, value) in values.enumerated() {
        let column = row + offset
        nodes[row * width + column + 1] = svm_node(index: Int32(column + 1), value: value)
        nodes[column * width + row + 1] = svm_node(index: Int32(row + 1), value: value)
      }
    }
  }

  deinit { nodes.deallocate() }

  func value(_ first: Int, _ second: Int) -> Double { nodes[first * width + second + 1].value }

  /// A machine that tells two kinds of training vectors apart: its value is above 0 for the first kind.
  struct Machine {
    /// Of each support vector its place among all vectors, and its coefficient.
    let support: [(item: Int, coefficient: Double)]
    let intercept: Double

    func value(of item: Int, in matrix: KernelMatrix) -> Double {
      support.reduce(-intercept) { $0 + $1.coefficient * matrix.value(item, $1.item) }
    }
  }

  /// C-SVC with libsvm's tolerance of 1e-3 and shrinking.
  ///
  /// - Parameters:
  ///   - first, second: places of the two kinds, one or more each.
  ///   - cost: C.
  func machine(_ first: [Int], against second: [Int], cost: Double) throws -> Machine {
    let items = first + second
    var labels = first.map { _ in 1.0 } + second.map { _ in -1.0 }
    var rows: [UnsafeMutablePointer<svm_node>?] = items.map { nodes + $0 * width }
    var parameter = svm_parameter()
    parameter.svm_type = Int32(C_SVC)
    parameter.kernel_type = Int32(PRECOMPUTED)
    parameter.C = cost
    parameter.eps = 1e-3
    parameter.cache_size = 64
    parameter.shrinking = 1
    return try labels.withUnsafeMutableBufferPointer { labels in
      try rows.withUnsafeMutableBufferPointer { rows in
        var problem = svm_problem(l: Int32(items.count), y: labels.baseAddress, x: rows.baseAddress)
        var model = svm_train(&problem, &parameter)
        defer { svm_free_and_destroy_model(&model) }
        guard let made = model?.pointee, made.l > 0, let coefficients = made.sv_coef?[0], let rho = made.rho,
          let places = made.sv_indices
        else { throw Failure("the support vector machine could not be trained", fix: "lower 'c'") }
        return Machine(
          support: (0..<Int(made.l)).map { (items[Int(places[$0]) - 1], coefficients[$0]) },
          intercept: rho[0])
      }
    }
  }
}
