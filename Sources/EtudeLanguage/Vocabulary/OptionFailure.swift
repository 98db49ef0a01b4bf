import EtudeCore

/// A failure that lies in the value of one option: it is reported there, not at the whole call.
public struct OptionFailure: Error, Sendable {
  public let label: String
  public let failure: Failure

  public init(_ label: String, _ failure: Failure) {
    self.label = label
    self.failure = failure
  }

  /// Where the option's value stands; nil if it is not written.
  func span(among options: [GivenOption]) -> Span? {
    options.first { $0.label.text == label }?.argument.span
  }
}
