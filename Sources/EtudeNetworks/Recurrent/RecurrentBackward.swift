extension RecurrentScan {
  /// Carries gradients of the loss back through the last `forward`, once.
  ///
  /// - Parameters:
  ///   - sequenceGradient: by every step's output, in the given order, or nil for zero; beyond an item's length unread.
  ///   - lastStateGradient: by the last states `[items, layer.outputs]`, or nil for zero.
  ///   - inputGradient: takes the gradient by the input, zero beyond an item's length; nil where nobody asks for it,
  ///     which is faster.
  ///   - parameterGradients: is added to, as `layer.parameters` lie; nil for a frozen layer.
  package func backward(
    _ parameters: UnsafePointer<Float>, sequenceGradient: UnsafePointer<Float>?,
    lastStateGradient: UnsafePointer<Float>?, order: SequenceOrder,
    inputGradient: UnsafeMutablePointer<Float>?, parameterGradients: UnsafeMutablePointer<Float>?
  ) throws {
    precondition(isForTraining, "made without the memory that training needs")
    if let sequenceGradient { takeSequenceGradient(sequenceGradient, order: order) }
    let batch = batch
    let slices = slices
    for index in scans.indices.reversed() {
      let isTop = index == layer.layers - 1
      for (direction, scan) in scans[index].enumerated() {
        let byLastState = isTop ? lastStateGradient.map { $0 + direction * layer.units } : nil
        scan.beginBackward(byLastState, stride: layer.outputs, batch)
      }
      try team.run(slices.count * layer.directions) { task in
        let slice = task / layer.directions
        try scans[index][task % layer.directions].backward(
          slices[slice], slice: slice, hasOutputGradient: !isTop || sequenceGradient != nil, batch)
      }
      if let parameterGradients {
        for scan in scans[index] {
          try addWeightGradients(of: scan, layer: index, to: parameterGradients)
          scan.addBiases(slices: slices.count, to: parameterGradients)
        }
      }
      if index > 0 {
        for (source, below) in scans[index - 1].enumerated() {
          try multiplyBack(
            parameters, source: source, layer: index,
            into: MatrixPlace(below.outputGradient.start, stride: below.stateStride))
          if !dropouts.isEmpty {
            dropouts[index - 1][source].backward(
              below.outputGradient.start, count: batch.rows * below.stateStride)
          }
        }
      } else if let inputGradient {
        let isDirect = order == .stepsFirst
        try multiplyBack(
          parameters, source: 0, layer: 0,
          into: isDirect
            ? MatrixPlace(inputGradient, stride: layer.inputs) : MatrixPlace(input.start, stride: inputStride)
        )
        if !isDirect { giveInputGradient(to: inputGradient) }
      }
    }
  }

  private func addWeightGradients(
    of scan: DirectionScan, layer index: Int, to gradients: UnsafeMutablePointer<Float>
  ) throws {
    let weights = scan.weights
    for source in weights.sources.indices {
      let width = weights.sources[source].width
      let direct = weights.inputGradient(gradients, source: source)
      try multiply(
        weights.rows, width, batch.rows, inputGates(of: scan).transposed, sourcePlace(source, ofLayer: index),
        into: direct ?? MatrixPlace(weightGradient.start, stride: width), isAdded: direct != nil)
      if direct == nil { weights.addInput(weightGradient, source: source, to: gradients) }
    }
    try multiply(
      weights.rows, scan.width, batch.rows, MatrixPlace(scan.gates.start, stride: scan.gateStride).transposed,
      MatrixPlace(scan.previousStates(batch), stride: scan.stateStride),
      into: MatrixPlace(weightGradient.start, stride: scan.width))
    weights.addState(weightGradient, to: gradients)
  }

  /// The gradient by a source of a layer's input, gathered from the layer's directions.
  private func multiplyBack(
    _ parameters: UnsafePointer<Float>, source: Int, layer index: Int, into place: MatrixPlace
  ) throws {
    for (direction, scan) in scans[index].enumerated() {
      try multiply(
        batch.rows, scan.weights.sources[source].width, scan.weights.rows, inputGates(of: scan),
        scan.weights.input(parameters, source: source), into: place, isAdded: direction > 0)
    }
  }
}
