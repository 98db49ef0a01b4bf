import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudePictures
import EtudeRecommendation
import EtudeSound

extension Drawing {
  init(_ array: ArrayValue) throws {
    switch array.meaning {
    case .features(let names):
      self.init(.standard, data: array.digest) { size, title in
        Picture.heatMap(
          array.values, rows: array.shape[0], columns: array.shape[1], rowNames: names,
          axes: ("items", "dimensions"), title: title ?? "Features", size: size)
      }
    case .embedding(let labels):
      self.init(.standard, data: array.digest) { size, title in
        let points = stride(from: 0, to: array.values.count, by: 2).map {
          (x: Double(array.values[$0]), y: Double(array.values[$0 + 1]))
        }
        return Picture.scatter(
          x: points.map(\.x), y: points.map(\.y), labels: labels,
          axes: ("first component", "second component"), title: title ?? "Songs as points", size: size)
      }
    case .series(let series, let spectrogram):
      self.init(.standard, data: array.digest) { size, title in
        Picture.series(
          array.values, name: series.name, unit: series.unit, under: try spectrogram.frames(),
          axes: SoundAxes(spectrogram), title: title ?? spectrogram.clip.name, size: size)
      }
    case .filters(let layer):
      self.init(tiles: array, signed: true, title: "Kernels of \(layer)")
    case .activations(let layer, let song):
      self.init(tiles: array, signed: false, title: "Feature maps of \(layer) for \(song)")
    case .gates(let names, let spectrogram):
      self.init(.standard, data: array.digest) { size, title in
        let (units, steps) = (array.shape[1], array.shape[2])
        let gates = names.enumerated().map { index, name in
          (
            name: name,
            values: Frames(
              bands: units, count: steps,
              values: Array(array.values[index * units * steps..<(index + 1) * units * steps]))
          )
        }
        return Picture.gates(
          under: try spectrogram.frames(), axes: SoundAxes(spectrogram), gates: gates,
          title: title ?? spectrogram.clip.name, size: size)
      }
    case .saliency(let spectrogram, let genre, let probability):
      self.init(.standard, data: array.digest) { size, title in
        Picture.saliency(
          over: try spectrogram.frames(), axes: SoundAxes(spectrogram),
          saliency: Frames(bands: array.shape[0], count: array.shape[1], values: array.values),
          decision: genre, probability: probability, title: title ?? spectrogram.clip.name, size: size)
      }
    }
  }

  /// Small images on one scale; signed ones with 0 in its middle.
  private init(tiles array: ArrayValue, signed: Bool, title standardTitle: String) {
    self.init(.standard, data: array.digest) { size, title in
      let height = array.shape[array.shape.count - 2]
      let width = array.shape[array.shape.count - 1]
      let area = max(1, height * width)
      let tiles = (0..<min(array.values.count / area, 256)).map { tile in
        Tile(
          name: "\(tile)", width: width, height: height,
          values: Array(array.values[tile * area..<(tile + 1) * area]))
      }
      return Picture.imageGrid(tiles, signed: signed, title: title ?? standardTitle, size: size)
    }
  }
}

extension Drawing {
  /// Where what was found lies in its library.
  init(_ map: SongMap) {
    self.init(.standard, data: nil) { size, title in
      let points = try map.points()
      return Picture.songMap(
        library: points.library, liked: points.liked, found: points.found, isPath: map.isPath,
        title: title ?? (map.isPath ? "A way through the library" : "What lies near"), size: size)
    }
  }
}
