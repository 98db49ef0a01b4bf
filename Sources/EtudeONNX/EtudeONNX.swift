/// Fitted networks as ONNX files, for programs that are not Étude.
///
/// `Wire` writes Protocol Buffers' bytes, `Graph` the messages of ONNX that a network needs, `Layers` what each layer is
/// in ONNX's operators, a layer a file. A layer without such a file cannot be written, and the error says so.
///
/// Knows `EtudeCore` and `EtudeNetworks`, and no sound, picture or language.
public enum EtudeONNX {
  /// The version of ONNX's operators that files use: 17.
  public static let operators = 17
  /// The version of the operators for classical classifiers, `ai.onnx.ml`.
  static let classicalOperators = 3
  /// The version of the file format that goes with them.
  static let format = 8
}
