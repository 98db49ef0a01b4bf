import EtudeCore
import EtudeDemo
import EtudeNetworks
import EtudeSound

/// Items whose views are drawn at random, and whose lengths differ; their sound alone is of the demo's songs, since
/// musicnn's channels are far from zero, and its last digits lost, in windows that no sound has.
struct RandomViews: Examples {
  static let descriptorCount = 7

  let count: Int
  let imageSize = 64
  let bands = 20
  private let rate = LogMelFrontEnd.rate
  private let frontEnd: LogMelFrontEnd

  init(count: Int) throws {
    self.count = count
    frontEnd = try LogMelFrontEnd()
  }

  func digest(_ item: Int) -> Digest { Digest.build { $0.append("random \(item)") } }

  private func stream(_ item: Int, _ view: String) -> RandomStream {
    RandomStream(
      Digest.build {
        $0.append(view)
        $0.append(item)
      })
  }

  private func numbers(_ item: Int, _ view: String, _ count: Int, _ range: ClosedRange<Double>) -> [Float] {
    var stream = stream(item, view)
    return (0..<count).map { _ in Float(stream.uniform(range)) }
  }

  func image(_ item: Int) throws -> RGBImage {
    var stream = stream(item, "image")
    let pixels = (0..<imageSize * imageSize * 3).map { _ in UInt8(stream.below(256)) }
    return RGBImage(width: imageSize, height: imageSize, pixels: pixels)
  }

  func frames(_ item: Int) throws -> Frames {
    let count = 30 + 7 * item
    return Frames(bands: bands, count: count, values: numbers(item, "frames", bands * count, -80...0))
  }

  func sound(_ item: Int) throws -> LogMelWindows {
    let genre = DemoGenres.names[item % DemoGenres.names.count]
    let song = DemoSong(genre: genre, index: item, seed: 1, length: 3.2 * Double(1 + item % 3))
    return try frontEnd.windows(of: .held(Sound(samples: song.render(rate: rate), rate: rate)))
  }

  func descriptors(_ item: Int) throws -> [Float] {
    numbers(item, "descriptors", Self.descriptorCount, -3...9)
  }

  /// The views of an item as an ONNX network is given them, a batch of one.
  func tensors(_ item: Int) throws -> [String: Tensor] {
    let (frames, sound) = (try frames(item), try sound(item))
    let plane = imageSize * imageSize
    let pixels = try image(item).pixels
    let planar = (0..<3).flatMap { colour in (0..<plane).map { Float(pixels[3 * $0 + colour]) } }
    return [
      "image": Tensor(shape: [1, 3, imageSize, imageSize], values: planar),
      "frames": Tensor(shape: [1, bands, frames.count], values: frames.values),
      "sound": Tensor(
        shape: [1, sound.count, LogMelWindows.frames, LogMelWindows.bands], values: sound.values),
      "vector": Tensor(shape: [1, Self.descriptorCount], values: try descriptors(item)),
    ]
  }
}
