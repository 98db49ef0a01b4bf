import EtudeCore

/// Where a layer is to stand: behind the layers of a recipe.
struct LayerPlace {
  /// The recipe before it.
  let model: Model
  let verb: String

  var isFirst: Bool { model.layers.isEmpty }
  var input: Model.Rough { model.roughOutput }

  /// A layer that stands at the wrong place: another order of the layers may do.
  struct Misplaced: Error {
    let cause: String
    /// What to do where no order is found that does.
    let fix: String
  }

  func expectOrder(
    _ condition: Bool, _ cause: @autoclosure () -> String, otherwise fix: @autoclosure () -> String
  ) throws {
    if !condition { throw Misplaced(cause: "\(verb) \(cause())", fix: fix()) }
  }

  func expect(_ condition: Bool, _ cause: @autoclosure () -> String, _ fix: @autoclosure () -> String) throws
  {
    if !condition { throw Failure("\(verb) \(cause())", fix: fix()) }
  }

  /// Throws if something stands before a layer that reads the sound.
  func expectFirst(reading view: String) throws {
    try expectOrder(isFirst, "reads the \(view), so nothing can come before it", otherwise: "put it first")
  }

  /// Throws if what stands before gives no map.
  func expectMap() throws {
    try expectOrder(
      input == .map || input == .image, "wants a feature map and gets \(before)",
      otherwise: "put it before what makes a \(input == .sequence ? "sequence" : "vector") of the map")
  }

  /// What the layer before gives, as an error names it.
  var before: String {
    guard let last = model.layers.last else { return "nothing" }
    return givesLastState
      ? "the last state of \(last.kind.verb)" : "\(input.phrase) from \(last.kind.verb)"
  }

  /// True if the layer before is a recurrent one that gives its last state.
  var givesLastState: Bool { model.layers.last?.kind.recurrence.map { !$0.givesSequence } ?? false }
}
