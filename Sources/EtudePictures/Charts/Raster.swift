import EtudeCore
import EtudeSound

/// Values as coloured pixels.
struct Raster {
  let range: ClosedRange<Float>
  let table: [UInt8]
  /// Whether 0 is the middle of the colours.
  let isTwoSided: Bool

  /// The colours of counts and shares over a range.
  init(counted range: ClosedRange<Float>) {
    table = (0..<256).flatMap { level -> [UInt8] in
      let color = Color.counted(Double(level) / 255)
      return [color.red, color.green, color.blue].map { UInt8(min(255, max(0, ($0 * 255).rounded()))) }
    }
    self.range = range
    isTwoSided = false
  }

  /// Blue below 0, white at 0, vermilion above, as far to both sides as the value farthest from 0.
  init(twoSided values: [Float]) {
    let reach = values.lazy.filter { $0.isFinite }.map { abs($0) }.max() ?? 1
    table = Color.twoSided
    range = -max(reach, 1e-9)...max(reach, 1e-9)
    isTwoSided = true
  }

  /// Colours from the smallest finite value to the largest, or over a range given.
  init(_ values: [Float], table: ColorTable, range: ClosedRange<Float>? = nil) {
    self.table = table.colors
    isTwoSided = false
    if let range {
      self.range = range
    } else {
      let finite = values.lazy.filter { $0.isFinite }
      self.range = (finite.min() ?? 0)...(finite.max() ?? 0)
    }
  }

  /// The colours of sound: decibels, which lie from −80 to 0 below the loudest place, have the same colours in every
  /// picture; other numbers those from the smallest to the largest.
  init(_ frames: Frames, _ axes: SoundAxes, table: ColorTable = .magma) {
    let values = frames.values.lazy.filter { $0.isFinite }
    let levels = (values.min() ?? 0, values.max() ?? 0)
    let isUsual = axes.unit == "dB" && levels.0 >= -80.01 && levels.1 <= 0.01
    self.init(frames.values, table: table, range: isUsual ? -80...0 : nil)
  }

  /// The 0 … 1 of a value; the middle of a range without width.
  func share(_ value: Float) -> Double {
    let span = Double(range.upperBound) - Double(range.lowerBound)
    guard value.isFinite else { return .nan }
    return span > 0 ? (Double(value) - Double(range.lowerBound)) / span : 0.5
  }

  /// The colour of a value; grey if it is not a number.
  func color(_ value: Float) -> Color {
    let share = share(value)
    guard !share.isNaN else { return .missing }
    let index = min(255, max(0, Int(share * 256))) * 3
    return Color(
      red: Double(table[index]) / 255, green: Double(table[index + 1]) / 255,
      blue: Double(table[index + 2]) / 255)
  }

  /// `[rows, columns]`, row by row from the top, as an image of the same size.
  func image(_ values: [Float], rows: Int, columns: Int) -> RGBImage {
    var pixels: [UInt8] = []
    pixels.reserveCapacity(rows * columns * 3)
    for value in values.prefix(rows * columns) {
      let share = share(value)
      if share.isNaN {
        pixels += [200, 200, 200]
      } else {
        let index = min(255, max(0, Int(share * 256))) * 3
        pixels += table[index..<(index + 3)]
      }
    }
    return RGBImage(width: columns, height: rows, pixels: pixels)
  }

  /// Frames as an image, the lowest band at the bottom, columns averaged down to at most `widest`.
  func image(_ frames: Frames, widest: Int) -> RGBImage {
    let columns = min(frames.count, max(1, widest))
    var values: [Float] = []
    values.reserveCapacity(columns * frames.bands)
    for band in stride(from: frames.bands - 1, through: 0, by: -1) {
      for column in 0..<columns {
        let first = column * frames.count / columns
        let last = max(first + 1, (column + 1) * frames.count / columns)
        var sum: Float = 0
        for frame in first..<last { sum += frames[band, frame] }
        values.append(sum / Float(last - first))
      }
    }
    return image(values, rows: frames.bands, columns: columns)
  }
}

extension Sketch {
  /// A colour bar with marks, in a strip at the right of `box`; gives the bar's place.
  ///
  /// - Parameters:
  ///   - colors: what is in the bar instead of the raster's colours, the greatest value's at the top.
  ///   - most: marks beside it at most.
  @discardableResult
  mutating func colorBar(
    _ raster: Raster, unit name: String, in box: Box, alongside top: Double, _ bottom: Double,
    colors: RGBImage? = nil, most: Int = 7
  ) -> Box {
    let bar = Box(
      x: box.right - 70 * unit, y: top, width: (colors == nil ? 16 : 26) * unit, height: bottom - top)
    let table = raster.table
    var pixels: [UInt8] = []
    for level in (0..<256).reversed() { pixels += table[(level * 3)..<(level * 3 + 3)] }
    image(colors ?? RGBImage(width: 1, height: 256, pixels: pixels), in: bar, smooth: false)
    let low = Double(raster.range.lowerBound)
    let high = Double(raster.range.upperBound)
    let plot = Plot(box: bar, x: 0...1, y: low...max(low, high))
    // A low bar has as many marks as stand clear of each other.
    let room = max(2, Int((bottom - top) / (17 * unit)) + 1)
    var free = Double.infinity
    var ticks = Ticks.round(in: low...max(low, high), most: min(most, room))
    // A low bar may have no room for two round numbers: its ends then say how far the colours go.
    if ticks.count < 2, high > low {
      ticks = [low, high].map { Tick(value: $0, label: Ticks.number($0)) }
    }
    for tick in ticks {
      let place = plot.up(tick.value)
      guard place + 8 * unit <= free else { continue }
      free = place - 8 * unit
      line([Point(x: bar.right, y: place), Point(x: bar.right + 4 * unit, y: place)], .soft)
      text(
        tick.label, at: Point(x: bar.right + 8 * unit, y: place), size: 13, color: .soft,
        fitting: box.right + 8 * unit - bar.right)
    }
    if raster.isTwoSided {
      line([Point(x: bar.x, y: plot.up(0)), Point(x: bar.right, y: plot.up(0))], .ink, width: 1.5)
    }
    // Clear of the uppermost mark's number, which may stand at the bar's end.
    text(name, at: Point(x: bar.x, y: top - 17 * unit), size: 13, color: .soft, fitting: 84 * unit)
    return bar
  }
}
