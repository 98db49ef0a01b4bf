import Glibc

/// What runs in one piece: a block, or the first convolution with the block behind it.
struct FoldedPart {
  let convolutions: [FoldedConvolution]
  /// Adds its input to its output.
  let isResidual: Bool
  /// Nil if it runs over whole maps.
  let strips: BlockStrips?
  /// Floats of the largest of the maps that are whole, channels rounded up as blocked layouts do.
  let largestMap: Int

  /// The parts of a run of blocks behind a map of so many rows and columns.
  static func parts(
    of blocks: Range<Int>, _ name: String, height: Int, width: Int, _ context: LayerContext
  ) throws -> [FoldedPart] {
    var (height, width) = (height, width)
    var index = blocks.lowerBound
    var parts: [FoldedPart] = []
    while index < blocks.upperBound {
      var convolutions = MobileNetV2.blocks[index].convolutions
      if index == 0, blocks.contains(1) {
        index += 1
        convolutions += MobileNetV2.blocks[index].convolutions
      }
      let folded = try convolutions.map { try FoldedConvolution($0, of: name, context) }
      let strips = BlockStrips(folded, height: height, width: width, context)
      var largest = 0
      for convolution in folded {
        (height, width) = (convolution.extent(after: height), convolution.extent(after: width))
        let isWhole = strips == nil || convolution === folded.last
        if isWhole {
          largest = max(largest, (convolution.convolution.outputs + 15) / 16 * 16 * height * width)
        }
      }
      parts.append(
        FoldedPart(
          convolutions: folded, isResidual: MobileNetV2.blocks[index].isResidual, strips: strips,
          largestMap: largest))
      index += 1
    }
    return parts
  }
}

/// One thing to do of a run of blocks.
enum FoldedStep {
  case run(Primitive)
  /// Moves bytes within memory.
  case move(UnsafeMutableRawPointer, to: UnsafeMutableRawPointer, bytes: Int)

  func run() throws {
    switch self {
    case .run(let primitive): try primitive.run()
    case .move(let from, let target, let bytes): memmove(target, from, bytes)
    }
  }
}
