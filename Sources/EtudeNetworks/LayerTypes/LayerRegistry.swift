/// All layers there are: a line each.
enum LayerRegistry {
  static let types: [any LayerType.Type] = [
    AvgPoolLayer.self,
    BatchNormLayer.self,
    ClassifyLayer.self,
    ColumnsLayer.self,
    CombineLayer.self,
    ConvLayer.self,
    DenseLayer.self,
    DescriptorsLayer.self,
    DropoutLayer.self,
    EnsembleLayer.self,
    FlattenLayer.self,
    ForestLayer.self,
    GRULayer.self,
    GlobalPoolLayer.self,
    KNNLayer.self,
    LSTMLayer.self,
    MaxPoolLayer.self,
    MobileNetV2Layer.self,
    MusicnnLayer.self,
    RNNLayer.self,
    Relu6Layer.self,
    ReluLayer.self,
    SVMLayer.self,
    SigmoidLayer.self,
    StatsLayer.self,
    TanhLayer.self,
  ]

  private static let byVerb = Dictionary(uniqueKeysWithValues: types.map { ($0.verb, $0) })

  static func type(of verb: String) -> (any LayerType.Type)? { byVerb[verb] }
}
