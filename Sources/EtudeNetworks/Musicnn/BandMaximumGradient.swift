import CDNNL
import EtudeCore
import Glibc

/// The way back through a `BandMaximum`.
final class BandMaximumGradient {
  private let forward: BandMaximum
  private let weightGradient, biasGradient: UnsafeMutablePointer<Float>
  private let scaleGradient, shiftGradient: UnsafeMutablePointer<Float>
  private let made: Memory
  private let madeBias: Memory
  private var steps: [Primitive] = []
  /// For each frame and channel the sum of the kernel over the frames of the window that it sees there.
  private var kernelSums: [Float] = []

  init(_ forward: BandMaximum) throws {
    self.forward = forward
    let (context, name, shape) = (forward.context, forward.name, forward.shape)
    func gradient(_ name: String) throws -> UnsafeMutablePointer<Float> {
      guard let gradient = try context.store.place(name).gradients else {
        throw Failure("'\(name)' is frozen and has no gradient")
      }
      return gradient
    }
    weightGradient = try gradient(name + ".weight")
    biasGradient = try gradient(name + ".bias")
    scaleGradient = try gradient(forward.norm + ".weight")
    shiftGradient = try gradient(forward.norm + ".bias")
    var source = try MemoryDescriptor(
      [1, 1, LogMelWindows.frames, LogMelWindows.bands], dnnl_abcd, layer: name)
    var weights = try MemoryDescriptor(
      [shape.filters, 1, shape.frames, shape.bands], dnnl_format_tag_any, layer: name)
    var bias = forward.bias.descriptor
    // The layout is oneDNN's choice: for the map's own blocks it has but its reference code.
    var destination = try MemoryDescriptor(
      forward.activated.descriptor.extents, dnnl_format_tag_any, layer: name)
    var operation = dnnl_convolution_desc_t()
    try check(
      dnnl_convolution_backward_weights_desc_init(
        &operation, dnnl_convolution_direct, &source, &weights, &bias, &destination, [1, 1],
        [Int64(shape.padding.before), 0], [Int64(shape.padding.after), 0]), name)
    let descriptor = try PrimitiveDescriptor(
      &operation, hint: forward.forwardHint, engine: context.engine, layer: name)
    let read = try context.reordered(
      forward.source, as: descriptor.descriptor(dnnl_query_src_md), layer: name, copies: &steps)
    let from = try context.reordered(
      forward.activated, as: descriptor.descriptor(dnnl_query_diff_dst_md), layer: name, copies: &steps)
    let result = try context.memory(descriptor.descriptor(dnnl_query_diff_weights_md))
    madeBias = try context.memory(forward.bias.descriptor)
    steps.append(
      try Primitive(
        descriptor,
        [
          (PrimitiveArgument.source, read), (PrimitiveArgument.destinationGradient, from),
          (PrimitiveArgument.weightsGradient, result),
          (PrimitiveArgument.biasGradient, madeBias),
        ], engine: context.engine))
    made = try context.reordered(result, as: forward.weight.descriptor, layer: name, copies: &steps)
  }

  /// The gradients of scale and shift, of the whole batch: `rows` are those by the network's rows, window by window.
  func begin(_ windows: [Int], _ rows: UnsafeMutablePointer<Float>, stride: Int) {
    let (shape, frames) = (forward.shape, LogMelWindows.frames)
    let extremes = forward.extremes.floats
    var sums = [Double](repeating: 0, count: shape.filters)
    var products = sums
    for window in windows {
      for frame in window * frames..<(window + 1) * frames {
        let row = rows + frame * stride
        let values = extremes + frame * shape.filters
        for channel in 0..<shape.filters {
          let gradient = Double(row[channel])
          sums[channel] += gradient
          products[channel] +=
            gradient * Double((values[channel] - forward.means[channel]) * forward.inverses[channel])
        }
      }
    }
    for channel in 0..<shape.filters {
      shiftGradient[channel] = Float(sums[channel])
      scaleGradient[channel] = Float(products[channel])
    }
    prepareKernelSums()
  }

  private func prepareKernelSums() {
    let (shape, frames) = (forward.shape, LogMelWindows.frames)
    let weight = forward.weight.floats
    kernelSums = Array(repeating: 0, count: frames * shape.filters)
    for channel in 0..<shape.filters {
      let taps = (0..<shape.frames).map { tap in
        let start = (channel * shape.frames + tap) * shape.bands
        return (start..<start + shape.bands).reduce(Float(0)) { $0 + weight[$1] }
      }
      for frame in 0..<frames {
        let first = frame - shape.padding.before
        for tap in 0..<shape.frames where (0..<frames).contains(first + tap) {
          kernelSums[frame * shape.filters + channel] += taps[tap]
        }
      }
    }
  }

  /// The gradients that a window adds, whose sound stands in the source.
  ///
  /// - Parameter input: by scale and shift of the batch norm of the input, added to: the window is `scale · x + shift`.
  func backward(
    window: Int, _ rows: UnsafeMutablePointer<Float>, stride: Int,
    input: inout (scale: Double, shift: Double), inputScale: Float, inputShift: Float
  ) throws {
    try forward.activate()
    let frames = LogMelWindows.frames
    let (shape, map) = (forward.shape, forward.map)
    let address = forward.activated.address
    let places = forward.places
    let total = Float(max(1, forward.count))
    for group in 0..<map.groups {
      let (first, second) = map.place(item: 0, group: group)
      var (factor, level, slope, mean) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
      for lane in 0..<16 {
        guard let channel = map.channel(group: group, lane: lane) else { continue }
        factor[lane] = forward.scale[channel] * forward.inverses[channel]
        mean[lane] = forward.means[channel]
        if forward.usesBatch {
          level[lane] = -factor[lane] * shiftGradient[channel] / total
          slope[lane] = -factor[lane] * scaleGradient[channel] / total * forward.inverses[channel]
        }
      }
      for frame in 0..<frames {
        let start = first + frame * shape.places * map.block
        let base = (window * frames + frame) * shape.filters
        var (pull, pulledPlace) = (Vector.zero, SIMD16<Int32>(repeating: -1))
        for lane in 0..<16 {
          guard let channel = map.channel(group: group, lane: lane) else { continue }
          pull[lane] = rows[frame * stride + channel] * factor[lane]
          pulledPlace[lane] = Int32(places.address.load(fromByteOffset: base + channel, as: UInt8.self))
        }
        var (sum, product) = (Vector.zero, Vector.zero)
        for place in 0..<shape.places {
          let offset = start + place * map.block
          let values = FloatLanes.load(address, offset, second)
          var gradient = level + slope * (values - mean)
          gradient.replace(
            with: gradient + pull, where: pulledPlace .== SIMD16<Int32>(repeating: Int32(place)))
          gradient.replace(with: 0, where: values .<= 0)
          FloatLanes.store(gradient, address, offset, second)
          sum += gradient
          product += gradient * values
        }
        for lane in 0..<16 {
          guard let channel = map.countedChannel(group: group, lane: lane) else { continue }
          let kernel = kernelSums[frame * shape.filters + channel]
          input.shift += Double(sum[lane] * kernel)
          // What the kernel makes of the window without shift and bias, over the scale, is what it makes of x.
          let rest = forward.bias.floats[channel] + inputShift * kernel
          if inputScale != 0 { input.scale += Double((product[lane] - rest * sum[lane]) / inputScale) }
        }
      }
    }
    for step in steps { try step.run() }
    try forward.context.engine.wait()
    for index in 0..<shape.filters * shape.frames * shape.bands {
      weightGradient[index] += made.floats[index]
    }
    for channel in 0..<shape.filters { biasGradient[channel] += madeBias.floats[channel] }
  }
}
