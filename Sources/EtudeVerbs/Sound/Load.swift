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
    operands: [
      Operand(
        "path", .text,
        help: "a sound file, a folder with a folder per genre, .csv, .tsv, .safetensors, .etudeindex",
        refusals: [.init(.number, "load takes a file or folder in quotes")])
    ],
    options: [
      Option(
        "rate", .frequency(1000...192_000), standard: .hertz(22050), help: "samples a second to work with"),
      Option("from", .time(), standard: .seconds(0), help: "seconds to leave out at the beginning"),
      Option("length", .duration, absence: "all of it", help: "seconds to use of each item"),
      Option("artists", .text, absence: "none", help: "a .csv or .tsv with the columns file, artist"),
      Option("limit", .whole(1...1_000_000), absence: "all", help: "clips of each genre to take"),
      Option("strict", .flag, standard: .flag(false), help: "make the first unreadable file an error"),
      Option(
        "model", .model, absence: "the file's own",
        help: "the recipe of weights from elsewhere, such as a PyTorch state as .safetensors"),
      Option(
        "data", .features, absence: "the file's own", help: "whose genres and settings those weights are for"),
    ],
    result: .rule { call in
      guard case .text(let path)? = call.operands["path"]?.known else { return StaticValue(.kind(.dataset)) }
      let foreign = ["model", "data"].filter { call.options[$0] != nil }
      if LoadedKind(path).kind == .fitted, foreign.count == 1 { throw OptionFailure(foreign[0], halfForeign) }
      return StaticValue(.kind(LoadedKind(path).kind), facts: call.number("rate").map { SoundFact(rate: $0) })
    },
    examples: [
      "songs = load \"music/\" limit: 20", "clip = load \"song.mp3\" from: 30s length: 30s",
      "theirs = load \"torch.safetensors\" model: net data: mels",
    ]
  ) { call in
    let path = call.environment.reading(call.text("path") ?? "")
    switch LoadedKind(path) {
    case .model:
      let value = try call.foreignWeights(path) ?? FittedValue(loading: path)
      if let digest = value.digest { call.environment.written.keep(digest) }
      return .object(value)
    case .foreign(let format):
      // Who names a file that is not there hears that first.
      _ = try SafetensorsFile(reading: path)
      throw format.failure(path)
    case .index: return .object(try IndexValue(loading: path))
    case .clip:
      let work = call.environment.work
      try AudioFolder.checkEnding(of: path)
      let info = try AudioFile.inspect(path, cancellation: work.cancellation)
      let header = Clip.Header(info)
      let clip = Clip(
        name: WholeFile.name(of: path), source: .file(path: path), start: call.number("from") ?? 0,
        span: call.number("length"), rate: call.integer("rate") ?? SoundDefaults.rate,
        header: header)
      if let length = clip.length, length <= 0 {
        throw Failure("nothing of \(path) is left: it is \(info.seconds.seconds) long", fix: "lower 'from'")
      }
      if info.isTruncated {
        work.warn("\(path) ends before its header says: the \(info.seconds.seconds) that are there are used")
      }
      for complaint in header.complaints(of: path) { work.warn(complaint) }
      return .object(ClipValue(clip: clip, work: work))
    case .dataset:
      let options = LoadOptions(
        rate: call.integer("rate") ?? SoundDefaults.rate, from: call.number("from") ?? 0,
        length: call.number("length"), artists: call.text("artists").map(call.environment.reading),
        limit: call.integer("limit"), strict: call.flag("strict"))
      let work = call.environment.work
      return .object(DatasetValue(dataset: try DatasetLoader.load(path, options, work: work), work: work))
    }
  }
}

extension Verb {
  static let halfForeign = Failure(
    "weights from elsewhere want a recipe and the data that they are for",
    fix: "give both model: and data:")
}

/// What a path's ending says that loading it gives.
private enum LoadedKind {
  case clip, dataset, model, index
  case foreign(ForeignFormat)

  init(_ path: String) {
    let name = WholeFile.name(of: path)
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
