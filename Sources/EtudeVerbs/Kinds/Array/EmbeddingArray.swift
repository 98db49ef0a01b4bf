import EtudeCore
import EtudeLanguage
import EtudePictures

/// Songs as points, `[items, 2]`.
struct EmbeddingArray: ArrayMeaning {
  /// A genre a song.
  let labels: [String]
  let names: [String]
  /// The names that are written at their points.
  let shown: Set<String>
  /// What the two dimensions are.
  let axisTitles: [String]
  let method: EmbeddingMethod
  /// The layers of the network that heard them.
  let network: String

  var elementNames: [String]? { names }

  func title(of array: ArrayValue) -> String { "\(labels.count.of("song")) as points (\(method.rawValue))" }

  /// What the axes say and do not say.
  private var axesInWords: String {
    switch method {
    case .components: "in brackets: the share of the variance"
    case .neighbours: "only who is near whom means something"
    }
  }

  func drawing(of array: ArrayValue) -> Drawing {
    Drawing(Heading(title(of: array), "heard by \(network)", axesInWords), data: array.digest) {
      size, heading in
      Picture.scatter(
        [map(of: array, name: "")], labels: labels, names: writtenNames,
        heading: heading, size: size)
    }
  }

  /// Several maps of the same songs side by side; nil if they are of others.
  static func drawing(_ maps: [(label: String, array: ArrayValue, meaning: EmbeddingArray)]) -> Drawing? {
    guard let first = maps.first?.meaning, maps.allSatisfy({ $0.meaning.names == first.names }) else {
      return nil
    }
    let heard = maps.map { "\($0.label): \($0.meaning.network)" }
    return Drawing(
      Heading(
        "\(first.labels.count.of("song")) as points (\(first.method.rawValue))",
        remarks: heard + [first.axesInWords]),
      PictureSize(width: 600 * maps.count + 200, height: 700), data: maps.first?.array.digest
    ) { size, heading in
      Picture.scatter(
        maps.map { $0.meaning.map(of: $0.array, name: $0.label) }, labels: first.labels,
        names: first.writtenNames,
        heading: heading, size: size)
    }
  }

  private var writtenNames: [String] {
    names.map { name in
      shown.contains(name)
        ? String(
          (name.split(separator: "/").last ?? "").split(separator: ".").prefix(2).joined(separator: ".")) : ""
    }
  }

  private func map(of array: ArrayValue, name: String) -> PointMap {
    let places = stride(from: 0, to: array.values.count, by: 2)
    return PointMap(
      name: name, x: places.map { Double(array.values[$0]) }, y: places.map { Double(array.values[$0 + 1]) },
      axes: axisTitles)
  }

  func note(on array: ArrayValue) -> String? {
    axisTitles.joined(separator: ", ") + " · \(axesInWords) · heard by \(network)"
  }
}
