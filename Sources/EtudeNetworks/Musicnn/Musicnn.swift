import EtudeCore

/// musicnn (Pons and Serra, 2019): convolutions over a window of log-mel frames as wide as timbres and as long as rhythms,
/// their greatest values over all bands, three convolutions along time behind them, and maxima and means over time.
///
/// The folder `Musicnn` holds the engine's layers for it; `MusicnnShapes` its tensors' names.
package enum Musicnn {
  /// Added to each batch norm's variance.
  package static let epsilon: Float = 1e-3
  /// Of a clip of thirty seconds: what is reckoned with where an item's length is not known.
  static let usualWindows = 10

  /// A convolution of the front, over the window's frames and bands.
  package struct FrontConvolution {
    package let name: String
    package let filters: Int
    package let frames: Int
    package let bands: Int
    /// Frames of zeros before and after the window.
    package let padding: (before: Int, after: Int)
    /// The first of its channels among those of the front.
    let channel: Int

    /// Places of a kernel along the bands.
    var places: Int { LogMelWindows.bands - bands + 1 }
  }

  package static let front: [FrontConvolution] = {
    let timbral = MusicnnShapes.timbral.map {
      ($0.name, MusicnnShapes.timbralFilters, MusicnnShapes.middleFrames, $0.bands)
    }
    let temporal = MusicnnShapes.temporal.map { ($0.name, MusicnnShapes.temporalFilters, $0.frames, 1) }
    var channel = 0
    return (timbral + temporal).map { name, filters, frames, bands in
      defer { channel += filters }
      return FrontConvolution(
        name: name, filters: filters, frames: frames, bands: bands,
        padding: (before: (frames - 1) / 2, after: frames / 2), channel: channel)
    }
  }()

  /// Multiplications of each part for one window.
  static func multiplications(ofPart part: String) -> Int {
    let frames = LogMelWindows.frames
    if part == frontPart {
      return front.reduce(0) { $0 + $1.filters * $1.frames * $1.bands * $1.places * frames }
    }
    let tensors = MusicnnShapes.tensors.filter { $0.name == part + ".weight" }
    let positions = MusicnnShapes.middle.contains(part) ? frames : 1
    return tensors.reduce(0) { $0 + $1.shape.reduce(1, *) } * positions
  }

  static let frontPart = "front"

  /// The part that a tensor belongs to.
  static func part(ofTensor name: String) -> String {
    let owner = name.prefix { $0 != "." }.replacingSuffix("_norm")
    if MusicnnShapes.middle.contains(owner) { return owner }
    return ["pooled", "penultimate", "tags"].contains(owner) ? "penultimate" : frontPart
  }
}

extension Substring {
  fileprivate func replacingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : String(self)
  }
}
