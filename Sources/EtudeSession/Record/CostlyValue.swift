import EtudeLanguage

/// A value that took long to make and goes with the session unless somebody saves it: a fitted network.
public protocol CostlyValue: ObjectValue {}

extension Value {
  /// The costly values in a value, each as a statement names it and with its digest.
  func costly(_ name: String) -> [(name: String, digest: String)] {
    switch self {
    case .object(let object as any CostlyValue): object.digest.map { [(name, $0)] } ?? []
    case .list(let list): list.values.enumerated().flatMap { $1.costly("\(name)[\($0)]") }
    default: []
    }
  }
}
