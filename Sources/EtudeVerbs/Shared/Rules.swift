import EtudeCore
import EtudeLanguage

/// How the types of calls follow from their operands.
enum Rules {
  /// The type of the operand itself: `freeze` gives a model for a model, a fitted for a fitted.
  static func same(as operand: String, else standard: Kind) -> ResultRule {
    .rule { call in StaticValue(call.operands[operand]?.type ?? .kind(standard)) }
  }

  /// One result kind for a clip, another for a dataset.
  static func one(_ one: Kind, many: Kind, for operand: String) -> ResultRule {
    .rule { call in
      StaticValue(.kind(call.operands[operand]?.type == .kind(.clip) ? one : many))
    }
  }
}
