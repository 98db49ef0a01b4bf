import EtudeCore
import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let describe = Verb(
    "describe", "what x is, as a table; of a network also how long a song takes in each layer",
    section: .data, operands: [DescribeOptions.described], options: [DescribeOptions.songs],
    result: .noted(.kind(.table)) { call in
      let songs = call.value(of: DescribeOptions.songs)
      if let value = call.value(of: DescribeOptions.described) {
        if let songs, value.type != .unknown {
          try DescribeOptions.check(value.type, value.recipe, on: songs.type)
        }
        // Layers that do not fit are errors before anything runs, of a recipe that nothing is asked of too.
        if value.type == .kind(.model), let recipe = value.recipe {
          _ = try recipe.layerTable(imageSize: 256, bands: 128, classes: ModelValue.usualGenres)
        }
      }
      return songs.map { _ in TableColumns.layerTimes }
    }, examples: ["describe songs", "describe net", "plot (describe net on: mels) to: \"time.png\""],
    isShownAgain: true
  ) { call in
    let value = try call[DescribeOptions.described]
    let work = call.environment.work
    guard let songs = try call[DescribeOptions.songs] else {
      return .object(try TableValue(describing: value, work: work))
    }
    let network = TypedAccepts.network.read(value)
    try DescribeOptions.check(value.type, network?.model, on: songs.value.type)
    guard let network else { throw DescribeOptions.takesNoTime }
    return .object(try TableValue(timesOf: network, on: songs, work: work))
  }
}

private enum DescribeOptions {
  static let described = TypedOperand("x", .anything)

  static let songs = TypedOption(
    "on", .songs(.features + [.dataset]), absence: "none",
    help: "songs on which each layer of a network is timed")

  static let takesNoTime = OptionFailure(
    "on", Failure("only a network has layers to time", fix: "leave 'on' away, or describe a network"))

  /// Throws unless a value of this type is a network that can be timed on such songs; `recipe` is nil where it is not known.
  static func check(_ type: ValueType, _ recipe: Model?, on songs: ValueType) throws {
    if case .list = type {
      throw OptionFailure(
        "on", Failure("a list has no layers to time", fix: "describe one network at a time"))
    }
    guard type == .kind(.model) || type == .kind(.fitted) else { throw takesNoTime }
    // A fitted network makes its own features.
    if type == .kind(.model), songs == .kind(.dataset), let recipe, !recipe.readsSoundAlone {
      throw OptionFailure(
        "on", Failure(Operands.datasetHasNoFeatures, fix: "for instance: songs | spectrogram"))
    }
  }
}
