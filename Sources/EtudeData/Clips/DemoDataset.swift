import EtudeDemo

extension Dataset {
  /// The demo songs of a seed: `genres` genres, `clips` songs of each, `length` seconds long.
  public static func demo(
    genres: Int = 10, clips: Int = 10, length: Double = 30, rate: Int = 22050, seed: UInt64
  ) -> Dataset {
    Dataset(
      demoSongs(genres: genres, clips: clips, length: length, seed: seed).map { song in
        Clip(
          name: song.name, label: song.genre, track: song.track, artist: song.artist, source: .demo(song),
          rate: rate)
      })
  }
}
