import EtudeCore
import EtudeLanguage
import EtudeSound

/// An array in NumPy's format 1.0: little-endian, C order.
struct NPY {
  let bytes: [UInt8]

  /// `float32` numbers.
  init(_ values: [Float], shape: [Int]) {
    self.init(NPY.numbers(values), type: "<f4", shape: shape)
  }

  /// `uint8` numbers.
  init(_ values: [UInt8], shape: [Int]) { self.init(values, type: "|u1", shape: shape) }

  private init(_ data: [UInt8], type: String, shape: [Int]) {
    bytes = NPY.header(type: type, shape: shape) + data
  }

  /// All that stands before the numbers.
  private static func header(type: String, shape: [Int]) -> [UInt8] {
    let sizes = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
    var header = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(sizes)), }"
    // The data begins at a multiple of 64 bytes: 10 bytes of preamble, the header, its newline.
    header += String(repeating: " ", count: (64 - (10 + header.utf8.count + 1) % 64) % 64) + "\n"
    let length = header.utf8.count
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 255), UInt8(length >> 8)]
      + Array(header.utf8)
  }

  /// Writes a sound's samples as `float32` numbers; one from a file is read twice, in bounded memory.
  static func write(_ sound: SoundSource, to path: String, _ cancellation: Cancellation) throws {
    var count = 0
    try sound.walk(cancellation) { count += $0.count }
    try WholeFile.write(to: path) { descriptor in
      try WholeFile.append(header(type: "<f4", shape: [count]), to: descriptor, of: path)
      try sound.walk(cancellation) { try WholeFile.append(numbers($0), to: descriptor, of: path) }
    }
  }

  /// `float32` numbers as the format has them.
  private static func numbers(_ values: some Collection<Float>) -> [UInt8] {
    values.map { $0.bitPattern.littleEndian }.withUnsafeBytes(Array.init)
  }

  /// `[bands, frames]` in dB, or the image `[size, size, 3]`.
  init(_ value: SpectrogramValue, view: String) throws {
    if view == "image" {
      let image = try value.examples.image(value.index)
      self.init(image.pixels, shape: [image.height, image.width, 3])
    } else {
      let frames = try value.frames()
      self.init(frames.values, shape: [frames.bands, frames.count])
    }
  }

  /// `[items, bands, frames]` in dB, or the images `[items, size, size, 3]`.
  init(_ value: SpectrogramsValue, view: String, work: Work) throws {
    let set = value.examples
    if view == "image" {
      let pixels = try (0..<set.count).flatMap { item in
        try work.checkCancelled()
        return try set.image(item).pixels
      }
      self.init(pixels, shape: [set.count, set.imageSize, set.imageSize, 3])
      return
    }
    var numbers: [Float] = []
    var frameCount: Int?
    for item in 0..<set.count {
      try work.checkCancelled()
      let frames = try set.frames(item)
      if let frameCount, frameCount != frames.count {
        throw Failure(
          "\(set.dataset[item].name) has \(frames.count) frames, others have \(frameCount); an array has one length",
          fix: "load with one 'length', or export view: \"image\"")
      }
      frameCount = frames.count
      numbers += frames.values
    }
    self.init(numbers, shape: [set.count, set.bands, frameCount ?? 0])
  }
}
