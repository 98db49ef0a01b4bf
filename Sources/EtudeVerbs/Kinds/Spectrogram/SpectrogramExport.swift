import EtudeCore
import EtudeSound

extension SpectrogramValue: Exportable {
  static let imageFix: String? = nil

  static let exportedAs: [FileFormat<SpectrogramValue>] = [
    FileFormat("npy") { value, file in
      try file.write(file.view == .image ? value.pixels() : value.numbers())
    }
  ]

  /// `[bands, frames]` in dB.
  private func numbers() throws -> NPY {
    let frames = try frames()
    return NPY(frames.values, shape: [frames.bands, frames.count])
  }

  /// `[size, size, 3]`.
  private func pixels() throws -> NPY {
    let image = try examples.image(index)
    return NPY(image.pixels, shape: [image.height, image.width, 3])
  }
}

extension SpectrogramsValue: Exportable {
  static let imageFix: String? = nil

  static let exportedAs: [FileFormat<SpectrogramsValue>] = [
    FileFormat("npy") { value, file in
      try file.write(file.view == .image ? value.pixels(file.work) : value.numbers(file.work))
    }
  ]

  /// `[items, bands, frames]` in dB.
  private func numbers(_ work: Work) throws -> NPY {
    var numbers: [Float] = []
    var frameCount: Int?
    for item in 0..<examples.count {
      try work.checkCancelled()
      let frames = try examples.frames(item)
      if let frameCount, frameCount != frames.count {
        throw Failure(
          "\(examples.dataset[item].name) has \(frames.count) frames, others have \(frameCount); an array has one length",
          fix: "load with one 'length', or export view: \"image\"")
      }
      frameCount = frames.count
      numbers += frames.values
    }
    return NPY(numbers, shape: [examples.count, examples.bands, frameCount ?? 0])
  }

  /// `[items, size, size, 3]`.
  private func pixels(_ work: Work) throws -> NPY {
    let pixels = try (0..<examples.count).flatMap { item in
      try work.checkCancelled()
      return try examples.image(item).pixels
    }
    return NPY(pixels, shape: [examples.count, examples.imageSize, examples.imageSize, 3])
  }
}
