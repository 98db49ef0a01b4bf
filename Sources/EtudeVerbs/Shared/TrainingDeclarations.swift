import EtudeEvaluation
import EtudeLanguage

/// The options that `fit`, `holdout` and `crossval` share, declared once.
enum TrainingDeclarations {
  static let epochs = Option(
    "epochs", .whole(1...10_000), standard: .number(20), help: "passes over the training part")

  private static let shared: [Option] = [
    Option("batch", .whole(1...4096), standard: .number(32), help: "items a step"),
    Option("lr", [.number(1e-7...10)], standard: .number(1e-3), help: "learning rate"),
    Option("optimizer", .choice("adam", "adamw", "sgd"), standard: .text("adam"), help: "how weights step"),
    Option(
      "patience", .whole(1...10_000), absence: "off",
      help: "stop after so many epochs without a better validation loss"),
    Option(
      "augment", .flag, standard: .flag(false), help: "mask random bands and times of training items"),
    Option(
      "schedule", .choice("constant", "step", "cosine"), standard: .text("constant"),
      help: "the rate's course: step, a tenth after each third of the epochs; cosine, down to 0"),
    Option("warmup", .whole(0...1000), standard: .number(0), help: "epochs over which the rate rises to lr"),
    Option(
      "momentum", [.number(0...0.999)], standard: .number(0.9), help: "of sgd: what a step keeps of the last"),
    Option("nesterov", .flag, standard: .flag(false), help: "of sgd: look ahead along the momentum"),
    Option(
      "decay", [.number(0...1)], absence: "0, adamw: 0.01",
      derived: { options in
        if case .text("adamw")? = options["optimizer"] { .number(0.01) } else { .number(0) }
      }, help: "weight decay"),
    Option("clip", [.number(1e-6...1e6)], absence: "off", help: "largest norm of all gradients together"),
    Option(
      "pretrained_lr", [.number(0...10)], absence: "a tenth of lr",
      help: "learning rate of pretrained layers that are not frozen"),
    Option(
      "balance", .flag, standard: .flag(false), help: "each genre counts the same, however many songs it has"),
    Option(
      "mixup", [.number(0.01...10)], absence: "off",
      help: "train on mixtures of two songs, drawn with this strength (0.2 mixes little, 1 evenly)"),
    Option(
      "keep", .choice("last", "best"), absence: "last; with patience: best",
      help: "the last epoch's weights, or those with the least validation loss"),
    Option(
      "precision", .choice("fp32", "bf16"), standard: .text("fp32"),
      help: "numbers of feature maps; bf16 is faster and coarser, and wants AVX-512"),
    .seed,
  ]

  static let by = Option(
    "by", .choice("item", "track", "artist", "segment"), standard: .text("item"),
    help: "what stays on one side of a split")

  static let split = Option(
    "split", .choice("stratified", "plain"), standard: .text("stratified"),
    help: "keep the genres' shares in every part, or not")

  /// How a plan of folds may divide; a split in two knows no leaving out.
  static let planSplit = Option(
    "split", .choice("stratified", "plain", "leave one out"), standard: .text("stratified"),
    help: "keep the genres' shares in every fold, or not; or a fold for each group")

  static func validation(_ percent: Double) -> Option {
    Option(
      "validation", .share(0...0.9), standard: .percent(percent),
      help: "share of the training part that is watched, not learned")
  }

  /// `fit`'s options.
  static let fit = [epochs] + shared + [validation(10), by]

  /// What `holdout` and `crossval` hand on to each training.
  static let judged = [epochs] + shared + [validation(0)]

  static let folds = Option(
    "folds", [.integer(2...1000), .kind(.plan)], standard: .number(10),
    help: "how many, or a plan from 'folds'")

  /// How folds are made where `folds:` is a number.
  static let division = [folds] + [planSplit, by, repeats].map { $0.settled(by: folds.label, of: .plan) }

  static let repeats = Option(
    "repeats", .whole(1...100), standard: .number(1), help: "new plans, one after another")
}

extension Option {
  /// A seed of the call's own.
  static let seed = Option(
    "seed", [.seed], absence: "the script's", help: "replaces the script's seed")
}

/// The precision of what is already trained.
enum PrecisionDeclarations {
  static let option = Option(
    "precision", .choice("fp32", "bf16"), absence: "as trained; of a recipe fp32",
    help: "numbers of feature maps; bf16 is faster and coarser, and wants AVX-512")
}

/// Mistakes that flatter, for `crossval` to make on purpose.
enum MistakeDeclarations {
  static let options: [Option] = [
    Option(
      "carry", .flag, standard: .flag(false),
      help: "a mistake to be seen: weights go on from fold to fold; the result is INVALID"),
    Option(
      "peek", .flag, standard: .flag(false),
      help: "a mistake to be seen: the epoch is chosen on the test fold; the result is INVALID"),
  ]

  static func mistakes(in call: Call) -> [Mistake] {
    (call.flag("carry") ? [.carriedWeights] : []) + (call.flag("peek") ? [.epochChosenOnTest] : [])
  }
}
