import EtudeCore
import EtudeLanguage

/// A value of any kind, told apart by its text.
struct Thing: SweptValue {
  let kind: Kind
  let summary: String
  var layers: [String] = []
  var elements: [(name: String, value: Value)] = []
  var fields: [String: Value] = [:]
  var settings: [Setting] = []

  var digest: String? { Digest.build { $0.append(summary) }.description }
  var count: Int? { elements.isEmpty ? nil : elements.count }
  func field(_ name: String) throws -> Value {
    if name == "layers" { return .list(ListValue(of: .text, layers.map { (nil, .text($0)) })) }
    if name == "count" { return .number(Double(elements.count)) }
    guard let value = fields[name] else { throw Failure("no field \(name)") }
    return value
  }
  func element(at index: Int) throws -> Value { elements[index].value }
  func gathered(_ positions: [Int]) throws -> Value {
    guard kind == Kinds.dataset else {
      return .list(ListValue(of: .kind(Kinds.spectrogram), positions.map { (nil, elements[$0].value) }))
    }
    let some = positions.map { elements[$0] }
    return .object(
      Thing(kind: kind, summary: "dataset of \(some.map(\.name).joined(separator: " "))", elements: some))
  }
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
      element: .kind(clip), namedElements: true, keepsKind: true),
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
    verbs: data + models + judging + asking + keeping, kinds: Kinds.declarations,
    hints: ["train": "fit", "summary": "describe", "show": "plot", "cv": "crossval", "True": "yes"])

  private enum Split: String, CaseIterable { case stratified, plain }

  private static let clips = TypedOption("clips", .whole(1...1000), default: 10, help: "per genre")
  private static let genres = TypedOption(
    "genres", .list(of: .text), absence: "all", help: "only these")
  private static let mels = TypedOption("mels", .whole(8...512), default: 128, help: "bands")
  private static let share = TypedOption("test", .share(0.01...0.99), default: 0.2, help: "share")
  private static let count = TypedOption("count", .whole(2...100), default: 10, help: "folds")
  private static let path = TypedOperand("path", .text)
  private static let sound = TypedOperand<Thing>("data", .object(Kinds.clip, Kinds.dataset))
  private static let songs = TypedOperand<Thing>("data", .object(Kinds.dataset))

  static let data: [Verb] = [
    Verb(
      "demo", "synthesised songs", section: .data,
      options: [
        TypedOption("genres", .whole(1...10), default: 10, help: "how many genres"), clips,
        TypedOption("length", .time(0.1...600), default: 30, help: "of a clip"),
      ],
      result: .type(.kind(Kinds.dataset)), examples: ["songs = demo clips: 2"]
    ) { call in
      let clips = (0..<(try call[clips])).map { index in
        ("\(index).wav", Value.object(clip("\(index).wav")))
      }
      return .object(
        Thing(
          kind: Kinds.dataset, summary: "dataset of \(clips.count) seed \(call.environment.seed)",
          elements: clips,
          fields: ["genres": .list(ListValue(of: .text, [(nil, .text("blues")), (nil, .text("jazz"))]))]))
    },
    Verb(
      "load", "a file", section: .data, operands: [path],
      options: [TypedOption("limit", .whole(1...1000), absence: "all", help: "per genre")],
      result: .rule { call in StaticValue(.kind(loadedKind(call[path]))) }
    ) { call in
      let path = try call[path]
      let place = call.environment.reading(path)
      if path.contains("missing") {
        throw Failure.input("cannot open '\(path)'", fix: "no such file or folder")
      }
      return .object(
        Thing(
          kind: loadedKind(path), summary: "\(loadedKind(path)) from \(place)",
          elements: loadedKind(path) == Kinds.dataset ? [("0.wav", .object(clip("0.wav")))] : []))
    },
    Verb(
      "spectrogram", "log-mel", section: .pictures,
      operands: [sound],
      options: [
        mels, TypedOption("range", .level(1...200), default: 80, help: "range"),
        TypedOption("low", .frequency(0...20000), default: 0, help: "lowest"),
      ],
      result: .rule { call in
        StaticValue(
          .kind(call.value(of: sound)?.type == .kind(Kinds.clip) ? Kinds.spectrogram : Kinds.spectrograms))
      }
    ) { call in
      let data = try call[sound]
      let kind = data.kind == Kinds.clip ? Kinds.spectrogram : Kinds.spectrograms
      let elements = data.elements.map {
        ($0.name, Value.object(Thing(kind: Kinds.spectrogram, summary: "of \($0.name)")))
      }
      return .object(
        Thing(
          kind: kind, summary: "\(kind) of \(data.summary), \(try call[mels]) mels",
          elements: elements))
    },
    Verb(
      "sample", "so many per genre", section: .data, operands: [songs],
      options: [
        TypedOption("per", .whole(1...1000), default: 10, help: "per genre"), genres,
      ],
      result: .type(.kind(Kinds.dataset))
    ) { call in
      let genres = try call[genres]?.joined(separator: "+") ?? "all"
      return .object(Thing(kind: Kinds.dataset, summary: "sample of \(genres)"))
    },
    Verb(
      "split", "train and test", section: .data, operands: [songs],
      options: [
        share, TypedOption("split", .choice(of: Split.self), default: .stratified, help: "how"),
      ],
      result: .type(.list(of: .kind(Kinds.dataset), labels: ["train", "test"]))
    ) { call in
      let tested = try call[share]
      func part(_ name: String) -> Value { .object(Thing(kind: Kinds.dataset, summary: "\(name) \(tested)")) }
      return .list(ListValue(of: .kind(Kinds.dataset), [("train", part("train")), ("test", part("test"))]))
    },
    Verb(
      "folds", "the plan", section: .data, operands: [songs],
      options: [count],
      result: .type(.kind(Kinds.plan))
    ) { call in .object(Thing(kind: Kinds.plan, summary: "plan of \(try call[count])")) },
  ]

  static func clip(_ name: String) -> Thing {
    Thing(kind: Kinds.clip, summary: "clip \(name)", fields: ["name": .text(name), "label": .text("blues")])
  }

  static func loadedKind(_ path: String?) -> Kind {
    guard let path else { return Kinds.dataset }
    if path.hasSuffix(".wav") { return Kinds.clip }
    return path.hasSuffix(".safetensors") ? Kinds.fitted : Kinds.dataset
  }
}
