import EtudeLanguage

/// How the types of calls follow from their operands.
enum Rules {
  /// A dataset or a clip made of the operand's, at its rate.
  static func sound(of operand: some OperandDeclaration, as kind: Kind) -> ResultRule {
    .noted(.kind(kind)) { $0.value(of: operand)?.facts as? SoundFact }
  }

  /// The type of features of a clip or of a dataset, and their shape as far as the text tells it.
  ///
  /// - Parameter bands: of the frames; nil where they do not follow from the text.
  static func features(
    _ one: Kind, many: Kind, bands: @escaping @Sendable (StaticCall) throws -> Int?
  ) -> ResultRule {
    .rule { call in
      let kind = call.value(of: Operands.sound)?.type == .kind(.clip) ? one : many
      let bands = try bands(call)
      try call.checkFrontEnd()
      guard let size = call[FrontEndDeclarations.size], let bands else { return StaticValue(.kind(kind)) }
      return StaticValue(.kind(kind), facts: FeatureShape(imageSize: size, bands: bands))
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

  init(imageSize: Int, bands: Int) { (self.imageSize, self.bands) = (imageSize, bands) }

  /// What is known of features beforehand, or of made ones.
  init?(_ value: StaticValue) {
    if case .object(let made as SpectrogramsValue)? = value.known {
      (imageSize, bands) = (made.examples.imageSize, made.examples.bands)
    } else if let shape = value.facts as? FeatureShape {
      self = shape
    } else {
      return nil
    }
  }
}
