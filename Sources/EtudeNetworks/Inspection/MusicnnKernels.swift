import EtudeCore

extension MusicnnShapes {
  /// Convolutions with kernels to show: five over the sound's mel frames, three over what those give.
  package static let convolutions = timbral.map(\.name) + temporal.map(\.name) + middle

  /// The convolution that a name of musicnn's stands for: its front's, and all of it, is the first.
  static func convolution(_ name: String, of layer: String) -> String? {
    if name == layer || name == Musicnn.frontPart { return timbral[0].name }
    return convolutions.contains(name) ? name : nil
  }
}

extension Model {
  /// musicnn's name in the recipe; nil where it has none.
  fileprivate var musicnn: String? { namedLayers.first { $0.layer.kind.type is MusicnnLayer }?.name }

  /// Convolutions inside a layer that have kernels but no name in the recipe.
  package var innerConvolutions: [String] { musicnn == nil ? [] : MusicnnShapes.convolutions }

  /// The name of the convolution whose kernels are shown for a name; nil where it is none of musicnn's.
  package func musicnnConvolution(_ name: String) -> String? {
    musicnn.flatMap { MusicnnShapes.convolution(name, of: $0) }
  }

  /// musicnn's kernels, `[filters, channels, bands, frames]`, the highest band first as in a picture; nil for a name that
  /// is none of its convolutions'.
  func musicnnKernels(_ name: String, in weights: [String: Tensor]) -> Tensor? {
    guard let layer = musicnn, let convolution = MusicnnShapes.convolution(name, of: layer),
      let kept = weights["\(layer).\(convolution).weight"], kept.shape.count == 4
    else { return nil }
    let (frames, bands) = (kept.shape[2], kept.shape[3])
    let size = frames * bands
    let values = (0..<kept.shape[0] * kept.shape[1]).flatMap { kernel in
      (0..<bands).reversed().flatMap { band in
        (0..<frames).map { kept.values[kernel * size + $0 * bands + band] }
      }
    }
    return Tensor(shape: [kept.shape[0], kept.shape[1], bands, frames], values: values)
  }
}
