import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let batchnorm = layer(
    "batchnorm", "batch norm: each channel to mean 0 and deviation 1, then scaled and shifted",
    examples: ["net = conv 16 | batchnorm | relu | classify"]
  ) { _ in [.batchnorm] }

  static let relu = layer("relu", "negative values to 0", examples: ["net = conv 16 | relu | classify"]) {
    _ in
    [.relu]
  }

  static let relu6 = layer("relu6", "values into 0 … 6", examples: ["net = conv 16 | relu6 | classify"]) {
    _ in
    [.relu6]
  }

  static let tanh = layer(
    "tanh", "values into -1 … 1", examples: ["net = stats | dense 64 | tanh | classify"]
  ) {
    _ in [.tanh]
  }

  static let sigmoid = layer(
    "sigmoid", "values into 0 … 1", examples: ["net = stats | dense 64 | sigmoid | classify"]
  ) { _ in [.sigmoid] }

  static let flatten = layer(
    "flatten", "a feature map as one vector", examples: ["net = cnn | flatten | dense 64 | classify"]
  ) { _ in [.flatten] }

  static let globalpool = layer(
    "globalpool", "the mean over all positions of a map or a sequence",
    examples: ["net = mobilenetv2 | freeze | globalpool | classify"]
  ) { _ in [.globalpool] }

  static let columns = layer(
    "columns", "a feature map as a sequence along time: the mean over frequency",
    examples: ["net = mobilenetv2 | freeze | columns | gru 64 | classify"]
  ) { _ in [.columns] }

  static let stats = layer(
    "stats", "the frames as mean and standard deviation per band: the baseline a network has to beat",
    examples: ["baseline = stats | classify"]
  ) { _ in [.stats] }

  static let classify = layer(
    "classify", "dense to the dataset's genres, softmax", examples: ["net = cnn | classify"]
  ) { _ in [.classify] }

  static let dense = layer(
    "dense", "a fully connected layer",
    options: [
      Option("units", .whole(1...65_536), isMain: true, isRequired: true, help: "values it gives")
    ], examples: ["net = mobilenetv2 | freeze | dense 128 | relu | classify"]
  ) { call in [.dense(units: call.integer("units") ?? 1)] }

  static let dropout = layer(
    "dropout", "a share of the values to zero, while training",
    options: [
      Option("rate", .share(0...0.99), standard: .percent(50), isMain: true, help: "the share")
    ], examples: ["net = cnn | dropout 30% | classify"]
  ) { call in [.dropout(rate: call.number("rate") ?? 0.5)] }
}
