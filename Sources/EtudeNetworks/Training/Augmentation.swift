import EtudeCore
import Glibc

extension TrainingTask {
  /// Masks and mixes a filled batch as the options ask; the same batch of the same epoch always the same way.
  func augment(_ slots: [InputSlot], targets: inout [Float], epoch: Int, batch: Int) throws {
    guard options.augment || options.mixup != nil else { return }
    var random = RandomStream(
      Digest.build {
        $0.append(stream)
        $0.append("augment")
        $0.append(epoch)
        $0.append(batch)
      })
    if options.augment { for slot in slots { slot.mask(&random) } }
    if let strength = options.mixup {
      let share = Float(random.beta(strength))
      let items = targets.count / classes
      let partners = random.permutation(items)
      for slot in slots { slot.mix(partners, share: share) }
      let whole = targets
      for item in 0..<items {
        for genre in 0..<classes {
          targets[item * classes + genre] =
            share * whole[item * classes + genre] + (1 - share) * whole[partners[item] * classes + genre]
        }
      }
    }
  }
}

extension InputSlot {
  /// Two masks over time and two over frequency an item, each up to an eighth of the axis wide, filled with the mean; of
  /// sound each window, filled with silence.
  ///
  /// What a frozen prefix gave is left as it is: its input was masked for nobody.
  func mask(_ random: inout RandomStream) {
    let extents = signal.value.descriptor.extents
    let items = extents[0]
    func ranges(_ extent: Int) -> [Range<Int>] {
      (0..<2).map { _ in
        let width = random.below(max(1, extent / 8) + 1)
        let start = random.below(max(1, extent - width + 1))
        return start..<min(extent, start + width)
      }
    }
    for item in 0..<items {
      switch front {
      case .image(let size):
        // A batch that trains is planar.
        let columns = ranges(size)
        let rows = ranges(size)
        for channel in 0..<3 {
          let values = signal.value.floats + (item * 3 + channel) * size * size
          for masked in columns {
            for row in 0..<size { memset(values + row * size + masked.lowerBound, 0, masked.count * 4) }
          }
          for masked in rows { memset(values + masked.lowerBound * size, 0, masked.count * size * 4) }
        }
      case .frames(_, let bands, _):
        let length = signal.lengths?.values?[item] ?? extents[1]
        let values = signal.value.floats + item * extents[1] * bands
        for steps in ranges(length) { memset(values + steps.lowerBound * bands, 0, steps.count * bands * 4) }
        for masked in ranges(bands) {
          for step in 0..<length { memset(values + step * bands + masked.lowerBound, 0, masked.count * 4) }
        }
      case .sound:
        // Each window by itself; 0 is silence.
        for window in 0..<(signal.lengths?.values?[item] ?? extents[1]) {
          let values = signal.value.floats + (item * extents[1] + window) * LogMelWindows.size
          let bands = LogMelWindows.bands
          for frames in ranges(LogMelWindows.frames) {
            memset(values + frames.lowerBound * bands, 0, frames.count * bands * 4)
          }
          for masked in ranges(bands) {
            for frame in 0..<LogMelWindows.frames {
              memset(values + frame * bands + masked.lowerBound, 0, masked.count * 4)
            }
          }
        }
      case .statistics, .descriptors, .frozen: break
      }
    }
  }

  /// `share` of each item and the rest of its partner; a sequence becomes as long as the longer of the two.
  func mix(_ partners: [Int], share: Float) {
    let count = signal.value.floatCount / partners.count
    let values = signal.value.floats
    let whole = Array(UnsafeBufferPointer(start: values, count: count * partners.count))
    for (item, partner) in partners.enumerated() {
      for index in 0..<count {
        values[item * count + index] =
          share * whole[item * count + index] + (1 - share) * whole[partner * count + index]
      }
    }
    if let lengths = signal.lengths?.values {
      signal.lengths?.values = partners.enumerated().map { max(lengths[$0.offset], lengths[$0.element]) }
    }
  }
}

extension RandomStream {
  /// A number from the symmetric beta distribution with both parameters `strength` (from
  /// two gamma numbers after Marsaglia and Tsang, 2000).
  mutating func beta(_ strength: Double) -> Double {
    let first = gamma(strength)
    let second = gamma(strength)
    return first + second > 0 ? first / (first + second) : 0.5
  }

  private mutating func gamma(_ shape: Double) -> Double {
    if shape < 1 { return gamma(shape + 1) * pow(max(uniform(), 1e-300), 1 / shape) }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let v = (1 + c * x) * (1 + c * x) * (1 + c * x)
      if v > 0 && log(max(uniform(), 1e-300)) < 0.5 * x * x + d - d * v + d * log(v) { return d * v }
    }
  }
}
