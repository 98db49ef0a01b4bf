import ArgumentParser
import EtudeCore
import EtudeNetworks
import EtudeONNX

/// For `Scripts/onnx-parity`: a fitted network of each kind of layer as an ONNX file, with what it was given and what Étude
/// answers beside it.
struct ONNXCases: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "onnx")

  @Argument(help: "Where the files are written.") var folder: String
  @Flag(help: "Leave out the networks with pretrained weights.") var small = false

  func run() throws {
    for (name, model, genres) in try Self.models(small: small) {
      let views = try RandomViews(count: 12)
      let labels = (0..<views.count).map { $0 % genres }
      let work = Work(threads: 2)
      let fitted = try fit(
        model, examples: views, labels: labels, classes: (0..<genres).map { "genre \($0)" },
        training: Array(0..<views.count), options: TrainingOptions(epochs: 2),
        stream: Digest.build { $0.append(name) }, work: work)
      try ONNXNetwork(fitted).write(to: "\(folder)/\(name).onnx")
      var tensors: [String: Tensor] = [:]
      let asked = [0, 5, 7, 11]
      let answers = try predict(fitted, examples: views, items: asked, work: work)
      for (item, answer) in zip(asked, answers) {
        for (view, tensor) in try views.tensors(item) { tensors["\(item).\(view)"] = tensor }
        tensors["\(item).probabilities"] = Tensor(shape: [1, genres], values: answer)
      }
      try SafetensorsFile(tensors: tensors).write(to: "\(folder)/\(name).safetensors")
      print(name)
    }
  }

  /// Recipes in which every kind of layer stands, with how many genres they tell apart.
  private static func models(small: Bool) throws -> [(String, Model, Int)] {
    func sequence(_ units: Int, both: Bool = false) -> LayerKind.Recurrence {
      LayerKind.Recurrence(units: units, isBidirectional: both, givesSequence: true, steps: 16)
    }
    func last(_ units: Int, layers: Int = 1, both: Bool = false, steps: Int = 16) -> LayerKind.Recurrence {
      LayerKind.Recurrence(units: units, layers: layers, isBidirectional: both, steps: steps)
    }
    var kinds: [(String, [LayerKind])] = [
      ("cnn", LayerKind.convolutionBlocks(blocks: 2, filters: 4) + [.dropout(rate: 0.2), .classify]),
      (
        "maps",
        [
          .conv(filters: 6, kernel: 5, stride: 2), .relu6, .conv(filters: 6, groups: 3), .tanh, .avgpool(),
          .batchnorm, .maxpool(kernel: 3, stride: 2), .flatten, .dense(units: 9), .sigmoid, .batchnorm,
          .classify,
        ]
      ),
      ("columns", [.conv(filters: 4, stride: 4), .columns, .gru(last(5, layers: 2, both: true)), .classify]),
      ("gru", [.gru(last(8)), .classify]),
      ("short", [.gru(last(8, steps: 500)), .classify]),
      ("lstm", [.lstm(sequence(6, both: true)), .globalpool, .dense(units: 5), .relu, .classify]),
      ("rnn", [.rnn(sequence(5)), .lstm(last(4)), .classify]),
      ("stats", [.stats, .classify]),
      (
        "descriptors", [.descriptors(count: RandomViews.descriptorCount), .dense(units: 6), .tanh, .classify]
      ),
      ("plain", [.classify]),
      ("svm", [.stats, .svm()]), ("svm-linear", [.stats, .svm(kernel: .linear)]),
      ("svm-poly", [.stats, .svm(c: 3, kernel: .poly)]), ("knn", [.stats, .knn(neighbours: 3)]),
      ("forest", [.stats, .forest(trees: 30)]),
    ]
    let branches = try [
      Model([.gru(last(4))]), Model([.conv(filters: 3, stride: 4), .relu]), Model([.stats]),
      Model([.descriptors(count: RandomViews.descriptorCount)]), Model([.lstm(last(3, steps: 8))]),
    ]
    kinds.append(("views", [.combine(branches), .dense(units: 6), .classify]))
    let within = try [Model([.globalpool]), Model([.conv(filters: 2), .flatten, .dense(units: 3)])]
    kinds.append(("within", [.conv(filters: 4, stride: 4), .relu, .combine(within), .classify]))
    var models = try kinds.map { ($0, try Model($1), 3) }
    models.append(("svm-of-two", try Model([.stats, .svm()]), 2))
    models.append(("forest-of-two", try Model([.stats, .forest(trees: 9)]), 2))
    models.append(
      (
        "ensemble",
        try Model([
          .ensemble([
            Model([.stats, .classify]), Model([.gru(last(4)), .classify]), Model([.stats, .svm()]),
          ])
        ]), 3
      ))
    if small { return models }
    let seen = try Model([.mobilenetv2(weights: .imagenet)])
    models.append(("mobilenetv2", try seen.frozen().appending([.columns, .gru(last(6)), .classify]), 3))
    models.append(("mobilenetv2-trained", try seen.appending(.classify), 3))
    let heard = try Model([.musicnn(weights: .songs)]).frozen()
    models.append(("musicnn", try heard.appending(.classify), 3))
    models.append(("musicnn-gru", try heard.appending([.gru(last(6)), .classify]), 3))
    let judged = try Model([.musicnn(weights: .songs, output: .penultimate)]).frozen()
    models.append(("musicnn-penultimate", try judged.appending(.classify), 3))
    let tagged = try Model([.musicnn(weights: .tags, output: .tags)]).frozen()
    models.append(("musicnn-tags", try tagged.appending(.knn(neighbours: 3)), 3))
    models.append(("musicnn-trained", try Model([.musicnn(weights: .tags), .classify]), 3))
    return models
  }
}
