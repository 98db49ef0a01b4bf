/// A value that may be what was there when the user asked to stop.
public protocol PartialValue: ObjectValue {
  /// The option with which its call stops there again, and its value; nil if the value is whole, or its call cannot be
  /// made to stop.
  var stop: (label: String, value: Value)? { get }
}
