/// True if cross-validation should train folds side by side, one thread each, instead of one after another with all
/// threads. It depends on recipe, shapes and threads alone, so that equal statements give equal numbers.
///
/// A network is small enough if what is trained of it takes at most 50 million multiplications an item and pass.
public func runsFoldsSideBySide(_ model: Model, imageSize: Int, bands: Int, threads: Int) -> Bool {
  guard threads > 1,
    let plan = try? Plan(model, imageSize: imageSize, bands: bands, classes: 10)
  else { return false }
  return plan.trainedMultiplications <= 50_000_000
}
