/// A place in a cell, which Jupyter counts in Unicode scalars.
struct Cursor: Decodable {
  /// The text up to it.
  let before: String
  /// The text behind it.
  let after: String

  private enum CodingKeys: String, CodingKey { case code, cursor_pos }

  /// Reads a request's `code` and `cursor_pos`; without the latter it is the end.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let code = try container.decode(String.self, forKey: .code).unicodeScalars
    let offset = try container.decodeIfPresent(Int.self, forKey: .cursor_pos) ?? code.count
    self.init(Array(code), at: offset)
  }

  init(_ code: [Unicode.Scalar], at offset: Int) {
    func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
      var text = ""
      text.unicodeScalars.append(contentsOf: scalars)
      return text
    }
    let place = min(max(0, offset), code.count)
    before = text(code[..<place])
    after = text(code[place...])
  }
}
