import EtudeCore
import EtudeSound
import Glibc

/// Up to which frequency a file holds sound: less than half its rate where it was made of sound of a lower rate, or by
/// an encoder that cuts off what is high.
enum Bandwidth {
  /// Seconds that are listened to, from a clip's beginning.
  private static let part = 10.0
  private static let fft = 1024

  /// For each clip the frequency in Hz; nil for what is in no file, or cannot be read. What was found is kept on disk.
  ///
  /// - Parameter digests: those of the clips' items.
  static func of(_ clips: [Clip], digests: [Digest], work: Work) throws -> [Int?] {
    let rates = Set(clips.compactMap { $0.header?.rate }).filter { (1000...400_000).contains($0) }
    let frontEnds = try Dictionary(
      uniqueKeysWithValues: rates.map { rate in
        (
          rate,
          try FrontEnd(SpectrogramSettings(kind: .linear, rate: rate, mels: 1, fft: fft, hop: 2 * fft))
        )
      })
    return try parallelMap(clips.count, threads: work.threads) { index in
      try work.checkCancelled()
      let clip = clips[index]
      guard clip.isReadable, clip.file != nil, let rate = clip.header?.rate, let frontEnd = frontEnds[rate]
      else { return nil }
      let key = Digest.build {
        $0.append("bandwidth")
        $0.append(clip.soundDigest(item: digests[index]))
      }
      if let kept = work.store?.floats(.bandwidth, key, count: 1)?.first { return Int(kept) }
      var beginning = clip
      beginning.span = min(clip.span ?? part, part)
      guard let sound = try? beginning.sound(rate: rate, cancellation: work.cancellation) else {
        try work.checkCancelled()
        return nil
      }
      let found = edge(of: frontEnd.linearPower(of: sound.samples), rate: rate)
      work.store?.keep([Float(found)], as: .bandwidth, under: key)
      return found
    }
  }

  /// Where a spectrum `[bins, frames]` breaks off: the lowest frequency from 1 kHz on above which all is at least 20 dB
  /// below all of the half kilohertz before it. Half the rate if there is none: music fades, only a filter cuts.
  static func edge(of power: Frames, rate: Int) -> Int {
    let levels = (0..<power.bands).map { bin in
      let sum = (0..<power.count).reduce(0.0) { $0 + Double(power[bin, $1]) }
      return 10 * log10(sum / Double(max(1, power.count)) + 1e-20)
    }
    let width = Double(rate) / Double(fft)
    let (before, after) = (max(3, Int(500 / width)), max(2, Int(200 / width)))
    // Louder than all that follows, from each bin on.
    var loudest = levels
    for bin in levels.indices.dropLast().reversed() { loudest[bin] = max(levels[bin], loudest[bin + 1]) }
    for bin in stride(from: max(before, Int(1000 / width)), to: levels.count - after - 2, by: 1) {
      guard let quietest = levels[bin - before..<bin].min() else { continue }
      if quietest - 20 > loudest[bin + after] { return Int(Double(bin) * width) }
    }
    return rate / 2
  }
}
