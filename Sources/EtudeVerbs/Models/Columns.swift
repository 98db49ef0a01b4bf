import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let columns = layer(
    "columns", "a feature map as a sequence along time: the mean over frequency",
    examples: [
      "net = mobilenetv2 | freeze | columns | gru 64 | classify",
      "describe (cnn blocks: 2 | columns | gru 8 | classify)",
    ]
  ) { _ in [.columns] }
}
