import EtudeCore
import EtudeData
import EtudePictures
import EtudeSound

extension DatasetValue {
  /// Songs on one sheet; more would be too small to see.
  private static let mostOnASheet = 12

  /// A sheet of the spectrograms of judged clips; nil for others.
  ///
  /// - Throws: `Failure.interrupted`.
  func judgedSheet(work: Work) throws -> Drawing? {
    guard dataset.count > 0, dataset.clips.allSatisfy({ $0.judgement != nil }) else { return nil }
    let rate = SoundDefaults.rate
    let shown = dataset.clips.prefix(Self.mostOnASheet).map { $0.atRate(rate) }
    let set = try SpectrogramSet(Dataset(Array(shown)), settings: SpectrogramSettings(rate: rate), work: work)
    let unreadable = Set(try set.prepare(.frames, work: work).map(\.index))
    let songs = try shown.enumerated().map { place, clip in
      MistakenSong(
        name: clip.name, label: clip.label ?? "", predicted: clip.judgement?.predicted ?? "",
        probability: clip.judgement?.probability ?? 0,
        frames: unreadable.contains(place) ? nil : try set.frames(place))
    }
    let more = dataset.count - songs.count
    let heading = Heading(
      "\(dataset.count.of("song")) judged wrongly", "the surest mistakes first",
      "mel spectrograms of \(SpectrogramSettings(rate: rate).bands) bands")
    return Drawing(heading, .sheet(of: songs.count), data: digest) { size, heading in
      Picture.mistakenSongs(
        songs, more: more, heading: heading, size: size)
    }
  }
}

extension Digest {
  /// The digest of clips of which something was said as well; the same where nothing was.
  func with(_ judgements: [Judgement]) -> Digest {
    judgements.isEmpty
      ? self
      : Digest.build {
        $0.append(self)
        for judgement in judgements {
          $0.append(judgement.predicted)
          $0.append(judgement.probability)
          $0.append(judgement.repeat)
          $0.append(judgement.fold)
        }
      }
  }
}
