import EtudeCore

extension Frames {
  /// The image view: `settings.size`², the highest band at the top, in `settings.colors`.
  ///
  /// Grey is (dB + range) / range, for MFCC from the clip's least to its greatest, for chroma and power the value;
  /// bilinear between pixel centres without antialiasing; the colour is ⌊256 · grey⌋, at most 255.
  public func image(_ settings: SpectrogramSettings) -> RGBImage {
    let gray = gray(settings)
    let pixels = [UInt8](unsafeUninitializedCapacity: gray.count * 3) { pixels, initialized in
      initialized = gray.count * 3
      guard var pixel = pixels.baseAddress else { return }
      settings.colors.colors.withUnsafeBufferPointer { colors in
        for level in gray {
          let scaled = level * 256
          // Comparisons that a NaN fails, so that any value has a colour.
          let color = 3 * (scaled >= 255 ? 255 : scaled > 0 ? Int(scaled) : 0)
          (pixel[0], pixel[1], pixel[2]) = (colors[color], colors[color + 1], colors[color + 2])
          pixel += 3
        }
      }
    }
    return RGBImage(width: settings.size, height: settings.size, pixels: pixels)
  }

  /// The grey levels that `image(_:)` colours, `[size, size]`, 0 … 1, the top row first.
  public func gray(_ settings: SpectrogramSettings) -> [Float] {
    let size = settings.size
    guard bands > 0, count > 0 else { return Array(repeating: 0, count: size * size) }
    let (offset, scale) = grayScale(settings)
    let rows = Interpolation(from: bands, to: size)
    let columns = Interpolation(from: count, to: size)
    let across = [Float](unsafeUninitializedCapacity: bands * size) { across, initialized in
      initialized = bands * size
      values.withUnsafeBufferPointer { values in
        for band in 0..<bands {
          columns.mix(values, from: band * count) { across[band * size + $0] = ($1 + offset) * scale }
        }
      }
    }
    return [Float](unsafeUninitializedCapacity: size * size) { gray, initialized in
      initialized = size * size
      across.withUnsafeBufferPointer { across in
        for row in 0..<size {
          let near = (bands - 1 - rows.near[row]) * size
          let far = (bands - 1 - rows.far[row]) * size
          let share = rows.share[row]
          for column in 0..<size {
            gray[row * size + column] =
              across[near + column] + (across[far + column] - across[near + column]) * share
          }
        }
      }
    }
  }

  /// What to add to a value, and then to multiply it by, to make it grey.
  private func grayScale(_ settings: SpectrogramSettings) -> (offset: Float, scale: Float) {
    switch settings.kind {
    case .mel, .linear, .logarithmic:
      return settings.level == .power ? (0, 1) : (Float(settings.range), 1 / Float(settings.range))
    case .chroma: return (0, 1)
    case .mfcc:
      let least = values.min() ?? 0
      let greatest = values.max() ?? 0
      return (-least, greatest > least ? 1 / (greatest - least) : 0)
    }
  }
}

/// Bilinear sampling of one axis at the centres of new pixels: two old places and the share of the second.
struct Interpolation {
  let near: [Int]
  let far: [Int]
  let share: [Float]

  init(from old: Int, to new: Int) {
    let positions = (0..<new).map { pixel in
      max(0, (Float(pixel) + 0.5) * (Float(old) / Float(new)) - 0.5)
    }
    near = positions.map { min(Int($0), old - 1) }
    far = near.map { min($0 + 1, old - 1) }
    share = zip(positions, near).map { min(1, $0 - Float($1)) }
  }

  /// Gives `body` each new place with its value, of old ones that begin at `start`.
  @inline(__always)
  func mix(_ values: UnsafeBufferPointer<Float>, from start: Int, _ body: (Int, Float) -> Void) {
    near.withUnsafeBufferPointer { near in
      far.withUnsafeBufferPointer { far in
        share.withUnsafeBufferPointer { share in
          for place in 0..<near.count {
            let (before, after) = (values[start + near[place]], values[start + far[place]])
            body(place, before + (after - before) * share[place])
          }
        }
      }
    }
  }
}
