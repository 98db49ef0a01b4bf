/// One thing on a picture.
package enum Shape: Sendable, Hashable {
  case nothing
}
