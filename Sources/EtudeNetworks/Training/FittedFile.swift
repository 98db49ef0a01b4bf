import EtudeCore

extension Fitted {
  /// Writes weights and all else to a safetensors file, tensors named `layer.parameter`; Python reads it too.
  public func save(to path: String) throws {
    let resumed = resumption?.tensors ?? [:]
    let tensors = weights.merging(resumed) { weight, _ in weight }
    try SafetensorsFile(metadata: try metadata(), tensors: tensors).write(to: path)
  }

  /// Reads a fitted network that `save(to:)` wrote.
  /// - Throws: `Failure.input` if the file is missing, damaged, or not a fitted network.
  public init(loading path: String) throws {
    let file = try SafetensorsFile(reading: path)
    guard let recipe = file.metadata["recipe"] else {
      throw Failure.input(
        "\(path) holds weights without a recipe",
        fix: "load a file that save wrote, or say what they are for: model: net data: mels")
    }
    let model: Model = try FittedText.decode(recipe, "recipe", path)
    let classes: [String] = try FittedText.decode(file.metadata["genres"] ?? "", "genres", path)
    let input: InputSize = try FittedText.decode(file.metadata["input"] ?? "", "input", path)
    let history: History = try FittedText.decode(file.metadata["history"] ?? "", "history", path)
    let resumed = file.tensors.filter { $0.key.hasPrefix(Resumption.prefix) }
    try self.init(
      model: model, classes: classes, tensors: file.tensors.filter { resumed[$0.key] == nil },
      history: history,
      imageSize: input.imageSize,
      bands: input.bands, featureSettings: file.metadata["features"] ?? "", path: path)
    isInterrupted = file.metadata["interrupted"] == "yes"
    dataDigest = file.metadata["data"].flatMap { Digest($0) }
    precision = file.metadata["precision"].flatMap(Precision.init) ?? .fp32
    origin = file.metadata["origin"].flatMap { Digest($0) }
    resumption = try file.metadata["resumption"].map { try Resumption($0, resumed, of: path) }
    for (name, text) in file.metadata where name.hasPrefix(Self.notePrefix) {
      notes[String(name.dropFirst(Self.notePrefix.count))] = text
    }
    if let written = file.metadata["fitted"], Digest(written) != digest {
      throw Failure.input(
        "\(path) is not what it says it is: its digest differs", fix: "save the network again")
    }
  }

  /// A fitted network from another program's weights for a recipe, such as a PyTorch state saved as safetensors.
  ///
  /// Statistics that standardise the input may be missing; the input is then taken as it is. So may a frozen layer with
  /// pretrained weights; it then has those. What a wrapper wrote before every name, such as `module.`, is left out.
  /// - Throws: `Failure.input` naming the tensor that is missing, unknown, of another shape, or that holds what is no
  ///   finite number.
  public init(
    weightsFrom path: String, model: Model, classes: [String], imageSize: Int, bands: Int,
    featureSettings: String = ""
  ) throws {
    let plan = try Plan(model, imageSize: imageSize, bands: bands, classes: classes.count)
    var tensors = unwrapped(
      try SafetensorsFile(reading: path).tensors, for: Set(plan.parameters.map(\.name)))
    for layer in plan.allLayers where layer.isFrozen {
      guard layer.parameters.allSatisfy({ tensors[$0.name] == nil }) else { continue }
      tensors.merge(try layer.pretrainedWeights()) { own, _ in own }
    }
    try self.init(
      model: model, classes: classes, tensors: tensors, history: History(), imageSize: imageSize,
      bands: bands,
      featureSettings: featureSettings, path: path)
  }

  private init(
    model: Model, classes: [String], tensors: [String: Tensor], history: History, imageSize: Int, bands: Int,
    featureSettings: String, path: String
  ) throws {
    // What reads no picture may have learnt from examples that have none.
    let smallest = model.views.contains(.image) ? 1 : 0
    guard !classes.isEmpty, (smallest...65_536).contains(imageSize), (1...65_536).contains(bands) else {
      throw Failure.input(
        "\(path) is for \(classes.count) genres, pictures of \(imageSize) and \(bands) bands",
        fix: "load a file that save wrote")
    }
    let plan = try Plan(model, imageSize: imageSize, bands: bands, classes: classes.count)
    let parameters = plan.parameters
    var weights: [String: Tensor] = [:]
    let known = Dictionary(parameters.map { ($0.name, $0) }) { first, _ in first }
    for parameter in parameters {
      guard let tensor = tensors[parameter.name] ?? parameter.neutral else {
        let names = tensors.keys.sorted().filter { known[$0] == nil }.prefix(3).map { "'\($0)'" }
        let others = names.isEmpty ? "" : "; it has \(names.joined(separator: ", "))"
        throw Failure.input(
          "\(path) has no tensor '\(parameter.name)'\(others)",
          fix: names.isEmpty
            ? "use weights of the same recipe" : "name its tensors as the recipe's layers are named")
      }
      guard tensor.shape == parameter.shape else {
        throw Failure.input(
          "'\(parameter.name)' in \(path) has the shape \(tensor.shape), the recipe wants \(parameter.shape)",
          fix: "use weights of the same recipe")
      }
      if let flaw = parameter.flaw(of: tensor) {
        throw Failure.input(
          "'\(parameter.name)' in \(path) \(flaw)", fix: "use weights of a training that went well")
      }
      weights[parameter.name] = tensor
    }
    do {
      for layer in plan.allLayers where layer.kind.type.isClassical {
        // Their shapes follow from what was learned, so the classifier itself reads them.
        _ = try layer.classifier(in: tensors)
        weights.merge(layer.classifierTensors(in: tensors)) { known, _ in known }
      }
    } catch let failure as Failure {
      throw Failure.input("\(path): \(failure.cause)", fix: failure.fix ?? "save the network again")
    }
    for name in tensors.keys.sorted() where weights[name] == nil && !name.hasSuffix(".num_batches_tracked") {
      throw Failure.input("\(path) has a tensor '\(name)' that the recipe has not", fix: "use its own recipe")
    }
    self.init(
      model: model, classes: classes, weights: weights, history: history, isInterrupted: false,
      imageSize: imageSize,
      bands: bands, featureSettings: featureSettings, dataDigest: nil)
  }

  private struct InputSize: Codable {
    let imageSize: Int
    let bands: Int
  }

  /// Stands before a note's name in the metadata, so that no note takes the place of what the network needs.
  private static let notePrefix = "note."

  private func metadata() throws -> [String: String] {
    var metadata = [
      "recipe": try FittedText.encode(model), "genres": try FittedText.encode(classes),
      "history": try FittedText.encode(history),
      "input": try FittedText.encode(InputSize(imageSize: imageSize, bands: bands)),
      "features": featureSettings,
      "fitted": digest.description, "model": model.digest.description, "version": Etude.version,
    ]
    if isInterrupted { metadata["interrupted"] = "yes" }
    if let origin { metadata["origin"] = origin.description }
    if let resumption { metadata["resumption"] = try resumption.text }
    if precision != .fp32 { metadata["precision"] = precision.rawValue }
    if let dataDigest { metadata["data"] = dataDigest.description }
    for (name, text) in notes { metadata[Self.notePrefix + name] = text }
    return metadata
  }
}

/// The tensors without what a wrapper wrote before every name, such as `module.` or `_orig_mod.`: leading parts that all
/// names share are left out as long as none of them is a name in `wanted`. As they are where that leads to none.
private func unwrapped(_ tensors: [String: Tensor], for wanted: Set<String>) -> [String: Tensor] {
  var names = tensors.keys.map { (full: $0, rest: Substring($0)) }
  while !names.contains(where: { wanted.contains(String($0.rest)) }) {
    guard let part = names.first?.rest.prefix(while: { $0 != "." }),
      names.allSatisfy({ $0.rest.hasPrefix(part + ".") })
    else { return tensors }
    names = names.map { ($0.full, $0.rest.dropFirst(part.count + 1)) }
  }
  return Dictionary(names.compactMap { name in tensors[name.full].map { (String(name.rest), $0) } }) {
    first, _ in first
  }
}

extension Parameter {
  /// What is wrong with values for it; nil if nothing is.
  fileprivate func flaw(of tensor: Tensor) -> String? {
    if !tensor.values.areFinite { return "holds values that are no finite numbers" }
    switch role {
    case .variance where tensor.values.contains { $0 < 0 }: return "holds variances below 0"
    case .inputDeviation where tensor.values.contains { $0 <= 0 }:
      return "holds deviations that are not above 0"
    default: return nil
    }
  }

  /// What stands for statistics that standardise nothing; nil for all other parameters.
  fileprivate var neutral: Tensor? {
    switch role {
    case .inputMean: Tensor(shape: shape, repeating: 0)
    case .inputDeviation: Tensor(shape: shape, repeating: 1)
    case .weight, .scale, .shift, .mean, .variance: nil
    }
  }
}
