import EtudeCore
import EtudeLanguage
import EtudePictures

extension Verb {
  static let plot = Verb(
    "plot", "the picture that suits x; to a file, or shown in a terminal", section: .keeping,
    operands: [shown], options: [target, size, title],
    result: .checked(.kind(.picture)) { call in
      if let type = call.value(of: shown)?.type { try Drawing.check(type) }
      if let name = call[target] { try PictureValue.check(name) }
      if case .list? = call.value(of: size)?.type, let sides = ListCount(call.value(of: size)),
        sides.count != 2
      {
        throw OptionFailure(size.label, twoSides)
      }
    },
    examples: ["plot (confusion cv) to: \"confusion.png\"", "plot fitted.history"], isShownAgain: true
  ) { call in
    let (value, name) = (try call[shown], try call[target])
    try Drawing.check(value.type)
    if let name { try PictureValue.check(name) }
    let drawing = try Drawing(value, work: call.environment.work)
    let picture = try drawing.picture(
      size: pictureSize(call[size], suitable: drawing.defaultSize), title: call[title])
    if let missing = try picture.missingLetters() { call.environment.work.warn(missing.warning) }
    var drawn = PictureValue(
      picture: picture,
      provenance: Provenance(
        statement: call.statement, seed: call.environment.seed, version: Etude.version,
        data: drawing.data ?? ""), isMomentary: drawing.isMomentary)
    if let name {
      try drawn.write(to: call.environment.writing(name))
      drawn.file = name
    }
    return .object(drawn)
  }

  private static let shown = TypedOperand(
    "x", .anything, help: "clip, spectrogram, plan, history, result, confusion, array …")
  private static let target = TypedOption(
    "to", .text, absence: "shown", help: "a file: .png, .svg or .pdf")
  private static let size = TypedOption(
    "size", .oneOrList(of: .whole(64...8192)), absence: "to suit",
    help: "width in pixels, or [width, height]")
  private static let title = TypedOption("title", .text, absence: "to suit", help: "the heading")

  private static let twoSides = Failure(
    "a picture's size is [width, height]", fix: "give two numbers, such as [1200, 800]")

  /// Width and height; of a width alone, as high as suits the picture.
  private static func pictureSize(_ size: OneOrList<Int>?, suitable: PictureSize) throws -> PictureSize {
    switch size {
    case nil: return suitable
    case .one(let width)?:
      return PictureSize(width: width, height: width * suitable.height / suitable.width)
    case .list(let sides)?:
      guard sides.count == 2 else { throw twoSides }
      return PictureSize(width: sides[0], height: sides[1])
    }
  }
}
