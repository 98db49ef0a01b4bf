import EtudeCore

extension Model {
  /// The recipe with one more layer, checked as far as that goes without an input's size.
  /// - Throws: `Failure` naming the layer, what it got and what it wants.
  public func appending(_ kind: LayerKind) throws -> Model {
    try kind.checkSettings()
    let input = roughOutput
    if input == .genres {
      throw Failure("\(kind.verb) comes after classify", fix: "put classify last")
    }
    switch kind {
    case .mobilenetv2:
      try expect(layers.isEmpty, "mobilenetv2 reads the image, so nothing can come before it", "put it first")
    case .stats:
      try expect(layers.isEmpty, "stats reads the frames, so nothing can come before it", "put it first")
    case .gru, .lstm, .rnn:
      try expect(
        input != .map, "\(kind.verb) wants a sequence and gets a feature map", "put columns before it")
      try expect(
        input != .vector, "\(kind.verb) wants a sequence and gets \(before(kind))",
        layers.last?.kind.recurrence == nil
          ? "leave out what makes a vector of it" : "give the layer before it sequence: yes")
    case .conv, .maxpool, .avgpool, .flatten, .columns:
      try expect(
        input == .map || input == .image, "\(kind.verb) wants a feature map and gets \(before(kind))",
        "put it before what makes a \(input == .sequence ? "sequence" : "vector") of the map")
    case .batchnorm:
      try expect(
        input != .sequence, "batchnorm wants a feature map or a vector and gets a sequence",
        "put globalpool before it")
    case .globalpool:
      try expect(
        input != .vector, "globalpool wants a feature map or a sequence and gets \(before(kind))",
        "leave it out")
    case .combine(let branches):
      try checkBranches(branches)
    case .relu, .relu6, .tanh, .sigmoid, .dense, .dropout, .classify: break
    }
    var model = self
    model.layers.append(Layer(kind))
    return model
  }

  /// The recipe with more layers.
  public func appending(_ kinds: [LayerKind]) throws -> Model {
    try kinds.reduce(self) { try $0.appending($1) }
  }

  private func expect(_ condition: Bool, _ cause: String, _ fix: String) throws {
    if !condition { throw Failure(cause, fix: fix) }
  }

  private func before(_ kind: LayerKind) -> String {
    guard let last = layers.last else { return "nothing" }
    let givesLastState = last.kind.recurrence.map { !$0.givesSequence } ?? false
    return givesLastState
      ? "the last state of \(last.kind.verb)" : "\(roughOutput.phrase) from \(last.kind.verb)"
  }

  private func checkBranches(_ branches: [Model]) throws {
    try expect(branches.count >= 2, "combine wants two branches or more", "write combine [a, b]")
    for branch in branches {
      try expect(!branch.layers.isEmpty, "a branch of combine has no layers", "give it at least one layer")
      try expect(
        !branch.containsClassify, "a branch of combine ends in classify", "put classify after combine")
      // Read after the layers that stand here, the branch must be what it could have been in their place.
      if !layers.isEmpty { _ = try branch.layers.reduce(self) { try $0.appending($1.kind) } }
    }
  }

  private var containsClassify: Bool {
    layers.contains { layer in
      if case .combine(let branches) = layer.kind { return branches.contains { $0.containsClassify } }
      return layer.kind == .classify
    }
  }
}

extension Model {
  /// What kind of thing the layers give, as far as it is known without sizes.
  enum Rough {
    case image, map, sequence, vector, genres

    var phrase: String {
      switch self {
      case .image: "the image"
      case .map: "a feature map"
      case .sequence: "a sequence"
      case .vector, .genres: "a vector"
      }
    }
  }

  var roughOutput: Rough {
    layers.reduce(.image) { input, layer in
      switch layer.kind {
      case .mobilenetv2, .conv, .maxpool, .avgpool: .map
      case .batchnorm, .relu, .relu6, .tanh, .sigmoid, .dropout: input == .image ? .map : input
      case .flatten, .globalpool, .dense, .stats, .combine: .vector
      case .columns: .sequence
      case .gru(let recurrence), .lstm(let recurrence), .rnn(let recurrence):
        recurrence.givesSequence ? .sequence : .vector
      case .classify: .genres
      }
    }
  }
}

extension LayerKind {
  /// Throws a `Failure` if a setting is out of range, whatever comes before the layer.
  func checkSettings() throws {
    func atLeastOne(_ value: Int, _ name: String) throws {
      if value < 1 { throw Failure("\(name) of \(verb) is \(value)", fix: "give 1 or more") }
    }
    switch self {
    case .conv(let filters, let kernel, let stride, let groups, _):
      try atLeastOne(filters, "filters")
      try atLeastOne(kernel, "kernel")
      try atLeastOne(stride, "stride")
      try atLeastOne(groups, "groups")
      if kernel % 2 == 0 { throw Failure("kernel of conv is \(kernel)", fix: "give an odd number") }
      if filters % groups != 0 {
        throw Failure("conv's \(filters) filters do not divide into \(groups) groups", fix: "change groups")
      }
    case .maxpool(let kernel, let stride), .avgpool(let kernel, let stride):
      try atLeastOne(kernel, "kernel")
      try atLeastOne(stride, "stride")
    case .dense(let units): try atLeastOne(units, "units")
    case .dropout(let rate):
      if !(rate >= 0 && rate < 1) {
        throw Failure("dropout's rate is \(rate)", fix: "give a share from 0% to less than 100%")
      }
    case .gru(let recurrence), .lstm(let recurrence), .rnn(let recurrence):
      try atLeastOne(recurrence.units, "units")
      try atLeastOne(recurrence.layers, "layers")
      try atLeastOne(recurrence.steps, "steps")
      if !(recurrence.dropout >= 0 && recurrence.dropout < 1) {
        throw Failure(
          "\(verb)'s dropout is \(recurrence.dropout)", fix: "give a share from 0% to less than 100%")
      }
    default: break
    }
  }
}
