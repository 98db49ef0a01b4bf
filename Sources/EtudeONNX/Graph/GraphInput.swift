import EtudeCore
import EtudeNetworks

/// What a network in a file is given: a view of sounds, a batch of them at a time.
struct GraphInput: Hashable {
  let name: String
  /// Extents; a name stands for one that the caller chooses.
  let extents: [Extent]
  /// What the numbers are.
  let meaning: String

  enum Extent: Hashable {
    case fixed(Int)
    case free(String)
  }

  /// The view that a first layer reads.
  /// - Parameter count: of a vector, how many numbers.
  init(_ shape: Shape, count: Int) {
    switch shape {
    case .image(let size):
      name = "image"
      extents = [.free("n"), .fixed(3), .fixed(size), .fixed(size)]
      meaning =
        "the spectrogram as a picture: red, green and blue, 0 to 255, the highest band in the first row"
    case .frames(let bands):
      name = "frames"
      extents = [.free("n"), .fixed(bands), .free("time")]
      meaning = "the spectrogram in dB, the lowest band first; all of a batch are of one length"
    case .sound:
      name = "sound"
      extents = [.free("n"), .free("windows"), .fixed(LogMelWindows.frames), .fixed(LogMelWindows.bands)]
      meaning =
        "windows of three seconds: log10(10000 S + 1) of 96 mel bands of the power spectrum, at 16000 Hz with a hop of 256"
    default:
      name = "vector"
      extents = [.free("n"), .fixed(count)]
      meaning = "what descriptors measures of a sound, in its order"
    }
  }

  /// ONNX's `ValueInfoProto` of float32 numbers.
  static func message(_ name: String, _ extents: [Extent], meaning: String) -> WireMessage {
    var shape = WireMessage()
    for extent in extents {
      var dimension = WireMessage()
      switch extent {
      case .fixed(let value): dimension.integer(1, value)
      case .free(let name): dimension.text(2, name)
      }
      shape.message(1, dimension)
    }
    var tensor = WireMessage()
    tensor.integer(1, GraphTensor.Kind.float.rawValue)
    tensor.message(2, shape)
    var type = WireMessage()
    type.message(1, tensor)
    var message = WireMessage()
    message.text(1, name)
    message.message(2, type)
    message.text(3, meaning)
    return message
  }
}
