import EtudeCore
import EtudeData
import EtudeLanguage
import EtudeSound

extension Verb {
  static let spectrogram = Verb(
    "spectrogram", "mel bands over time in decibels, and as an image", section: .pictures,
    operands: [Operand("sound", .clipOrData, help: "a clip or a dataset")],
    options: FrontEndDeclarations.options + [
      FrontEndDeclarations.scale("mel", "htk", "linear", "log"),
      Option(
        "values", .choice("dB", "power"), standard: .text("dB"),
        help: "decibels below the clip's maximum, or power as a share of it"),
    ],
    result: Rules.features(.spectrogram, many: .spectrograms),
    examples: [
      "plot (spectrogram songs[0]) to: \"first.png\"", "mels = songs | spectrogram mels: 96",
      "plot (spectrogram songs[0] scale: \"log\" low: 50Hz high: 5kHz)",
    ]
  ) { call in
    let kind: SpectrogramSettings.Kind =
      switch call.text("scale") {
      case "linear": .linear
      case "log": .logarithmic
      default: .mel
      }
    return try call.features(settings: call.settings(kind))
  }

  static let chroma = Verb(
    "chroma", "how strongly each of the twelve pitch classes sounds, over time and as an image",
    section: .pictures, operands: [Operand("sound", .clipOrData, help: "a clip or a dataset")],
    options: FrontEndDeclarations.window + FrontEndDeclarations.image,
    result: Rules.features(.spectrogram, many: .spectrograms),
    examples: ["plot (chroma songs[0]) to: \"chroma.png\"", "crossval (stats | classify) (chroma songs)"]
  ) { call in
    try call.features(settings: call.settings(.chroma))
  }

  static let mfcc = Verb(
    "mfcc", "mel-frequency cepstral coefficients over time", section: .pictures,
    operands: [Operand("sound", .clipOrData, help: "a clip or a dataset")],
    options: [
      Option("count", .whole(1...512), standard: .number(20), isMain: true, help: "coefficients")
    ] + FrontEndDeclarations.options + [FrontEndDeclarations.scale("mel", "htk")],
    result: Rules.features(.mfcc, many: .mfccs), examples: ["coefficients = songs | mfcc count: 13"]
  ) { call in
    try call.features(settings: call.settings(.mfcc(count: call.integer("count") ?? 20)))
  }
}

extension Call {
  fileprivate func settings(_ kind: SpectrogramSettings.Kind) throws -> SpectrogramSettings {
    SpectrogramSettings(
      kind: kind, mels: integer("mels") ?? 128, fft: integer("fft") ?? 2048, hop: integer("hop") ?? 512,
      low: number("low") ?? 0, high: number("high"), range: number("range") ?? 80,
      size: integer("size") ?? 256, colors: try choice("colors"),
      melScale: text("scale") == "htk" ? .htk : .slaney,
      level: text("values").flatMap(SpectrogramSettings.Level.init) ?? .decibels)
  }

  /// The features of the operand `sound` at the sound's own rate.
  func features(settings: SpectrogramSettings) throws -> Value {
    switch operands["sound"] {
    case .object(let value as ClipValue):
      return .object(
        SpectrogramValue(examples: try features(of: Dataset([value.clip]), settings: settings), index: 0))
    case .object(let value as DatasetValue):
      return .object(SpectrogramsValue(examples: try features(of: value.dataset, settings: settings)))
    default: throw Failure("'\(verb.name)' got no sound")
    }
  }

  private func features(of dataset: Dataset, settings: SpectrogramSettings) throws -> SpectrogramSet {
    var settings = settings
    settings.rate = try dataset.commonRate()
    let set = try SpectrogramSet(dataset, settings: settings, work: environment.work)
    if let warning = settings.warningOfEmptyBands() { environment.work.warn(warning) }
    set.warnOfShortClips(environment.work)
    return set
  }
}

extension SpectrogramSettings {
  /// What there is to say of bands so narrow that no bin of the transform lies in them, and how none would be.
  fileprivate func warningOfEmptyBands() -> String? {
    func empty(_ change: (inout SpectrogramSettings) -> Void) -> Int {
      var changed = self
      change(&changed)
      return (try? FrontEnd(changed).emptyBands) ?? 1
    }
    let count = empty { _ in }
    guard count > 0 else { return nil }
    var cures: [String] = []
    let largest = 16_384
    if let fft = sequence(first: 64, next: { $0 < largest ? $0 * 2 : nil }).first(where: { size in
      size > fft && empty { $0.fft = size } == 0
    }) {
      cures.append("fft: \(fft)")
    }
    let least = if case .mfcc(let coefficients) = kind { max(4, coefficients) } else { 4 }
    if least < mels, let fewer = (least..<mels).last(where: { bands in empty { $0.mels = bands } == 0 }) {
      cures.append("mels: \(fewer)")
    }
    let cure = cures.isEmpty ? "" : "; \(cures.joined(separator: " or ")) would leave none empty"
    return
      "\(count.of("band")) of \(mels) \(count == 1 ? "has" : "have") no bin of the transform and \(count == 1 ? "is" : "are") always silent\(cure)"
  }
}

extension Dataset {
  /// Samples a second of every clip.
  func commonRate() throws -> Int {
    let rates = Set(clips.map(\.rate))
    guard rates.count <= 1 else {
      throw Failure(
        "the dataset mixes rates: \(rates.sorted().map { "\($0) Hz" }.joined(separator: ", "))",
        fix: "load all of it with one 'rate'")
    }
    return rates.first ?? SoundDefaults.rate
  }
}
