import EtudeCore
import EtudeData
import EtudeLanguage
import EtudePictures
import EtudeSound

extension Kind {
  static let spectrogram = Kind("spectrogram")
  static let mfcc = Kind("mfcc")
}

/// One clip's spectrogram or MFCCs: an item of a set.
struct SpectrogramValue: DeclaredValue, SweptValue {
  let examples: SpectrogramSet
  let index: Int
  var settings: [Setting] = []

  static let declarations = [
    KindDeclaration(
      .spectrogram, "a clip as bands over time in decibels, and as an image", fields: fields),
    KindDeclaration(
      .mfcc, "a clip as mel-frequency cepstral coefficients over time", fields: fields),
  ]

  static let fields: [Field<SpectrogramValue>] = [
    Field("name", .text) { .text($0.clip.name) },
    Field("label", .text) { .text($0.clip.label ?? "") },
    Field("track", .text) { .text($0.clip.track) },
    Field("artist", .text) { .text($0.clip.artist ?? "") },
    Field("bands", .number) { .count($0.examples.settings.bands) },
    Field("frames", .number) { .count(try $0.frames().count) },
    Field("length", .time) { .seconds($0.clip.length ?? 0) },
    Field("rate", .frequency) { .hertz(Double($0.examples.settings.rate)) },
    Field("hop", .number) { .count($0.examples.settings.hop) },
  ]

  var clip: Clip { examples.dataset[index] }
  var kind: Kind { examples.settings.isCepstral ? .mfcc : .spectrogram }
  var name: String? { clip.name }
  var digest: String? { examples.digest(index).description }

  var summary: String {
    "\(kind) of \(clip.name)" + (clip.label.map { " · \($0)" } ?? "") + " · "
      + examples.settings.phrase
  }

  func frames() throws -> Frames { try examples.frames(index) }
}

extension SpectrogramSettings {
  var isCepstral: Bool { if case .mfcc = kind { true } else { false } }

  /// In a few words: `128 mel bands, image 256 × 256`.
  var phrase: String {
    let what =
      switch kind {
      case .mel: "mel bands"
      case .linear: "linear bands"
      case .logarithmic: "logarithmic bands"
      case .chroma: "pitch classes"
      case .mfcc: "coefficients"
      }
    return "\(bands) \(what)\(level == .power ? " of power" : ""), image \(size) × \(size)"
  }
}

extension SpectrogramSettings {
  /// What a picture of it is called.
  fileprivate var heading: String {
    switch kind {
    case .mel: "Mel spectrogram"
    case .linear: "Spectrogram"
    case .logarithmic: "Logarithmic spectrogram"
    case .chroma: "Chroma"
    case .mfcc: "MFCCs"
    }
  }

  /// How the sound is cut into frames.
  var framing: String { "windows of \(fft) samples, a frame every \(hop), at \(rate) Hz" }

  /// How it was made, and how it is shown.
  fileprivate var setting: String {
    switch kind {
    case .mfcc(let count): "\(count) rows, each on its own scale; \(framing)"
    case .chroma: "twelve pitch classes; \(framing)"
    default: "\(bands) bands; \(framing)"
    }
  }
}

extension SpectrogramValue: Drawable {
  func drawing(work: Work) -> Drawing {
    let heading = Heading("\(examples.settings.heading) of \(clip.name)", examples.settings.setting)
    return Drawing(heading, data: digest) { size, heading in
      Picture.spectrogram(
        try frames(), axes: SoundAxes(self), colors: examples.settings.colors,
        heading: heading, size: size)
    }
  }
}
