import EtudeCore
import EtudeData

extension Evaluation {
  /// The songs that were judged wrongly, the most confident judgement first; each clip has its `judgement`. A song that
  /// several repeats judged wrongly comes once for each.
  ///
  /// - Parameters:
  ///   - label: of the songs of this true genre only; of all if nil.
  ///   - predicted: of those taken for this genre only; of all if nil.
  /// - Throws: `Failure.input` that names the files that are gone; a `Failure` where the songs are not known.
  public func mistakes(of label: String? = nil, takenFor predicted: String? = nil) throws -> Dataset {
    guard let songs else {
      throw Failure("it is not known which songs were judged", fix: "judge them again")
    }
    let places = Dictionary(songs.names.enumerated().map { ($1, $0) }) { first, _ in first }
    let wrong = items.indices.filter { place in
      let item = items[place]
      return !item.isRight && label ?? item.label == item.label
        && predicted ?? item.predicted == item.predicted
    }
    let probabilities = items.map(probability)
    let ordered = wrong.sorted { (-probabilities[$0], $0) < (-probabilities[$1], $1) }
    let clips = ordered.compactMap { place -> Clip? in
      let item = items[place]
      guard let song = places[item.name] else { return nil }
      var clip = songs[song]
      clip.judgement = Judgement(
        predicted: item.predicted, probability: probabilities[place], repeat: item.repeat, fold: item.fold)
      return clip
    }
    try Self.checkFiles(of: clips)
    return Dataset(clips)
  }

  private static func checkFiles(of clips: [Clip]) throws {
    let gone = Set(clips.filter(\.isGone).compactMap(\.file)).sorted()
    guard !gone.isEmpty else { return }
    let more = gone.count > 5 ? ", … \(gone.count - 5) more" : ""
    throw Failure.input(
      (gone.count == 1 ? "a judged file is gone: " : "\(gone.count) judged files are gone: ")
        + gone.prefix(5).joined(separator: ", ") + more,
      fix: "put \(gone.count == 1 ? "it" : "them") back, or judge the songs that are there")
  }

  /// For each file the whole of its judged segments: from the beginning of the first to the end of the last.
  func wholeSongs() -> Dataset? {
    songs.map { songs in
      var order: [String] = []
      var pieces: [String: [Clip]] = [:]
      for clip in songs.clips {
        if pieces[clip.item] == nil { order.append(clip.item) }
        pieces[clip.item, default: []].append(clip)
      }
      return Dataset(order.compactMap { pieces[$0].flatMap(Self.whole) })
    }
  }

  private static func whole(_ pieces: [Clip]) -> Clip? {
    guard var whole = pieces.min(by: { $0.start < $1.start }) else { return nil }
    whole.name = whole.item
    let ends = pieces.map { piece in piece.span.map { piece.start + $0 } }
    let known = ends.compactMap(\.self)
    whole.span = known.count == ends.count ? known.max().map { $0 - whole.start } : nil
    return whole
  }
}
