import EtudeCore

extension Dataset {
  /// The clip of a name: `blues/blues.00001.wav`, or a shorter form of it that is unique, such as `blues.00001`.
  ///
  /// - Throws: a `Failure` that shows names like it, or the names between which it does not decide.
  public func clip(named name: String) throws -> Clip { clips[try index(named: name)] }

  /// The position of the clip of a name.
  public func index(named name: String) throws -> Int {
    let matches = NameForm.places(of: name, among: clips.map(\.name))
    if matches.count == 1, let match = matches.first { return match }
    if matches.count > 1 {
      let some = matches.prefix(3).map { "'\(clips[$0].name)'" }.joined(separator: ", ")
      throw Failure("\(matches.count) clips are called '\(name)'", fix: "write one of \(some)")
    }
    guard let nearest = nearestName(to: name) else {
      throw Failure("no clip is called '\(name)': the dataset is empty")
    }
    throw Failure("no clip is called '\(name)'", fix: "there is '\(nearest)'")
  }

  private func nearestName(to name: String) -> String? {
    let wanted = Set(bigrams(name))
    func likeness(_ other: String) -> Double {
      let own = Set(bigrams(other))
      return 2 * Double(own.intersection(wanted).count) / Double(max(1, own.count + wanted.count))
    }
    var best: (name: String, likeness: Double)?
    for clip in clips.prefix(10_000) {
      let likeness = likeness(clip.name)
      if likeness > best?.likeness ?? -1 { best = (clip.name, likeness) }
    }
    return best?.name
  }

  private func bigrams(_ text: String) -> [UInt16] {
    let bytes = Array(text.utf8)
    return zip(bytes, bytes.dropFirst()).map { UInt16($0) << 8 | UInt16($1) }
  }
}

/// The ways to call a clip, from its whole name to its shortest.
public enum NameForm: CaseIterable {
  /// `blues/blues.00001.wav`
  case whole
  /// `blues.00001.wav`
  case file
  /// `blues/blues.00001`
  case withoutExtension
  /// `blues.00001`
  case stem

  /// The places of what is called so, in the longest form in which anything is.
  public static func places(of name: String, among names: [String]) -> [Int] {
    for form in allCases {
      let places = names.indices.filter { form.of(names[$0]) == name }
      if !places.isEmpty { return places }
    }
    return []
  }

  /// A name in this form.
  public func of(_ name: String) -> String {
    switch self {
    case .whole: name
    case .file: Self.dropFolders(name)
    case .withoutExtension: Self.dropExtension(name)
    case .stem: Self.dropExtension(Self.dropFolders(name))
    }
  }

  private static func dropFolders(_ name: String) -> String {
    let bytes = name.utf8
    return bytes.lastIndex(of: UInt8(ascii: "/")).map { String(name[bytes.index(after: $0)...]) } ?? name
  }

  /// Takes the extension away, and leaves the `@3-6s` that a segment's name ends with.
  static func dropExtension(_ name: String) -> String {
    let bytes = name.utf8
    let end = bytes.lastIndex(of: UInt8(ascii: "@")) ?? name.endIndex
    guard let dot = bytes[..<end].lastIndex(of: UInt8(ascii: ".")) else { return name }
    let ending = name[bytes.index(after: dot)..<end].lowercased()
    return AudioFolder.extensions.contains(ending) ? String(name[..<dot] + name[end...]) : name
  }
}
