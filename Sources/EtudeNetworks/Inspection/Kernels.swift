import EtudeCore

extension Fitted {
  /// The weights of a layer: kernels `[filters, channels, height, width]`, or a matrix `[units, inputs]`.
  ///
  /// - Parameter layer: a layer with weights, or one of `block0` … `block18`, whose first convolution it is then;
  ///   of musicnn one of its convolutions, `timbral1` … `middle3`.
  public func kernels(layer: String) throws -> Tensor { try model.kernels(layer: layer, in: weights) }
}

extension Model {
  /// The kernels of a pretrained layer of a recipe.
  /// - Throws: `Failure` if the layer's weights were never trained.
  public func kernels(layer: String) throws -> Tensor {
    let weights = try Plan(self, imageSize: 256, bands: 128, classes: 1).pretrainedWeights()
    return try kernels(layer: layer, in: weights)
  }

  fileprivate func kernels(layer: String, in weights: [String: Tensor]) throws -> Tensor {
    if let kernels = musicnnKernels(layer, in: weights) { return kernels }
    guard allNames.contains(layer) else {
      throw Failure("there is no layer '\(layer)'", fix: "name one of \(names.joined(separator: ", "))")
    }
    var name = layer + ".weight"
    if weights[name] == nil, let mobile = allNames.first(where: { $0.hasPrefix("mobilenetv2") }) {
      let block = layer == mobile ? 0 : layer.hasPrefix("block") ? Int(layer.dropFirst(5)) : nil
      if let block, MobileNetV2.blocks.indices.contains(block) {
        name = "\(mobile).\(MobileNetV2.blocks[block].convolutions[0].name).weight"
      }
    }
    if let tensor = weights[name] ?? weights[layer + ".weight_ih_l0"] { return tensor }
    throw Failure("\(layer) has no trained kernels", fix: "name a convolution of a fitted network")
  }
}
