import EtudeCore
import EtudeSound

/// A small image of an image grid: a kernel or a feature map.
public struct Tile: Sendable, Hashable {
  public var name: String
  public var width: Int
  public var height: Int
  /// `[height, width]`, row by row from the top, or `[height, width, 3]` for colour.
  public var values: [Float]

  public init(name: String = "", width: Int, height: Int, values: [Float]) {
    self.name = name
    self.width = width
    self.height = height
    self.values = values
  }
}

extension Picture {
  /// Many small images in a grid, on one colour scale; colour tiles each from their least to their greatest value.
  ///
  /// - Parameters:
  ///   - signed: whether 0 is the middle of a two-sided colour scale, as for kernels.
  ///   - unit: what the colour bar's numbers are.
  public static func imageGrid(
    _ tiles: [Tile], signed: Bool = false, unit: String = "", heading: Heading = Heading(),
    size: PictureSize = .standard
  ) -> Picture {
    var sketch = Sketch(size, heading)
    let whole = tiles.filter {
      $0.width > 0 && $0.height > 0 && [1, 3].contains($0.values.count / ($0.width * $0.height))
        && $0.values.count % ($0.width * $0.height) == 0
    }
    guard let first = whole.first else {
      sketch.nothing("no images to show")
      return sketch.picture("no images")
    }
    let hasNames = whole.contains { !$0.name.isEmpty }
    let all = whole.lazy.filter { $0.values.count == $0.width * $0.height }.flatMap(\.values)
    let area = all.isEmpty ? sketch.body : sketch.body.inset(top: 10 * sketch.unit, right: 90 * sketch.unit)
    let ratio = Double(first.height) / Double(first.width)
    let wanted = (Double(whole.count) * area.width / area.height * ratio).squareRoot()
    let columns = max(1, min(whole.count, Int(wanted.rounded(.up))))
    let rows = (whole.count + columns - 1) / columns
    let cell = (width: area.width / Double(columns), height: area.height / Double(rows))
    let caption = hasNames && cell.height > 30 * sketch.unit ? 18 * sketch.unit : 0
    let gap = min(8 * sketch.unit, cell.width * 0.08)
    let scale = min(
      (cell.width - gap) / Double(first.width), (cell.height - gap - caption) / Double(first.height))
    let raster = signed ? Raster(twoSided: Array(all)) : Raster(Array(all), table: .viridis)
    for (index, tile) in whole.enumerated() {
      let x = area.x + Double(index % columns) * cell.width
      let y = area.y + Double(index / columns) * cell.height
      let drawn = (width: scale * Double(first.width), height: max(1, scale * Double(first.height)))
      let left = x + (cell.width - drawn.width) / 2
      sketch.image(
        pixels(tile, raster),
        in: Box(x: left, y: y, width: max(1, drawn.width), height: drawn.height),
        smooth: false)
      if caption > 0 {
        sketch.text(
          tile.name, at: Point(x: x + cell.width / 2, y: y + drawn.height + 9 * sketch.unit), size: 13,
          color: .soft,
          across: .middle, fitting: cell.width - 4 * sketch.unit)
      }
    }
    if !all.isEmpty {
      let bar = sketch.body.inset(top: 20 * sketch.unit)
      sketch.colorBar(
        raster, unit: unit, in: bar, alongside: bar.y, min(bar.bottom, bar.y + 320 * sketch.unit))
    }
    return sketch.picture("\(whole.count) images of \(first.width) × \(first.height)")
  }

  private static func pixels(_ tile: Tile, _ raster: Raster) -> RGBImage {
    if tile.values.count == tile.width * tile.height {
      return raster.image(tile.values, rows: tile.height, columns: tile.width)
    }
    let own = Raster(tile.values, table: .gray)
    let bytes = tile.values.map { value -> UInt8 in
      let share = own.share(value)
      return share.isNaN ? 200 : UInt8(min(255, max(0, share * 255)))
    }
    return RGBImage(width: tile.width, height: tile.height, pixels: bytes)
  }
}
