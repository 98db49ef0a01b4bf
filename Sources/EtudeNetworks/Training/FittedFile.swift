import EtudeCore
import FoundationEssentials

extension Fitted {
  /// Writes weights and all else to a safetensors file, tensors named `layer.parameter`; Python reads it too.
  public func save(to path: String) throws {
    try SafetensorsFile(metadata: try metadata(), tensors: weights).write(to: path)
  }

  /// Reads a fitted network that `save(to:)` wrote.
  /// - Throws: `Failure.input` if the file is missing, damaged, or not a fitted network.
  public init(loading path: String) throws {
    let file = try SafetensorsFile(reading: path)
    guard let recipe = file.metadata["recipe"] else {
      throw Failure.input("\(path) holds weights without a recipe", fix: "load a file that save wrote")
    }
    let model: Model = try Self.decode(recipe, "recipe", path)
    let genres: [String] = try Self.decode(file.metadata["genres"] ?? "", "genres", path)
    let input: InputSize = try Self.decode(file.metadata["input"] ?? "", "input", path)
    let history: History = try Self.decode(file.metadata["history"] ?? "", "history", path)
    try self.init(
      model: model, genres: genres, tensors: file.tensors, history: history, imageSize: input.imageSize,
      bands: input.bands, featureSettings: file.metadata["features"] ?? "", path: path)
    isInterrupted = file.metadata["interrupted"] == "yes"
    dataDigest = file.metadata["data"].flatMap { Digest($0) }
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
  /// Statistics that standardise the input may be missing; the input is then taken as it is.
  /// - Throws: `Failure.input` naming the tensor that is missing, unknown or of another shape.
  public init(
    weightsFrom path: String, model: Model, genres: [String], imageSize: Int, bands: Int,
    featureSettings: String = ""
  ) throws {
    try self.init(
      model: model, genres: genres, tensors: SafetensorsFile(reading: path).tensors, history: History(),
      imageSize: imageSize, bands: bands, featureSettings: featureSettings, path: path)
  }

  private init(
    model: Model, genres: [String], tensors: [String: Tensor], history: History, imageSize: Int, bands: Int,
    featureSettings: String, path: String
  ) throws {
    let parameters = try model.resolved(imageSize: imageSize, bands: bands, genres: genres.count)
      .flatMap(\.allParameters)
    var weights: [String: Tensor] = [:]
    for parameter in parameters {
      guard let tensor = tensors[parameter.name] ?? parameter.neutral else {
        throw Failure.input(
          "\(path) has no tensor '\(parameter.name)'", fix: "use weights of the same recipe")
      }
      guard tensor.shape == parameter.shape else {
        throw Failure.input(
          "'\(parameter.name)' in \(path) has the shape \(tensor.shape), the recipe wants \(parameter.shape)",
          fix: "use weights of the same recipe")
      }
      weights[parameter.name] = tensor
    }
    for name in tensors.keys.sorted() where weights[name] == nil && !name.hasSuffix(".num_batches_tracked") {
      throw Failure.input("\(path) has a tensor '\(name)' that the recipe has not", fix: "use its own recipe")
    }
    self.init(
      model: model, genres: genres, weights: weights, history: history, isInterrupted: false,
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
      "recipe": try Self.encode(model), "genres": try Self.encode(genres),
      "history": try Self.encode(history),
      "input": try Self.encode(InputSize(imageSize: imageSize, bands: bands)), "features": featureSettings,
      "fitted": digest.description, "model": model.digest.description, "version": Etude.version,
    ]
    if isInterrupted { metadata["interrupted"] = "yes" }
    if let dataDigest { metadata["data"] = dataDigest.description }
    for (name, text) in notes { metadata[Self.notePrefix + name] = text }
    return metadata
  }

  private static func encode(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  private static func decode<Value: Decodable>(_ text: String, _ what: String, _ path: String) throws -> Value
  {
    guard let value = try? JSONDecoder().decode(Value.self, from: Data(text.utf8)) else {
      throw Failure.input("\(path) has no readable \(what)", fix: "load a file that save wrote")
    }
    return value
  }
}

extension Parameter {
  /// What stands for statistics that standardise nothing; nil for all other parameters.
  fileprivate var neutral: Tensor? {
    switch role {
    case .inputMean: Tensor(shape: shape, repeating: 0)
    case .inputDeviation: Tensor(shape: shape, repeating: 1)
    case .weight, .scale, .shift, .mean, .variance: nil
    }
  }
}
