/// Gated recurrent units (PyTorch's equations).
package struct GRULayer: RecurrentLayerType {
  static let scan = RecurrentKind.gru

  package let settings: LayerKind.Recurrence

  private enum CodingKeys: String, CodingKey { case settings = "_0" }
}

extension LayerKind {
  /// Gated recurrent units (PyTorch's equations).
  public static func gru(_ settings: Recurrence) -> LayerKind { LayerKind(GRULayer(settings: settings)) }
}
