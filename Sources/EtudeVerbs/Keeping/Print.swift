import EtudeCore
import EtudeLanguage

extension Verb {
  static let print = Verb(
    "print", "writes values as text, side by side", section: .keeping,
    operands: [Operand("values", .anything, .many)], result: .type(.nothing),
    examples: ["print \"accuracy {cv.accuracy}\"", "print songs.count songs.genres"]
  ) { call in
    let texts = call.list("values")?.values.map(ValueText.of) ?? []
    call.environment.show(texts.joined(separator: " "))
    return .nothing
  }
}
