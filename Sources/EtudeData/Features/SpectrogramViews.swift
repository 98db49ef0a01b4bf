import EtudeCore
import EtudeSound
import Synchronization

extension SpectrogramSet {
  /// The views that an item has.
  public typealias View = ExampleView

  /// The image view: from memory, from disk, or made of the sound.
  ///
  /// - Throws: `Failure.input` naming the clip and why it cannot be read.
  public func image(_ item: Int) throws -> RGBImage {
    if let image = held.image(item) ?? storedImage(item) { return image }
    return keepImage(try frames(item).image(settings), item)
  }

  /// The frames view: from memory, from disk, or made of the sound.
  ///
  /// - Throws: `Failure.input` naming the clip and why it cannot be read.
  public func frames(_ item: Int) throws -> Frames {
    if let frames = held.frames(item) ?? storedFrames(item) { return frames }
    let (frames, faults) = try made(item)
    tell(faults, item)
    return keepFrames(frames, item)
  }

  /// The sound view: from memory, from disk, or made of the sound at the clip's own rate.
  ///
  /// - Throws: `Failure.input` naming the clip and why it cannot be read.
  public func sound(_ item: Int) throws -> LogMelWindows {
    if let windows = held.windows(item) ?? storedWindows(item) { return windows }
    return keepWindows(try madeWindows(item).windows, item)
  }

  /// What is measured of the clip, at its own rate, in the order of `DescriptorTable.columns`: from memory, from disk, or
  /// made of the sound.
  ///
  /// - Throws: `Failure.input` naming the clip and why it cannot be read.
  public func descriptors(_ item: Int) throws -> [Float] {
    if let numbers = held.descriptors(item) { return numbers }
    return try keepDescriptors(item, whole: nil)
  }

  @discardableResult func keepDescriptors(_ item: Int, whole: Sound?) throws -> [Float] {
    let work = Work(cancellation: cancellation, store: store)
    let numbers = DescriptorTable.numbers(
      try DescriptorTable.descriptors(of: dataset[item], item: itemDigests[item], whole: whole, work: work)
    ).map { Float($0) }
    held.keep(descriptors: numbers, item)
    return numbers
  }

  /// The windows of an item, and what is amiss with its sound.
  func madeWindows(_ item: Int) throws -> (windows: LogMelWindows, faults: SoundFaults) {
    let clip = dataset[item]
    let frontEnd = try LogMelFrontEnd()
    if let part = clip.longPart {
      let source = SoundSource.file(part, rate: clip.rate)
      return (try frontEnd.windows(of: source, cancellation: cancellation), SoundFaults())
    }
    let decoded = try clip.decoded(cancellation: cancellation)
    return (try frontEnd.windows(of: .held(decoded.sound), cancellation: cancellation), decoded.faults)
  }

  func storedWindows(_ item: Int) -> LogMelWindows? {
    guard let values = store?.floats(.windows, soundDigest(item), cancellation: cancellation),
      values.count % LogMelWindows.size == 0
    else { return nil }
    let windows = LogMelWindows(count: values.count / LogMelWindows.size, values: values)
    held.keep(windows, item)
    return windows
  }

  @discardableResult func keepWindows(_ windows: LogMelWindows, _ item: Int) -> LogMelWindows {
    store?.keep(windows.values, as: .windows, under: soundDigest(item), cancellation: cancellation)
    held.keep(windows, item)
    return windows
  }

  /// The frames of an item, and what is amiss with its sound.
  ///
  /// - Parameter listens: whether the fingerprint of a whole file's sound is kept too, since it will be asked for.
  func made(_ item: Int, listens: Bool = false) throws -> (frames: Frames, faults: SoundFaults) {
    let clip = dataset[item]
    if let part = clip.longPart {
      let made = try frontEnd.frames(ofFile: part, cancellation: cancellation)
      return (made.frames, faults(made.frames, SoundFaults(made.reading)))
    }
    let decoded = try clip.decoded(rate: settings.rate, cancellation: cancellation)
    let frames = try frames(of: decoded.sound, item)
    if listens { try keepFingerprint(of: decoded.sound, item) }
    return (frames, faults(frames, decoded.faults))
  }

  /// Keeps the fingerprint of a whole file, whose samples are at hand, for whoever looks for twins.
  private func keepFingerprint(of sound: Sound, _ item: Int) throws {
    let clip = dataset[item]
    guard let store, clip.file != nil, clip.start == 0, clip.span == nil, clip.variation == nil,
      sound.rate == Fingerprint.rate
    else { return }
    let digest = clip.soundDigest(item: itemDigests[item])
    guard Fingerprint.stored(digest, store) == nil else { return }
    Fingerprint.keep(try Fingerprint.made(of: sound, cancellation), digest, store)
  }

  /// What is amiss with the sound, and with its frames: pitch classes of silence are zeros that mean nothing.
  private func faults(_ frames: Frames, _ faults: SoundFaults) -> SoundFaults {
    var faults = faults
    faults.hasNoPitch = settings.kind == .chroma && frames.values.allSatisfy { $0 == 0 }
    return faults
  }

  /// The frames of an item's sound.
  func frames(of sound: Sound, _ item: Int) throws -> Frames {
    guard !sound.samples.isEmpty else {
      throw Failure.input("\(dataset[item].name) has no sound", fix: "drop it")
    }
    return try frontEnd.frames(of: sound.samples, cancellation: cancellation)
  }

  func storedImage(_ item: Int) -> RGBImage? {
    let size = settings.size
    guard let bytes = store?.bytes(.images, imageKey(item)), bytes.count == size * size * 3 else {
      return nil
    }
    let image = RGBImage(width: size, height: size, pixels: bytes)
    held.keep(image, item)
    return image
  }

  func storedFrames(_ item: Int) -> Frames? {
    let bands = settings.bands
    guard bands > 0, let values = store?.floats(.frames, framesKey(item), cancellation: cancellation),
      values.count % bands == 0
    else { return nil }
    return Frames(bands: bands, count: values.count / bands, values: values)
  }

  @discardableResult func keepImage(_ image: RGBImage, _ item: Int) -> RGBImage {
    store?.keep(image.pixels, as: .images, under: imageKey(item))
    held.keep(image, item)
    return image
  }

  @discardableResult func keepFrames(_ frames: Frames, _ item: Int) -> Frames {
    if let store {
      store.keep(frames.values, as: .frames, under: framesKey(item), cancellation: cancellation)
    } else {
      held.keep(frames, item)
    }
    return frames
  }

  private func imageKey(_ item: Int) -> Digest { viewKey(item, settings.digest, .image) }
  private func framesKey(_ item: Int) -> Digest { viewKey(item, settings.framesDigest, .frames) }

  private func viewKey(_ item: Int, _ settings: Digest, _ view: View) -> Digest {
    Digest.build {
      $0.append(view.rawValue)
      $0.append(key(item, settings))
    }
  }
}

/// Views held in memory up to a number of bytes; what comes first stays, since every epoch asks for all of them.
final class HeldViews: Sendable {
  private struct Held {
    var images: [Int: RGBImage] = [:]
    var frames: [Int: Frames] = [:]
    var windows: [Int: LogMelWindows] = [:]
    var descriptors: [Int: [Float]] = [:]
    var bytes = 0
  }

  private let limit: Int
  private let state = Mutex(Held())

  init(limit: Int) { self.limit = limit }

  func image(_ item: Int) -> RGBImage? { state.withLock { $0.images[item] } }
  func frames(_ item: Int) -> Frames? { state.withLock { $0.frames[item] } }
  func windows(_ item: Int) -> LogMelWindows? { state.withLock { $0.windows[item] } }

  func descriptors(_ item: Int) -> [Float]? { state.withLock { $0.descriptors[item] } }

  /// Few numbers, which are always kept.
  func keep(descriptors: [Float], _ item: Int) { state.withLock { $0.descriptors[item] = descriptors } }

  func keep(_ windows: LogMelWindows, _ item: Int) {
    state.withLock {
      guard $0.windows[item] == nil, $0.bytes + windows.values.count * 4 <= limit else { return }
      $0.windows[item] = windows
      $0.bytes += windows.values.count * 4
    }
  }

  func keep(_ image: RGBImage, _ item: Int) {
    state.withLock {
      guard $0.images[item] == nil, $0.bytes + image.pixels.count <= limit else { return }
      $0.images[item] = image
      $0.bytes += image.pixels.count
    }
  }

  func keep(_ frames: Frames, _ item: Int) {
    state.withLock {
      guard $0.frames[item] == nil, $0.bytes + frames.values.count * 4 <= limit else { return }
      $0.frames[item] = frames
      $0.bytes += frames.values.count * 4
    }
  }
}
