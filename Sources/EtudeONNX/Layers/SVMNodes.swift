import EtudeCore
import EtudeNetworks

/// Its machines by ONNX's operator for them, which joins their probabilities as libsvm does.
extension SVMLayer: ONNXLayer {
  func write(_ nodes: LayerNodes) throws -> String {
    let graph = nodes.graph
    let machines = try Machines(nodes)
    let gamma = try nodes.values("gamma").values
    let kernels = [SVMKernel.rbf: "RBF", .linear: "LINEAR", .poly: "POLY"]
    let asked = try nodes.standardised(nodes.input)
    let attributes: [(String, Attribute)] = [
      ("classlabels_ints", .integers(machines.classes)), ("kernel_type", .text(kernels[kernel] ?? "RBF")),
      // γ, what is added to the product, the power.
      ("kernel_params", .floats(gamma + [0, 3])), ("post_transform", .text("NONE")),
      ("coefficients", .floats(machines.coefficients)), ("rho", .floats(machines.rho)),
      ("support_vectors", .floats(machines.vectors)), ("vectors_per_class", .integers(machines.counts)),
    ]
    let sigmoids: [(String, Attribute)] = [
      ("prob_a", .floats(machines.slopes)), ("prob_b", .floats(machines.offsets)),
    ]
    func ask(_ attributes: [(String, Attribute)]) -> [String] {
      graph.nodes("SVMClassifier", [asked], attributes, outputs: 2, isClassical: true)
    }
    // Genres of which no training item was have a probability of 0.
    let genres = nodes.layer.output.features
    var places = [Float](repeating: 0, count: machines.classes.count * genres)
    for (row, genre) in machines.classes.enumerated() { places[row * genres + genre] = 1 }
    let spread = graph.tensor(
      "\(nodes.layer.name).genres", Tensor(shape: [machines.classes.count, genres], values: places))
    let joined = graph.node("MatMul", [ask(attributes + sigmoids)[1], spread])
    // Without sigmoids the operator gives the class that most machines decide for.
    return graph.swapped(joined, greatestTo: ask(attributes)[0], count: genres)
  }
}

extension Graph {
  /// Rows in which the greatest value has changed places with that at a place.
  fileprivate func swapped(_ rows: String, greatestTo places: String, count: Int) -> String {
    func mark(_ places: String) -> String {
      let column = node("Unsqueeze", [places, integers([1])])
      return node(
        "Cast", [node("Equal", [column, integers(Array(0..<count))])],
        [("to", .integer(GraphTensor.Kind.float.rawValue))])
    }
    let wanted = mark(places)
    let greatest = mark(node("ArgMax", [rows], [("axis", .integer(1)), ("keepdims", .integer(0))]))
    func value(_ mark: String) -> String {
      node("ReduceSum", [node("Mul", [rows, mark]), integers([1])], [("keepdims", .integer(1))])
    }
    let difference = node("Sub", [value(greatest), value(wanted)])
    return node("Add", [rows, node("Mul", [difference, node("Sub", [wanted, greatest])])])
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
