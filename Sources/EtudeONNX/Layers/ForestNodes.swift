import EtudeNetworks

/// Its trees by ONNX's operators for classical models, each leaf giving its shares of the genres.
extension ForestLayer: ONNXLayer {
  func write(_ nodes: LayerNodes) throws -> String {
    let genres = nodes.layer.output.features
    let forest = try Trees(nodes, genres: genres)
    return nodes.graph.nodes(
      "TreeEnsembleRegressor", [try nodes.standardised(nodes.input)],
      [
        ("n_targets", .integer(genres)), ("aggregate_function", .text("AVERAGE")),
        ("post_transform", .text("NONE")), ("nodes_treeids", .integers(forest.trees)),
        ("nodes_nodeids", .integers(forest.places)), ("nodes_featureids", .integers(forest.features)),
        ("nodes_values", .floats(forest.thresholds)), ("nodes_modes", .texts(forest.modes)),
        ("nodes_truenodeids", .integers(forest.lefts)), ("nodes_falsenodeids", .integers(forest.rights)),
        ("target_treeids", .integers(forest.targetTrees)), ("target_nodeids", .integers(forest.targetPlaces)),
        ("target_ids", .integers(forest.targets)), ("target_weights", .floats(forest.weights)),
      ], outputs: 1, isClassical: true)[0]
  }
}

/// Nodes of all trees side by side, as ONNX wants them: numbered from 0 in each tree.
private struct Trees {
  var trees: [Int] = []
  var places: [Int] = []
  var features: [Int] = []
  var thresholds: [Float] = []
  var modes: [String] = []
  var lefts: [Int] = []
  var rights: [Int] = []
  var targetTrees: [Int] = []
  var targetPlaces: [Int] = []
  var targets: [Int] = []
  var weights: [Float] = []

  init(_ nodes: LayerNodes, genres: Int) throws {
    func numbers(_ name: String) throws -> [Int] { try nodes.values(name).values.map { Int($0) } }
    let (split, left, right) = (try numbers("features"), try numbers("lefts"), try numbers("rights"))
    let (roots, shares) = (try numbers("roots"), try nodes.values("shares").values)
    let limits = try nodes.values("thresholds").values
    for (tree, root) in roots.enumerated() {
      for node in root..<(tree + 1 < roots.count ? roots[tree + 1] : split.count) {
        let isLeaf = split[node] < 0
        trees.append(tree)
        places.append(node - root)
        features.append(max(0, split[node]))
        thresholds.append(limits[node])
        modes.append(isLeaf ? "LEAF" : "BRANCH_LEQ")
        lefts.append(isLeaf ? 0 : left[node] - root)
        rights.append(isLeaf ? 0 : right[node] - root)
        guard isLeaf else { continue }
        for genre in 0..<genres where shares[left[node] * genres + genre] > 0 {
          targetTrees.append(tree)
          targetPlaces.append(node - root)
          targets.append(genre)
          weights.append(shares[left[node] * genres + genre])
        }
      }
    }
  }
}
