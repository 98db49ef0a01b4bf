import EtudeCore

extension Fitted {
  /// What a named layer gives for an item: `[channels, height, width]`, `[steps, features]` or `[features]`.
  ///
  /// - Parameter layer: a layer's name, or one of `block0` … `block18`.
  /// - Throws: `Failure` listing the names if there is none such.
  public func activations(examples: any Examples, item: Int, layer: String, work: Work) throws -> Tensor {
    try checkLayer(layer)
    return try inspecting(item, of: examples, .inference, work) { inspected in
      try inspected.network.forward(work)
      guard let signal = inspected.network.signals[layer] else {
        throw Failure("'\(layer)' gives nothing to look at", fix: "name another layer")
      }
      return try inspected.values(signal)
    }
  }

  /// Throws a `Failure` listing the names if there is no such layer.
  func checkLayer(_ name: String) throws {
    guard model.allNames.contains(name) else { _ = try model.frozen(through: name); return }
  }
}
