import EtudeCore
import EtudeData
import EtudeLanguage
import EtudeNetworks
import EtudeSound
import FoundationEssentials

extension SpectrogramSettings {
  /// As a fitted network carries them; equal settings give equal text.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}

extension Fitted {
  /// How the spectrograms that it was trained on were made.
  func settings() throws -> SpectrogramSettings {
    do {
      return try JSONDecoder().decode(SpectrogramSettings.self, from: Data(featureSettings.utf8))
    } catch {
      throw Failure(
        "the fitted network does not say how its spectrograms were made", fix: "fit it again and save it")
    }
  }
}

/// Features that a network may be given: a set, and which of its items are asked for.
struct GivenFeatures {
  let examples: SpectrogramSet
  let items: [Int]

  /// Those of one operand: clips and datasets get the features that `settings` says, made ones must be made so.
  init(_ value: Value?, settings: SpectrogramSettings, work: Work) throws {
    switch value {
    case .object(let value as ClipValue):
      self.init(
        set: try SpectrogramSet(Dataset([value.clip.atRate(settings.rate)]), settings: settings, work: work))
    case .object(let value as DatasetValue):
      let clips = value.dataset.clips.map { $0.atRate(settings.rate) }
      self.init(set: try SpectrogramSet(Dataset(clips), settings: settings, work: work))
    case .object(let value as SpectrogramValue):
      try Self.compare(value.settings, with: settings)
      self.init(set: value.examples, items: [value.index])
    case .object(let value as SpectrogramsValue):
      try Self.compare(value.examples.settings, with: settings)
      self.init(set: value.examples)
    default: throw Failure("there is nothing to make features of")
    }
  }

  init(set: SpectrogramSet, items: [Int]? = nil) {
    examples = set
    self.items = items ?? Array(0..<set.count)
  }

  private static func compare(_ given: SpectrogramSettings, with wanted: SpectrogramSettings) throws {
    guard given != wanted else { return }
    throw Failure(
      "the network was fitted to other spectrograms: \(wanted.differences(from: given))",
      fix: "give it the clips themselves; it makes its own features")
  }
}

extension SpectrogramSettings {
  /// Where two settings differ, in words: `mels 128, not 96`.
  fileprivate func differences(from other: SpectrogramSettings) -> String {
    var words: [String] = []
    func compare(_ name: String, _ own: some Equatable, _ theirs: some Equatable) {
      if "\(own)" != "\(theirs)" { words.append("\(name) \(own), not \(theirs)") }
    }
    compare("kind", kind, other.kind)
    compare("rate", rate, other.rate)
    compare("mels", mels, other.mels)
    compare("fft", fft, other.fft)
    compare("hop", hop, other.hop)
    compare("low", low, other.low)
    compare("high", highest, other.highest)
    compare("range", range, other.range)
    compare("size", size, other.size)
    compare("colors", colors.rawValue, other.colors.rawValue)
    compare("mel scale", melScale.rawValue, other.melScale.rawValue)
    compare("values", level.rawValue, other.level.rawValue)
    return words.joined(separator: ", ")
  }
}

extension Clip {
  fileprivate func atRate(_ rate: Int) -> Clip {
    var clip = self
    clip.rate = rate
    return clip
  }
}

extension SpectrogramSet.View {
  /// The view that a recipe reads; image where it reads both, since the frames come with it.
  init(_ view: Model.View) { self = view == .frames ? .frames : .image }
}
