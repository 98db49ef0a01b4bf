import EtudeCore

extension SpectrogramSettings {
  /// Throws a `Failure` that names the first option that cannot work, and what would.
  public func validate() throws {
    func check(_ holds: Bool, _ cause: String, _ fix: String) throws {
      if !holds { throw Failure(cause, fix: fix) }
    }
    try check(
      AudioFile.rates.contains(rate), "\(rate) Hz is no sample rate for a spectrogram", "use rate: 22050Hz")
    try check(
      (64...65_536).contains(fft) && fft % 2 == 0, "fft: \(fft) is not an even number from 64 to 65536",
      "use a power of two such as fft: 2048")
    try check((1...65_536).contains(hop), "hop: \(hop) is not a number from 1 to 65536", "use hop: 512")
    try check((1...1024).contains(mels), "mels: \(mels) is not a number from 1 to 1024", "use mels: 128")
    try check(low >= 0 && low.isFinite, "low: \(low) Hz is not a frequency", "use low: 0Hz")
    try check(
      highest <= Double(rate) / 2 && highest.isFinite,
      "high: \(highest) Hz is above half the rate of \(rate) Hz", "use at most high: \(rate / 2)Hz")
    try check(
      low < highest, "low: \(low) Hz is not below high: \(highest) Hz", "make low: smaller than high:")
    try check(range > 0 && range <= 300, "range: \(range) dB is not from 0 to 300 dB", "use range: 80dB")
    try check((1...4096).contains(size), "size: \(size) is not a number from 1 to 4096", "use size: 256")
    if case .mfcc(let count) = kind {
      try check(
        (1...mels).contains(count), "count: \(count) is not a number from 1 to \(mels), the mel bands",
        "use count: \(min(20, mels))")
    }
    if kind == .linear {
      let width = Double(rate) / Double(fft)
      try check(
        !linearBins.isEmpty, "no bin of the transform lies between low: \(low) Hz and high: \(highest) Hz",
        "set them at least \(width) Hz apart")
    }
  }

  /// What frames and image depend on besides the sound.
  public var digest: Digest {
    Digest.build {
      $0.append("image 1")
      $0.append(framesDigest)
      $0.append(size)
      $0.append(colors.rawValue)
    }
  }

  /// What the frames view alone depends on besides the sound: not the image's size and colours.
  public var framesDigest: Digest {
    Digest.build {
      $0.append("frames")
      $0.append(SoundDefaults.version)
      switch kind {
      case .mel: $0.append("mel")
      case .linear: $0.append("linear 2")
      case .logarithmic: $0.append("logarithmic 2")
      case .chroma: $0.append("chroma")
      case .mfcc(let count):
        $0.append("mfcc")
        $0.append(count)
      }
      for number in [rate, mels, fft, hop] { $0.append(number) }
      for number in [low, highest, range] { $0.append(number) }
      $0.append(melScale.rawValue)
      if level != .decibels { $0.append(level.rawValue) }
    }
  }
}
