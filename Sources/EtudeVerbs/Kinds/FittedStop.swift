import EtudeLanguage

extension FittedValue: PartialValue {
  /// Where Ctrl-C ended the training: `stop: 7` ends it there again.
  var stop: (label: String, value: Value)? { fitted.stoppedAfter.map { ("stop", .count($0)) } }
}
