import EtudeCore
import EtudeNetworks

/// Recipes drawn at random: every layer with every option, branches within branches.
struct RandomRecipes {
  var random: RandomStream

  init(_ number: Int) {
    random = RandomStream(seed: UInt64(number), purpose: "recipe")
  }

  /// A recipe that ends in classify and fits the examples.
  mutating func next(imageSize: Int, bands: Int, classes: Int) throws -> Model {
    while true {
      let model = try chain(depth: 0).appending(.classify)
      // Maps may have become too small for a pool.
      if (try? model.layerTable(imageSize: imageSize, bands: bands, classes: classes)) != nil { return model }
    }
  }

  private mutating func chain(depth: Int) -> Model {
    var model = Model()
    let count = 1 + random.below(depth == 0 ? 5 : 3)
    var attempts = 0
    while model.layers.count < count, attempts < 60 {
      attempts += 1
      let isFirst = model.layers.isEmpty
      if let longer = try? model.appending(kind(isFirst: isFirst, depth: depth)) { model = longer }
    }
    return model.layers.isEmpty ? chain(depth: depth) : model
  }

  private mutating func kind(isFirst: Bool, depth: Int) -> LayerKind {
    if isFirst && random.below(2) == 0 { return recurrent() }
    if depth < 2 && random.below(8) == 0 {
      return .combine((0..<2 + random.below(2)).map { _ in chain(depth: depth + 1) })
    }
    switch random.below(isFirst ? 17 : 18) {
    case 0:
      let groups = pick([1, 1, 1, 2, 3])
      return .conv(
        filters: groups * (1 + random.below(4)), kernel: pick([1, 3, 5]), stride: 1 + random.below(2),
        groups: groups, bias: flag())
    case 1, 2: return .batchnorm
    case 3: return .relu
    case 4: return .relu6
    case 5: return .tanh
    case 6: return .sigmoid
    case 7: return .maxpool(kernel: pick([2, 2, 3]), stride: 1 + random.below(3))
    case 8: return .avgpool(kernel: pick([1, 2, 3]), stride: 1 + random.below(3))
    case 9: return .flatten
    case 10: return .globalpool
    case 11: return .dense(units: 1 + random.below(20))
    case 12: return .dropout(rate: pick([0, 0.1, 0.5, 0.9]))
    case 13: return .columns
    case 14: return isFirst ? .stats : .dropout(rate: 0.3)
    case 15, 16: return recurrent()
    default: return .batchnorm
    }
  }

  private mutating func recurrent() -> LayerKind {
    let recurrence = LayerKind.Recurrence(
      units: pick([1, 2, 3, 5, 8, 16, 17, 33]), layers: pick([1, 1, 2, 3]), isBidirectional: flag(),
      givesSequence: random.below(3) > 0, steps: pick([1, 2, 3, 7, 10, 13, 40, 128]),
      dropout: pick([0, 0, 0.3]))
    return pick([.gru(recurrence), .lstm(recurrence), .rnn(recurrence)])
  }

  mutating func flag() -> Bool { random.below(2) == 0 }

  mutating func pick<Choice>(_ choices: [Choice]) -> Choice { choices[random.below(choices.count)] }

  /// A few epochs with options of every kind; SGD, whose steps are as large as the gradients are.
  mutating func options() -> TrainingOptions {
    var options = TrainingOptions(
      epochs: 1 + random.below(2), batch: 1 + random.below(5), learningRate: 0.02,
      optimiser: pick([.sgd(), .sgd(momentum: 0.5)]))
    options.augment = random.below(4) == 0
    options.mixup = pick([nil, nil, nil, 0.3])
    options.balancesGenres = flag()
    options.gradientLimit = 1
    return options
  }
}

/// Items of unequal length, the same on every run.
struct UnequalExamples: Examples {
  let lengths: [Int]
  let imageSize: Int
  let bands: Int
  let classes = 3

  init(_ random: inout RandomStream) {
    let most = [3, 20, 70][random.below(3)]
    lengths = (0..<4 + random.below(4)).map { _ in 1 + random.below(most) }
    imageSize = 6 + random.below(20)
    bands = 1 + random.below(20)
  }

  var count: Int { lengths.count }
  var labels: [Int] { (0..<count).map { $0 % classes } }
  var names: [String] { (0..<classes).map { "genre\($0)" } }

  func digest(_ item: Int) -> Digest {
    Digest.build {
      $0.append(item)
      $0.append(imageSize)
      $0.append(bands)
      $0.append(lengths[item])
    }
  }

  private func stream(_ item: Int) -> RandomStream { RandomStream(digest(item)) }

  func image(_ item: Int) throws -> RGBImage {
    var random = stream(item)
    let pixels = (0..<imageSize * imageSize * 3).map { _ in UInt8(random.below(256)) }
    return RGBImage(width: imageSize, height: imageSize, pixels: pixels)
  }

  func frames(_ item: Int) throws -> Frames {
    var random = stream(item)
    let values = (0..<bands * lengths[item]).map { _ in Float(-40 + 10 * random.normal()) }
    return Frames(bands: bands, count: lengths[item], values: values)
  }
}
