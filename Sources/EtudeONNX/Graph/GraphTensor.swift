import EtudeNetworks

/// Numbers that a graph holds.
struct GraphTensor {
  /// The kinds of numbers, as ONNX counts them.
  enum Kind: Int {
    case float = 1
    case integer = 7
    case double = 11
  }

  let kind: Kind
  let shape: [Int]
  private let bytes: [UInt8]

  init(_ tensor: Tensor) {
    (kind, shape) = (.float, tensor.shape)
    bytes = littleEndian(tensor.values.map(\.bitPattern))
  }

  init(integers: [Int], shape: [Int]? = nil) {
    (kind, self.shape) = (.integer, shape ?? [integers.count])
    bytes = littleEndian(integers.map { Int64($0) })
  }

  /// The same numbers in double precision.
  init(doublesOf tensor: Tensor) {
    (kind, shape) = (.double, tensor.shape)
    bytes = littleEndian(tensor.values.map { Double($0).bitPattern })
  }

  /// ONNX's `TensorProto`.
  func message(named name: String) -> WireMessage {
    var message = WireMessage()
    message.integers(1, shape)
    message.integer(2, kind.rawValue)
    message.text(8, name)
    message.data(9, bytes)
    return message
  }
}
