import EtudeCore
import EtudeData
import EtudeLanguage
import EtudeSound

// What is measured of every frame of a clip: one family, for the verbs differ in name, unit and formula alone.
extension Verb {
  static let rms = series("rms", "the level of each frame: the root of its mean square") { measures, _ in
    try measures.rootMeanSquare()
  }

  static let zerocrossings = series(
    "zerocrossings", "how often the sound changes its sign, as a share of each frame's samples"
  ) { measures, _ in
    try measures.zeroCrossings()
  }

  static let centroid = series(
    "centroid", "the mean frequency of each frame, weighted by magnitude: how bright it is", unit: "Hz"
  ) { measures, _ in
    try measures.spectralShape().centroid
  }

  static let bandwidth = series(
    "bandwidth", "how far each frame's spectrum spreads from its centroid", unit: "Hz"
  ) { measures, _ in
    try measures.spectralShape().bandwidth
  }

  static let rolloff = series(
    "rolloff", "the frequency below which most of each frame's magnitude lies", unit: "Hz",
    options: [Option("share", .share(0.01...0.99), standard: .percent(85), help: "how much is most")]
  ) { measures, call in
    try measures.spectralShape(rolloff: call.number("share") ?? 0.85).rolloff
  }

  static let flatness = series(
    "flatness", "how much like noise each frame is: 1 for white noise, towards 0 for a tone"
  ) { measures, _ in
    try measures.spectralShape().flatness
  }

  static let onsets = series(
    "onsets", "how strongly something begins in each frame: the mean rise of its mel bands", unit: "dB"
  ) { measures, _ in
    try measures.onsetStrength()
  }

  private static func series(
    _ name: String, _ summary: String, unit: String = "", options: [Option] = [],
    measure: @escaping @Sendable (SoundDescriptors, Call) throws -> [Float]
  ) -> Verb {
    Verb(
      name, summary, section: .measures, operands: [.measuredClip],
      options: options + FrontEndDeclarations.window,
      result: .checked(.kind(.array)) { try $0.checkFrontEnd() },
      examples: ["plot (\(name) songs[0])", "print (\(name) songs[0]).mean"]
    ) { call in
      let clip: ClipValue = try call.object("clip")
      let (fft, hop) = (call.integer("fft") ?? 2048, call.integer("hop") ?? 512)
      let values = try call.measured(clip.clip, fft: fft, hop: hop) { try measure($0, call) }
      let settings = SpectrogramSettings(rate: clip.clip.rate, fft: fft, hop: hop)
      let set = try SpectrogramSet(Dataset([clip.clip]), settings: settings, work: call.environment.work)
      return .object(
        ArrayValue(
          meaning: .series(
            ArrayValue.Series(name: name, unit: unit), under: SpectrogramValue(examples: set, index: 0)),
          shape: [values.count], axes: ["frames"], values: values))
    }
  }
}

extension Operand {
  static let measuredClip = Operand(
    "clip", .clip, refusals: [.init(.kind(.dataset), "descriptors gives them all for every clip")])
}

extension Call {
  /// What `measure` gives for a clip's sound; Ctrl-C ends it.
  func measured<Measure>(
    _ clip: Clip, fft: Int = 2048, hop: Int = 512, _ measure: (SoundDescriptors) throws -> Measure
  ) throws -> Measure {
    let cancellation = environment.work.cancellation
    return try measure(
      SoundDescriptors(
        clip.soundSource(work: environment.work), fft: fft, hop: hop, cancellation: cancellation))
  }
}
