import CDNNL
import EtudeCore
import Glibc

/// What a input stage makes of one item.
package enum PreparedItem: Sendable {
  case image(RGBImage)
  /// `[steps, features]`: averaged frames, not yet standardised, or what a frozen prefix gives of sound.
  case sequence(steps: Int, values: [Float])
  case sound(LogMelWindows)
  /// Statistics, not yet standardised, or what a frozen prefix gives, row-major.
  case values([Float])
}

extension PreparedItem {
  /// Steps of a sequence or windows of sound; 1 for all else.
  var steps: Int {
    switch self {
    case .sequence(let steps, _): steps
    case .sound(let windows): windows.count
    case .image, .values: 1
    }
  }
}

/// Where a batch enters a network: one a input stage.
package final class InputSlot {
  let front: InputStage
  package let signal: Signal
  private let context: LayerContext
  private let mean: UnsafeMutablePointer<Float>?
  private let deviation: UnsafeMutablePointer<Float>?
  private let colours: [Float]

  /// - Parameter steps: how many steps the longest item has that this input stage makes a sequence of.
  package init(_ front: InputStage, steps: Int, _ context: LayerContext) throws {
    self.front = front
    self.context = context
    var layer: String?
    let extents: [Int]
    var lengths: Signal.Lengths?
    var isImage = false
    switch front {
    case .image(let size):
      extents = [3, size, size]
      isImage = true
    case .frames(let name, let bands, _):
      layer = name
      extents = [steps, bands]
      lengths = Signal.Lengths()
    case .statistics(let name, let bands):
      layer = name
      extents = [2 * bands]
    case .descriptors(let name, let count):
      layer = name
      extents = [count]
    case .sound:
      extents = [steps, LogMelWindows.frames, LogMelWindows.bands]
      lengths = Signal.Lengths()
    case .frozen(let prefix):
      if case .ownLength(_, let features) = prefix.output {
        extents = [steps, features]
        lengths = Signal.Lengths()
      } else {
        extents = try prefix.output.extents()
      }
    }
    signal = Signal(
      try context.plain(extents, layer: layer ?? "the input"),
      wantsGradient: context.purpose == .explanation && !front.isSound, lengths: lengths, isImage: isImage)
    mean = try layer.map { try context.store.place($0 + ".input_mean").values }
    deviation = try layer.map { try context.store.place($0 + ".input_deviation").values }
    var colours: [Float] = []
    if case .image = front {
      for channel in 0..<3 {
        for value in 0..<256 {
          colours.append((Float(value) / 255 - MobileNetV2.mean[channel]) / MobileNetV2.deviation[channel])
        }
      }
    }
    self.colours = colours
  }

  /// Puts items into the batch, in order; as many as it has places.
  package func fill(_ items: [PreparedItem]) throws {
    guard items.count == context.items else {
      throw Failure("a batch of \(context.items) items is given \(items.count)")
    }
    let stride = signal.value.floatCount / context.items
    var lengths: [Int] = []
    for (place, item) in items.enumerated() {
      let target = signal.value.floats + place * stride
      switch item {
      case .image(let image): try fill(target, image: image)
      case .values(let values):
        guard values.count == stride else {
          throw Failure("an item gives \(values.count) values, not \(stride)")
        }
        enter(values, into: target)
      case .sound(let windows):
        guard windows.count > 0, windows.values.count <= stride else {
          throw Failure(
            "an item has \(windows.count) windows, and the batch has room for \(stride / LogMelWindows.size)",
            fix: "prepare all items before training")
        }
        lengths.append(windows.count)
        enter(windows.values, into: target)
        memset(target + windows.values.count, 0, (stride - windows.values.count) * 4)
      case .sequence(let steps, let values):
        guard steps > 0, values.count == steps * signal.features, values.count <= stride else {
          throw Failure(
            "an item gives \(values.count) values in \(steps) steps, and the batch has room for \(stride)",
            fix: "prepare all items before training")
        }
        lengths.append(steps)
        enter(values, into: target)
        memset(target + values.count, 0, (stride - values.count) * 4)
      }
    }
    signal.lengths?.values = lengths
  }

  private func fill(_ target: UnsafeMutablePointer<Float>, image: RGBImage) throws {
    guard case .image(let size) = front, image.width == size, image.height == size else {
      throw Failure("a picture is \(image.width) × \(image.height) and the network wants another size")
    }
    let plane = size * size
    image.pixels.withUnsafeBufferPointer { pixels in
      colours.withUnsafeBufferPointer { colours in
        for pixel in 0..<plane {
          target[pixel] = colours[Int(pixels[3 * pixel])]
          target[plane + pixel] = colours[256 + Int(pixels[3 * pixel + 1])]
          target[2 * plane + pixel] = colours[512 + Int(pixels[3 * pixel + 2])]
        }
      }
    }
  }

  /// Row after row of as many values as there are statistics; as they are where there are none.
  private func enter(_ values: [Float], into target: UnsafeMutablePointer<Float>) {
    guard let mean, let deviation else {
      values.withUnsafeBufferPointer {
        if let base = $0.baseAddress { target.update(from: base, count: values.count) }
      }
      return
    }
    let width = front.standardisedCount
    values.withUnsafeBufferPointer { values in
      for row in 0..<values.count / width {
        for index in 0..<width {
          target[row * width + index] = (values[row * width + index] - mean[index]) / deviation[index]
        }
      }
    }
  }
}

extension InputStage {
  fileprivate var isSound: Bool { if case .sound = self { true } else { false } }

  /// How many means and deviations standardise it; 0 if none.
  var standardisedCount: Int {
    switch self {
    case .frames(_, let bands, _): bands
    case .statistics(_, let bands): 2 * bands
    case .descriptors(_, let count): count
    case .image, .sound, .frozen: 0
    }
  }
}
