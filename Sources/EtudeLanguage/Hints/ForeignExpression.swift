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
}
