import EtudePictures

/// A layer's kernels: small images, with 0 in the middle of their scale.
struct KernelArray: ArrayMeaning {
  /// Its name.
  let layer: String

  func drawing(of array: ArrayValue) -> Drawing {
    Drawing(images: array, signed: true, title: "Kernels of \(layer)")
  }
}

/// What a layer makes of a song: feature maps as small images.
struct ActivationArray: ArrayMeaning {
  /// Its name.
  let layer: String
  /// Its name.
  let song: String

  func drawing(of array: ArrayValue) -> Drawing {
    Drawing(images: array, signed: false, title: "Feature maps of \(layer) for \(song)")
  }
}

extension Drawing {
  /// Small images on one scale; signed ones with 0 in its middle.
  fileprivate init(images array: ArrayValue, signed: Bool, title suitable: String) {
    self.init(data: array.digest) { size, title in
      let height = array.shape[array.shape.count - 2]
      let width = array.shape[array.shape.count - 1]
      let area = max(1, height * width)
      let tiles = (0..<min(array.values.count / area, 256)).map { tile in
        Tile(
          name: "\(tile)", width: width, height: height,
          values: Array(array.values[tile * area..<(tile + 1) * area]))
      }
      return Picture.imageGrid(tiles, signed: signed, title: title ?? suitable, size: size)
    }
  }
}
