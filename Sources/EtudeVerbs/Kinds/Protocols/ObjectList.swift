import EtudeLanguage

extension ListValue {
  /// The first item, if it is of a kind.
  var firstObject: (any ObjectValue)? {
    if case .object(let object)? = items.first?.value { object } else { nil }
  }

  /// The items, if all of them are of one Swift type.
  func objects<Held: ObjectValue>(as type: Held.Type) -> [Labelled<Held>]? {
    let objects = items.compactMap { item -> Labelled<Held>? in
      guard case .object(let object as Held) = item.value else { return nil }
      return Labelled(item.label, object)
    }
    return objects.count == items.count ? objects : nil
  }
}
