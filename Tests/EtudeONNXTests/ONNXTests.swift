import EtudeCore
import EtudeNetworks
import EtudeONNX
import Testing

/// The structure of files; that other programs compute the same is what `Scripts/onnx-parity` compares.
@Suite("ONNX files") struct ONNXTests {
  private func model(_ kinds: [LayerKind]) throws -> WireReader {
    WireReader(try ONNXNetwork(try drawn(kinds)).bytes)
  }

  private static let last = LayerKind.Recurrence(units: 4, steps: 16)

  @Test("They name format, operators, inputs, output and metadata")
  func header() throws {
    let model = try model([.conv(filters: 2), .relu, .classify])
    #expect(model.numbers[1] == [8])
    let operators = model.messages(8)
    #expect(operators.count == 1 && operators[0].numbers[2] == [17])
    let graph = try #require(model.messages(7).first)
    #expect(graph.messages(11).map { $0.texts(1) } == [["image"]])
    #expect(graph.messages(12).map { $0.texts(1) } == [["probabilities"]])
    let metadata = Dictionary(
      uniqueKeysWithValues: model.messages(14).map { ($0.texts(1)[0], $0.texts(2)[0]) })
    #expect(metadata["genres"] == #"["genre 0","genre 1","genre 2"]"#)
    #expect(metadata["features"] == #"{"mels":8}"#)
    #expect(metadata["outside"]?.contains("resampling") == true)
  }

  @Test("Extents: the batch is free, and the length of what has one")
  func extents() throws {
    let graph = try #require(
      try model([.combine([try Model([.gru(Self.last)]), try Model([.stats])]), .classify]).messages(7).first)
    // Both branches read one input.
    let inputs = graph.messages(11)
    #expect(inputs.count == 1)
    let shape = try #require(inputs.first?.messages(2).first?.messages(1).first?.messages(2).first)
    #expect(shape.messages(1).map { $0.texts(2) } == [["n"], [], ["time"]])
    #expect(shape.messages(1).map { $0.numbers[1] ?? [] } == [[], [8], []])
  }

  @Test("Nodes read only what stands before them", arguments: [0, 1, 2, 3])
  func order(_ which: Int) throws {
    let recipes: [[LayerKind]] = [
      LayerKind.convolutionBlocks(blocks: 2, filters: 2) + [.flatten, .dense(units: 3), .classify],
      [.lstm(Self.last), .classify], [.mobilenetv2(weights: .none), .columns, .gru(Self.last), .classify],
      [.musicnn(weights: .none, output: .tags), .classify],
    ]
    let graph = try #require(try model(recipes[which]).messages(7).first)
    var known = Set(graph.messages(11).flatMap { $0.texts(1) } + graph.messages(5).flatMap { $0.texts(8) })
    for node in graph.messages(1) {
      #expect(node.texts(1).allSatisfy(known.contains), "\(node.texts(3))")
      known.formUnion(node.texts(2))
    }
    #expect(known.contains("probabilities"))
    let names = graph.messages(5).flatMap { $0.texts(8) }
    #expect(Set(names).count == names.count)
  }

  @Test("Gates stand in ONNX's order")
  func gates() throws {
    let fitted = try drawn([.gru(.init(units: 1)), .classify])
    let graph = try #require(WireReader(try ONNXNetwork(fitted).bytes).messages(7).first)
    let weight = try #require(graph.messages(5).first { $0.texts(8) == ["gru.weight_hh_l0.onnx"] })
    let torch = try #require(fitted.weights["gru.weight_hh_l0"]).values
    // PyTorch: reset, update, candidate; ONNX: update, reset, candidate.
    #expect(weight.data[9] == [littleEndian([torch[1], torch[0], torch[2]].map(\.bitPattern))])
  }

  @Test("Equal networks give equal bytes, those of before")
  func golden() throws {
    let fitted = try drawn([
      .combine([
        try Model([.gru(.init(units: 2, layers: 2, isBidirectional: true, steps: 16)), .dense(units: 2)]),
        try Model([.conv(filters: 2, stride: 2), .batchnorm, .relu6, .maxpool(), .columns]),
      ]), .dropout(rate: 0.5), .classify,
    ])
    let bytes = try ONNXNetwork(fitted).bytes
    #expect(try ONNXNetwork(fitted).bytes == bytes)
    // Without what names the version.
    let graph = try #require(WireReader(bytes).data[7]?.first)
    #expect(Digest(of: graph).hex == "15255b3443bfec3b928cd1fd6ec28592984de119007f6a60d526301274495fce")
  }

  @Test("What no operator stands for is refused")
  func refusal() throws {
    let graph = Graph()
    // A network of networks is written by its members; as a layer it has no form.
    let baseline = try Model([.stats, .classify])
    let plan = try Plan(Model([.ensemble([baseline, baseline])]), imageSize: 32, bands: 8, classes: 3)
    let failure = #expect(throws: Failure.self) { try graph.write(plan.layers, behind: nil, weights: [:]) }
    #expect(failure?.cause == "ensemble cannot be written as ONNX")
    #expect(failure?.fix == "save the network as .safetensors")
  }

  @Test("Numbers in the wire format")
  func wire() {
    var message = WireMessage()
    message.integer(1, 300)
    message.integer(2, -1)
    message.text(3, "Étude")
    message.float(4, 1.5)
    let expected: [UInt8] =
      [0x08, 0xAC, 0x02, 0x10] + Array(repeating: 0xFF, count: 9) + [0x01, 0x1A, 0x06] + Array("Étude".utf8)
      + [0x25, 0, 0, 0xC0, 0x3F]
    #expect(message.bytes == expected)
  }
}
