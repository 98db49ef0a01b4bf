import EtudeCore

/// How a program ends, as the shell sees it.
public struct ProgramExit: RawRepresentable, Hashable, Sendable {
  public let rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  public static let done = ProgramExit(rawValue: 0)
  public static let wrongCommandLine = ProgramExit(rawValue: 64)
  /// An error of the text, found before anything ran.
  public static let staticError = ProgramExit(rawValue: 65)
  /// Something named cannot be opened.
  public static let missingInput = ProgramExit(rawValue: 66)
  /// An error while running.
  public static let failed = ProgramExit(rawValue: 70)
  public static let interrupted = ProgramExit.ended(by: 2)

  /// Ended by a signal of this number.
  public static func ended(by signal: Int32) -> ProgramExit { ProgramExit(rawValue: 128 + signal) }
}

extension ProgramExit {
  /// The end that a failure brings.
  init(_ kind: Failure.Kind) {
    self =
      switch kind {
      case .running: .failed
      case .input: .missingInput
      case .interrupted: .interrupted
      case .waiting: .done
      }
  }

  /// The failure that ends with this.
  public var failure: Failure.Kind {
    switch self {
    case .interrupted: .interrupted
    case .missingInput: .input
    default: .running
    }
  }
}
