import EtudeCore
import EtudeLanguage
import EtudeNetworks
import EtudeSession
import EtudeVerbs
import Foundation
import Testing

/// Every line that help shows is run, on songs of a few seconds. What is slow is done once: the lines are cells of one
/// session, and what the scene binds is bound again before each.
@Suite("Worked examples") struct WorkedExampleTests {
  /// What examples speak of, as small as it can be.
  private static let scene = [
    "songs = demo length: 3s", "clip = (demo genres: 1 clips: 1 length: 16s)[0]",
    "parts = split songs",
    "mels = songs | spectrogram size: 32", "net = stats | classify",
    "all = combine [mobilenetv2 weights: \"none\" | freeze, conv 4 | relu | conv 8, gru 4] | classify",
    "fitted = fit all mels epochs: 1", "a = crossval net mels folds: 2 epochs: 100",
    "b = crossval net mels folds: 2 epochs: 2", "cv = a", "plan = folds songs count: 4",
    "vectors = features fitted mels",
  ]

  /// Files that examples read, and runs that they look up.
  private static let surroundings = [
    "for song in songs[0..9] { save song to: \"music/{song.label}/{song.track}.wav\" }",
    "save (demo genres: 1 clips: 1 length: 61s)[0] to: \"song.wav\"",
    "crossval net mels folds: 2 epochs: [3, 4, 5, 6, 7, 8]",
  ]

  /// Lines that cannot run everywhere, and why.
  private static let left = [
    "predict fitted stdin": "nothing is piped in",
    "recommend stdin from: songs every: 5s": "nothing is piped in",
    "fma = load \"fma_metadata/tracks.csv\" sounds: \"fma_small/\"": "needs the Free Music Archive",
    "theirs = load \"torch.safetensors\" model: net data: mels": "needs a file of PyTorch's",
  ]

  /// What needs pretrained weights, which may not be there.
  private static let pretrained = [
    "mobilenetv2", "musicnn", "tags", "recommend", "playlist", "index", "ranking",
  ]

  @Test("All lines of help run") func all() throws {
    let folder = NSTemporaryDirectory() + "etude-examples-" + UUID().uuidString
    try WholeFile.makeFolder(folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let told = Lines()
    var environment = Environment(
      work: Work(threads: 2, store: ResultStore(folder: folder + "/cache")), readingFolder: folder,
      writingFolder: folder, runs: folder + "/runs.sqlite")
    environment.playsSound = true
    let session = Session(
      vocabulary: .standard, environment: environment,
      report: { if $0.severity == .error { told.add($0.rendered) } })
    for line in ["few = [1, 2]", "save session to: \"work.etude\""] + Self.scene + Self.surroundings {
      #expect(session.execute(line).exitStatus == .done, "\(line): \(told.all.joined(separator: "\n"))")
    }
    try FileManager.default.copyItem(atPath: folder + "/song.wav", toPath: folder + "/song.mp3")
    let names = Self.scene.compactMap { $0.split(separator: " ").first.map(String.init) }
    for name in names { session.execute("its_\(name) = \(name)") }
    let hasWeights = PretrainedWeights.all.allSatisfy(\.isPresent)
    let vocabulary = Vocabulary.standard
    let lines =
      vocabulary.guide.flow.map(\.statement) + vocabulary.guide.concepts.map(\.example)
      + vocabulary.verbs.values.sorted { $0.name < $1.name }.flatMap(\.examples)
    #expect(Self.left.keys.allSatisfy(lines.contains))
    var known: Set<String> = []
    for line in lines where known.insert(line).inserted && Self.left[line] == nil {
      if !hasWeights, Self.pretrained.contains(where: line.contains) { continue }
      for name in names { session.execute("\(name) = its_\(name)") }
      let started = ContinuousClock.now
      let before = told.all.count
      #expect(
        session.execute(line).exitStatus == .done, "\(line): \(told.all[before...].joined(separator: "\n"))")
      let time = ContinuousClock.now - started
      #expect(time < .seconds(60), "\(line) took \(time)")
    }
  }
}
