import EtudeCore
import EtudeLanguage

/// How the types of calls follow from their operands.
enum Rules {
  /// A dataset or a clip made of the operand's, at its rate.
  static func sound(of operand: String, as kind: Kind) -> ResultRule {
    .noted(.kind(kind)) { $0.operands[operand]?.facts as? SoundFact }
  }

  /// The type of features of a clip or of a dataset, and their shape as far as the text tells it.
  static func features(_ one: Kind, many: Kind) -> ResultRule {
    .rule { call in
      let kind = call.operands["sound"]?.type == .kind(.clip) ? one : many
      try call.checkFrontEnd()
      return StaticValue(.kind(kind), facts: FeatureShape(of: call))
    }
  }
}

/// What is known beforehand of clips and datasets that the text makes: samples a second.
struct SoundFact: Sendable {
  let rate: Double
}

/// The shape of features as a network sees it, known before they are made.
struct FeatureShape: Sendable {
  /// Side of the image, in pixels.
  let imageSize: Int
  /// Mel bands or coefficients of the frames.
  let bands: Int

  /// What a call of `spectrogram` or `mfcc` will give; nil where its options are not known.
  init?(of call: StaticCall) {
    guard let size = call.number("size"), let bands = FeatureShape.bands(of: call) else { return nil }
    imageSize = Int(size)
    self.bands = Int(bands)
  }

  private static func bands(of call: StaticCall) -> Double? {
    if call.verb.name == "chroma" { return 12 }
    switch call.options["scale"]?.known {
    // The bins between two frequencies depend on the sound's rate.
    case .text("linear"), nil: return nil
    default: return call.number(call.options["count"] == nil ? "mels" : "count")
    }
  }

  /// What is known of features beforehand, or of made ones.
  init?(_ value: StaticValue) {
    if case .object(let made as SpectrogramsValue)? = value.known {
      imageSize = made.examples.imageSize
      bands = made.examples.bands
    } else if let shape = value.facts as? FeatureShape {
      self = shape
    } else {
      return nil
    }
  }
}

extension StaticCall {
  /// A written option's number in base units; nil where it is absent or not known.
  func number(_ label: String) -> Double? {
    switch options[label]?.known {
    case .quantity(let quantity): quantity.value
    case let value: value?.numeric
    }
  }

  /// What options of the front end ask of each other, and of the sound's rate where that is known.
  func checkFrontEnd() throws {
    if let fft = number("fft").map({ Int($0) }), fft % 2 != 0 {
      throw OptionFailure("fft", Failure("'fft' takes an even number, not \(fft)", fix: "write \(fft + 1)"))
    }
    if let count = number("count"), let mels = number("mels"), count > mels {
      throw OptionFailure(
        "count",
        Failure("\(Int(count)) coefficients cannot be made of \(Int(mels)) mel bands", fix: "lower 'count'"))
    }
    let rate = (operands.values.first { $0.facts is SoundFact }?.facts as? SoundFact)?.rate
    if let rate, let high = number("high"), high > rate / 2 {
      throw OptionFailure(
        "high",
        Failure(
          "'high' is above half the rate of \(ValueText.of(.hertz(rate)))",
          fix: "write at most \(ValueText.of(.hertz(rate / 2)))"))
    }
    if let low = number("low"), let high = number("high"), low >= high {
      throw OptionFailure("low", Failure("'low' is not below 'high'", fix: "make 'low' smaller than 'high'"))
    }
    if let rate, let low = number("low"), options["high"] == nil, low >= rate / 2 {
      throw OptionFailure(
        "low",
        Failure(
          "'low' is not below half the rate of \(ValueText.of(.hertz(rate)))",
          fix: "write less than \(ValueText.of(.hertz(rate / 2)))"))
    }
  }
}
