import EtudeCore
import EtudeData
import EtudeLanguage
import EtudePictures
import EtudeSound

extension Kind {
  static let clip = Kind("clip")
}

/// A clip of sound.
struct ClipValue: DeclaredValue, SweptValue {
  let clip: Clip
  /// Where digests of files are kept, and whether to stop.
  let work: Work
  var settings: [Setting] = []

  static let declarations = [
    KindDeclaration(.clip, "sound and where it came from", fields: fields)
  ]

  static let fields: [Field<ClipValue>] = [
    Field("name", .text) { .text($0.clip.name) },
    Field("label", .text) { .text($0.clip.label ?? "") },
    Field("track", .text) { .text($0.clip.track) },
    Field("artist", .text) { .text($0.clip.artist ?? "") },
    Field("start", .time) { .seconds($0.clip.start) },
    Field("length", .time) { .seconds(try $0.length) },
    Field("rate", .frequency) { .hertz(Double($0.clip.rate)) },
    Field("channels", .number) { .count($0.clip.channels) },
    Field("samples", .number) { .count(try $0.samples) },
    Field("file", .text) { .text($0.clip.file ?? "") },
    Field("score", .number) { .number($0.clip.score ?? 0) },
    Field("reason", .text) { .text($0.clip.reason ?? "") },
    Field("predicted", .text) { .text(try $0.judgement.predicted) },
    Field("probability", .number) { .number(try $0.judgement.probability) },
  ]

  var kind: Kind { .clip }
  var name: String? { clip.name }
  var shortNames: [String] { NameForm.allCases.dropFirst().map { $0.of(clip.name) } }
  var digest: String? { try? clip.digest(work: work).description }

  var summary: String {
    var parts = [clip.name]
    if let label = clip.label { parts.append(label) }
    if let length = clip.length { parts.append(length.seconds) }
    if let score = clip.score { parts.append("score " + score.text(decimals: 3)) }
    if let reason = clip.reason { parts.append(reason) }
    if let judgement = clip.judgement {
      parts.append("predicted \(judgement.predicted) \(judgement.probability.percent)")
    }
    if let problem = clip.problem { parts.append("unreadable: " + problem) }
    return ("clip " + parts.joined(separator: " · ")).onOneLine
  }

  /// What a result said of it.
  /// - Throws: a `Failure` if no result did.
  private var judgement: Judgement {
    get throws {
      guard let judgement = clip.judgement else {
        throw Failure("\(clip.name) was not judged", fix: "ask for judged songs: mistakes cv")
      }
      return judgement
    }
  }

  /// Seconds.
  /// - Throws: a failure of the input if the clip's header cannot be read.
  private var length: Double {
    get throws {
      guard let length = clip.length else { throw unreadable }
      return length
    }
  }

  /// - Throws: a failure of the input if the clip's header cannot be read.
  private var samples: Int {
    get throws {
      guard let samples = clip.sampleCount() else { throw unreadable }
      return samples
    }
  }

  private var unreadable: Failure {
    Failure(
      "cannot read \(clip.name): \(clip.problem ?? "its header is missing")",
      fix: "leave such clips out: drop songs", kind: .input)
  }
}

extension ClipValue: Drawable {
  func drawing(work: Work) throws -> Drawing {
    let channels = clip.channels == 1 ? "mono" : "\(clip.channels) channels, mixed to one"
    let heading = Heading(
      "Waveform of \(clip.name)", clip.length?.seconds, "\(clip.rate) samples a second, \(channels)")
    return Drawing(heading, .wide, data: try clip.digest(work: work).description) { size, heading in
      try Picture.waveform(
        clip.soundSource(work: work), start: clip.start, heading: heading, size: size,
        cancellation: work.cancellation)
    }
  }
}

extension ClipValue: Savable {
  static let savedAs: [FileFormat<ClipValue>] = [
    FileFormat("wav") { try $0.write(to: $1) },
    FileFormat("flac") { try $0.write(to: $1) },
  ]

  /// Writes the sound, and warns of what is louder than the file can hold.
  private func write(to file: TargetFile) throws {
    let cut = try AudioFile.write(
      clip.soundSource(work: file.work), to: file.path, cancellation: file.work.cancellation)
    if cut.samples > 0 {
      file.work.warn(
        "\(file.path) holds no more than full scale: \(cut.samples.of("sample")) of \(clip.name) were cut, "
          + "the largest was \(Double(cut.peak).text(decimals: 2)) times full scale")
    }
  }
}

extension ClipValue: Exportable {
  static let imageFix: String? = ImageView.fixOfSound

  static let exportedAs: [FileFormat<ClipValue>] = [
    FileFormat("npy") { try $1.write(NPY($0.clip.soundSource(work: $1.work), $1.work.cancellation)) }
  ]
}
