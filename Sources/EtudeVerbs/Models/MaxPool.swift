import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let maxpool = layer(
    "maxpool", "the greatest value in each window", options: PoolingOptions.all,
    examples: ["net = conv 16 | relu | maxpool | classify", "net = conv 8 | relu | maxpool 4 | classify"]
  ) { call in
    [.maxpool(kernel: try call[PoolingOptions.kernel], stride: try call[PoolingOptions.stride])]
  }
}
