import EtudeCore
import EtudeNetworks
import FoundationEssentials

/// A fitted network as an ONNX file: from views of sounds to the probabilities of genres.
///
/// What it is given follows from the recipe's first layers, a batch of any size: `image` `[n, 3, size, size]` of 0 … 255,
/// `frames` `[n, bands, time]` in dB, `vector` `[n, descriptors]`, `sound` `[n, windows, 187, 96]`. All that is done to
/// them is inside; `probabilities` is `[n, genres]`. The metadata names the genres, the settings that the views were made
/// with, the recipe, and what is left to the caller.
public struct ONNXNetwork {
  /// The bytes of the file.
  public let bytes: [UInt8]

  private static let output = "probabilities"

  /// - Throws: `Failure` naming what of the network cannot be written.
  public init(_ fitted: Fitted) throws {
    let graph = Graph()
    let members = try fitted.members
    let answer: String
    if members.isEmpty {
      answer = try graph.probabilities(of: fitted)
    } else {
      let answers = try members.enumerated().map { place, member in
        graph.prefix = "\(place)."
        return try graph.probabilities(of: member)
      }
      graph.prefix = ""
      answer = graph.node(
        "Mean", answers)
    }
    _ = graph.node("Identity", [answer], named: Self.output)
    var message = WireMessage()
    message.integer(1, EtudeONNX.format)
    message.text(2, "etude")
    message.text(3, Etude.version)
    message.message(
      7,
      graph.message(
        named: fitted.model.pipeline, output: Self.output,
        classes: fitted.classes.count,
        meaning: "of the genres, in the metadata's order"))
    message.message(8, Self.operators("", EtudeONNX.operators))
    if graph.usesClassicalOperators {
      message.message(8, Self.operators("ai.onnx.ml", EtudeONNX.classicalOperators))
    }
    for (name, text) in try Self.metadata(fitted, graph.inputs) {
      var entry = WireMessage()
      entry.text(1, name)
      entry.text(2, text)
      message.message(14, entry)
    }
    bytes = message.bytes
  }

  /// Writes the file whole.
  public func write(to path: String) throws { try WholeFile.write(bytes, to: path) }

  private static func operators(_ domain: String, _ version: Int) -> WireMessage {
    var message = WireMessage()
    if !domain.isEmpty { message.text(1, domain) }
    message.integer(2, version)
    return message
  }

  private static func metadata(_ fitted: Fitted, _ inputs: [GraphInput]) throws -> [(String, String)] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    func text(_ value: some Encodable) throws -> String {
      String(decoding: try encoder.encode(value), as: UTF8.self)
    }
    let views = inputs.map { "\($0.name): \($0.meaning)" }.joined(separator: "; ")
    return [
      ("genres", try text(fitted.classes)), ("features", fitted.featureSettings),
      ("recipe", try text(fitted.model)), ("fitted", fitted.digest.description), ("inputs", views),
      (
        "outside",
        "reading and resampling the sound, its views by the settings in 'features', and the mean over windows of sound that "
          + "is much longer than what the network learned from"
      ),
    ]
  }
}

extension Graph {
  /// The nodes of a network that is no ensemble; gives the name of its probabilities.
  fileprivate func probabilities(of fitted: Fitted) throws -> String {
    try write(Plan(fitted).layers, behind: nil, weights: fitted.weights)
  }
}
