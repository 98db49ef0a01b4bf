import EtudeCore
import EtudeSound

extension Picture {
  /// A convolution's kernels, numbered, on one scale with 0 in its middle.
  ///
  /// Of three channels or fewer, each filter is a row of its channels; of more, a filter a row and a channel a column.
  /// Kernels of one pixel are one map of numbers. Of several filters those without a weight of a hundredth of the
  /// greatest are left out, and it is said how many: training can leave most of a layer near 0.
  ///
  /// - Parameters:
  ///   - values: `[filters, channels, height, width]`, the upper row of a kernel first.
  ///   - first: the number of the first filter.
  ///   - channelNames: what the channels are, such as `red`; numbered where there are none.
  public static func kernels(
    _ values: [Float], filters: Int, channels: Int, height: Int, width: Int, first: Int = 0,
    channelNames: [String] = [], heading: Heading = Heading(), size: PictureSize = .standard
  ) -> Picture {
    guard filters > 0, channels > 0, height > 0, width > 0,
      values.count == filters * channels * height * width
    else { return imageGrid([], heading: heading, size: size) }
    if height == 1, width == 1 {
      return heatMap(
        values, rows: filters, columns: channels, axes: ("filter", "input channel"), unit: "weight",
        signed: true, heading: heading, size: size)
    }
    let raster = Raster(twoSided: values)
    let kernel = height * width
    let strong = (0..<filters).filter { filter in
      let own = values[filter * channels * kernel..<(filter + 1) * channels * kernel]
      return own.contains { abs($0) >= raster.range.upperBound / 100 }
    }
    let numbers = strong.isEmpty ? Array(0..<filters) : strong
    // Of many channels too, those that are read.
    let read = (0..<channels).filter { channel in
      numbers.contains { filter in
        let start = (filter * channels + channel) * kernel
        return values[start..<start + kernel].contains { abs($0) >= raster.range.upperBound / 100 }
      }
    }
    let ways = channels > KernelPlaces.most && !read.isEmpty ? read : Array(0..<channels)
    let faint = filters - numbers.count
    var sketch = Sketch(
      size,
      heading.with(
        faint > 0
          ? "\(faint) of \(filters) filters have no weight of a hundredth of the greatest and are left out"
          : nil,
        ways.count < channels
          ? "\(channels - ways.count) of \(channels) input channels have none either and are left out" : nil,
        raster.range.upperBound < 1e-6 ? "no weight is as large as a millionth" : nil))
    let area = sketch.body.inset(top: 8 * sketch.unit, right: 92 * sketch.unit, bottom: 12 * sketch.unit)
    let bar = sketch.body.inset(top: 20 * sketch.unit)
    sketch.colorBar(
      raster, unit: "weight", in: bar, alongside: bar.y, min(bar.bottom, bar.y + 320 * sketch.unit))
    let place = KernelPlaces(
      filters: numbers.count, channels: ways.count, ratio: Double(height) / Double(width), area, sketch.unit)
    for filter in 0..<place.shownFilters {
      for channel in 0..<place.shownChannels {
        let start = (numbers[filter] * channels + ways[channel]) * kernel
        let box = place.box(filter, channel)
        let image = raster.image(Array(values[start..<start + kernel]), rows: height, columns: width)
        sketch.image(image, in: box, smooth: false)
        sketch.outline(box, .rule)
        if filter < place.groups {
          let number = ways[channel]
          let name = number < channelNames.count ? channelNames[number] : "\(number)"
          guard channelNames.count == channels || channel % place.everyNumber == 0 else { continue }
          sketch.text(
            name, at: Point(x: box.middle.x, y: area.y + 6 * sketch.unit), size: 13, color: .soft,
            across: .middle,
            fitting: place.side * 1.2 * Double(channelNames.count == channels ? 1 : place.everyNumber))
        }
      }
      let box = place.box(filter, 0)
      sketch.text(
        "\(first + numbers[filter])", at: Point(x: box.x - 6 * sketch.unit, y: box.middle.y), size: 13,
        across: .end,
        bold: true)
    }
    let left = [
      place.shownFilters < numbers.count ? "\(numbers.count - place.shownFilters) more filters" : nil,
      place.shownChannels < ways.count ? "\(ways.count - place.shownChannels) more channels each" : nil,
    ].compactMap(\.self)
    if !left.isEmpty {
      sketch.text(
        left.joined(separator: ", "), at: Point(x: area.x, y: sketch.body.bottom), size: 13, color: .soft)
    }
    return sketch.picture(
      "\(filters) kernels of \(channels) channels, \(height) × \(width), weights up to \(Ticks.number(Double(raster.range.upperBound)))"
    )
  }
}

/// Where the kernels of a layer stand in a picture.
private struct KernelPlaces {
  let shownFilters: Int
  let shownChannels: Int
  /// Columns of filters side by side, each as many channels wide.
  let groups: Int
  /// The width of a kernel in pixels.
  let side: Double
  /// Its height.
  private let tall: Double
  private let area: Box
  private let unit: Double

  static let most = 32

  /// Of how many channels' numbers there is room for one.
  var everyNumber: Int { max(1, Int((30 * unit / side).rounded(.up))) }

  init(filters: Int, channels: Int, ratio: Double, _ area: Box, _ unit: Double) {
    shownChannels = min(channels, Self.most)
    shownFilters = min(filters, channels > 3 ? Self.most : 96)
    // Kernels far from square, such as those along time alone, would be lines.
    let ratio = min(5, max(0.15, ratio))
    self.area = area
    self.unit = unit
    let (number, head, gap) = (34 * unit, 16 * unit, 4 * unit)
    let (count, wide) = (shownFilters, Double(shownChannels))
    func side(_ groups: Int) -> Double {
      let rows = Double((count + groups - 1) / groups)
      return min(
        (area.width / Double(groups) - number) / wide - gap, ((area.height - head) / rows - gap) / ratio)
    }
    let best = (1...max(1, count)).max { (side($0), -$0) < (side($1), -$1) } ?? 1
    groups = best
    self.side = max(1, side(best))
    let rows = (count + best - 1) / best
    // As high as a number beside it where there is room.
    let room = (area.height - head) / Double(rows) - gap
    tall = max(1, max(self.side * ratio, min(14 * unit, room)))
  }

  /// Filters go to the right first.
  func box(_ filter: Int, _ channel: Int) -> Box {
    let (row, group) = (filter / groups, filter % groups)
    let gap = 4 * unit
    let cell = (34 * unit + Double(shownChannels) * (side + gap))
    return Box(
      x: area.x + Double(group) * cell + 34 * unit + Double(channel) * (side + gap),
      y: area.y + 16 * unit + Double(row) * (tall + gap), width: side, height: tall)
  }
}
