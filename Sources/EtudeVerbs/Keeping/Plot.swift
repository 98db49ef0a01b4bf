import EtudeCore
import EtudeLanguage
import EtudePictures

extension Verb {
  static let plot = Verb(
    "plot", "the picture that suits x; to a file, or shown in a terminal", section: .keeping,
    operands: [Operand("x", .anything, help: "clip, spectrogram, plan, history, result, confusion, array …")],
    options: [
      Option("to", .text, absence: "shown", help: "a file: .png, .svg or .pdf"),
      Option(
        "size", [.integer(64...8192), .list(of: .integer(64...8192))], absence: "to suit",
        help: "width in pixels, or [width, height]"),
      Option("title", .text, absence: "to suit", help: "the heading"),
    ],
    result: .checked(.kind(.picture)) { call in
      if let type = call.operands["x"]?.type { try Drawing.check(type) }
      if case .text(let name)? = call.options["to"]?.known {
        try FileEndings.check(name, among: FileEndings.pictures, "a picture")
      }
      if case .list? = call.options["size"]?.type, let sides = ListCount(call.options["size"]),
        sides.count != 2
      {
        throw OptionFailure("size", twoSides)
      }
    },
    examples: ["plot (confusion cv) to: \"confusion.png\"", "plot fitted.history"]
  ) { call in
    let name = call.text("to")
    if let name { try FileEndings.check(name, among: FileEndings.pictures, "a picture") }
    let drawing = try Drawing(call.operands["x"] ?? .nothing, work: call.environment.work)
    let picture = try drawing.picture(
      size: call.pictureSize(standard: drawing.standardSize), title: call.text("title"))
    if let missing = try picture.missingLetters() { call.environment.work.warn(missing.warning) }
    var value = PictureValue(
      picture: picture,
      provenance: Provenance(
        statement: call.statement, seed: call.environment.seed, version: Etude.version,
        data: drawing.data ?? ""))
    if let name {
      try value.write(to: call.environment.writing(name))
      value.file = name
    }
    return .object(value)
  }
}

extension Verb {
  fileprivate static let twoSides = Failure(
    "a picture's size is [width, height]", fix: "give two numbers, such as [1200, 800]")
}

extension PictureValue {
  func write(to path: String) throws {
    try WholeFile.write(picture.file(for: path, provenance: provenance), to: path)
  }
}

extension Call {
  fileprivate func pictureSize(standard: PictureSize) throws -> PictureSize {
    if let sides = list("size")?.values {
      let numbers = sides.compactMap { $0.numeric.map { Int($0) } }
      guard numbers.count == 2 else { throw Verb.twoSides }
      return PictureSize(width: numbers[0], height: numbers[1])
    }
    guard let width = integer("size") else { return standard }
    return PictureSize(width: width, height: width * standard.height / standard.width)
  }
}
