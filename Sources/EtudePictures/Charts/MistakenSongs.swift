import EtudeCore
import EtudeSound

/// A song that was judged wrongly, as a sheet shows it.
public struct MistakenSong: Sendable {
  public var name: String
  /// Its true genre.
  public var label: String
  /// The genre it was taken for.
  public var predicted: String
  /// Of that genre, 0 … 1.
  public var probability: Double
  /// Its spectrogram, `[bands, frames]`; nil for a song that cannot be read.
  public var frames: Frames?

  public init(name: String, label: String, predicted: String, probability: Double, frames: Frames?) {
    self.name = name
    self.label = label
    self.predicted = predicted
    self.probability = probability
    self.frames = frames
  }

  /// The mark of direction keeps the number behind a name that is written from right to left.
  fileprivate var words: String { "\(label) → \(predicted)\u{200E} \(Ticks.percent(probability))" }
}

extension PictureSize {
  /// 1000 wide, as high as a sheet of so many songs needs to be read.
  public static func sheet(of songs: Int) -> PictureSize {
    PictureSize(width: 1000, height: 120 + 225 * max(1, SongSheet.rows(of: songs)))
  }
}

extension Picture {
  /// Songs that were judged wrongly, side by side: each one's spectrogram, its name, and true and predicted genre.
  ///
  /// - Parameters:
  ///   - songs: the most confident judgement first.
  ///   - more: how many there are besides.
  public static func mistakenSongs(
    _ songs: [MistakenSong], more: Int = 0, colors: ColorTable = .magma, heading: Heading = Heading(),
    size: PictureSize = .standard
  ) -> Picture {
    var sketch = Sketch(
      size,
      songs.isEmpty
        ? heading
        : heading.with("true → predicted genre with its probability", more > 0 ? "… \(more) more" : nil))
    guard !songs.isEmpty else {
      sketch.nothing("no song was judged wrongly")
      return sketch.picture("no mistakes")
    }
    let sheet = SongSheet(songs.count, in: sketch.body.inset(top: 8 * sketch.unit))
    let unit = sketch.unit
    let names = sketch.fitted(songs.map(\.name), size: 14, fitting: sheet.width - 16 * unit)
    let words = sketch.fitted(songs.map(\.words), size: 15, fitting: sheet.width - 16 * unit, bold: true)
    for (index, song) in songs.enumerated() {
      let cell = sheet.cell(index)
      let image = Box(
        x: cell.x + 8 * unit, y: cell.y, width: cell.width - 16 * unit,
        height: max(1, cell.height - 56 * unit))
      sketch.spectrogram(of: song, in: image, colors: colors)
      sketch.write(words, index, at: Point(x: image.x, y: image.bottom + 14 * unit), bold: true)
      sketch.write(names, index, at: Point(x: image.x, y: image.bottom + 34 * unit), color: .soft)
    }
    return sketch.picture(
      songs.map { "\($0.name) \($0.words)" }.joined(separator: ", ") + (more > 0 ? ", … \(more) more" : ""),
      text: .table(
        columns: ["song", "true", "predicted", "probability"],
        rows: songs.map { [$0.name, $0.label, $0.predicted, Ticks.percent($0.probability)] }))
  }
}

extension Sketch {
  /// Low notes below, time to the right; a grey field for a song that cannot be read.
  fileprivate mutating func spectrogram(of song: MistakenSong, in box: Box, colors: ColorTable) {
    guard let frames = song.frames, frames.count > 0 else {
      self.box(box, .missing)
      return text("cannot be read", at: box.middle, color: .soft, across: .middle, fitting: box.width)
    }
    image(
      Raster(frames, SoundAxes(), table: colors).image(frames, widest: Int(box.width)), in: box, smooth: false
    )
  }
}

/// How songs lie on a sheet.
private struct SongSheet {
  private static let most = 3
  private let columns: Int
  private let area: Box
  let width: Double
  private let height: Double

  init(_ songs: Int, in area: Box) {
    columns = min(songs, Self.most)
    self.area = area
    width = area.width / Double(columns)
    height = area.height / Double(max(1, Self.rows(of: songs)))
  }

  static func rows(of songs: Int) -> Int { (songs + most - 1) / most }

  func cell(_ index: Int) -> Box {
    Box(
      x: area.x + Double(index % columns) * width, y: area.y + Double(index / columns) * height,
      width: width, height: height)
  }
}
