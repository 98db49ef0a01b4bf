import EtudeCore

/// Branches side by side: the vectors they give, joined into one.
final class Concatenate: NetworkLayer {
  let output: Signal
  private let name: String
  private let branches: [Signal]
  private let context: LayerContext
  private let width: Int

  init(_ name: String, _ branches: [Signal], _ context: LayerContext) throws {
    self.name = name
    self.branches = branches
    self.context = context
    width = branches.reduce(0) { $0 + $1.features }
    output = Signal(
      try context.plain([width], layer: name), wantsGradient: branches.contains(where: \.wantsGradient)
    )
  }

  func prepareBackward() throws {
    guard output.gradient != nil else { return }
    for branch in branches where branch.wantsGradient {
      branch.gradient = try context.plain(like: branch.value, layer: name)
    }
  }

  func forward() throws {
    var start = 0
    for branch in branches {
      let count = branch.features
      for item in 0..<context.items {
        (output.value.floats + item * width + start).update(
          from: branch.value.floats + item * count, count: count)
      }
      start += count
    }
  }

  func backward() throws {
    guard let gradient = output.gradient?.floats else { return }
    var start = 0
    for branch in branches {
      let count = branch.features
      if let target = branch.gradient?.floats {
        for item in 0..<context.items {
          (target + item * count).update(from: gradient + item * width + start, count: count)
        }
      }
      start += count
    }
  }
}
