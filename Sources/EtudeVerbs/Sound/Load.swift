import EtudeCore
import EtudeData
import EtudeLanguage
import EtudeNetworks
import EtudeSound

extension Verb {
  static let load = Verb(
    "load",
    "an audio file gives a clip; a folder or a manifest a dataset; a saved model a fitted; a saved index an index",
    section: .data,
    operands: [LoadingOptions.path],
    options: [
      LoadingOptions.rate, LoadingOptions.from, LoadingOptions.length, LoadingOptions.artists,
      LoadingOptions.sounds, LoadingOptions.limit, LoadingOptions.strict, ForeignWeights.model,
      ForeignWeights.data,
    ],
    result: .rule { call in
      guard let path = call[LoadingOptions.path] else { return StaticValue(.kind(.dataset)) }
      let kind = LoadedKind(path).kind
      if kind == .fitted { try ForeignWeights.check(call) }
      return StaticValue(.kind(kind), facts: call[LoadingOptions.rate].map { SoundFact(rate: $0) })
    },
    examples: [
      "songs = load \"music/\" limit: 20", "clip = load \"song.mp3\" from: 30s length: 30s",
      "fma = load \"fma_metadata/tracks.csv\" sounds: \"fma_small/\"",
      "theirs = load \"torch.safetensors\" model: net data: mels",
    ]
  ) { call in
    let path = call.environment.reading(try call[LoadingOptions.path])
    switch LoadedKind(path) {
    case .model:
      let value = try ForeignWeights.fitted(from: path, in: call) ?? FittedValue(loading: path)
      if let digest = value.digest { call.environment.written.keep(digest) }
      return .object(value)
    case .foreign(let format):
      // Who names a file that is not there hears that first.
      _ = try SafetensorsFile(reading: path)
      throw format.failure(path)
    case .index: return .object(try IndexValue(loading: path, work: call.environment.work))
    case .clip: return .object(try LoadingOptions.clip(path, in: call))
    case .dataset:
      let work = call.environment.work
      let dataset = try DatasetLoader.load(path, LoadingOptions.dataset(in: call), work: work)
      return .object(DatasetValue(dataset: dataset, work: work))
    }
  }
}

private enum LoadingOptions {
  static let path = TypedOperand(
    "path", .text,
    help: "a sound file, a folder with a folder per genre, .csv, .tsv, .safetensors, .etudeindex",
    refusals: [.init(.number, "load takes a file or folder in quotes")])

  static let rate = TypedOption(
    "rate", .frequency(1000...192_000), default: Double(SoundDefaults.rate),
    help: "samples a second to work with")
  static let from = TypedOption("from", .time(), default: 0, help: "seconds to leave out at the beginning")
  static let length = TypedOption(
    "length", .duration, absence: "all of it", help: "seconds to use of each item")
  static let artists = TypedOption(
    "artists", .text, absence: "none", help: "a .csv or .tsv with the columns file, artist")
  static let sounds = TypedOption(
    "sounds", .text, absence: "none", help: "where the songs of FMA's own tracks.csv lie")
  static let limit = TypedOption(
    "limit", .whole(1...1_000_000), absence: "all", help: "clips of each genre to take")
  static let strict = TypedOption(
    "strict", .flag, default: false, help: "make the first unreadable file an error")

  /// How a folder's or a manifest's clips are made.
  static func dataset(in call: Call) throws -> LoadOptions {
    LoadOptions(
      rate: try wholeRate(in: call), from: try call[from], length: try call[length],
      artists: try call[artists].map(call.environment.reading),
      sounds: try call[sounds].map(call.environment.reading), limit: try call[limit],
      strict: try call[strict])
  }

  /// One sound file's clip; what is damaged in it is said in warnings.
  static func clip(_ path: String, in call: Call) throws -> ClipValue {
    let work = call.environment.work
    try AudioFolder.checkEnding(of: path)
    let info = try AudioFile.inspect(path, cancellation: work.cancellation)
    let header = Clip.Header(info)
    let clip = Clip(
      name: Paths.name(of: path), source: .file(path: path), start: try call[from],
      span: try call[length], rate: try wholeRate(in: call), header: header)
    if let length = clip.length, length <= 0 {
      throw Failure("nothing of \(path) is left: it is \(info.seconds.seconds) long", fix: "lower 'from'")
    }
    if info.isTruncated {
      work.warn("\(path) ends before its header says: the \(info.seconds.seconds) that are there are used")
    }
    for complaint in header.complaints(of: path) { work.warn(complaint) }
    return ClipValue(clip: clip, work: work)
  }

  private static func wholeRate(in call: Call) throws -> Int { Int(try call[rate].rounded()) }
}

/// What a path's ending says that loading it gives.
private enum LoadedKind {
  case clip, dataset, model, index
  case foreign(ForeignFormat)

  init(_ path: String) {
    let name = Paths.name(of: path)
    let ending = name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
    self =
      switch ending {
      case "safetensors": .model
      case IndexValue.ending: .index
      // What cannot be read is a clip as well: the message is of its ending then, whatever it is given to.
      default:
        ForeignFormat(ending: ending).map(Self.foreign)
          ?? (AudioFolder.extensions.contains(ending) || AudioFolder.unreadExtensions.contains(ending)
            ? .clip : .dataset)
      }
  }

  var kind: Kind {
    switch self {
    case .clip: .clip
    case .dataset: .dataset
    case .model, .foreign: .fitted
    case .index: .index
    }
  }
}
