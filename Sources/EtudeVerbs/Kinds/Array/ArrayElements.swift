import EtudeCore
import EtudeLanguage
import EtudePictures

/// A part of an array, along its first axis.
struct PartArray: ArrayMeaning {
  let name: String
  /// What the whole is.
  let whole: String

  func title(of array: ArrayValue) -> String { "\(name) of: \(whole)" }

  func drawing(of array: ArrayValue) -> Drawing {
    let sizes = zip(array.shape, array.axes).map { "\($0) \($1)" }.joined(separator: " × ")
    return Drawing(Heading(title(of: array), sizes), data: array.digest) { size, heading in
      let rows = array.shape.count > 1 ? array.shape[0] : 1
      return Picture.heatMap(
        array.values, rows: rows, columns: array.values.count / max(1, rows), rowNames: [],
        axes: (array.axes.count > 1 ? array.axes[0] : "", array.axes.last ?? ""), heading: heading,
        size: size)
    }
  }
}

extension ArrayValue {
  /// Numbers in one element.
  private var stride: Int { shape.dropFirst().reduce(1, *) }

  private func part(_ index: Int) -> ArraySlice<Float> { values[index * stride..<(index + 1) * stride] }

  /// Along the first axis: a number where there is no other one, else an array of the others.
  func element(at index: Int) throws -> Value {
    if shape.count == 1 { return .number(Double(values[index])) }
    let name = meaning.elementNames.flatMap { index < $0.count ? $0[index] : nil }
    return .object(
      ArrayValue(
        meaning: PartArray(name: name ?? "\(axes[0]) \(index)", whole: meaning.title(of: self)),
        shape: Array(shape.dropFirst()),
        axes: Array(axes.dropFirst()), values: Array(part(index))))
  }

  func element(named name: String) throws -> Value {
    let names = meaning.elementNames ?? []
    guard let index = names.firstIndex(of: name), index < shape[0] else {
      throw Failure(
        "no element is called \"\(name)\"",
        fix: names.isEmpty
          ? "they have no names: count from 0"
          : Suggestion.nearest(to: name, among: names).map { "did you mean \"\($0)\"?" }
            ?? "names are \(names.prefix(20).joined(separator: ", "))")
    }
    return try element(at: index)
  }

  func gathered(_ positions: [Int]) throws -> Value {
    .object(
      ArrayValue(
        meaning: PartArray(name: axes[0], whole: meaning.title(of: self)),
        shape: [positions.count] + shape.dropFirst(), axes: axes,
        values: positions.flatMap(part)))
  }
}
