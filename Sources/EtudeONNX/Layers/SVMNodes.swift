import EtudeCore
import EtudeNetworks

/// Its machines by ONNX's operator for them, which joins their probabilities as libsvm does.
extension SVMLayer: ONNXLayer {
  func write(_ nodes: LayerNodes) throws -> String {
    let graph = nodes.graph
    let machines = try Machines(nodes)
    let gamma = try nodes.values("gamma").values
    let kernels = [SVMKernel.rbf: "RBF", .linear: "LINEAR", .poly: "POLY"]
    let answers = graph.nodes(
      "SVMClassifier", [try nodes.standardised(nodes.input)],
      [
        ("classlabels_ints", .integers(machines.classes)), ("kernel_type", .text(kernels[kernel] ?? "RBF")),
        // γ, what is added to the product, the power.
        ("kernel_params", .floats(gamma + [0, 3])), ("post_transform", .text("NONE")),
        ("coefficients", .floats(machines.coefficients)), ("rho", .floats(machines.rho)),
        ("prob_a", .floats(machines.slopes)), ("prob_b", .floats(machines.offsets)),
        ("support_vectors", .floats(machines.vectors)), ("vectors_per_class", .integers(machines.counts)),
      ], outputs: 2, isClassical: true)
    // Genres of which no training item was have a probability of 0.
    let genres = nodes.layer.output.features
    var places = [Float](repeating: 0, count: machines.classes.count * genres)
    for (row, genre) in machines.classes.enumerated() { places[row * genres + genre] = 1 }
    let spread = Tensor(shape: [machines.classes.count, genres], values: places)
    return graph.node("MatMul", [answers[1], graph.tensor("\(nodes.layer.name).genres", spread)])
  }
}

/// The machines of all pairs in libsvm's layout: support vectors class by class, and of each its coefficients against the
/// other classes.
private struct Machines {
  let classes: [Int]
  private(set) var vectors: [Float] = []
  private(set) var coefficients: [Float] = []
  let counts: [Int]
  let rho: [Float]
  let slopes: [Float]
  let offsets: [Float]

  init(_ nodes: LayerNodes) throws {
    let classes = try nodes.values("classes").values.map { Int($0) }
    guard classes.count > 1 else {
      throw Failure(
        "a support vector machine of a single genre cannot be written as ONNX", fix: "fit it to two or more")
    }
    let (given, rows) = (try nodes.values("vectors"), try nodes.values("coefficients"))
    let (count, width) = (given.shape[0], given.shape[1])
    let pairs = classes.indices.flatMap { first in
      classes.indices.dropFirst(first + 1).map { (first: first, second: $0) }
    }
    // A vector's coefficient is above 0 where it is of a pair's first class.
    var owner = [Int](repeating: 0, count: count)
    for (pair, each) in pairs.enumerated() {
      for vector in 0..<count {
        let coefficient = rows.values[pair * count + vector]
        if coefficient != 0 { owner[vector] = coefficient > 0 ? each.first : each.second }
      }
    }
    let order = classes.indices.flatMap { own in (0..<count).filter { owner[$0] == own } }
    counts = classes.indices.map { own in owner.count { $0 == own } }
    for vector in order { vectors += given.values[vector * width..<(vector + 1) * width] }
    for other in 0..<classes.count - 1 {
      for vector in order {
        let against = other < owner[vector] ? other : other + 1
        let pair = pairs.firstIndex {
          $0 == (min(owner[vector], against), max(owner[vector], against))
        }
        coefficients.append(pair.map { rows.values[$0 * count + vector] } ?? 0)
      }
    }
    self.classes = classes
    rho = try nodes.values("intercepts").values.map { -$0 }
    let sigmoids = try nodes.values("sigmoids").values
    slopes = stride(from: 0, to: sigmoids.count, by: 2).map { sigmoids[$0] }
    offsets = stride(from: 1, to: sigmoids.count, by: 2).map { sigmoids[$0] }
  }
}
