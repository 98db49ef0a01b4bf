/// MobileNetV2 (Sandler et al., 2018), width 1.0, without its classifier: its blocks and their parameters.
///
/// `block0` is the first convolution, `block1` … `block17` the inverted residuals, `block18` the last 1 × 1
/// convolution. The folder `MobileNetV2` holds the network's plan for inference and its input's preparation.
package enum MobileNetV2 {
  /// A convolution with its batch norm.
  package struct Convolution: Hashable {
    /// The checkpoint's names, without `.weight`.
    package let name: String
    package let normName: String
    package let inputs: Int
    package let outputs: Int
    package let kernel: Int
    package let stride: Int
    package let groups: Int
    /// ReLU6 after the batch norm.
    package let isActivated: Bool

    /// `[outputs, inputs / groups, kernel, kernel]`.
    var shape: [Int] { [outputs, inputs / groups, kernel, kernel] }
  }

  package struct Block: Hashable {
    package let convolutions: [Convolution]
    /// Adds the block's input to its output.
    package let isResidual: Bool
  }

  static let blockCount = 19
  static let channels = 1280
  /// Mean and deviation of red, green and blue (0 … 1) over ImageNet.
  package static let mean: [Float] = [0.485, 0.456, 0.406]
  package static let deviation: [Float] = [0.229, 0.224, 0.225]

  /// The 19 blocks in order.
  package static let blocks: [Block] = {
    var blocks = [
      Block(
        convolutions: [
          Convolution(
            name: "features.0.0", normName: "features.0.1", inputs: 3, outputs: 32, kernel: 3, stride: 2,
            groups: 1,
            isActivated: true)
        ], isResidual: false)
    ]
    var inputs = 32
    let rows = [
      (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2),
      (6, 320, 1, 1),
    ]
    for (expansion, outputs, repeats, firstStride) in rows {
      for index in 0..<repeats {
        let stride = index == 0 ? firstStride : 1
        blocks.append(
          invertedResidual(
            "features.\(blocks.count).conv", inputs, outputs, expansion: expansion, stride: stride))
        inputs = outputs
      }
    }
    blocks.append(
      Block(
        convolutions: [
          Convolution(
            name: "features.18.0", normName: "features.18.1", inputs: inputs, outputs: channels, kernel: 1,
            stride: 1, groups: 1, isActivated: true)
        ], isResidual: false))
    return blocks
  }()

  private static func invertedResidual(
    _ name: String, _ inputs: Int, _ outputs: Int, expansion: Int, stride: Int
  ) -> Block {
    let hidden = inputs * expansion
    var convolutions: [Convolution] = []
    func append(_ inputs: Int, _ outputs: Int, kernel: Int, stride: Int, groups: Int, isActivated: Bool) {
      let index = convolutions.count * 3
      convolutions.append(
        Convolution(
          name: "\(name).\(index)", normName: "\(name).\(index + 1)", inputs: inputs, outputs: outputs,
          kernel: kernel, stride: stride, groups: groups, isActivated: isActivated))
    }
    if expansion > 1 { append(inputs, hidden, kernel: 1, stride: 1, groups: 1, isActivated: true) }
    append(hidden, hidden, kernel: 3, stride: stride, groups: hidden, isActivated: true)
    append(hidden, outputs, kernel: 1, stride: 1, groups: 1, isActivated: false)
    return Block(convolutions: convolutions, isResidual: stride == 1 && inputs == outputs)
  }

  /// All parameters, named after the layer: `mobilenetv2.features.0.0.weight` ….
  static func parameters(name: String, frozenBlocks: Int) -> [Parameter] {
    blocks.enumerated().flatMap { index, block in
      block.convolutions.flatMap { convolution in
        Parameter.linear(
          "\(name).\(convolution.name)", shape: convolution.shape, bias: false, isFrozen: index < frozenBlocks
        )
          + Parameter.batchNorm(
            "\(name).\(convolution.normName)", channels: convolution.outputs, isFrozen: index < frozenBlocks)
      }
    }
  }
}
