import Glibc

/// The weights of one layer and direction as the scan's matrix products want them.
///
/// Where units fill whole vectors, the input's weights are used where they lie; else rows and columns are padded with
/// zeros, and so padded units stay zero throughout.
final class DirectionWeights {
  typealias Floats = UnsafeMutablePointer<Float>

  let kind: RecurrentKind
  let units: Int
  /// Units in whole vectors.
  let width: Int
  /// Features of each source of input (one, or the two directions of the layer below), and the same as they lie.
  let sources: [(features: Int, width: Int)]
  /// Where the direction's parameters begin in the layer's flat buffer.
  let offset: Int

  private let packedInput: AlignedFloats?
  private let packedState: AlignedFloats
  private let packedStateTransposed: AlignedFloats
  private let packedBias: AlignedFloats

  init(_ layer: RecurrentLayer, index: Int, offset: Int) throws {
    kind = layer.kind
    units = layer.units
    width = wholeVectors(layer.units)
    let below = (features: layer.units, width: width)
    sources = index == 0 ? [(layer.inputs, layer.inputs)] : Array(repeating: below, count: layer.directions)
    self.offset = offset
    let rows = layer.kind.gates * width
    packedInput = try width == units ? nil : AlignedFloats(rows * sources.reduce(0) { $0 + $1.width })
    packedState = try AlignedFloats(rows * width)
    packedStateTransposed = try AlignedFloats(rows * width)
    packedBias = try AlignedFloats(layer.kind.blocks * width)
  }

  /// Features of all sources together.
  var inputs: Int { sources.reduce(0) { $0 + $1.features } }
  /// Rows of the weights, in whole vectors.
  var rows: Int { kind.gates * width }

  private var stateOffset: Int { offset + kind.gates * units * inputs }
  private var biasOffset: Int { stateOffset + kind.gates * units * units }

  /// Bias of each block.
  var bias: Floats { packedBias.start }
  /// `[width, rows]`, columns in the order of the blocks that the state feeds.
  var state: MatrixPlace { MatrixPlace(packedState.start, stride: rows) }
  /// `[rows, width]`.
  var stateTransposed: MatrixPlace { MatrixPlace(packedStateTransposed.start, stride: width) }

  /// `[rows, source's width]` in the order of the blocks that the input feeds.
  func input(_ parameters: UnsafePointer<Float>, source: Int) -> MatrixPlace {
    let column = sources[..<source].reduce(0) { $0 + $1.width }
    if let packedInput {
      return MatrixPlace(packedInput.start + column, stride: sources.reduce(0) { $0 + $1.width })
    }
    return MatrixPlace(Floats(mutating: parameters + offset + column), stride: inputs)
  }

  /// Takes over the parameters' present values.
  func pack(_ parameters: UnsafePointer<Float>) {
    for gate in 0..<kind.gates {
      packInput(parameters, gate: gate)
      let block = kind.stateBlocks[gate] * width
      let source = parameters + stateOffset + gate * units * units
      for unit in 0..<units {
        let row = source + unit * units
        memcpy(packedStateTransposed.start + (block + unit) * width, row, units * 4)
        var place = packedState.start + block + unit
        for column in 0..<units {
          place.pointee = row[column]
          place += rows
        }
      }
    }
    let fromInput = parameters + biasOffset
    let fromState = fromInput + kind.gates * units
    packedBias.clear()
    for gate in 0..<kind.gates {
      let inputBlock = (kind.firstInputBlock + gate) * width
      let stateBlock = kind.stateBlocks[gate] * width
      for unit in 0..<units {
        bias[inputBlock + unit] += fromInput[gate * units + unit]
        bias[stateBlock + unit] += fromState[gate * units + unit]
      }
    }
  }

  private func packInput(_ parameters: UnsafePointer<Float>, gate: Int) {
    guard let packedInput else { return }
    var row = parameters + offset + gate * units * inputs
    var place = packedInput.start + gate * width * sources.reduce(0) { $0 + $1.width }
    for _ in 0..<units {
      for source in sources {
        memcpy(place, row, source.features * 4)
        row += source.features
        place += source.width
      }
    }
  }

  /// Where a source's weights gather their gradient if it can lie there as it comes.
  func inputGradient(_ gradients: Floats, source: Int) -> MatrixPlace? {
    guard packedInput == nil else { return nil }
    return MatrixPlace(gradients + offset + sources[..<source].reduce(0) { $0 + $1.features }, stride: inputs)
  }

  /// Adds a padded gradient `[rows, source's width]` of the input's weights.
  func addInput(_ gradient: AlignedFloats, source: Int, to gradients: Floats) {
    let from = sources[source]
    let column = sources[..<source].reduce(0) { $0 + $1.features }
    for gate in 0..<kind.gates {
      for unit in 0..<units {
        let row = gradient.start + (gate * width + unit) * from.width
        let place = gradients + offset + (gate * units + unit) * inputs + column
        for feature in 0..<from.features { place[feature] += row[feature] }
      }
    }
  }

  /// Adds a gradient `[rows, width]` of the state's weights, rows in the order of the blocks that the state feeds.
  func addState(_ gradient: AlignedFloats, to gradients: Floats) {
    for gate in 0..<kind.gates {
      for unit in 0..<units {
        let row = gradient.start + (kind.stateBlocks[gate] * width + unit) * width
        let place = gradients + stateOffset + (gate * units + unit) * units
        for column in 0..<units { place[column] += row[column] }
      }
    }
  }

  /// Adds gradients of the blocks' biases to both biases.
  func addBias(_ sums: Floats, to gradients: Floats) {
    let toInput = gradients + biasOffset
    let toState = toInput + kind.gates * units
    for gate in 0..<kind.gates {
      let inputBlock = (kind.firstInputBlock + gate) * width
      let stateBlock = kind.stateBlocks[gate] * width
      for unit in 0..<units {
        toInput[gate * units + unit] += sums[inputBlock + unit]
        toState[gate * units + unit] += sums[stateBlock + unit]
      }
    }
  }
}
