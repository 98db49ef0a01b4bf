/// Plain recurrence with tanh.
package struct RNNLayer: RecurrentLayerType {
  static let scan = RecurrentKind.rnn

  package let settings: LayerKind.Recurrence

  private enum CodingKeys: String, CodingKey { case settings = "_0" }
}

extension LayerKind {
  /// Plain recurrence with tanh.
  public static func rnn(_ settings: Recurrence) -> LayerKind { LayerKind(RNNLayer(settings: settings)) }
}
