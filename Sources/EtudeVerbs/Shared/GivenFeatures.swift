import EtudeCore
import EtudeData
import EtudeLanguage
import EtudeNetworks
import EtudeSound

/// Features that a network may be given: a set, and which of its items are asked for.
struct GivenFeatures {
  let examples: SpectrogramSet
  let items: [Int]

  /// Those of songs: clips and datasets get the features that `settings` says, made ones must be made so.
  init(_ songs: GivenSongs, settings: SpectrogramSettings, work: Work) throws {
    switch songs {
    case .clip(let value):
      self.init(
        set: try .saying(Dataset([value.clip.atRate(settings.rate)]), settings: settings, work: work))
    case .dataset(let value):
      let clips = value.dataset.clips.map { $0.atRate(settings.rate) }
      self.init(set: try .saying(Dataset(clips), settings: settings, work: work))
    case .spectrogram(let value):
      try Self.compare(value.examples.settings, with: settings)
      self.init(set: value.examples, items: [value.index])
    case .spectrograms(let value):
      try Self.compare(value.examples.settings, with: settings)
      self.init(set: value.examples)
    case .stream: throw Failure("there is nothing to make features of")
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

extension GivenFeatures {
  /// The items that can be read; the others are named in a warning.
  func readable(for model: Model, work: Work) throws -> [Int] {
    guard !items.isEmpty else { throw Failure("there are no songs", fix: "give one or more") }
    let asked = try items.count == examples.count ? examples : examples.subset(items)
    var bad: Set<Int> = []
    for view in ExampleView.allCases where model.views.contains(view) {
      for unreadable in try asked.prepare(view, work: work) { bad.insert(unreadable.index) }
    }
    let kept = items.indices.filter { !bad.contains($0) }.map { items[$0] }
    guard !kept.isEmpty else {
      throw Failure(
        items.count == 1
          ? "\(examples.dataset[items[0]].name) cannot be read" : "none of the clips can be read",
        fix: "look at: audit", kind: .input)
    }
    return kept
  }

  /// Features as they were made; the sound itself for a recipe that reads nothing else.
  init(made songs: GivenSongs, for model: Model, work: Work) throws {
    switch songs {
    case .spectrogram(let value): self.init(set: value.examples, items: [value.index])
    case .spectrograms(let value): self.init(set: value.examples)
    case .clip, .dataset:
      guard model.readsSoundAlone else { throw Failure("there are no features") }
      self.init(set: try SpectrogramSet(ofSound: songs.dataset, work: work))
    case .stream: throw Failure("there are no features")
    }
  }
}

extension SpectrogramSet {
  /// The features of songs, which of them are too short for it said.
  fileprivate static func saying(
    _ dataset: Dataset, settings: SpectrogramSettings, work: Work
  ) throws -> SpectrogramSet {
    let set = try SpectrogramSet(dataset, settings: settings, work: work)
    set.warnOfShortClips(work)
    return set
  }

  /// Songs for a recipe that reads the sound itself: each at its own rate, and no spectrogram is made.
  convenience init(ofSound dataset: Dataset, work: Work) throws {
    let rate = dataset.clips.first?.rate ?? SoundDefaults.rate
    try self.init(dataset, settings: SpectrogramSettings(rate: rate), work: work)
  }
}

extension Model {
  /// Whether its first layers read nothing but the sound or what is measured of it, so that a dataset needs no features
  /// made of it.
  var readsSoundAlone: Bool { !views.isEmpty && views.isSubset(of: [.sound, .descriptors]) }

  /// Whether it hears windows of the sound and nothing else, as musicnn does.
  var hearsSoundAlone: Bool { views == [.sound] }
}
