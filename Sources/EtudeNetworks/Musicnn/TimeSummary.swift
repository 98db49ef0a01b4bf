import CDNNL
import EtudeCore

/// Maximum and mean over time of several maps side by side, by turns: of the first channel its maximum, its mean, and so
/// on. A vector a window.
final class TimeSummary: NetworkLayer {
  let output: Signal
  private let name: String
  private let inputs: [Signal]
  private let maps: [Memory]
  private let context: LayerContext
  private var copies: [Primitive] = []
  private var gradients: [Memory?] = []
  private let channels: [Int]
  private let frames: Int
  /// The frame of each maximum.
  private var places: [UInt16]

  /// - Parameters:
  ///   - inputs: `[windows, channels, frames, 1]` each.
  ///   - context: whose items are windows.
  init(_ name: String, _ inputs: [Signal], _ context: LayerContext) throws {
    self.name = name
    self.inputs = inputs
    self.context = context
    channels = inputs.map(\.features)
    frames = inputs[0].value.descriptor.extents[2]
    var copies: [Primitive] = []
    maps = try inputs.map { input in
      try context.reordered(
        input.value, as: MemoryDescriptor(input.value.descriptor.extents, dnnl_acdb, layer: name),
        layer: name, copies: &copies)
    }
    self.copies = copies
    let width = 2 * channels.reduce(0, +)
    places = Array(repeating: 0, count: context.items * width / 2)
    output = Signal(
      try context.plain([width], layer: name), wantsGradient: inputs.contains(where: \.wantsGradient))
  }

  func prepareBackward() throws {
    guard output.gradient != nil else { return }
    gradients = try zip(inputs, maps).map { input, map in
      guard input.wantsGradient else { return nil }
      let gradient = try context.memory(map.descriptor)
      input.gradient = gradient
      return gradient
    }
  }

  func forward() throws {
    for copy in copies { try copy.run() }
    try context.engine.wait()
    let width = channels.reduce(0, +)
    places.withUnsafeMutableBufferPointer { places in
      for window in 0..<context.items {
        var start = window * width
        for (map, channels) in zip(maps, channels) {
          let values = map.floats + window * frames * channels
          for channel in stride(from: 0, to: channels, by: 8) {
            // The last eight overlap those before where they are fewer.
            let first = min(channel, channels - 8)
            summarise(values + first, stride: channels, start + first, places)
          }
          start += channels
        }
      }
    }
  }

  /// Maxima, where they are first, and means of eight channels.
  private func summarise(
    _ values: UnsafeMutablePointer<Float>, stride: Int, _ start: Int,
    _ places: UnsafeMutableBufferPointer<UInt16>
  ) {
    func eight(_ frame: Int) -> SIMD8<Float> {
      UnsafeRawPointer(values + frame * stride).loadUnaligned(as: SIMD8<Float>.self)
    }
    var (greatest, sum, place) = (eight(0), eight(0), SIMD8<Int32>.zero)
    for frame in 1..<frames {
      let value = eight(frame)
      sum += value
      let isGreater = value .> greatest
      greatest.replace(with: value, where: isGreater)
      place.replace(with: SIMD8(repeating: Int32(frame)), where: isGreater)
    }
    for lane in 0..<8 {
      places[start + lane] = UInt16(place[lane])
      output.value.floats[2 * (start + lane)] = greatest[lane]
      output.value.floats[2 * (start + lane) + 1] = sum[lane] / Float(frames)
    }
  }

  func backward() throws {
    guard let given = output.gradient?.floats else { return }
    let width = channels.reduce(0, +)
    for window in 0..<context.items {
      var start = window * width
      for (gradient, channels) in zip(gradients, channels) {
        if let gradient {
          for channel in 0..<channels {
            let values = gradient.floats + window * frames * channels + channel
            let share = given[2 * (start + channel) + 1] / Float(frames)
            for frame in 0..<frames { values[frame * channels] = share }
            values[Int(places[start + channel]) * channels] += given[2 * (start + channel)]
          }
        }
        start += channels
      }
    }
  }
}

/// A vector a window as a sequence of windows an item: the same numbers seen otherwise.
final class WindowSequence: NetworkLayer {
  let output: Signal
  private let name: String
  private let input: Signal
  private let context: LayerContext

  /// - Parameters:
  ///   - sound: what the windows were made of, which knows how many each item has.
  ///   - context: whose items are the batch's.
  init(_ name: String, _ input: Signal, of sound: Signal, _ context: LayerContext) throws {
    self.name = name
    self.input = input
    self.context = context
    let steps = sound.value.descriptor.extents[1]
    let rows = try MemoryDescriptor([context.items, steps, input.features], dnnl_abc, layer: name)
    output = Signal(
      try Memory(rows, sharing: input.value, engine: context.engine), wantsGradient: input.wantsGradient,
      lengths: sound.lengths)
  }

  func prepareBackward() throws {
    guard let gradient = output.gradient, input.wantsGradient else { return }
    input.gradient = try Memory(input.value.descriptor, sharing: gradient, engine: context.engine)
  }

  func forward() throws {}
  func backward() throws {}
}
