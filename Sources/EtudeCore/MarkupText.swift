extension Unicode.Scalar {
  /// What stands for a character that HTML and XML keep for themselves; nil for all others.
  package var markupReference: String? {
    switch self {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case "\"": "&quot;"
    default: nil
    }
  }
}
