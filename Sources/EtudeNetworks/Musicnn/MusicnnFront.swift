import CDNNL
import EtudeCore
import Glibc

/// musicnn's front over all windows of a batch: the input's batch norm, and for each of five convolutions the greatest
/// values over all bands, side by side.
///
/// A batch has as many windows an item as its longest item. While training, the places that a shorter item leaves over
/// hold its own windows once more, so that batch norms behind see no silence; elsewhere nobody reads them.
final class MusicnnFront: NetworkLayer {
  let output: Signal
  private let name: String
  private let input: Signal
  private let context: LayerContext
  private let isTrained: Bool
  /// Windows an item that there is room for.
  private let steps: Int
  /// A window with frames of zeros before and behind it, as many as the longest kernel sees.
  private let padded: Memory
  private let window: Memory
  private static let margin = PhasedWindow.margin
  private let parts: [any FrontMaximum]
  /// Where nothing is learned: the window's phases.
  private let phases: PhasedWindow?
  private var gradients: [BandMaximumGradient] = []
  private var gradientCopies: [Primitive] = []
  private var gradient: Memory?
  private var inputMean: Float = 0
  private var inputInverse: Float = 1

  /// - Parameter input: `[items, windows, frames, bands]`.
  /// - Parameter context: whose items are the batch's.
  init(_ name: String, _ input: Signal, isTrained: Bool, _ context: LayerContext) throws {
    self.name = name
    self.input = input
    self.context = context
    self.isTrained = isTrained
    steps = input.value.descriptor.extents[1]
    let windows = context.items * steps
    let (frames, bands) = (LogMelWindows.frames, LogMelWindows.bands)
    padded = try context.memory(
      MemoryDescriptor([1, 1, PhasedWindow.paddedFrames, bands], dnnl_abcd, layer: name))
    let window = try Memory(
      MemoryDescriptor([1, 1, frames, bands], dnnl_abcd, layer: name),
      at: padded.address + Self.margin * bands * 4, of: padded, engine: context.engine)
    self.window = window
    if isTrained && context.isDifferentiated {
      phases = nil
      parts = try Musicnn.front.map {
        try BandMaximum($0, of: name, source: window, windows: windows, context)
      }
    } else {
      let phased = try PhasedWindow(padded, context)
      phases = phased
      let maps = try context.pool.take(bytes: PhasedMaximum.mapBytes(Musicnn.front))
      parts = try Musicnn.front.map {
        try PhasedMaximum($0, of: name, window: phased, maps: maps, context)
      }
    }
    let rows = try MemoryDescriptor(
      [windows, MusicnnShapes.frontChannels, LogMelWindows.frames, 1], dnnl_acdb, layer: name)
    output = Signal(try context.memory(rows), wantsGradient: isTrained)
  }

  func prepareBackward() throws {
    guard isTrained, let given = output.gradient else { return }
    gradient = try context.reordered(
      given, as: output.value.descriptor, layer: name, copies: &gradientCopies)
    gradients = try parts.compactMap { $0 as? BandMaximum }.map(BandMaximumGradient.init)
  }

  func reloadWeights() throws { for part in parts { try part.reloadWeights() } }

  private func windows(of item: Int) -> Int { input.lengths?.values?[item] ?? steps }

  /// Places of the windows that there are.
  private var present: [Int] {
    (0..<context.items).flatMap { item in (0..<windows(of: item)).map { item * steps + $0 } }
  }

  /// For each place that a shorter item leaves over the place of the window that stands in it.
  private var repeated: [(place: Int, of: Int)] {
    guard context.isDifferentiated else { return [] }
    return (0..<context.items).flatMap { item in
      (windows(of: item)..<max(steps, windows(of: item))).map {
        (item * steps + $0, item * steps + $0 % windows(of: item))
      }
    }
  }

  func forward() throws {
    let channels = MusicnnShapes.frontChannels
    let size = LogMelWindows.frames * channels
    let present = present
    try settleInput(present)
    for part in parts { part.begin() }
    for place in present {
      if context.cancellation?.isRequested == true { throw Failure.interrupted }
      try fill(place)
      for part in parts {
        try part.forward(
          window: place, into: output.value.floats + place * size + part.shape.channel, stride: channels)
      }
    }
    for part in parts {
      try part.settleStatistics()
      for place in present {
        part.normalise(output.value.floats + place * size + part.shape.channel, stride: channels)
      }
    }
    for (place, source) in repeated {
      memcpy(output.value.floats + place * size, output.value.floats + source * size, size * 4)
    }
  }

  /// Mean and deviation of the input, of the batch or running.
  private func settleInput(_ present: [Int]) throws {
    let norm = name + ".input_norm"
    guard isTrained && context.purpose == .training else {
      inputMean = try context.store.place(norm + ".running_mean").values[0]
      let variance = try context.store.place(norm + ".running_var").values[0]
      inputInverse = 1 / (variance + Musicnn.epsilon).squareRoot()
      return
    }
    let count = Double(present.count * LogMelWindows.size)
    func mean(_ value: (Double) -> Double) -> Double {
      present.reduce(0.0) { sum, place in
        let values = input.value.floats + place * LogMelWindows.size
        return (0..<LogMelWindows.size).reduce(sum) { $0 + value(Double(values[$1])) }
      } / count
    }
    let middle = mean { $0 }
    let variance = mean { ($0 - middle) * ($0 - middle) }
    (inputMean, inputInverse) = (Float(middle), Float(1 / (variance + Double(Musicnn.epsilon)).squareRoot()))
    try BatchNorm.moveStatistics(
      of: norm, mean: [Float(middle)], variance: [Float(variance)], count: Int(count), context.store)
  }

  /// Puts the window at a place, normalised, before the convolutions.
  private func fill(_ place: Int) throws {
    let scale = try context.store.place(name + ".input_norm.weight").values[0] * inputInverse
    let shift = try context.store.place(name + ".input_norm.bias").values[0] - inputMean * scale
    let values = input.value.floats + place * LogMelWindows.size
    let margin = Self.margin * LogMelWindows.bands * 4
    let behind = margin + LogMelWindows.size * 4
    memset(padded.address, 0, margin)
    memset(padded.address + behind, 0, padded.descriptor.bytes - behind)
    for index in 0..<LogMelWindows.size { window.floats[index] = values[index] * scale + shift }
    phases?.mix()
  }

  func backward() throws {
    guard let rows = gradient?.floats else { return }
    for copy in gradientCopies { try copy.run() }
    try context.engine.wait()
    let channels = MusicnnShapes.frontChannels
    let size = LogMelWindows.frames * channels
    for (place, source) in repeated {
      for index in 0..<size { rows[source * size + index] += rows[place * size + index] }
    }
    let present = present
    for (part, gradient) in zip(parts, gradients) {
      gradient.begin(present, rows + part.shape.channel, stride: channels)
    }
    let scale = try context.store.place(name + ".input_norm.weight")
    let shift = try context.store.place(name + ".input_norm.bias")
    var input = (scale: 0.0, shift: 0.0)
    for place in present {
      if context.cancellation?.isRequested == true { throw Failure.interrupted }
      try fill(place)
      for (part, gradient) in zip(parts, gradients) {
        try gradient.backward(
          window: place, rows + place * size + part.shape.channel, stride: channels, input: &input,
          inputScale: scale.values[0], inputShift: shift.values[0])
      }
    }
    scale.gradients?[0] = Float(input.scale)
    shift.gradients?[0] = Float(input.shift)
  }
}
