import EtudeCore
import EtudeData
import EtudeLanguage
import EtudeNetworks
import EtudePictures
import EtudeSound

extension Verb {
  static let memory = Verb(
    "memory", "how far back the answer depends on what was heard: a curve for each network",
    section: .inside, operands: [networks, clip],
    options: [LookingInside.recurrent, MemoryOptions.steps],
    result: .checked(.kind(.array)) { call in
      for model in call.value(of: networks)?.recipes ?? [] {
        try model.checkRecurrence()
        try model.checkLayer(call[LookingInside.recurrent])
      }
    },
    examples: [
      "plot (memory fitted songs[0])",
      "plot (memory [rnn: (rnn 16 | classify), gru: (gru 16 | classify), lstm: (lstm 16 | classify)])",
    ]
  ) { call in
    let networks = try call[networks]
    let curves = try networks.enumerated().map { place, network in
      let found = try call.memory(of: network.value)
      // One alone is not told from others: its layer says more than a variable's name.
      let name = networks.count == 1 ? found.curve.layer : network.label ?? "\(place + 1)"
      return (name: name, found: found, isBothWays: network.value.model.readsBothWays(found.curve.layer))
    }
    let steps = curves.map(\.found.curve.dependence.count).max() ?? 0
    let values = curves.flatMap { curve -> [Float] in
      let own = curve.found.curve.dependence
      let greatest = own.max() ?? 0
      // Shorter ones end with the others: what was last heard stands under what was last heard.
      return Array(repeating: 0, count: steps - own.count) + own.map { greatest > 0 ? $0 / greatest : 0 }
    }
    return .object(
      ArrayValue(
        meaning: MemoryArray(
          names: curves.map(\.name), lengths: curves.map(\.found.curve.dependence.count),
          seconds: curves.compactMap(\.found.seconds), song: curves.first?.found.song,
          areBothWays: curves.map(\.isBothWays), networks: networks.map(\.value.model.briefPipeline)),
        shape: [curves.count, steps], axes: ["networks", "steps"], values: values))
  }

  private static let networks = TypedOperand(
    many: "network", .network, help: "fitted networks, or recipes as they are before they have learnt")
  private static let clip = TypedOperand(
    optional: "clip", .songs(.oneSound), help: "a clip, or its spectrogram; recipes take noise without one")
}

private enum MemoryOptions {
  static let steps = TypedOption(
    "steps", .whole(2...128), default: 100, help: "of the noise that recipes are given without a clip")
}

/// What a network's memory was found to be, and on what.
private struct FoundMemory {
  let curve: MemoryCurve
  /// From step to step; nil for noise.
  let seconds: Double?
  let song: String?
}

extension Call {
  /// How much a network's answers depend on each step of the clip, or of noise.
  fileprivate func memory(of network: GivenNetwork) throws -> FoundMemory {
    let work = environment.work
    let layer = try self[LookingInside.recurrent]
    let clip: GivenSongs? = GivenSongs(operands["clip"] ?? .nothing)
    switch network {
    case .fitted(let value):
      guard let clip else {
        throw Failure(
          "a fitted network's memory is that of a song", fix: "give it a clip: memory fitted songs[0]")
      }
      let given = try GivenFeatures(clip, settings: value.fitted.settings(), work: work)
      let curve = try value.fitted.memory(
        examples: given.examples, item: given.items[0], layer: layer, work: work)
      let item = SpectrogramValue(examples: given.examples, index: given.items[0])
      return FoundMemory(
        curve: curve,
        seconds: try value.fitted.times(of: curve.layer, steps: curve.dependence.count, in: item).stride,
        song: item.clip.name)
    case .recipe(let value):
      guard value.model.views == [.frames] else {
        throw Failure(
          "a recipe that reads more than frames has to be fitted first", fix: "fit it, and give it a clip")
      }
      guard clip == nil else {
        throw Failure(
          "a recipe has not learnt what songs are like, so it is asked about noise",
          fix: "leave out the clip, or fit the recipe")
      }
      let noise = try LabelledExamples(
        noise: try self[MemoryOptions.steps], bands: 128, seed: environment.seed)
      let fresh = try value.model.fresh(
        imageSize: 0, bands: noise.bands, classes: (0..<ModelValue.usualGenres).map(String.init),
        stream: Digest.build {
          $0.append("memory")
          $0.append(environment.seed)
        })
      return FoundMemory(
        curve: try fresh.memory(examples: noise, item: 0, layer: layer, work: work), seconds: nil, song: nil)
    }
  }
}

extension LabelledExamples {
  /// Standard normal numbers, a sequence of so many steps.
  fileprivate init(noise steps: Int, bands: Int, seed: UInt64) throws {
    var random = RandomStream(seed: seed, purpose: "noise of memory")
    try self.init(
      sequences: [(0..<steps).map { _ in (0..<bands).map { _ in Float(random.normal()) } }], labels: ["noise"]
    )
  }
}

extension Model {
  /// Whether a recurrent layer reads from the end, too.
  fileprivate func readsBothWays(_ name: String) -> Bool {
    namedLayers.first { $0.name == name }?.layer.kind.recurrence?.isBidirectional ?? false
  }

  /// Refuses a recipe without a layer that reads along time.
  func checkRecurrence() throws {
    guard !namedLayers.contains(where: { $0.layer.kind.recurrence != nil }) else { return }
    throw Failure("the network has no recurrent layer", fix: "put a gru, an lstm or an rnn in the recipe")
  }
}
