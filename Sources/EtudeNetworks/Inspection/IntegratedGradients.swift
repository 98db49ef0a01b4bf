import EtudeCore

extension InspectedNetwork {
  /// Points between the input that says nothing and the song at which gradients are taken, each in the middle of its part
  /// of the way.
  private static let points = 50

  /// For each place of an input, what it adds to an answer before the softmax, seen from an input that says nothing: the
  /// mean spectrum of the training songs for frames, black for the image, zero for windows of sound. The numbers add up
  /// to the difference between the two answers. Channels of the image and features of a window are summed, but for tags.
  func integrated(_ slot: InputSlot, answer: Int, _ work: Work) throws -> Tensor {
    let entry = EnteredValues(slot)
    var sums = [Double](repeating: 0, count: entry.values.count)
    for point in 0..<Self.points {
      work.progress("gradients", point, of: Self.points)
      entry.enter(share: (Float(point) + 0.5) / Float(Self.points))
      try network.forward(work)
      guard let slope = try gradient(of: answer, by: slot.signal, work) else {
        throw Failure("the network's decision does not depend on its input", fix: "train it first")
      }
      for index in slope.values.indices { sums[index] += Double(slope.values[index]) }
    }
    work.progress("gradients", Self.points, of: Self.points)
    entry.enter(share: 1)
    let parts = entry.values.indices.map { index in
      Float(sums[index] / Double(Self.points) * Double(entry.values[index] - entry.nothing[index]))
    }
    return entry.map(parts)
  }
}

/// What entered a network through a slot, and an input of the same size that says nothing.
struct EnteredValues {
  private let slot: InputSlot
  /// The song's own values, steps beyond it left out.
  let values: [Float]
  /// As many.
  let nothing: [Float]

  /// Of the one item that has been filled in.
  init(_ slot: InputSlot) {
    self.slot = slot
    let memory = slot.signal.value
    let row = slot.signal.isSequence ? slot.signal.features : 1
    let count = slot.signal.lengths?.values?.first.map { $0 * row } ?? memory.floatCount
    values = Array(UnsafeBufferPointer(start: memory.floats, count: count))
    if case .image(let size) = slot.front {
      let plane = size * size
      nothing = (0..<3 * plane).map { -MobileNetV2.mean[$0 / plane] / MobileNetV2.deviation[$0 / plane] }
    } else {
      nothing = Array(repeating: 0, count: count)
    }
  }

  /// Enters a mixture: a share of the song, the rest of what says nothing.
  func enter(share: Float) {
    set { nothing[$0] + share * (values[$0] - nothing[$0]) }
  }

  /// Enters the song with what says nothing over some of its values.
  func enter(covering isCovered: (_ index: Int) -> Bool) {
    set { isCovered($0) ? nothing[$0] : values[$0] }
  }

  private func set(_ value: (Int) -> Float) {
    let target = slot.signal.value.floats
    for index in values.indices { target[index] = value(index) }
  }

  /// Rows and columns of the map over it: of the image its pixels; bands and steps; one row of windows, or one a tag.
  var extents: (rows: Int, columns: Int) {
    if case .image(let size) = slot.front { return (size, size) }
    let features = slot.signal.features
    let hasNoRows = slot.front.view == .sound && slot.front.tags.isEmpty
    return (hasNoRows ? 1 : features, values.count / features)
  }

  /// The row and column of a value.
  func place(of index: Int) -> (row: Int, column: Int) {
    let (rows, columns) = extents
    if case .image = slot.front {
      let pixel = index % (rows * columns)
      return (pixel / columns, pixel % columns)
    }
    let features = slot.signal.features
    return (rows == 1 ? 0 : index % features, index / features)
  }

  /// The sums over the values of each place.
  func map(_ parts: [Float]) -> Tensor {
    let (rows, columns) = extents
    var sums = [Float](repeating: 0, count: rows * columns)
    for (index, part) in parts.enumerated() {
      let (row, column) = place(of: index)
      sums[row * columns + column] += part
    }
    return Tensor(shape: [rows, columns], values: sums)
  }
}
