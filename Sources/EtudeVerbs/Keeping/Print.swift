import EtudeLanguage

extension Verb {
  static let print = Verb(
    "print", "writes values as text, side by side", section: .keeping, operands: [printed],
    result: .type(.nothing),
    examples: ["print \"accuracy {cv.accuracy}\"", "print songs.count songs.genres"], isShownAgain: true
  ) { call in
    let values = try call[printed].map(\.value)
    let text = try values.map { try ValueText.of($0, check: call.environment.work.checkCancelled) }
      .joined(separator: " ")
    if values.count == 1, case .object(let object)? = values.first {
      call.environment.present(object, as: text)
    } else {
      call.environment.show(text)
    }
    return .nothing
  }

  private static let printed = TypedOperand<[Labelled<Value>]>(many: "values", .anything)
}
