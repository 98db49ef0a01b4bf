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

extension SpectrogramSettings {
  /// Where two settings differ, in words: `mels 128, not 96`.
  func differences(from other: SpectrogramSettings) -> String {
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
  func atRate(_ rate: Int) -> Clip {
    var clip = self
    clip.rate = rate
    return clip
  }
}
