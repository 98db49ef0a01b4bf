import EtudeCore
import EtudeLanguage
import EtudeNetworks
import EtudeVerbs
import Testing

/// What stands above pictures: what is shown, of which song, and of which network and settings.
@Suite("Headings of pictures", .enabled(if: PretrainedWeights.mobilenetv2.isPresent)) struct HeadingLawTests {
  /// The title and the words that follow it in an SVG picture.
  private func heading(_ bytes: [UInt8]) throws -> (title: String, words: String) {
    let text = String(decoding: bytes, as: UTF8.self)
    func content(_ tag: String) throws -> String {
      try #require(
        text.firstRange(of: try Regex("(?s)<\(tag)>.*?</\(tag)>")).map { String(text[$0]) }, "\(tag)"
      )
      .replacing("<\(tag)>", with: "").replacing("</\(tag)>", with: "").replacing("&gt;", with: ">")
      .replacing("&quot;", with: "\"")
    }
    return (try content("title"), try content("desc"))
  }

  @Test("Every kind of value that has a picture has a title and a remark") func everyKind() throws {
    let samples = try KindSamples()
    let plot = try #require(Vocabulary.standard.verbs["plot"])
    var drawn = 0
    // A finished picture is shown as it is, whatever stands on it.
    for (kind, value) in samples.values where kind.name != "picture" {
      guard case .checked(_, let check) = plot.result else { continue }
      let options: [String: Value] = ["to": .text("kind.svg")]
      do { try check(samples.staticCall(plot, .object(value), options)) } catch { continue }
      _ = try plot.body(samples.call(plot, .object(value), options))
      let (title, words) = try heading(samples.bench.file("kind.svg"))
      #expect(!title.isEmpty, "\(kind)")
      #expect(words.hasPrefix(title + " · "), "\(kind): \(words)")
      drawn += 1
    }
    #expect(drawn >= 12)
  }

  /// A picture, and what has to stand above it.
  private static let pictures: [(String, [String])] = [
    ("songs[1]", ["Waveform of SONG"]), ("mels[1]", ["Mel spectrogram of SONG", "128 bands"]),
    ("rms songs[1]", ["Level (root mean square) of SONG", "windows of 2048 samples"]),
    ("onsets songs[1]", ["Onset strength of SONG"]), ("centroid songs[1]", ["Spectral centroid of SONG"]),
    ("zerocrossings songs[1]", ["Zero crossings of SONG"]), ("mfcc songs[1]", ["MFCCs of SONG"]),
    ("predict m songs[1]", ["Genres of SONG", "gru | classify"]),
    ("predict m songs[1] every: 1s", ["Genres along SONG", "gru | classify", "a step every 1 s"]),
    ("predict m songs", ["Genres of 4 songs", "gru | classify"]),
    ("m", ["Training, epoch by epoch", "gru | classify", "4 songs in 2 genres"]),
    ("m.history", ["Training, epoch by epoch", "gru | classify"]),
    ("cv", ["Accuracy, fold by fold", "gru | classify", "4 songs in 2 genres"]),
    (
      "confusion cv",
      ["True genre against predicted genre", "gru | classify", "2 folds", "4 songs in 2 genres"]
    ),
    ("calibration cv", ["Calibration", "gru | classify", "2 folds"]),
    ("judgements cv", ["Each song's history", "gru | classify"]),
    ("[a: cv, b: cv]", ["Accuracy compared", "4 songs in 2 genres"]),
    ("vote cv", ["gru | classify", "vote "]), ("evaluate m mels", ["gru | classify", "evaluate "]),
    ("folds songs 2", ["Fold plan of 4 songs", "2 folds", "stratified, by track"]),
    (
      "learning_curve net mels at: [50%, 100%] epochs: 1 test: 50%",
      ["Accuracy with more songs", "gru | classify"]
    ),
    ("audit songs", ["Audit of 4 clips"]), ("descriptors songs", ["Descriptors of 4 clips"]),
    ("songs", ["4 clips by genre", "2 genres"]),
    ("net", ["Weights and work of each layer", "gru | classify", "counted for 10 genres"]),
    ("describe net", ["Weights and work of each layer", "gru | classify"]),
    ("describe net on: mels", ["How long a song takes", "gru | classify"]),
    ("features m mels", ["Features of 4 songs", "gru | classify"]),
    ("embedding m songs", ["4 songs as points", "gru | classify"]),
    ("filters m", ["Filters of gru", "gru | classify"]),
    ("activations m songs[1] layer: \"gru\"", ["What gru gives for SONG", "gru | classify"]),
    ("activations m songs[1] layer: \"gru\" unit: 1", ["Unit 1 of gru for SONG", "gru | classify"]),
    ("receptive m", ["What one place of each layer sees", "gru | classify"]),
    ("convolve songs[1] kernel: \"blur\"", ["\"blur\" over SONG"]),
    ("saliency m songs[1]", ["SONG rests on", "gru | classify", "integrated gradients"]),
    ("gates m songs[1]", ["Gates of gru while it hears SONG", "gru | classify"]),
    ("(gates m songs[1])[\"update\"]", ["update of: Gates of gru while it hears SONG"]),
    ("gates m songs[1] unit: 1", ["Unit 1 of gru while it hears SONG"]),
    ("memory m songs[1]", ["while hearing SONG", "gru | classify"]),
    ("steps m songs[1]", ["unit 0 of gru", "SONG"]),
    ("holdout net mels epochs: 1", ["Accuracy of one test", "tested"]),
    (
      "spread net mels splits: 2 folds: 2 repeats: 2 epochs: 1",
      ["how much is chance", "4 songs in 2 genres"]
    ),
    ("descriptors songs[1]", ["Descriptors of SONG", "mean and variance"]),
    ("listen m songs[1] genre: \"classical\"", ["SONG (what speaks for classical)"]),
    ("ranking songs", ["How well a library of 4 songs"]),
    ("describe (predict m songs)", ["Genres of 4 songs"]),
    ("[1, 2.5]", ["2 numbers", "1.000 to 2.500"]),
  ]

  @Test("A picture names its song and its network")
  func pictures() throws {
    let bench = try Bench()
    var script = """
      for song in demo genres: 2 clips: 2 length: 2s { save song to: "music/{song.label}/{song.track}.wav" }
      songs = load "music/"
      mels = songs | spectrogram size: 32
      net = gru 2 | classify
      m = fit net mels epochs: 2 validation: 0%
      cv = crossval net mels folds: 2 epochs: 2

      """
    script += Self.pictures.enumerated().map { "plot (\($1.0)) to: \"\($0).svg\"" }.joined(separator: "\n")
    let outcome = bench.run(script)
    #expect(outcome.error == nil)
    for (number, picture) in Self.pictures.enumerated() {
      let (title, words) = try heading(bench.file("\(number).svg"))
      for part in picture.1 {
        let wanted = part.replacing("SONG", with: "blues/blues.00001.wav")
        #expect(words.contains(wanted), "\(picture.0): \(title): \(words)")
      }
    }
  }
}
