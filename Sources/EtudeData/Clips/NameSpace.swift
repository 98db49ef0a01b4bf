/// Clips of several datasets under names that tell them apart.
struct NameSpace {
  private struct Place: Hashable {
    let source: Spelling
    let start: Double
    let span: Double?
  }

  private(set) var clips: [Clip] = []
  /// Names of clips that came again with another label; they keep the first.
  private(set) var disputed: [String] = []
  private var places: [String: Place] = [:]
  private var labels: [String: String?] = [:]
  /// The name under which a source's item goes, so that its segments stay together.
  private var itemOwners: [String: Spelling] = [:]

  mutating func add(_ more: [Clip]) {
    for clip in more {
      var clip = clip
      let source = Self.identity(of: clip)
      rename(&clip, source: source)
      let place = Place(source: source, start: clip.start, span: clip.span)
      if places[clip.name] == place {
        if labels[clip.name] != clip.label { disputed.append(clip.name) }
        continue
      }
      places[clip.name] = place
      labels[clip.name] = clip.label
      clips.append(clip)
    }
  }

  private mutating func rename(_ clip: inout Clip, source: Spelling) {
    let item = clip.item
    var number = 1
    var candidate = item
    while let owner = itemOwners[candidate], owner != source {
      number += 1
      candidate = "\(item)#\(number)"
    }
    itemOwners[candidate] = source
    clip.item = candidate
    if candidate != item {
      clip.name =
        clip.name.hasPrefix(item) ? candidate + clip.name.dropFirst(item.count) : "\(clip.name)#\(number)"
    }
    let place = Place(source: source, start: clip.start, span: clip.span)
    let name = clip.name
    number = 1
    while let other = places[clip.name], other != place {
      number += 1
      clip.name = "\(name)#\(number)"
    }
  }

  private static func identity(of clip: Clip) -> Spelling {
    switch clip.source {
    case .file(let path): Spelling("file \(path)")
    case .demo(let song): Spelling("demo \(song.digest)")
    case .sound(let sound): Spelling("sound \(ItemDigests.of(sound))")
    }
  }
}
