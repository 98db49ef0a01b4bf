import EtudeData
import EtudeLanguage

/// Songs as verbs are given them: their sound, or features already made of it.
enum GivenSongs: Sendable {
  case clip(ClipValue)
  case dataset(DatasetValue)
  case spectrogram(SpectrogramValue)
  case spectrograms(SpectrogramsValue)
  case stream(StreamValue)

  init?(_ value: Value) {
    switch value {
    case .object(let value as ClipValue): self = .clip(value)
    case .object(let value as DatasetValue): self = .dataset(value)
    case .object(let value as SpectrogramValue): self = .spectrogram(value)
    case .object(let value as SpectrogramsValue): self = .spectrograms(value)
    case .object(let value as StreamValue): self = .stream(value)
    default: return nil
    }
  }

  var value: Value {
    switch self {
    case .clip(let value): .object(value)
    case .dataset(let value): .object(value)
    case .spectrogram(let value): .object(value)
    case .spectrograms(let value): .object(value)
    case .stream(let value): .object(value)
    }
  }
}

extension GivenSongs {
  /// All the clips, those of features too.
  var dataset: Dataset {
    switch self {
    case .clip(let value): Dataset([value.clip])
    case .dataset(let value): value.dataset
    case .spectrogram(let value): Dataset([value.clip])
    case .spectrograms(let value): value.examples.dataset
    case .stream: Dataset([])
    }
  }

  /// The clips that can be read; none of features.
  var clips: [Clip] {
    switch self {
    case .clip(let value): [value.clip]
    case .dataset(let value): value.dataset.readable.clips
    case .spectrogram, .spectrograms, .stream: []
    }
  }
}

extension TypedAccepts where Held == GivenSongs {
  static func songs(_ kinds: [Kind]) -> Self {
    Self(kinds.map { .kind($0) }, read: { GivenSongs($0) }, write: { $0.value })
  }
}

extension [Kind] {
  static let features: [Kind] = [.spectrograms, .mfccs]
  static let clipOrDataset: [Kind] = [.clip, .dataset]
  static let oneSound: [Kind] = [.clip, .spectrogram, .mfcc]
  static let oneOrManySounds: [Kind] = oneSound + [.dataset] + features
}
