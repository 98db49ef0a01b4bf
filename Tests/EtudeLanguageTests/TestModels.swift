import EtudeCore
import EtudeLanguage

/// Layer verbs and those that train and judge.
extension TestVocabulary {
  static func layer(
    _ name: String, options: [any OptionDeclaration] = [], gives: String, refusesMaps: Bool = false
  ) -> Verb {
    Verb(
      name, "a layer", section: .models, operands: [before],
      options: options,
      result: .type(.kind(Kinds.model)), isFoldable: true
    ) { call in
      let before = try call[before]?.layers ?? []
      if refusesMaps, before.last == "map" {
        throw Failure("\(name) reads a sequence and gets a map", fix: "put columns before it")
      }
      let settings = options.compactMap { call.options[$0.label].map(ValueText.of) }
      let words = ([name] + settings).joined(separator: " ")
      let names = before.filter { $0 != "map" } + [words] + (gives == "map" ? ["map"] : [])
      return .object(
        Thing(
          kind: Kinds.model, summary: names.filter { $0 != "map" }.joined(separator: " > "), layers: names))
    }
  }

  static let models: [Verb] = [
    layer(
      "mobilenetv2",
      options: [
        TypedOption("weights", .choice(of: Weights.self), default: .imagenet, help: "weights")
      ], gives: "map"),
    layer(
      "cnn", options: [TypedOption("blocks", .whole(1...6), default: 4, help: "blocks")],
      gives: "map"),
    layer("columns", gives: "sequence"),
    layer(
      "gru",
      options: [
        TypedOption("units", .whole(1...4096), default: 64, isMain: true, help: "units"),
        TypedOption("bidirectional", .flag, default: false, help: "both ways"),
      ], gives: "vector", refusesMaps: true),
    layer(
      "dropout",
      options: [TypedOption("share", halves, default: 0.5, isMain: true, help: "share")],
      gives: "vector"),
    layer("classify", gives: "vector"),
    Verb(
      "freeze", "fix weights", section: .models,
      operands: [network],
      options: [TypedOption("through", .text, absence: "all", help: "layer")],
      result: .rule { call in StaticValue(call.value(of: network)?.type ?? .unknown) }, isFoldable: true
    ) { call in
      let net = try call[network]
      return .object(Thing(kind: net.kind, summary: "frozen " + net.summary, layers: net.layers))
    },
    Verb(
      "combine", "branches", section: .models,
      operands: [before, branches],
      result: .type(.kind(Kinds.model)), isFoldable: true
    ) { call in
      let net = try call[before].map { $0.summary + " > " } ?? ""
      let branches = try call[branches].map(\.value.summary).joined(separator: " + ")
      return .object(Thing(kind: Kinds.model, summary: "\(net)(\(branches))", layers: [branches]))
    },
  ]

  private static let before = TypedOperand<Thing?>(optional: "net", .object(Kinds.model))
  private static let branches = TypedOperand<[Labelled<Thing>]>(many: "branches", .object(Kinds.model))
  private static let network = TypedOperand<Thing>("net", .object(Kinds.model, Kinds.fitted))
  private static let recipe = TypedOperand<Thing>(
    "net", .object(Kinds.model),
    refusals: [
      .init(.kind(Kinds.fitted), "weights would leak from fold to fold: give its model", instead: "_.model")
    ])
  private static let result = TypedOperand<Thing>("result", .object(Kinds.result))
  private static let results = TypedOperand<[Labelled<Thing>]>(many: "results", .object(Kinds.result))
  private static let value = TypedOperand("value", .anything)
  private static let values = TypedOperand<[Labelled<Value>]>(many: "values", .anything)
  /// A number of folds, or their plan.
  private static let folds = TypedOption(
    "folds",
    TypedAccepts<Value>([.integer(2...1000), .kind(Kinds.plan)], read: { $0 }, write: { $0 }),
    default: .number(10), help: "folds")
  /// A share whose default is written without `%`.
  private static let halves = TypedAccepts<Double>(
    [.share(0...0.99)], read: { $0.numeric }, write: { .number($0) })
  private static let file = TypedOption(required: "to", .text, help: "file")
  private static let shownOrFile = TypedOption("to", .text, absence: "shown", help: "file")
  private static let epochs = TypedOption(
    "epochs", .whole(1...100_000), default: 20, help: "times over the data")
  private static let rate = TypedOption("lr", .number(1e-9...10), default: 1e-3, help: "learning rate")

  private enum Weights: String, CaseIterable { case imagenet, none }
  private enum Groups: String, CaseIterable { case item, track }

  static let training: [any OptionDeclaration] = [
    epochs, rate,
    TypedOption(
      "seed", .whole(0...Int(Int32.max)), absence: "the script's", help: "instead of the script's"),
  ]

  static let spectrogramsOnly = TypedOperand<Thing>(
    "data", .object(Kinds.spectrograms),
    refusals: [.init(.kind(Kinds.dataset), "make its spectrograms first", instead: "(_ | spectrogram)")])

  static let judging: [Verb] = [
    Verb(
      "fit", "train", section: .judging,
      operands: [network, spectrogramsOnly],
      options: training,
      result: .type(.kind(Kinds.fitted))
    ) { call in
      let net = try call[network]
      let text = "fitted \(net.summary) epochs \(try call[epochs]) seed \(call.environment.seed)"
      return .object(Thing(kind: Kinds.fitted, summary: text, fields: ["model": .object(net)]))
    },
    Verb(
      "crossval", "judge", section: .judging,
      operands: [recipe, spectrogramsOnly],
      options: [
        folds,
        TypedOption("by", .choice(of: Groups.self), default: .item, help: "groups"),
      ] + training,
      result: .type(.kind(Kinds.result))
    ) { call in
      let net = try call[recipe]
      return .object(
        Thing(
          kind: Kinds.result,
          summary: "result of \(net.summary) folds \(ValueText.of(try call[folds])) lr \(try call[rate])",
          fields: ["accuracy": .number(0.75), "f1": .number(0.5)]))
    },
    Verb(
      "report", "the numbers", section: .judging, operands: [result],
      result: .type(.nothing)
    ) { call in
      call.environment.show("report: \(try call[result].summary)")
      return .nothing
    },
    Verb(
      "confusion", "the matrix", section: .judging, operands: [result],
      options: [TypedOption("normalize", .flag, default: false, help: "shares")],
      result: .type(.kind(Kinds.picture))
    ) { call in
      .object(
        Thing(
          kind: Kinds.picture, summary: "matrix of \(try call[result].summary)"))
    },
    Verb(
      "compare", "differences", section: .judging,
      operands: [results],
      result: .type(.text)
    ) { call in
      .text("compare " + (try call[results].map { $0.label ?? "?" }.joined(separator: ", ")))
    },
  ]

  static let keeping: [Verb] = [
    Verb(
      "print", "text", section: .keeping, operands: [values],
      result: .type(.nothing)
    ) { call in
      call.environment.show(try call[values].map { ValueText.of($0.value) }.joined(separator: " "))
      return .nothing
    },
    Verb(
      "describe", "what it is", section: .keeping, operands: [value],
      result: .type(.text)
    ) { call in .text("it is " + ValueText.of(try call[value])) },
    Verb(
      "plot", "a picture", section: .keeping, operands: [value],
      options: [shownOrFile], result: .type(.kind(Kinds.picture))
    ) { call in
      if let name = try call[shownOrFile] { _ = call.environment.writing(name) }
      return .object(
        Thing(kind: Kinds.picture, summary: "picture of \(ValueText.of(try call[value]))"))
    },
    Verb(
      "save", "keep", section: .keeping, operands: [value],
      options: [file], result: .type(.nothing)
    ) { call in
      _ = call.environment.writing(try call[file])
      return .nothing
    },
  ]
}
