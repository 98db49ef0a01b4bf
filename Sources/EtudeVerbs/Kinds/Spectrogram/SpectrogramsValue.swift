import EtudeCore
import EtudeData
import EtudeLanguage
import EtudeSound

extension Kind {
  static let spectrograms = Kind("spectrograms")
  static let mfccs = Kind("mfccs")
}

/// Spectrograms or MFCCs of a dataset, made when needed.
struct SpectrogramsValue: DeclaredValue, SweptValue {
  let examples: SpectrogramSet
  var settings: [Setting] = []

  static let declarations = [
    KindDeclaration(
      .spectrograms, "spectrograms of a dataset, made when needed and cached", fields: fields,
      element: .kind(.spectrogram), namedElements: true, keepsKind: true),
    KindDeclaration(
      .mfccs, "MFCCs of a dataset, made when needed and cached", fields: fields, element: .kind(.mfcc),
      namedElements: true, keepsKind: true),
  ]

  static let fields: [Field<SpectrogramsValue>] =
    [Field("count", .number) { .count($0.examples.dataset.count) }]
    + Dataset.fields.map { $0.inside { $0.examples.dataset } }
    + [Field("bands", .number) { .count($0.examples.settings.bands) }]

  var kind: Kind { examples.settings.isCepstral ? .mfccs : .spectrograms }
  var count: Int? { examples.dataset.count }
  var digest: String? { examples.data.combined(with: examples.settings).description }

  var summary: String {
    "\(kind) · \(examples.dataset.count.of("clip")) · \(examples.dataset.genres.count.of("genre")) · "
      + examples.settings.phrase
  }

  func element(at index: Int) throws -> Value { .object(SpectrogramValue(examples: examples, index: index)) }

  func element(named name: String) throws -> Value {
    try element(at: examples.dataset.index(named: name))
  }
}

extension Digest {
  fileprivate func combined(with settings: SpectrogramSettings) -> Digest {
    Digest.build {
      $0.append(self)
      $0.append(settings.digest)
    }
  }
}

extension SpectrogramsValue: PartedValue {
  var parts: [(name: String, digest: Digest)] { examples.dataset.parts(items: examples.itemDigests) }
}

extension SpectrogramsValue: Drawable {
  func drawing(work: Work) -> Drawing { Drawing(genresOf: examples.dataset, as: summary, data: digest) }
}

extension SpectrogramsValue: Describable {
  func description(work: Work) -> TableValue { TableValue(describing: examples.dataset, as: summary) }
}
