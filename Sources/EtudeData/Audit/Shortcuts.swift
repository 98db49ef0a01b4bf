import EtudeCore
import EtudeSound

extension Audit {
  /// What gives a genre away without any music: a native sample rate, a frequency at which the sound ends, or a number
  /// of channels that most of its files have and most of the others' have not. A network learns that first.
  ///
  /// - Parameter digests: those of the clips' items.
  static func shortcuts(in dataset: Dataset, digests: [Digest], work: Work) throws -> [Finding] {
    let known = dataset.clips.indices.filter {
      let clip = dataset[$0]
      return clip.isReadable && clip.label != nil && clip.header != nil
    }
    let clips = known.map { dataset[$0] }
    var findings: [Finding] = []
    func find(_ kind: Finding.Kind, _ what: String, _ values: [Int], _ unit: (Int) -> String, _ end: String) {
      guard let shortcut = Shortcut(clips, values) else { return }
      findings.append(
        Finding(
          kind: kind, names: [], labels: shortcut.genres,
          detail: "the genres differ by \(what): \(shortcut.text(unit)); \(end)"))
    }
    let rates = clips.map { $0.header?.rate ?? 0 }
    let lowest = rates.min() ?? 0
    let remedy =
      clips.contains { $0.rate > lowest } && lowest >= 1000 ? ": load all with rate: \(lowest)Hz" : ""
    find(.rate, "native sample rate", rates, { "\($0) Hz" }, "a network may learn that" + remedy)
    if findings.isEmpty {
      let edges = try Bandwidth.of(clips, digests: known.map { digests[$0] }, work: work)
      // What the working rate leaves out anyway tells no one from another.
      let heard = zip(clips, edges).map { min(($1 ?? .max), $0.rate / 2) / 1000 }
      let least = heard.min() ?? 0
      find(
        .bandwidth, "where their sound ends", heard, { "\($0) kHz" },
        "a network may learn that" + (least >= 2 ? ": load all with rate: \(least * 2000)Hz" : ""))
    }
    find(
      .channels, "number of channels", clips.map(\.channels), { counted($0, "channel") },
      "they may come from different sources")
    return findings
  }
}

/// A number that clips have, from which their genres can be guessed.
private struct Shortcut {
  /// For each genre the number that most of its clips have.
  private let majorities: [String: Int]
  let genres: [String]

  /// Nil if the number says next to nothing: if less than a tenth of the clips more can be guessed with it than without,
  /// or fewer than two.
  ///
  /// - Parameter values: for each clip its number.
  init?(_ clips: [Clip], _ values: [Int]) {
    var counts: [Int: [String: Int]] = [:]
    var ofGenre: [String: [Int: Int]] = [:]
    for (clip, value) in zip(clips, values) {
      guard let label = clip.label else { continue }
      counts[value, default: [:]][label, default: 0] += 1
      ofGenre[label, default: [:]][value, default: 0] += 1
    }
    let largest = ofGenre.values.map { $0.values.reduce(0, +) }.max() ?? 0
    let guessed = counts.values.reduce(0) { $0 + ($1.values.max() ?? 0) }
    guard guessed - largest >= 2, Double(guessed - largest) >= 0.1 * Double(clips.count) else { return nil }
    majorities = ofGenre.mapValues { numbers in
      numbers.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
    }
    genres = ofGenre.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// `8000 Hz in hiss, 44100 Hz in hum and rock`.
  func text(_ shown: (Int) -> String) -> String {
    Set(majorities.values).sorted().map { value in
      let names = genres.filter { majorities[$0] == value }
      let more = names.count > 5 ? " and \(names.count - 4) more" : ""
      let few = more.isEmpty ? names : Array(names.prefix(4))
      return "\(shown(value)) in most of \(few.joined(separator: ", "))\(more)"
    }.joined(separator: "; ")
  }
}

extension Clip {
  /// How short it is, if it is shorter than one transform of a spectrogram that is not told otherwise.
  var shortness: String? {
    let fft = SpectrogramSettings(rate: rate).fft
    guard let samples = sampleCount(), samples < fft else { return nil }
    return "\(counted(samples, "sample")) at \(rate) Hz, less than one transform of \(fft)"
  }
}
