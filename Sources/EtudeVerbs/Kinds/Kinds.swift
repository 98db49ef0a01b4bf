import EtudeLanguage

extension Kind {
  static let clip = Kind("clip")
  static let dataset = Kind("dataset")
  static let spectrogram = Kind("spectrogram")
  static let spectrograms = Kind("spectrograms")
  static let mfcc = Kind("mfcc")
  static let mfccs = Kind("mfccs")
  static let model = Kind("model")
  static let fitted = Kind("fitted")
  static let history = Kind("history")
  static let result = Kind("result")
  static let plan = Kind("plan")
  static let fold = Kind("fold")
  static let foldScore = Kind("fold score")
  static let judgedItem = Kind("judged item")
  static let prediction = Kind("prediction")
  static let array = Kind("array")
  static let picture = Kind("picture")
  static let table = Kind("table")
  static let index = Kind("index")
  static let stream = Kind("stream")
}

extension ValueType {
  static let texts = ValueType.list(of: .text, labels: nil)
  static let numbers = ValueType.list(of: .number, labels: nil)
  static let time = ValueType.quantity(.time)
  static let frequency = ValueType.quantity(.frequency)
}

/// The kinds of value, each with its fields in the order in which an error lists them.
let kindDeclarations: [KindDeclaration] = [
  KindDeclaration(
    .clip, "sound and where it came from",
    fields: [
      ("name", .text), ("label", .text), ("track", .text), ("artist", .text), ("start", .time),
      ("length", .time), ("rate", .frequency), ("channels", .number), ("samples", .number), ("file", .text),
      ("score", .number), ("because", .text),
    ]),
  KindDeclaration(
    .dataset, "labelled clips",
    fields: [
      ("count", .number), ("genres", .texts), ("names", .texts), ("labels", .texts), ("tracks", .texts),
      ("artists", .texts), ("length", .time),
    ], element: .kind(.clip), namedElements: true),
  KindDeclaration(
    .spectrogram, "a clip as bands over time in decibels, and as an image", fields: soundPictureFields),
  KindDeclaration(
    .mfcc, "a clip as mel-frequency cepstral coefficients over time", fields: soundPictureFields),
  KindDeclaration(
    .spectrograms, "spectrograms of a dataset, made when needed and cached", fields: soundPicturesFields,
    element: .kind(.spectrogram), namedElements: true),
  KindDeclaration(
    .mfccs, "MFCCs of a dataset, made when needed and cached", fields: soundPicturesFields,
    element: .kind(.mfcc), namedElements: true),
  KindDeclaration(
    .model, "an untrained recipe: layers, and what is frozen",
    fields: [("layers", .texts), ("parameters", .number), ("trainable", .number), ("frozen", .texts)]),
  KindDeclaration(
    .fitted, "a recipe with weights, and how they were trained",
    fields: [
      ("model", .kind(.model)), ("history", .kind(.history)), ("genres", .texts), ("epochs", .number),
      ("parameters", .number), ("trainable", .number), ("interrupted", .flag),
    ]),
  KindDeclaration(
    .history, "loss and accuracy, epoch by epoch",
    fields: [
      ("epoch", .numbers), ("loss", .numbers), ("accuracy", .numbers), ("validation_loss", .numbers),
      ("validation_accuracy", .numbers),
    ]),
  KindDeclaration(
    .result, "how well a recipe or a fitted network judged songs",
    fields: [
      ("kind", .text), ("accuracy", .number), ("deviation", .number), ("interval", .numbers),
    ] + ResultValue.scoreFields(ofGenres: true) + [("item_share", .number)]
      + ResultValue.scoreFields(ofGenres: false) + [
        ("genres", .texts), ("chosen", .texts),
        ("folds", .list(of: .kind(.foldScore), labels: nil)),
        ("items", .list(of: .kind(.judgedItem), labels: nil)), ("confusion", .kind(.table)),
        ("leakage", .list(of: .number, labels: ["track", "artist", "duplicate"])),
        ("invalid", .texts), ("seed", .number), ("data", .text), ("statement", .text), ("version", .text),
      ]),
  KindDeclaration(
    .plan, "which songs are tested in which fold",
    fields: [("count", .number), ("split", .text), ("by", .text), ("repeats", .number)],
    element: .kind(.fold)),
  KindDeclaration(
    .fold, "one fold of a plan",
    fields: [
      ("repeat", .number), ("fold", .number), ("train", .number), ("test", .number), ("names", .texts),
    ]),
  KindDeclaration(
    .foldScore, "how one fold of a result went",
    fields: [
      ("repeat", .number), ("fold", .number), ("accuracy", .number), ("train", .number), ("test", .number),
      ("epochs", .number),
    ]),
  KindDeclaration(
    .judgedItem, "a test item and what was said of it",
    fields: [
      ("name", .text), ("track", .text), ("artist", .text), ("label", .text), ("predicted", .text),
      ("probabilities", .numbers), ("fold", .number), ("repeat", .number),
    ]),
  KindDeclaration(
    .prediction, "genres with probabilities, a row a song or a time",
    fields: [
      ("names", .texts), ("genre", .text), ("probability", .number), ("genres", .texts),
      ("probabilities", .list(of: .numbers, labels: nil)), ("times", .numbers),
    ]),
  KindDeclaration(
    .array, "numbers with named axes",
    fields: [("shape", .numbers), ("axes", .texts), ("mean", .number), ("variance", .number)]),
  KindDeclaration(
    .index, "a library made ready to be asked for songs",
    fields: [
      ("count", .number), ("dimensions", .number), ("variance", .number), ("genres", .texts),
      ("names", .texts), ("labels", .texts), ("tracks", .texts), ("artists", .texts),
    ], element: .kind(.clip), namedElements: true),
  KindDeclaration(.stream, "sound that arrives on standard input: the predefined name stdin"),
  KindDeclaration(.picture, "a drawing", fields: [("width", .number), ("height", .number)]),
  KindDeclaration(.table, "rows and columns", fields: [("rows", .number), ("columns", .texts)]),
]

private let soundPictureFields: [(name: String, type: ValueType)] = [
  ("name", .text), ("label", .text), ("track", .text), ("artist", .text), ("bands", .number),
  ("frames", .number), ("length", .time), ("rate", .frequency), ("hop", .number),
]

private let soundPicturesFields: [(name: String, type: ValueType)] = [
  ("count", .number), ("genres", .texts), ("names", .texts), ("labels", .texts), ("tracks", .texts),
  ("artists", .texts), ("bands", .number),
]
