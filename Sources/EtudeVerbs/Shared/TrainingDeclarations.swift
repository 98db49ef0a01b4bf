import EtudeLanguage
import EtudeNetworks

/// The options of every training, declared once. `fit` watches a part of what it learns, a training that is judged does
/// not unless asked.
struct TrainingDeclarations: Sendable {
  static let fit = TrainingDeclarations(watching: 0.1)
  static let judged = TrainingDeclarations(watching: 0)

  let validation: TypedOption<Double?>
  /// The share where nothing is said and there are epochs to watch.
  let watched: Double

  private init(watching share: Double) {
    watched = share
    validation =
      share == 0
      ? TypedOption("validation", Self.shares, absence: "0%", help: Self.validationHelp) { _ in 0 }
      : TypedOption(
        "validation", Self.shares,
        absence: "\(Int(share * 100))%; 0% for svm, knn and forest, which have no epochs",
        help: Self.validationHelp
      ) { Self.usualValidation(of: $0, watching: share) }
  }

  private static let shares = TypedAccepts<Double>.share(0...0.9)
  private static let validationHelp = "share of the training part that is watched, not learned"

  /// What learns at once has no epochs that could be watched, so that nothing is kept from it.
  private static func usualValidation(of given: KnownArguments, watching share: Double) -> Double {
    let recipes = given.values.flatMap(Model.recipes)
    return !recipes.isEmpty && recipes.allSatisfy(\.isClassical) ? 0 : share
  }

  /// The share that a call's training watches.
  func watched(in call: Call) throws -> Double { try call[validation] ?? watched }

  /// How training items are altered: masked, or copied in another key, tempo, noise or level.
  enum Augmentation: String, CaseIterable { case masks, pitch, stretch, noise, gain }
  enum Optimizer: String, CaseIterable { case adam, adamw, sgd }
  enum Schedule: String, CaseIterable { case constant, step, cosine }
  enum Keep: String, CaseIterable { case last, best }

  static let epochs = TypedOption(
    "epochs", .whole(1...10_000), absence: "50 for a linear head alone, else 20",
    help: "passes over the training part"
  ) { UsualTraining.of($0, \.epochs) }.ofEpochs()
  static let batch = TypedOption("batch", .whole(1...4096), default: 32, help: "items a step").ofEpochs()
  static let rate = TypedOption(
    "lr", .number(1e-7...10),
    absence: "0.01 for a linear head alone, 0.003 for recurrent layers on frames, else 0.001",
    help: "learning rate"
  ) { UsualTraining.of($0, \.learningRate) }.ofEpochs()
  static let optimizer = TypedOption(
    "optimizer", .choice(of: Optimizer.self), default: .adam, help: "how weights step"
  ).ofEpochs()
  static let patience = TypedOption(
    "patience", .whole(1...10_000), absence: "off",
    help: "stop after so many epochs without a better validation loss"
  ).ofEpochs()
  static let augment = TypedOption(
    "augment", .augmentations, default: [],
    help:
      "yes: mask random bands and times of training items; or a list of what to do: masks, and altered copies of "
      + "each in another key, tempo, noise or level, to learn from beside it")
  static let schedule = TypedOption(
    "schedule", .choice(of: Schedule.self), default: .constant,
    help: "the rate's course: step, a tenth after each third of the epochs; cosine, down to 0"
  ).ofEpochs()
  static let warmup = TypedOption(
    "warmup", .whole(0...1000), default: 0, help: "epochs over which the rate rises to lr"
  ).ofEpochs()
  static let momentum = TypedOption(
    "momentum", .number(0...0.999), default: 0.9, help: "of sgd: what a step keeps of the last"
  ).ofEpochs(of: .sgd)
  static let nesterov = TypedOption(
    "nesterov", .flag, default: false, help: "of sgd: look ahead along the momentum"
  ).ofEpochs(of: .sgd)
  static let decay = TypedOption(
    "decay", .number(0...1), from: optimizer, absence: "0, adamw: 0.01", help: "weight decay"
  ) { $0 == .adamw ? 0.01 : 0 }.ofEpochs()
  static let clip = TypedOption(
    "clip", .number(1e-6...1e6), absence: "off", help: "largest norm of all gradients together"
  ).ofEpochs()
  static let pretrainedRate = TypedOption(
    "pretrained_lr", .number(0...10), absence: "a tenth of lr",
    help: "learning rate of pretrained layers that are not frozen"
  ) { $0[rate].map(usualPretrainedRate) }.ofEpochs()
  static let balance = TypedOption(
    "balance", .flag, default: false, help: "each genre counts the same, however many songs it has"
  ).ofEpochs()
  static let mixup = TypedOption(
    "mixup", .number(0.01...10), absence: "off",
    help: "train on mixtures of two songs, drawn with this strength (0.2 mixes little, 1 evenly)"
  ).ofEpochs()
  static let keep = TypedOption(
    "keep", .choice(of: Keep.self), absence: "last; with patience: best",
    help: "the last epoch's weights, or those with the least validation loss"
  ) { usualKeep(hasPatience: $0.has(patience)) }.ofEpochs()
  static let precision = TypedOption(
    "precision", .choice(of: Precision.self), default: .fp32,
    help: "numbers of feature maps; bf16 is faster and coarser, and wants AVX-512")

  /// A tenth of a rate: the number whose text has the rate's digits, as it would be typed. 0.003 divided by 10 is
  /// 0.00030000000000000003.
  static func usualPretrainedRate(_ rate: Double) -> Double {
    let parts = "\(rate)".split(separator: "e")
    let exponent = parts.count == 2 ? Int(parts[1]) ?? 0 : 0
    return Double("\(parts[0])e\(exponent - 1)") ?? rate / 10
  }

  /// Whether a rate is the usual one. Sessions that earlier versions saved have the quotient.
  static func isUsualPretrainedRate(_ pretrained: Double, of rate: Double) -> Bool {
    pretrained == usualPretrainedRate(rate) || pretrained == rate / 10
  }

  static func usualKeep(hasPatience: Bool) -> Keep { hasPatience ? .best : .last }

  /// All of them, in the order of help; `nested` has its own of two, since it takes several values of them.
  func options(
    epochs: any OptionDeclaration = epochs, rate: any OptionDeclaration = rate
  ) -> [any OptionDeclaration] {
    [
      epochs, Self.batch, rate, Self.optimizer, Self.patience, Self.augment, Self.schedule, Self.warmup,
      Self.momentum, Self.nesterov, Self.decay, Self.clip, Self.pretrainedRate, Self.balance, Self.mixup,
      Self.keep, Self.precision, TypedOption.seed, validation,
    ]
  }
}

extension TypedOption {
  /// An option that says how weights are learned, epoch by epoch.
  func ofEpochs() -> TypedOption {
    idle { call in
      let operands = call.operands.values.flatMap(Model.recipes)
      guard !operands.isEmpty, operands.allSatisfy({ $0?.isClassical ?? false }) else { return nil }
      return "svm, knn and forest learn at once, without epochs"
    }
  }

  /// The same, of an option that one optimizer alone has.
  fileprivate func ofEpochs(of optimizer: TrainingDeclarations.Optimizer) -> TypedOption {
    let ofEpochs = ofEpochs().option.idleness
    return idle { call in
      if let reason = ofEpochs?(call) { return reason }
      guard let chosen = call[TrainingDeclarations.optimizer], chosen != optimizer else { return nil }
      return "'optimizer:' is \"\(chosen.rawValue)\""
    }
  }
}

extension UsualTraining {
  /// What is usual for the recipes among the operands of a training; nil where they do not agree, and where none of them
  /// is trained in epochs.
  fileprivate static func of<Setting: Hashable>(
    _ given: KnownArguments, _ setting: (UsualTraining) -> Setting
  ) -> Setting? {
    let recipes = given.values.flatMap(Model.recipes).flatMap { $0.members.isEmpty ? [$0] : $0.members }
    let usual = Set(recipes.filter { !$0.isClassical }.map { setting($0.usualTraining) })
    return usual.count == 1 ? usual.first : nil
  }
}

extension Model {
  /// The same of what is known beforehand: nil for a recipe that is not known.
  fileprivate static func recipes(_ value: StaticValue) -> [Model?] {
    if let known = value.known { return recipes(known).map { $0 } }
    let type: ValueType = if case .list(let element, _) = value.type { element } else { value.type }
    return [Kind.model, .fitted].contains { type.agrees(with: .kind($0)) } ? [value.recipe] : []
  }

  /// The recipes that an operand is: of a model, a fitted network, or a list of them.
  fileprivate static func recipes(_ value: Value) -> [Model] {
    switch value {
    case .object(let value as ModelValue): [value.model]
    case .object(let value as FittedValue): [value.fitted.model]
    case .list(let list): list.values.flatMap(recipes)
    default: []
    }
  }
}

extension TypedAccepts where Held == [TrainingDeclarations.Augmentation] {
  /// `no`, `yes` for masks, or a list.
  fileprivate static var augmentations: Self {
    let list = TypedAccepts.list(of: .choice(of: TrainingDeclarations.Augmentation.self))
    let flag = TypedAccepts<Bool>.flag
    return Self(
      flag.accepts + list.accepts,
      read: { value in flag.read(value).map { $0 ? [.masks] : [] } ?? list.read(value) },
      write: { chosen in
        switch chosen {
        case []: flag.write(false)
        case [.masks]: flag.write(true)
        default: list.write(chosen)
        }
      })
  }
}
