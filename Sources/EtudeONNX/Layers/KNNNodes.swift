import EtudeCore
import EtudeNetworks

/// The nearest training items by ordinary operators: of equal distances the first is nearer, as in Étude. Distances are
/// taken in double precision, so that rounding does not make another neighbour.
extension KNNLayer: ONNXLayer {
  func write(_ nodes: LayerNodes) throws -> String {
    let graph = nodes.graph
    let name = nodes.layer.name
    let vectors = try nodes.values("vectors")
    let labels = try nodes.values("labels").values.map { Int($0) }
    let genres = nodes.layer.output.features
    let asked = graph.node(
      "Cast", [try nodes.standardised(nodes.input)], [("to", .integer(GraphTensor.Kind.double.rawValue))])
    let known = graph.tensor("\(name).vectors", GraphTensor(doublesOf: vectors))
    // ‖x − v‖² less ‖x‖², which is the same for all v.
    let products = graph.node("MatMul", [asked, graph.transposed(known, [1, 0])])
    let squares = graph.node(
      "ReduceSumSquare", [known], [("axes", .integers([1])), ("keepdims", .integer(0))])
    let distances = graph.node("Sub", [squares, graph.node("Add", [products, products])])
    let nearest = graph.nodes(
      "TopK", [distances, graph.integers([neighbours])], [("largest", .integer(0)), ("axis", .integer(1))],
      outputs: 2)
    // Of each training item a row with a 1 at its genre.
    var rows = [Float](repeating: 0, count: labels.count * genres)
    for (item, label) in labels.enumerated() { rows[item * genres + label] = 1 }
    let shares = graph.tensor("\(name).shares", Tensor(shape: [labels.count, genres], values: rows))
    return graph.mean(graph.node("Gather", [shares, nearest[1]]), over: [1])
  }
}
