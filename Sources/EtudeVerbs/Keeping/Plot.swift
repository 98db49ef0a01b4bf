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
    result: .type(.kind(.picture)),
    examples: ["plot (confusion cv) to: \"confusion.png\"", "plot fitted.history"]
  ) { call in
    let name = call.text("to")
    if let name { try PictureFile.check(name) }
    let drawing = try Drawing(call.operands["x"] ?? .nothing)
    let picture = try drawing.picture(
      size: call.pictureSize(standard: drawing.standardSize), title: call.text("title"))
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

/// The files that a picture can be.
enum PictureFile {
  static func check(_ name: String) throws {
    let ending = name.lastIndex(of: ".").map { name[$0...].lowercased() } ?? ""
    guard [".png", ".svg", ".pdf"].contains(ending) else {
      throw Failure("'\(name)' does not say what kind of picture it is", fix: "end it in .png, .svg or .pdf")
    }
  }
}

extension PictureValue {
  func write(to path: String) throws {
    try WholeFile.write(picture.file(for: path, provenance: provenance), to: path)
  }
}

extension Call {
  fileprivate func pictureSize(standard: PictureSize) throws -> PictureSize {
    if let sides = list("size")?.values {
      let numbers = sides.compactMap { if case .number(let number) = $0 { Int(number) } else { nil } }
      guard numbers.count == 2 else {
        throw Failure("a picture's size is [width, height]", fix: "give two numbers, such as [1200, 800]")
      }
      return PictureSize(width: numbers[0], height: numbers[1])
    }
    guard let width = integer("size") else { return standard }
    return PictureSize(width: width, height: width * standard.height / standard.width)
  }
}
