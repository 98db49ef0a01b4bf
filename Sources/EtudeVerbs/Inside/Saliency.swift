import EtudeCore
import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let saliency = Verb(
    "saliency", "what in the spectrogram a decision rests on: Grad-CAM where there are maps, else gradients",
    section: .inside,
    operands: [LookingInside.fitted, LookingInside.clip], options: SaliencyOptions.all,
    result: .inside(LookingInside.fitted) { try SaliencyOptions.check($0, $1) },
    examples: [
      "plot (saliency fitted songs[0]) to: \"saliency.png\"",
      "plot (saliency fitted songs[0] genre: \"rock\")",
      "plot (saliency fitted songs[0] method: \"occlusion\")",
      "plot (saliency (fit (musicnn output: \"tags\" | freeze | classify) songs) songs[0])",
    ]
  ) { call in
    let (fitted, item) = try call.lookedAt()
    let found = try call.saliency(of: item, by: fitted)
    return .object(try ArrayValue(found, fitted, item))
  }
}

/// What `saliency` and `listen` may be told.
enum SaliencyOptions {
  static let layer = TypedOption(
    "layer", .text, absence: "the last map", help: "whose feature maps are weighed, by its name or a block's"
  ).idle { call in
    guard let model = call.recipe(of: LookingInside.fitted),
      case .text(let name)? = call.options["layer"]?.known
    else { return nil }
    return model.givesNoMap(name)
      ? "'\(name)' gives no map, and what the network reads is looked at in any case" : nil
  }
  static let method = TypedOption(
    "method", .choice(of: SaliencyMethod.self), absence: "what suits the network",
    help: "how it is found; occlusion covers a patch after another")

  static let all: [any OptionDeclaration] = [LookingInside.genre, layer, method]

  static func check(_ call: StaticCall, _ model: Model) throws {
    try model.checkSaliency()
    try model.checkLayer(call[layer])
  }
}

extension Call {
  /// What the decision for a song rests on, as the options ask.
  func saliency(of item: SpectrogramValue, by fitted: Fitted) throws -> Saliency {
    try fitted.saliency(
      examples: item.examples, item: item.index, genre: genre(of: fitted), layer: self[SaliencyOptions.layer],
      method: self[SaliencyOptions.method], work: environment.work)
  }
}

extension Model {
  /// Whether the network reads one thing alone, and a layer of it that reads along time is named.
  fileprivate func givesNoMap(_ name: String) -> Bool {
    views.count == 1 && namedLayers.contains { $0.name == name && $0.layer.kind.recurrence != nil }
  }
}

extension Saliency {
  /// The map with the lowest band first, as frames have it; an image has its highest at the top.
  var upward: Frames {
    let (rows, columns) = (map.shape[0], map.shape[1])
    let order = view == .image ? Array((0..<rows).reversed()) : Array(0..<rows)
    return Frames(
      bands: rows, count: columns,
      values: order.flatMap { map.values[$0 * columns..<($0 + 1) * columns] })
  }

  /// How it was found, in words.
  var methodInWords: String {
    switch method {
    case .gradCAM: "Grad-CAM" + (layer.map { " at \($0)" } ?? "")
    case .integratedGradients: "integrated gradients"
    case .occlusion: "occlusion: how much less probable if covered"
    }
  }
}

extension Saliency {
  /// When its columns are heard in the song.
  func times(in item: SpectrogramValue) throws -> StepTimes {
    let all = try item.times(of: view, steps: steps)
    return steps == map.shape[1] ? all : all.joined(into: map.shape[1])
  }
}

extension ArrayValue {
  fileprivate init(_ found: Saliency, _ fitted: Fitted, _ item: SpectrogramValue) throws {
    let map = found.upward
    let (genre, probability) = (fitted.classes[found.genre], Double(found.probability))
    let isDecided = found.genre == found.decided
    let times = try found.times(in: item)
    let meaning: any ArrayMeaning =
      found.tags.isEmpty
      ? SaliencyArray(
        spectrogram: item, times: times, genre: genre, isDecided: isDecided, probability: probability,
        method: found.methodInWords, isAlongTime: found.view != .image, network: fitted.model.briefPipeline)
      : TagSaliencyArray(
        spectrogram: item, times: times, tags: found.tags, genre: genre, isDecided: isDecided,
        probability: probability, method: found.methodInWords, network: fitted.model.briefPipeline)
    self.init(
      meaning: meaning, shape: [map.bands, map.count],
      axes: [found.tags.isEmpty ? "bands" : "tags", "times"],
      values: map.values)
  }
}
