import EtudeLanguage
import EtudeNetworks

/// A recipe, or a fitted network.
enum GivenNetwork: Sendable {
  case recipe(ModelValue)
  case fitted(FittedValue)

  /// The recipe that it is, or was made of.
  var model: Model {
    switch self {
    case .recipe(let value): value.model
    case .fitted(let value): value.fitted.model
    }
  }
}

extension TypedAccepts where Held == GivenNetwork {
  static var network: Self {
    Self(
      [.kind(.model), .kind(.fitted)],
      read: { value in
        switch value {
        case .object(let value as ModelValue): .recipe(value)
        case .object(let value as FittedValue): .fitted(value)
        default: nil
        }
      },
      write: { network in
        switch network {
        case .recipe(let value): .object(value)
        case .fitted(let value): .object(value)
        }
      })
  }
}
