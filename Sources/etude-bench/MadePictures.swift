import EtudeCore
import EtudeSound

/// Items whose pictures and frames are drawn from a formula.
struct MadePictures: Examples {
  let count: Int
  let imageSize = 256
  let bands = 128

  func digest(_ item: Int) -> Digest { Digest.build { $0.append("made \(item)") } }

  func image(_ item: Int) throws -> RGBImage {
    let pixels = (0..<imageSize * imageSize * 3).map { UInt8(truncatingIfNeeded: $0 &* (item + 7) >> 3) }
    return RGBImage(width: imageSize, height: imageSize, pixels: pixels)
  }

  func frames(_ item: Int) throws -> Frames {
    Frames(bands: bands, count: 1, values: Array(repeating: 0, count: bands))
  }
}
