import EtudeCore
import EtudeLanguage

/// A value of any kind, told apart by its text.
struct Thing: ObjectValue {
  let kind: Kind
  let summary: String
  var layers: [String] = []
  var elements: [(name: String, value: Value)] = []
  var fields: [String: Value] = [:]

  var digest: String? { Digest.build { $0.append(summary) }.description }
  var count: Int? { elements.isEmpty ? nil : elements.count }
  func field(_ name: String) throws -> Value {
    if name == "layers" { return .list(ListValue(of: .text, layers.map { (nil, .text($0)) })) }
    if name == "count" { return .number(Double(elements.count)) }
    guard let value = fields[name] else { throw Failure("no field \(name)") }
    return value
  }
  func element(at index: Int) throws -> Value { elements[index].value }
  func element(named name: String) throws -> Value {
    guard let found = elements.first(where: { $0.name == name }) else {
      throw Failure(
        "no clip is called \"\(name)\"", fix: "names are \(elements.map(\.name).joined(separator: ", "))")
    }
    return found.value
  }
}

enum Kinds {
  static let clip = Kind("clip")
  static let dataset = Kind("dataset")
  static let spectrogram = Kind("spectrogram")
  static let spectrograms = Kind("spectrograms")
  static let model = Kind("model")
  static let fitted = Kind("fitted")
  static let result = Kind("result")
  static let plan = Kind("plan")
  static let picture = Kind("picture")

  static let declarations = [
    KindDeclaration(clip, "sound and where it came from", fields: [("name", .text), ("label", .text)]),
    KindDeclaration(
      dataset, "labelled clips", fields: [("count", .number), ("genres", .list(of: .text, labels: nil))],
      element: .kind(clip), namedElements: true),
    KindDeclaration(spectrogram, "of one clip", fields: [("name", .text)]),
    KindDeclaration(spectrograms, "of a dataset", fields: [("count", .number)], element: .kind(spectrogram)),
    KindDeclaration(model, "an untrained recipe", fields: [("layers", .list(of: .text, labels: nil))]),
    KindDeclaration(fitted, "recipe and weights", fields: [("model", .kind(model))]),
    KindDeclaration(
      result, "of crossval", fields: [("accuracy", .number), ("f1", .number), ("confusion", .kind(picture))]),
    KindDeclaration(plan, "of folds", fields: [("count", .number)], element: .kind(result)),
    KindDeclaration(picture, "a picture", fields: [("width", .number)]),
  ]
}

enum TestVocabulary {
  static let whole = Vocabulary(
    verbs: data + models + judging + keeping, kinds: Kinds.declarations,
    habits: ["train": "fit", "summary": "describe", "show": "plot", "cv": "crossval", "True": "yes"])

  static let count = Accepts.integer(1...1000)

  static let data: [Verb] = [
    Verb(
      "demo", "synthesised songs", section: .data,
      options: [
        Option("genres", [.integer(1...10)], standard: .number(10), help: "how many genres"),
        Option("clips", [count], standard: .number(10), help: "per genre"),
        Option(
          "length", [.quantity(.time, 0.1...600)], standard: .quantity(Quantity(30, .seconds)),
          help: "of a clip"),
      ],
      result: .type(.kind(Kinds.dataset)), examples: ["songs = demo clips: 2"]
    ) { call in
      let clips = (0..<(call.integer("clips") ?? 0)).map { index in
        ("\(index).wav", Value.object(clip("\(index).wav")))
      }
      return .object(
        Thing(
          kind: Kinds.dataset, summary: "dataset of \(clips.count) seed \(call.environment.seed)",
          elements: clips,
          fields: ["genres": .list(ListValue(of: .text, [(nil, .text("blues")), (nil, .text("jazz"))]))]))
    },
    Verb(
      "load", "a file", section: .data, operands: [Operand("path", [.text])],
      options: [Option("limit", [count], absence: "all", help: "per genre")],
      result: .rule { call in StaticValue(.kind(loadedKind(call.operands["path"]?.known))) }
    ) { call in
      let path = call.text("path") ?? ""
      let place = call.environment.reading(path)
      if path.contains("missing") {
        throw Failure.input("cannot open '\(path)'", fix: "no such file or folder")
      }
      return .object(
        Thing(kind: loadedKind(.text(path)), summary: "\(loadedKind(.text(path))) from \(place)"))
    },
    Verb(
      "spectrogram", "log-mel", section: .pictures,
      operands: [Operand("data", [.kind(Kinds.clip), .kind(Kinds.dataset)])],
      options: [
        Option("mels", [.integer(8...512)], standard: .number(128), help: "bands"),
        Option(
          "range", [.quantity(.level, 1...200)], standard: .quantity(Quantity(80, .decibels)), help: "range"),
        Option(
          "low", [.quantity(.frequency, 0...20000)], standard: .quantity(Quantity(0, .hertz)), help: "lowest"),
      ],
      result: .rule { call in
        StaticValue(
          .kind(call.operands["data"]?.type == .kind(Kinds.clip) ? Kinds.spectrogram : Kinds.spectrograms))
      }
    ) { call in
      let data = try call.object("data", as: Thing.self)
      let kind = data.kind == Kinds.clip ? Kinds.spectrogram : Kinds.spectrograms
      let elements = data.elements.map {
        ($0.name, Value.object(Thing(kind: Kinds.spectrogram, summary: "of \($0.name)")))
      }
      return .object(
        Thing(
          kind: kind, summary: "\(kind) of \(data.summary), \(call.integer("mels") ?? 0) mels",
          elements: elements))
    },
    Verb(
      "sample", "so many per genre", section: .data, operands: [Operand("data", [.kind(Kinds.dataset)])],
      options: [
        Option("per", [count], standard: .number(10), help: "per genre"),
        Option("genres", [.list(of: .text)], absence: "all", help: "only these"),
      ],
      result: .type(.kind(Kinds.dataset))
    ) { call in
      let genres = call.list("genres")?.values.map(ValueText.of).joined(separator: "+") ?? "all"
      return .object(Thing(kind: Kinds.dataset, summary: "sample of \(genres)"))
    },
    Verb(
      "split", "train and test", section: .data, operands: [Operand("data", [.kind(Kinds.dataset)])],
      options: [
        Option(
          "test", [.share(0.01...0.99)], standard: .quantity(Quantity(written: 20, .percent)), help: "share"),
        Option("split", [.choice(["stratified", "plain"])], standard: .text("stratified"), help: "how"),
      ],
      result: .type(.list(of: .kind(Kinds.dataset), labels: ["train", "test"]))
    ) { call in
      let share = call.number("test") ?? 0
      func part(_ name: String) -> Value { .object(Thing(kind: Kinds.dataset, summary: "\(name) \(share)")) }
      return .list(ListValue(of: .kind(Kinds.dataset), [("train", part("train")), ("test", part("test"))]))
    },
    Verb(
      "folds", "the plan", section: .data, operands: [Operand("data", [.kind(Kinds.dataset)])],
      options: [Option("count", [.integer(2...100)], standard: .number(10), help: "folds")],
      result: .type(.kind(Kinds.plan))
    ) { call in .object(Thing(kind: Kinds.plan, summary: "plan of \(call.integer("count") ?? 0)")) },
  ]

  static func clip(_ name: String) -> Thing {
    Thing(kind: Kinds.clip, summary: "clip \(name)", fields: ["name": .text(name), "label": .text("blues")])
  }

  static func loadedKind(_ path: Value?) -> Kind {
    guard case .text(let path)? = path else { return Kinds.dataset }
    if path.hasSuffix(".wav") { return Kinds.clip }
    return path.hasSuffix(".safetensors") ? Kinds.fitted : Kinds.dataset
  }
}
