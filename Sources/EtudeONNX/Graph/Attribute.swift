/// A setting of a node.
enum Attribute {
  case integer(Int)
  case float(Float)
  case text(String)
  case integers([Int])
  case floats([Float])
  case texts([String])

  /// ONNX's `AttributeProto`.
  func message(named name: String) -> WireMessage {
    var message = WireMessage()
    message.text(1, name)
    let type: Int
    switch self {
    case .float(let value):
      message.float(2, value)
      type = 1
    case .integer(let value):
      message.integer(3, value)
      type = 2
    case .text(let value):
      message.text(4, value)
      type = 3
    case .floats(let values):
      message.floats(7, values)
      type = 6
    case .integers(let values):
      message.integers(8, values)
      type = 7
    case .texts(let values):
      for value in values { message.text(9, value) }
      type = 8
    }
    message.integer(20, type)
    return message
  }
}
