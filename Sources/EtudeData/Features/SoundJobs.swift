import EtudeDemo
import EtudeSound

extension Dataset {
  /// Clips to be worked on one after another: the segments of one demo song together, since it is rendered whole.
  func jobs() -> [[Int]] {
    var jobs: [[Int]] = []
    var last: DemoSong?
    for (index, clip) in clips.enumerated() {
      var song: DemoSong?
      if case .demo(let own) = clip.source { song = own }
      if song != nil && song == last { jobs[jobs.count - 1].append(index) } else { jobs.append([index]) }
      last = song
    }
    return jobs
  }
}

extension Clip {
  /// The whole demo song that the clip is a part of; nil for any other sound.
  func renderedSong(rate: Int) -> Sound? {
    guard case .demo(let song) = source else { return nil }
    return Sound(samples: song.render(rate: rate), rate: rate)
  }
}
