/// True if cross-validation should train folds side by side, one thread each, instead of one after another with all
/// threads. It depends on recipe, shapes and threads alone, so that equal statements give equal numbers.
///
/// A network is small enough if what is trained of it takes at most 50 million multiplications an item and pass.
public func runsFoldsSideBySide(_ model: Model, imageSize: Int, bands: Int, threads: Int) -> Bool {
  guard threads > 1,
    let chain = try? model.resolved(imageSize: imageSize, bands: bands, genres: 10)
  else { return false }
  return chain.trainedMultiplications <= 50_000_000
}

extension [ResolvedLayer] {
  /// True if a single thread is quickest, so that more would only wait for one another.
  var isTiny: Bool { trainedMultiplications <= 1_000_000 }

  /// Multiplications of one item's forward pass behind the frozen prefix.
  var trainedMultiplications: Int {
    guard let first else { return 0 }
    if !first.branches.isEmpty {
      return first.branches.reduce(0) { $0 + $1.trainedMultiplications }
        + dropFirst().reduce(0) { $0 + $1.multiplications(fromPart: 0) }
    }
    let (front, count) = FrontEnd.of(self, areWeightsKnown: false)
    var firstBlock = 0
    if case .frozen(let prefix) = front, count == 0 { firstBlock = prefix.blocks ?? 0 }
    return dropFirst(count).reduce(0) { $0 + $1.multiplications(fromPart: firstBlock) }
  }
}
