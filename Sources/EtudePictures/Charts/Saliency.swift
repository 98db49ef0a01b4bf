import EtudeCore
import EtudeSound

extension Picture {
  /// What in the spectrogram a decision rests on: the spectrogram in grey, the saliency over it in colour.
  ///
  /// - Parameters:
  ///   - frames: the spectrogram, `[bands, frames]`.
  ///   - saliency: any resolution, the lowest band first, 0 where nothing rests.
  ///   - times: of its columns, from the first frame on; nil to stretch them evenly over the spectrogram.
  ///   - decision: the genre that it speaks for.
  ///   - probability: of that genre, 0 … 1, if it is known.
  ///   - method: how it was found.
  public static func saliency(
    over frames: Frames, axes: SoundAxes = SoundAxes(), saliency: Frames,
    times: StepTimes? = nil, decision: String = "",
    probability: Double? = nil, method: String = "", heading: Heading = Heading(),
    size: PictureSize = .standard
  ) -> Picture {
    let decided =
      decision.isEmpty
      ? "" : "what speaks for \(decision)" + (probability.map { ", \(Ticks.percent($0)) probable" } ?? "")
    let speaks = [decided, method].filter { !$0.isEmpty }.joined(separator: " · ")
    let spots = SaliencySpots(saliency, times: times)
    let (saliency, times) = (spots.map, spots.times)
    let scale = SaliencyScale(saliency.values)
    var sketch = Sketch(size, heading.with(decided, method, spots.remark, scale.remark))
    guard frames.count > 0, frames.bands > 0, saliency.count > 0, saliency.bands > 0 else {
      sketch.nothing("no frames to show")
      return sketch.picture("saliency without frames")
    }
    let area = sketch.body.inset(top: 14 * sketch.unit)
    let plot = sketch.axes(
      in: area.inset(right: 86 * sketch.unit), x: axes.time(frames.count), y: axes.rows(frames.bands))
    // From 0, which is nothing, so that two pictures' colours mean the same.
    let raster = Raster(saliency.values, table: .inferno, range: 0...max(scale.top, 1e-9))
    let gray = Raster(frames, axes, table: .gray)
    let columns = min(frames.count, max(1, Int(plot.box.width)))
    let base = gray.image(frames, widest: columns)
    let seconds = plot.x.upperBound - plot.x.lowerBound
    // Where the middle of each column lies among the map's; nil where none of them hears it.
    let places = (0..<columns).map { column -> Double? in
      let share = (Double(column) + 0.5) / Double(columns)
      guard let times, times.count == saliency.count else { return share * Double(saliency.count) }
      return times.place(of: share * seconds)
    }
    var pixels: [UInt8] = []
    for row in 0..<frames.bands {
      for column in 0..<columns {
        let share = blended(
          saliency, raster, column: places[column],
          y: 1 - (Double(row) + 0.5) / Double(frames.bands))
        let level = Double(base.pixels[(row * columns + column) * 3]) / 255
        pixels += mixed(share, loudness: level, raster)
      }
    }
    sketch.image(RGBImage(width: columns, height: frames.bands, pixels: pixels), in: plot.box, smooth: false)
    guard scale.top > 0 else { return sketch.picture("nothing in the song: \(speaks)") }
    var key: [UInt8] = []
    for row in 0..<256 {
      for column in 0..<64 {
        key += mixed(1 - Double(row) / 255, loudness: Double(column) / 63, raster)
      }
    }
    let bar = sketch.colorBar(
      raster, unit: "saliency", in: area, alongside: plot.box.y, plot.box.bottom,
      colors: RGBImage(width: 64, height: 256, pixels: key))
    sketch.text(
      "quiet – loud", at: Point(x: bar.x, y: bar.bottom + 14 * sketch.unit), size: 13, color: .soft,
      fitting: 84 * sketch.unit)
    return sketch.picture(
      "saliency of \(saliency.bands) × \(saliency.count) over \(frames.bands) bands"
        + (speaks.isEmpty ? "" : ": \(speaks)"))
  }

  /// Red, green and blue of a share 0 … 1 of the saliency over sound of a loudness 0 … 1.
  ///
  /// Where nothing rests on it the sound stays grey; elsewhere its loudness shades the colour.
  private static func mixed(_ share: Double, loudness: Double, _ raster: Raster) -> [UInt8] {
    let color = Color.share(share, in: raster.table)
    let strength = share.isFinite ? min(0.85, max(0, share)) : 0
    return [color.red, color.green, color.blue].map { tone in
      let mixed = loudness * (1 - strength) + tone * (0.35 + 0.65 * loudness) * strength
      return UInt8(min(255, max(0, mixed * 255)))
    }
  }

  /// The share at a place, between the four nearest values; y from 0 to 1.
  private static func blended(_ map: Frames, _ raster: Raster, column: Double?, y: Double) -> Double {
    guard let column = column.map({ min(max(0, $0 - 0.5), Double(map.count - 1)) }) else { return 0 }
    let row = min(max(0, y * Double(map.bands) - 0.5), Double(map.bands - 1))
    let (left, low) = (Int(column), Int(row))
    let (right, high) = (min(left + 1, map.count - 1), min(low + 1, map.bands - 1))
    let across = column - Double(left)
    let up = row - Double(low)
    let lower = raster.share(map[low, left]) * (1 - across) + raster.share(map[low, right]) * across
    let upper = raster.share(map[high, left]) * (1 - across) + raster.share(map[high, right]) * across
    return lower * (1 - up) + upper * up
  }
}
