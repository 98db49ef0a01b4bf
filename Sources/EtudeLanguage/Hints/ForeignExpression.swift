/// An expression as another language writes it, or as Étude does.
indirect enum ForeignExpression {
  /// A number, with its unit if it has one, and what is wrong with how it is written.
  case number(String, cause: String?)
  case text(ForeignToken)
  case bare(ForeignToken)
  case name(String)
  case list([Item])
  /// `(1, 2)`
  case tuple([Item])
  case group(ForeignExpression)
  /// `fit(net, mels)`
  case call(ForeignExpression, [Item])
  case attribute(ForeignExpression, String, isApart: Bool)
  case index(ForeignExpression, [ForeignExpression], isApart: Bool)
  /// `0:5`, as an index
  case slice(ForeignExpression?, ForeignExpression?)
  case unary(String, ForeignExpression)
  case binary(String, ForeignExpression, ForeignExpression)
  /// A verb with what follows it: `fit net mels epochs: 3`.
  case sequence(String, [Item])
  case pipe([ForeignExpression])
  /// `x * 2 for x in xs if x > 1`, within the brackets of a list
  case comprehension(ForeignExpression, of: String, in: ForeignExpression, where: ForeignExpression?)

  struct Item {
    var label: String?
    /// `epochs=3`
    var hasEquals = false
    /// A comma before it.
    var followsComma = false
    var value: ForeignExpression
  }

  /// `["plt", "show"]` for `plt.show`; nil for anything else.
  var path: [String]? {
    switch self {
    case .name(let name): [name]
    case .attribute(let base, let name, _): base.path.map { $0 + [name] }
    default: nil
    }
  }

  /// Whether it says yes or no by comparing.
  var isComparison: Bool {
    switch self {
    case .group(let inner): inner.isComparison
    case .binary(let sign, _, _): ["==", "!=", "<", ">", "<=", ">="].contains(sign)
    default: false
    }
  }

  /// Whether it is arithmetic on one name, or a field of it: what a list of such values does at once.
  func isArithmetic(on name: String) -> Bool {
    switch self {
    case .name(let other): other == name
    case .group(let inner), .unary("-", let inner), .attribute(let inner, _, _): inner.isArithmetic(on: name)
    case .binary(let sign, let left, .number) where ["+", "-", "*", "/"].contains(sign):
      left.isArithmetic(on: name)
    case .binary(let sign, .number, let right) where ["+", "-", "*"].contains(sign):
      right.isArithmetic(on: name)
    default: false
    }
  }

  /// Whether it says yes or no of each element, as data frames are asked: `songs.label == "blues"`.
  var isCondition: Bool {
    switch self {
    case .group(let inner), .unary("not", let inner), .unary("~", let inner): inner.isCondition
    case .binary(let sign, let left, let right) where ["&", "&&", "and", "|", "||", "or"].contains(sign):
      left.isCondition && right.isCondition
    default: isComparison
    }
  }

  /// The same with the fields of a name as names: `label` for `songs.label` and `songs["label"]`.
  func asked(of name: String) -> ForeignExpression {
    switch self {
    case .attribute(.name(name), let field, _): .name(field)
    case .index(.name(name), let indices, _):
      if indices.count == 1, case .text(let token) = indices[0] {
        .name(token.text.trimmingQuotes)
      } else {
        self
      }
    case .group(let inner): .group(inner.asked(of: name))
    case .unary(let sign, let inner): .unary(sign, inner.asked(of: name))
    case .binary(let sign, let left, let right): .binary(sign, left.asked(of: name), right.asked(of: name))
    default: self
    }
  }
}
