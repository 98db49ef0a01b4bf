import EtudeCore
import EtudeData
import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let tags = Verb(
    "tags", "what listeners would call it: musicnn's 50 tags with their probabilities", section: .judging,
    operands: [Operands.sound], options: [TagsOptions.weights, TagsOptions.every],
    result: .checked(.kind(.prediction)) { call in
      let sound = call.value(of: Operands.sound)?.type ?? .unknown
      if call.has(TagsOptions.every), sound == .kind(.dataset) {
        throw OptionFailure("every", Timeline.notOneClip)
      }
    }, examples: ["tags songs[0]", "plot (tags songs[0] every: 3s)", "export (tags songs) to: \"tags.csv\""]
  ) { call in
    let work = call.environment.work
    let songs = try call[Operands.sound]
    let tagger = try Tagger(call[TagsOptions.weights].network)
    guard let every = try call[TagsOptions.every] else {
      let (dataset, rows) = try tagger.tags(of: songs.dataset, work: work)
      return .object(
        PredictionValue(
          names: dataset.names, network: tagger.words, classes: tagger.names, probabilities: rows, times: [],
          areTags: true))
    }
    guard case .clip(let value) = songs else { throw Timeline.notOneClip }
    let pieces = try Timeline.pieces(
      of: value.clip, length: Timeline.length(of: value.clip, work: work), every: every, heard: Tagger.window)
    let (_, rows) = try tagger.tags(of: pieces.dataset, work: work)
    return .object(
      PredictionValue(
        names: rows.map { _ in value.clip.name }, network: tagger.words, classes: tagger.names,
        probabilities: rows,
        times: pieces.starts, every: pieces.every, areTags: true))
  }
}

private enum TagsOptions {
  enum Weights: String, CaseIterable {
    case songs, tags

    var network: LayerKind.MusicnnWeights {
      switch self {
      case .songs: .songs
      case .tags: .tags
      }
    }
  }

  static let weights = TypedOption(
    "weights", .choice(of: Weights.self), default: .songs,
    help: "tags of the Million Song Dataset's listeners, or of MagnaTagATune's")
  static let every = TypedOption(
    "every", .time(0.1...600), absence: "off", help: "a row for each such piece of a clip")
}
