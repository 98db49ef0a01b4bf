import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let avgpool = layer(
    "avgpool", "the mean of each window", options: PoolingOptions.all,
    examples: [
      "net = conv 16 | relu | avgpool | classify", "describe (conv 8 | relu | avgpool 2 | classify)",
    ]
  ) { call in
    [.avgpool(kernel: try call[PoolingOptions.kernel], stride: try call[PoolingOptions.stride])]
  }
}
