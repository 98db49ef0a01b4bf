import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeLanguage
import EtudeRecommendation

/// What `recommend`, `playlist`, `index` and `ranking` share, declared once.
enum LikingDeclarations {
  /// The share of likeness that comes from genre probabilities, unless said otherwise.
  static let usualGenre = 0.5

  static let noGenres = Failure(
    "a recipe knows no genres", fix: "give with: a fitted network, or leave out genre:")

  static let liked = Operand(
    "liked", [.kind(.clip), .kind(.dataset)], .many, help: "what is liked: one clip or several, or a dataset")

  static let with = Option(
    "with", .modelOrFitted, absence: "frozen MobileNetV2",
    help: "a fitted network or a frozen recipe; an index knows its own")

  static let genre = Option(
    "genre", .share(0...1), absence: "50% with a fitted network",
    help: "share of likeness that comes from genre probabilities, the rest from embeddings")

  static let by = Option(
    "by", .choice("item", "track", "artist"), standard: .text("track"),
    help: "what is left out with the liked, and named once: recordings, whole tracks, or artists")

  static func asking(count: Double) -> [Option] {
    [
      Option(
        "from", [.kind(.dataset), .kind(.index)], isRequired: true, help: "the library, or an index of it"),
      Option(
        "disliked", [.kind(.clip), .kind(.dataset), .list(of: .kind(.clip))], absence: "none",
        help: "what to keep away from"),
      with, genre,
      by,
      Option("count", .whole(1...10_000), standard: .number(count), help: "how many songs"),
    ]
  }

  /// Whether a recipe that is given can embed songs is known before anything runs.
  static func rule(_ kind: Kind) -> ResultRule {
    .rule { call in
      if case .object(let value as ModelValue)? = call.options["with"]?.known {
        try value.model.checkFrozen()
      }
      try call.checkGenre()
      return StaticValue(.kind(kind))
    }
  }
}

extension StaticCall {
  /// Genre probabilities come from a fitted network; an index knows its own.
  fileprivate func checkGenre() throws {
    let library = operands["library"] ?? options["from"]
    guard library?.type == .kind(.dataset), let genre = number("genre"), genre > 0 else { return }
    if let with = options["with"], with.type != .kind(.model) { return }
    throw OptionFailure("genre", LikingDeclarations.noGenres)
  }
}

extension Call {
  /// What `by:` says is the same song.
  var sameness: Sameness { Sameness(rawValue: text("by") ?? "") ?? .track }

  /// The clips of an operand or option that takes clips, lists of them and datasets.
  func clips(_ name: String) -> [Clip] {
    func clips(_ value: Value?) -> [Clip] {
      switch value {
      case .object(let value as ClipValue): [value.clip]
      case .object(let value as DatasetValue): value.dataset.readable.clips
      case .list(let list): list.values.flatMap(clips)
      default: []
      }
    }
    return clips(operands[name] ?? options[name])
  }
}
