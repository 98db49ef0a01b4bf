import EtudeCore
import EtudeData
import EtudeLanguage
import EtudeSound

/// Spectrograms or MFCCs of a dataset, made when needed.
struct SpectrogramsValue: ObjectValue {
  let examples: SpectrogramSet

  var isCepstral: Bool { examples.settings.isCepstral }
  var kind: Kind { isCepstral ? .mfccs : .spectrograms }
  var count: Int? { examples.dataset.count }
  var digest: String? { examples.data.combined(with: examples.settings).description }

  var summary: String {
    "\(kind) · \(examples.dataset.count.of("clip")) · \(examples.dataset.genres.count.of("genre")) · "
      + examples.settings.phrase
  }

  func field(_ name: String) throws -> Value {
    switch name {
    case "count": .count(examples.dataset.count)
    case "bands": .count(examples.settings.bands)
    default: try examples.dataset.listField(name)
    }
  }

  func element(at index: Int) throws -> Value { .object(SpectrogramValue(examples: examples, index: index)) }

  func element(named name: String) throws -> Value {
    try element(at: examples.dataset.index(named: name))
  }
}

/// One clip's spectrogram or MFCCs: an item of a set.
struct SpectrogramValue: ObjectValue {
  let examples: SpectrogramSet
  let index: Int

  var clip: Clip { examples.dataset[index] }
  var settings: SpectrogramSettings { examples.settings }
  var kind: Kind { settings.isCepstral ? .mfcc : .spectrogram }
  var name: String? { clip.name }
  var digest: String? { examples.digest(index).description }

  var summary: String {
    "\(kind) of \(clip.name)" + (clip.label.map { " · \($0)" } ?? "") + " · " + settings.phrase
  }

  func frames() throws -> Frames { try examples.frames(index) }

  func field(_ name: String) throws -> Value {
    switch name {
    case "name": .text(clip.name)
    case "label": .text(clip.label ?? "")
    case "track": .text(clip.track)
    case "artist": .text(clip.artist ?? "")
    case "bands": .count(settings.bands)
    case "frames": .count(try frames().count)
    case "length": .seconds(clip.length ?? 0)
    case "rate": .hertz(Double(settings.rate))
    case "hop": .count(settings.hop)
    default: throw Failure("a \(kind) has no field '\(name)'")
    }
  }
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

extension Digest {
  func combined(with settings: SpectrogramSettings) -> Digest {
    Digest.build {
      $0.append(self)
      $0.append(settings.digest)
    }
  }
}
