import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let globalpool = layer(
    "globalpool", "the mean over all positions of a map or a sequence",
    examples: [
      "net = mobilenetv2 | freeze | globalpool | classify", "net = conv 16 | relu | globalpool | classify",
    ]
  ) { _ in [.globalpool] }
}
