import EtudeCore
import EtudeLanguage

/// Layer verbs and those that train and judge.
extension TestVocabulary {
  static func layer(
    _ name: String, options: [Option] = [], gives: String, refusesMaps: Bool = false
  ) -> Verb {
    Verb(
      name, "a layer", section: .models, operands: [Operand("net", [.kind(Kinds.model)], .optional)],
      options: options,
      result: .type(.kind(Kinds.model)), isFoldable: true
    ) { call in
      let before = (try? call.object("net", as: Thing.self))?.layers ?? []
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
        Option("weights", [.choice(["imagenet", "none"])], standard: .text("imagenet"), help: "weights")
      ], gives: "map"),
    layer(
      "cnn", options: [Option("blocks", [.integer(1...6)], standard: .number(4), help: "blocks")],
      gives: "map"),
    layer("columns", gives: "sequence"),
    layer(
      "gru",
      options: [
        Option("units", [.integer(1...4096)], standard: .number(64), isMain: true, help: "units"),
        Option("bidirectional", [.flag], standard: .flag(false), help: "both ways"),
      ], gives: "vector", refusesMaps: true),
    layer(
      "dropout",
      options: [Option("share", [.share(0...0.99)], standard: .number(0.5), isMain: true, help: "share")],
      gives: "vector"),
    layer("classify", gives: "vector"),
    Verb(
      "freeze", "fix weights", section: .models,
      operands: [Operand("net", [.kind(Kinds.model), .kind(Kinds.fitted)])],
      options: [Option("through", [.text], absence: "all", help: "layer")],
      result: .rule { call in StaticValue(call.operands["net"]?.type ?? .unknown) }, isFoldable: true
    ) { call in
      let net = try call.object("net", as: Thing.self)
      return .object(Thing(kind: net.kind, summary: "frozen " + net.summary, layers: net.layers))
    },
    Verb(
      "combine", "branches", section: .models,
      operands: [
        Operand("net", [.kind(Kinds.model)], .optional), Operand("branches", [.kind(Kinds.model)], .many),
      ],
      result: .type(.kind(Kinds.model)), isFoldable: true
    ) { call in
      let net = (try? call.object("net", as: Thing.self)).map { $0.summary + " > " } ?? ""
      let branches = call.list("branches")?.values.map(ValueText.of).joined(separator: " + ") ?? ""
      return .object(Thing(kind: Kinds.model, summary: "\(net)(\(branches))", layers: [branches]))
    },
  ]

  static let training: [Option] = [
    Option("epochs", [.integer(1...100_000)], standard: .number(20), help: "times over the data"),
    Option("lr", [.number(1e-9...10)], standard: .number(1e-3), help: "learning rate"),
    Option("seed", [.integer(0...Int(Int32.max))], absence: "the script's", help: "instead of the script's"),
  ]

  static let spectrogramsOnly = Operand(
    "data", [.kind(Kinds.spectrograms)],
    refusals: [.init(.kind(Kinds.dataset), "make its spectrograms first", instead: "(_ | spectrogram)")])

  static let judging: [Verb] = [
    Verb(
      "fit", "train", section: .judging,
      operands: [Operand("net", [.kind(Kinds.model), .kind(Kinds.fitted)]), spectrogramsOnly],
      options: training,
      result: .type(.kind(Kinds.fitted))
    ) { call in
      let net = try call.object("net", as: Thing.self)
      let text = "fitted \(net.summary) epochs \(call.integer("epochs") ?? 0) seed \(call.environment.seed)"
      return .object(Thing(kind: Kinds.fitted, summary: text, fields: ["model": .object(net)]))
    },
    Verb(
      "crossval", "judge", section: .judging,
      operands: [
        Operand(
          "net", [.kind(Kinds.model)],
          refusals: [
            .init(
              .kind(Kinds.fitted), "weights would leak from fold to fold: give its model", instead: "_.model")
          ]),
        spectrogramsOnly,
      ],
      options: [
        Option("folds", [.integer(2...1000), .kind(Kinds.plan)], standard: .number(10), help: "folds"),
        Option("by", [.choice(["item", "track"])], standard: .text("item"), help: "groups"),
      ] + training,
      result: .type(.kind(Kinds.result))
    ) { call in
      let folds = call.options["folds"].map(ValueText.of) ?? ""
      let net = try call.object("net", as: Thing.self)
      return .object(
        Thing(
          kind: Kinds.result, summary: "result of \(net.summary) folds \(folds) lr \(call.number("lr") ?? 0)",
          fields: ["accuracy": .number(0.75), "f1": .number(0.5)]))
    },
    Verb(
      "report", "the numbers", section: .judging, operands: [Operand("result", [.kind(Kinds.result)])],
      result: .type(.nothing)
    ) { call in
      call.environment.show("report: " + (try call.object("result", as: Thing.self)).summary)
      return .nothing
    },
    Verb(
      "confusion", "the matrix", section: .judging, operands: [Operand("result", [.kind(Kinds.result)])],
      options: [Option("normalize", [.flag], standard: .flag(false), help: "shares")],
      result: .type(.kind(Kinds.picture))
    ) { call in
      .object(
        Thing(
          kind: Kinds.picture, summary: "matrix of \((try call.object("result", as: Thing.self)).summary)"))
    },
    Verb(
      "compare", "differences", section: .judging,
      operands: [Operand("results", [.kind(Kinds.result)], .many)],
      result: .type(.text)
    ) { call in
      .text("compare " + (call.list("results")?.items.map { $0.label ?? "?" }.joined(separator: ", ") ?? ""))
    },
  ]

  static let keeping: [Verb] = [
    Verb(
      "print", "text", section: .keeping, operands: [Operand("values", [.anything], .many)],
      result: .type(.nothing)
    ) { call in
      call.environment.show(call.list("values")?.values.map(ValueText.of).joined(separator: " ") ?? "")
      return .nothing
    },
    Verb(
      "describe", "what it is", section: .keeping, operands: [Operand("value", [.anything])],
      result: .type(.text)
    ) { call in .text("it is " + (call.operands["value"].map(ValueText.of) ?? "")) },
    Verb(
      "plot", "a picture", section: .keeping, operands: [Operand("value", [.anything])],
      options: [Option("to", [.text], absence: "shown", help: "file")], result: .type(.kind(Kinds.picture))
    ) { call in
      if let name = call.text("to") { _ = call.environment.writing(name) }
      return .object(
        Thing(kind: Kinds.picture, summary: "picture of \(call.operands["value"].map(ValueText.of) ?? "")"))
    },
    Verb(
      "save", "keep", section: .keeping, operands: [Operand("value", [.anything])],
      options: [Option("to", [.text], isRequired: true, help: "file")], result: .type(.nothing)
    ) { call in
      _ = call.environment.writing(call.text("to") ?? "")
      return .nothing
    },
  ]
}
