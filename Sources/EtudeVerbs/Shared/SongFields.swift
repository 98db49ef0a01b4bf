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
    axes = SoundAxes(settings, start: 0)
  }

  /// What each layer sees, at a frequency in Hz.
  func fields(at hertz: Double = 1000) throws -> [SeenField] {
    try model.receptiveFields(imageSize: imageSize, bands: bands).map { layer, field in
      SeenField(
        layer: layer, field: field, rows: self.rows(field, at: hertz), columns: columns(field), song: seconds)
    }
  }

  /// Hz: of the window whose middle lies nearest to `hertz`, or all.
  private func rows(_ field: ReceptiveField, at hertz: Double) -> ClosedRange<Double>? {
    guard axes.isOfFrequency else { return nil }
    guard case .window(let width, _, _) = field.rows else { return axes.low...axes.high }
    let half = Double(width) / Double(imageSize) / 2
    let place = axes.place(of: min(axes.high, max(axes.low, hertz)))
    let (low, high) = (axes.frequency(at: place - half), axes.frequency(at: place + half))
    return low...max(low, high)
  }

  /// Seconds, at most the whole song.
  private func columns(_ field: ReceptiveField) -> Double {
    guard case .window(let width, _, _) = field.columns else { return seconds }
    // A window of sound is three seconds long.
    if field.view == .sound { return min(seconds, Double(width) * 3) }
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

  /// The pixels of one side; nil for all of them.
  static func pixels(_ side: ReceptiveField.Side) -> Int? {
    if case .window(let width, _, _) = side { width } else { nil }
  }

  /// `a place sees 7 × 7 pixels: 0.82 s of 30 s, 960 to 1040 Hz`
  var words: String {
    let sides = [field.rows, field.columns].map { Self.pixels($0).map(String.init) ?? "all" }
    let hertz = rows.map { ", \(Int($0.lowerBound.rounded())) to \(Int($0.upperBound.rounded())) Hz" } ?? ""
    let time = "\(columns.shortest(decimals: 2)) s of \(song.shortest(decimals: 2)) s"
    return "a place sees \(sides[0]) × \(sides[1]) pixels: \(time)\(hertz)"
  }
}
