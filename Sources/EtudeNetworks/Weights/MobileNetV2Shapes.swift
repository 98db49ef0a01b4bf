/// Names and shapes of MobileNetV2's tensors (Sandler et al., 2018; width 1.0, no top), as tonylins' PyTorch code
/// numbers them.
package enum MobileNetV2Shapes {
  /// Expansion, output channels, repeats and first stride of the bottleneck stages.
  package static let stages: [(expansion: Int, channels: Int, repeats: Int, stride: Int)] = [
    (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1),
  ]

  /// The 260 tensors in the network's order: per convolution its weight `[out, in/groups, height, width]`, then its
  /// batch norm's weight, bias, running mean and running variance `[out]`.
  package static let tensors: [(name: String, shape: [Int])] = {
    var tensors: [(name: String, shape: [Int])] = []
    func add(_ place: String, _ index: Int, _ shape: [Int]) {
      tensors.append(("\(place).\(index).weight", shape))
      for name in ["weight", "bias", "running_mean", "running_var"] {
        tensors.append(("\(place).\(index + 1).\(name)", [shape[0]]))
      }
    }
    add("features.0", 0, [32, 3, 3, 3])
    var (feature, inputs) = (1, 32)
    for stage in stages {
      for _ in 0..<stage.repeats {
        let place = "features.\(feature).conv"
        let hidden = inputs * stage.expansion
        let isExpanded = stage.expansion > 1
        if isExpanded { add(place, 0, [hidden, inputs, 1, 1]) }
        add(place, isExpanded ? 3 : 0, [hidden, 1, 3, 3])
        add(place, isExpanded ? 6 : 3, [stage.channels, hidden, 1, 1])
        (feature, inputs) = (feature + 1, stage.channels)
      }
    }
    add("features.\(feature)", 0, [1280, 320, 1, 1])
    return tensors
  }()
}
