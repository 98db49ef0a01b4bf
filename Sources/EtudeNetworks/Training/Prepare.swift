import EtudeCore

/// What the fronts of a network make of each item, made once and shared by all folds: pictures, averaged frames,
/// statistics, or what a frozen prefix gives.
public final class PreparedExamples: Sendable {
  /// The recipe it was made for.
  let recipe: Digest
  /// For each input stage, in order, the steps of its longest item; 1 where it makes no sequence of the frames.
  let steps: [Int]
  /// The input stages end where prefixes of a fitted network end, not where pretrained layers do.
  let areWeightsKnown: Bool
  /// Of feature maps.
  let precision: Precision
  /// True if some input stage gives a view that augmentation can mask: pictures, frames or sound.
  public let canBeMasked: Bool
  /// Of the frozen prefixes' layers and weights, in the order of the input stages that have one.
  let prefixes: [Digest]
  /// Pretrained weights by full name; empty where the recipe has none or other weights are given.
  let pretrained: [String: Tensor]
  /// Of an ensemble what was prepared for each of its recipes; it has nothing of its own then.
  private let members: [PreparedExamples]
  private let items: [Int: [PreparedItem]]
  private let remake: @Sendable (Int) throws -> [PreparedItem]

  package init(
    recipe: Digest, steps: [Int], areWeightsKnown: Bool, precision: Precision, canBeMasked: Bool,
    prefixes: [Digest],
    pretrained: [String: Tensor], members: [PreparedExamples] = [], items: [Int: [PreparedItem]],
    remake: @escaping @Sendable (Int) throws -> [PreparedItem]
  ) {
    self.recipe = recipe
    self.steps = steps
    self.areWeightsKnown = areWeightsKnown
    self.precision = precision
    self.canBeMasked = canBeMasked
    self.prefixes = prefixes
    self.pretrained = pretrained
    self.members = members
    self.items = items
    self.remake = remake
  }

  /// What was prepared for all recipes of an ensemble.
  fileprivate convenience init(ensemble recipe: Digest, _ members: [PreparedExamples], precision: Precision) {
    self.init(
      recipe: recipe, steps: [], areWeightsKnown: false, precision: precision,
      canBeMasked: members.contains(where: \.canBeMasked), prefixes: [], pretrained: [:], members: members,
      items: [:]
    ) { item in throw Failure("item \(item) is prepared for each network of the ensemble apart") }
  }

  /// What was prepared for a recipe of an ensemble; nil if it was not.
  func member(_ place: Int) -> PreparedExamples? { members.indices.contains(place) ? members[place] : nil }

  /// What each input stage, in order, makes of an item.
  func parts(of item: Int) throws -> [PreparedItem] { try items[item] ?? remake(item) }

  /// Throws a `Failure` if it was made for another recipe, in another precision, or for other weights of the frozen
  /// prefix.
  func check(_ plan: Plan, weights: [String: Tensor]?, _ precision: Precision) throws {
    var isRight = recipe == plan.recipe && self.precision == precision
    if isRight, let weights {
      isRight =
        prefixes
        == plan.knowingWeights(areWeightsKnown).inputStages.compactMap { front in
          if case .frozen(let prefix) = front { prefix.digest(weights: weights, precision) } else { nil }
        }
    }
    if !isRight {
      throw Failure("the examples were prepared for another network", fix: "prepare them for this one")
    }
  }
}

/// Computes what the fronts of `model` (or of `fitted`) make of `items`, or reads it from `work.store`.
///
/// A frozen prefix runs once per item with all threads; its outputs are cached under the digest of its layers and
/// weights, of the precision and of the item, so that another training of any recipe with the same prefix reads them.
/// - Parameter precision: of feature maps; nil for the fitted network's own, or float32.
/// - Throws: `Failure.input` if the pretrained weights are missing; `Failure` if the processor lacks the precision.
public func prepare(
  _ model: Model, fitted: Fitted? = nil, examples: any Examples, items: [Int], precision: Precision? = nil,
  work: Work
) throws -> PreparedExamples {
  if !model.members.isEmpty {
    let networks = try fitted?.members
    let parts = try model.members.enumerated().map { place, member in
      try prepare(
        member, fitted: networks?[place], examples: examples, items: items, precision: precision, work: work)
    }
    return PreparedExamples(
      ensemble: model.digest, parts, precision: precision ?? fitted?.precision ?? .fp32)
  }
  let plan = try Plan(
    model, imageSize: examples.imageSize, bands: examples.bands, classes: fitted?.classes.count ?? 1,
    areWeightsKnown: fitted != nil)
  return try prepare(
    plan, weights: fitted?.weights, examples: examples, items: items,
    precision: precision ?? fitted?.precision ?? .fp32, work: work)
}

/// The same for a plan.
/// - Parameters:
///   - weights: a fitted network's; nil for pretrained ones.
///   - frozen: knows the pretrained weights already.
func prepare(
  _ plan: Plan, weights: [String: Tensor]? = nil, frozen: FrozenNetwork? = nil, examples: any Examples,
  items: [Int], precision: Precision, work: Work
) throws -> PreparedExamples {
  try precision.check()
  try examples.check(items)
  let pretrained = try weights == nil ? frozen?.weights(of: plan) ?? plan.pretrainedWeights() : [:]
  let fronts = plan.inputStages
  let unique = Set(items).sorted()
  var parts: [Int: [PreparedItem]] = [:]
  var steps = [Int](repeating: 1, count: fronts.count)
  var prefixes: [Digest] = []
  let keepsImages = unique.count * examples.imageSize * examples.imageSize * 3 <= 1 << 30
  var isComplete = true
  for (place, front) in fronts.enumerated() {
    let made: [PreparedItem]
    switch front {
    case .frozen(let prefix):
      let weights = weights ?? pretrained
      let runner = PrefixRunner(
        prefix, weights: weights,
        digest: frozen?.digest(of: prefix, weights: weights, precision)
          ?? prefix.digest(weights: weights, precision), examples: examples, precision: precision, work: work)
      prefixes.append(runner.digest)
      made = try runner.outputs(of: unique)
    case .image:
      if !keepsImages {
        isComplete = false
        continue
      }
      made = try viewed(front, examples: examples, items: unique, work: work)
    case .frames, .statistics, .descriptors, .sound:
      made = try viewed(front, examples: examples, items: unique, work: work)
    }
    for (item, part) in zip(unique, made) {
      parts[item, default: []].append(part)
      steps[place] = max(steps[place], part.steps)
    }
  }
  // Pictures that are too many for memory are made again whenever they are read; what else there is stays.
  let kept = parts
  let isWhole = isComplete
  return PreparedExamples(
    recipe: plan.recipe, steps: steps, areWeightsKnown: plan.areWeightsKnown, precision: precision,
    canBeMasked: fronts.contains(where: \.canBeMasked), prefixes: prefixes, pretrained: pretrained,
    items: isWhole ? kept : [:]
  ) { item in
    var given = (kept[item] ?? [])[...]
    return try fronts.map { front in
      if case .image = front { return try front.view(of: item, examples: examples) }
      guard let next = given.popFirst() else {
        throw Failure("item \(item) was not prepared", fix: "prepare all items before training")
      }
      return next
    }
  }
}

/// The views of items, several at a time.
private func viewed(
  _ front: InputStage, examples: any Examples, items: [Int], work: Work
) throws -> [PreparedItem] {
  try parallelMap(items.count, threads: work.threads) { index in
    try work.checkCancelled()
    return try front.view(of: items[index], examples: examples)
  }
}

extension InputStage {
  fileprivate var canBeMasked: Bool {
    switch self {
    case .image, .frames, .sound: true
    case .statistics, .descriptors, .frozen: false
    }
  }

  /// The view of an item that this input stage reads.
  ///
  /// - Throws: what the examples throw; `Failure` for a view of another size than theirs, or that holds what is no number.
  func view(of item: Int, examples: any Examples) throws -> PreparedItem {
    switch self {
    case .image: return .image(try examples.image(item))
    case .sound: return .sound(try examples.checkedSound(item))
    case .frozen: return try uncut.view(of: item, examples: examples)
    case .frames(_, let bands, let steps):
      let frames = try examples.checkedFrames(item, bands: bands).averaged(steps: steps)
      return .sequence(steps: frames.steps, values: frames.values)
    case .statistics(_, let bands):
      return .values(try examples.checkedFrames(item, bands: bands).statistics())
    case .descriptors(_, let count): return .values(try examples.checkedDescriptors(item, count: count))
    }
  }
}
