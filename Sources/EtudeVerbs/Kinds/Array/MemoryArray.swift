import EtudeCore
import EtudePictures

/// How much networks' answers depend on each step, `[networks, steps]`, the latest step last, 1 for the greatest.
struct MemoryArray: ArrayMeaning {
  let names: [String]
  /// Steps that each network read.
  let lengths: [Int]
  /// From step to step of each network; empty where no song was heard.
  let seconds: [Double]
  /// Its name; nil where no song was heard.
  let song: String?
  /// Whether each reads from the end, too.
  let areBothWays: [Bool]
  /// The layers of each network.
  let networks: [String]

  /// Why a curve rises where the song begins; nil where none does for that.
  private var bothWays: String? {
    guard areBothWays.contains(true) else { return nil }
    let who = zip(names, areBothWays).filter(\.1).map(\.0).joined(separator: ", ")
    return "\(who) reads backward, too: what was heard first it reads last"
  }

  var elementNames: [String]? { names }

  func title(of array: ArrayValue) -> String { "How far back the answer remembers" }

  /// What was heard, and by what.
  private var origin: [String?] {
    let heard = song.map { "while hearing \($0)" } ?? "fresh weights, hearing noise"
    let layers = networks.count == 1 ? networks : zip(names, networks).map { "\($0): \($1)" }
    return [heard] + layers
  }

  func drawing(of array: ArrayValue) -> Drawing {
    Drawing(Heading(title(of: array), remarks: origin + [bothWays]), data: array.digest) { size, heading in
      Picture.memory(curves(of: array), seconds: seconds, heading: heading, size: size)
    }
  }

  /// How long ago what was heard still counts a hundredth of what counts most.
  func note(on array: ArrayValue) -> String? {
    let steps = array.shape[1]
    let reaches = names.enumerated().map { index, name in
      if lengths[index] == 1 {
        return "\(name) heard one step, and nothing before it that could be remembered"
      }
      let row = array.values[index * steps..<(index + 1) * steps]
      let ago = row.firstIndex { $0 >= 0.01 }.map { row.endIndex - 1 - $0 } ?? 0
      let words = seconds.isEmpty ? ago.of("step") : (Double(ago) * seconds[index]).seconds
      return (name.isEmpty ? "" : "\(name) ") + "depends by a hundredth, now and then, up to \(words) back"
    }
    return (reaches + [bothWays].compactMap(\.self)).joined(separator: "; ")
  }
}

extension MemoryArray {
  /// The curves of several in one picture, each under its label.
  static func drawing(_ parts: [(label: String, array: ArrayValue, meaning: MemoryArray)]) -> Drawing {
    let origins = parts.flatMap { part in
      part.meaning.origin.compactMap(\.self).map { "\(part.label): \($0)" }
    }
    return Drawing(
      Heading("How far back the answer remembers", remarks: origins), data: parts.first?.array.digest
    ) { size, heading in
      let curves = parts.flatMap { part in
        part.meaning.curves(of: part.array).map { curve in
          (
            name: [part.label, curve.name].filter { !$0.isEmpty }.joined(separator: " "), values: curve.values
          )
        }
      }
      // Steps and seconds have no axis in common.
      let isHeard = parts.allSatisfy { !$0.meaning.seconds.isEmpty }
      return Picture.memory(
        curves, seconds: isHeard ? parts.flatMap(\.meaning.seconds) : [],
        heading: heading, size: size)
    }
  }

  /// The curves, each of as many steps as were read.
  fileprivate func curves(of array: ArrayValue) -> [(name: String, values: [Float])] {
    let steps = array.shape[1]
    return zip(names, lengths).enumerated().map { index, curve in
      (name: curve.0, values: Array(array.values[((index + 1) * steps - curve.1)..<(index + 1) * steps]))
    }
  }
}
