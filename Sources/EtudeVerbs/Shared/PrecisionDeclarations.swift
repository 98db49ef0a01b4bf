import EtudeLanguage
import EtudeNetworks

/// The precision of what is already trained.
enum PrecisionDeclarations {
  /// What is computed without having been trained.
  fileprivate static let ofRecipe = Precision.fp32

  static let precision = TypedOption(
    "precision", .choice(of: Precision.self), absence: "as trained; of a recipe fp32",
    help: "numbers of feature maps; bf16 is faster and coarser, and wants AVX-512"
  ) { given in
    if let judge = given[Operands.judge] { return judge.fitted.precision }
    switch given[Operands.network] {
    case .fitted(let value): return value.fitted.precision
    case .recipe: return ofRecipe
    case nil: return nil
    }
  }
}

extension Call {
  /// The precision of a recipe that is not trained.
  func precisionOfRecipe() throws -> Precision {
    try self[PrecisionDeclarations.precision] ?? PrecisionDeclarations.ofRecipe
  }

  /// The fitted network, computing in the precision that was asked for, else as it was trained.
  func inPrecision(_ fitted: Fitted) throws -> Fitted {
    var fitted = fitted
    fitted.precision = try self[PrecisionDeclarations.precision] ?? fitted.precision
    return fitted
  }
}
