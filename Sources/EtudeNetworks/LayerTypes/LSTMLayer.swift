/// Long short-term memory.
package struct LSTMLayer: RecurrentLayerType {
  static let scan = RecurrentKind.lstm

  package let settings: LayerKind.Recurrence

  private enum CodingKeys: String, CodingKey { case settings = "_0" }
}

extension LayerKind {
  /// Long short-term memory.
  public static func lstm(_ settings: Recurrence) -> LayerKind { LayerKind(LSTMLayer(settings: settings)) }
}
