import EtudeCore
import EtudeData
import EtudeLanguage
import EtudeSound

extension GivenSongs {
  /// The features of a clip or of a dataset, at the sound's own rate.
  func features(_ settings: SpectrogramSettings, work: Work) throws -> Value {
    let made = try dataset.features(settings, work: work)
    if case .clip = self { return .object(SpectrogramValue(examples: made, index: 0)) }
    return .object(SpectrogramsValue(examples: made))
  }
}

extension Dataset {
  fileprivate func features(_ settings: SpectrogramSettings, work: Work) throws -> SpectrogramSet {
    var settings = settings
    settings.rate = try commonRate()
    // One way to say one thing: equal settings make equal features.
    if settings.high == Double(settings.rate) / 2 { settings.high = nil }
    let set = try SpectrogramSet(self, settings: settings, work: work)
    if let warning = settings.warningOfEmptyBands() { work.warn(warning) }
    set.warnOfShortClips(work)
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
