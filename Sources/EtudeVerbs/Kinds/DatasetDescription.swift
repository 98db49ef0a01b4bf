import EtudeCore
import EtudeData
import EtudeEvaluation

extension DatasetValue: Describable {
  /// What was found and why, or a row a genre.
  func description(work: Work) throws -> TableValue {
    if let answer { return TableValue(table: answer) }
    let dataset = try dataset.tried(work: work)
    return TableValue(describing: dataset, as: DatasetValue(dataset: dataset, work: work).summary)
  }
}

extension TableValue {
  /// A row a genre: how many clips, tracks and artists it has, how long they are together.
  init(describing dataset: Dataset, as title: String) {
    struct Tally {
      var clips = 0
      var tracks: Set<TrackIdentity> = []
      var artists: Set<String> = []
      var seconds = 0.0
      var unreadable = 0
    }
    var tallies = [Tally](repeating: Tally(), count: dataset.genres.count + 1)
    for (clip, label) in zip(dataset.clips, dataset.labelIndices) {
      let place = label < 0 ? dataset.genres.count : label
      tallies[place].clips += 1
      // What cannot be read is left out of training and judging, so its track and artist are none of theirs.
      guard clip.isReadable else {
        tallies[place].unreadable += 1
        continue
      }
      tallies[place].tracks.insert(clip.trackIdentity)
      if let artist = clip.artist { tallies[place].artists.insert(artist) }
      tallies[place].seconds += clip.length ?? 0
    }
    let rows = zip(dataset.genres + ["(none)"], tallies).filter { $1.clips > 0 }.map {
      genre, tally -> [ScoreTable.Cell] in
      [
        .text(genre), .count(tally.clips), .count(tally.tracks.count),
        tally.artists.isEmpty ? .text("unknown") : .count(tally.artists.count), .text(tally.seconds.seconds),
        .count(tally.unreadable),
      ]
    }
    self.init(
      title: title,
      table: ScoreTable(
        columns: ["genre", "clips", "tracks", "artists", "length", "unreadable"], rows: rows,
        notes: dataset.unreadable.prefix(10).map { "\($0.name): \($0.problem ?? "")" }))
  }
}
