import EtudeCore
import EtudeLanguage
import EtudeSound
import Glibc
import Testing

/// What was read once is not read again: neither digests nor spectrograms need the files while these look unchanged.
@Suite("Audio is read once") struct ReadingOnceTests {
  private static let first = """
    songs = load "m.csv"
    mels = songs | spectrogram
    fitted = fit (stats | classify) mels epochs: 1 validation: 0%
    predicted = predict fitted songs
    """

  /// The same and more, by other ways to the same clips.
  private static let second =
    first + """

      again = fit (stats | classify) mels epochs: 2 validation: 0%
      cv = crossval (stats | classify) mels folds: 2 epochs: 1
      parts = split songs test: 50%
      other = fit (stats | classify) (parts.train | spectrogram) epochs: 1 validation: 0%
      judged = evaluate other parts.test
      few = sample songs per: 1
      vectors = features fitted songs
      idx = index songs with: fitted
      found = recommend songs[0] from: idx count: 2 by: "item"
      answer = predict fitted found[0]
      score = ranking songs with: fitted at: 1
      """

  @Test func filesThatLookUnchangedAreNotRead() throws {
    let bench = try Bench()
    var rows = [["file", "label"]]
    for number in 0..<6 {
      let samples = (0..<22_050).map { Float($0 % (30 + 7 * number)) / 60 }
      try AudioFile.write(Sound(samples: samples, rate: 22_050), to: "\(bench.folder)/\(number).wav")
      rows.append(["\(number).wav", number % 2 == 0 ? "a" : "b"])
    }
    try WholeFile.write(CSV.text(rows), to: bench.folder + "/m.csv")
    let before = bench.run(Self.first)
    #expect(before.error == nil)
    // Sound that is no longer there, in files that look the same.
    for number in 0..<6 { try spoil("\(bench.folder)/\(number).wav") }
    let after = bench.run(Self.second)
    #expect(after.error == nil)
    #expect(
      !after.warnings.contains { $0.contains("cannot be read") || $0.contains("damaged") },
      "\(after.warnings)")
    for name in ["songs", "mels", "fitted", "predicted"] {
      #expect(before.bindings[name]?.digest == after.bindings[name]?.digest, "\(name)")
    }
  }

  /// Overwrites what follows a file's header, keeping its size and time.
  private func spoil(_ path: String) throws {
    var status = stat()
    try #require(stat(path, &status) == 0)
    let descriptor = open(path, O_WRONLY)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    let noise = (0..<Int(status.st_size) - 44).map { UInt8(truncatingIfNeeded: $0 &* 151) }
    #expect(pwrite(descriptor, noise, noise.count, 44) == noise.count)
    let times = [status.st_atim, status.st_mtim]
    #expect(futimens(descriptor, times) == 0)
  }
}
