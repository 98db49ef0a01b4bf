import EtudeLanguage

extension Verb {
  static let playlist = asking(
    "playlist", "songs like what is liked, in an order in which each is near the one before", count: 20,
    isPath: true,
    examples: ["playlist songs[3] from: songs count: 20", "plot (playlist songs[3] from: songs)"]
  ) { library, asked in
    try library.playlist(
      liked: asked.liked, disliked: asked.disliked, by: asked.by, count: asked.count, work: asked.work,
      sharedTags: asked.sharedTags)
  }
}
