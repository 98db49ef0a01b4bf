import EtudeCore
import EtudeLanguage
import EtudeNetworks
import EtudePictures
import EtudeSound

/// What the layers of a network see of a song, in the units of the song: how the pixels of its view lie over time and
/// frequency.
struct SongFields {
  /// Seconds of the song.
  let seconds: Double
  /// How the rows lie over frequency.
  let axes: SoundAxes
  private let model: Model
  private let imageSize: Int
  private let bands: Int

  /// The layers of the network.
  var network: String { model.briefPipeline }

  /// The song that a recipe is asked about where nothing else is known, in seconds.
  static let usualSeconds = 30.0

  /// - Parameter seconds: of the song; nil for what a fitted network learned from, of a recipe half a minute.
  init(_ network: GivenNetwork, seconds: Double? = nil) throws {
    model = network.model
    let settings: SpectrogramSettings
    switch network {
    case .recipe:
      settings = SpectrogramSettings()
      (imageSize, bands) = (settings.size, settings.bands)
      self.seconds = seconds ?? Self.usualSeconds
    case .fitted(let value):
      settings = try value.fitted.settings()
      (imageSize, bands) = (value.fitted.imageSize, value.fitted.bands)
      self.seconds = seconds ?? value.fitted.learnedLength ?? Self.usualSeconds
    }
    axes = model.views == [.sound] ? Self.soundAxes : SoundAxes(settings, start: 0)
  }

  /// Of the sound as musicnn reads it, whatever the songs' spectrograms are.
  private static let soundAxes = SoundAxes(
    rate: LogMelWindows.rate, hop: LogMelWindows.hop, low: 0, high: LogMelWindows.highest)

  /// What the rows and columns are, of such layers.
  func words(for fields: [SeenField]) -> String {
    let views = Set(fields.map(\.field.view))
    let window = "windows of \(LogMelWindows.seconds.seconds) of the sound, which is heard at 16 kHz"
    let sides: [String?] = [
      views.contains(.image) ? "rows and columns of the picture, an empty one for all of it" : nil,
      views == [.frames] ? "an empty one is all rows or columns of the spectrogram" : nil,
      views == [.sound] ? "columns are \(window), an empty one all of them" : nil,
      views.contains(.sound) && views.count > 1 ? "behind musicnn columns are \(window)" : nil,
      fields.contains { $0.isBeyondPicture } ? "more than \(imageSize) reach over the picture's edges" : nil,
    ]
    return sides.compactMap(\.self).joined(separator: "; ")
  }

  /// What each layer sees, at a frequency in Hz.
  func fields(at hertz: Double = 1000) throws -> [SeenField] {
    try model.receptiveFields(imageSize: imageSize, bands: bands).map { layer, field in
      SeenField(
        layer: layer, field: field, rows: self.rows(field, at: hertz), columns: columns(field), song: seconds,
        hertz: hertz, imageSize: imageSize)
    }
  }

  /// Hz: of the window whose middle lies nearest to `hertz`, or all.
  private func rows(_ field: ReceptiveField, at hertz: Double) -> ClosedRange<Double>? {
    if field.view == .sound { return 0...LogMelWindows.highest }
    guard axes.isOfFrequency else { return nil }
    guard case .window(let width, _, _) = field.rows else { return axes.low...axes.high }
    let half = Double(width) / Double(imageSize) / 2
    let place = axes.place(of: min(axes.high, max(axes.low, hertz)))
    let (low, high) = (axes.frequency(at: place - half), axes.frequency(at: place + half))
    return low...max(low, high)
  }

  /// Seconds, at most the whole song.
  private func columns(_ field: ReceptiveField) -> Double {
    guard case .window(let width, _, _) = field.columns else {
      return field.view == .sound ? LogMelWindows.heard(of: seconds) : seconds
    }
    if field.view == .sound { return min(seconds, Double(width) * LogMelWindows.seconds) }
    return min(seconds, Double(width) * seconds / Double(imageSize))
  }
}

/// What one place of a layer sees of a song.
struct SeenField: Sendable {
  let layer: String
  let field: ReceptiveField
  /// Hz; nil where the rows are not spaced over frequency.
  let rows: ClosedRange<Double>?
  /// Seconds.
  let columns: Double
  /// Seconds of the whole song.
  let song: Double

  /// The frequency that the rows lie around.
  let hertz: Double
  /// Pixels of the picture's side.
  let imageSize: Int

  /// The pixels of one side; nil for all of them.
  static func pixels(_ side: ReceptiveField.Side) -> Int? {
    if case .window(let width, _, _) = side { width } else { nil }
  }

  /// Whether a window is larger than the picture.
  var isBeyondPicture: Bool {
    field.view == .image && [field.rows, field.columns].contains { Self.pixels($0) ?? 0 > imageSize }
  }

  /// `a place sees 7 × 7 pixels: 0.82 s of 30 s, around 1000 Hz 960 to 1040 Hz`
  var words: String {
    let sides = [field.rows, field.columns].map { side -> String in
      guard let pixels = Self.pixels(side), pixels < imageSize else { return "all" }
      return "\(pixels)"
    }
    let what =
      switch field.view {
      case .image: sides == ["all", "all"] ? "all of the picture" : "\(sides[0]) × \(sides[1]) pixels"
      case .sound: Self.pixels(field.columns) == nil ? "all windows of the sound" : "a window of the sound"
      case .frames, .descriptors: "all of the spectrogram"
      }
    let around = Self.pixels(field.rows).map { $0 < imageSize } ?? false
    let hertz = rows.map {
      ", \(around ? "around \(Int(self.hertz)) Hz " : "")\(Int($0.lowerBound.rounded())) to \(Int($0.upperBound.rounded())) Hz"
    }
    let time = "\(columns.shortest(decimals: 2)) s of \(song.shortest(decimals: 2)) s"
    return "a place sees \(what): \(time)\(hertz ?? "")"
  }
}
