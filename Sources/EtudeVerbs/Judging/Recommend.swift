import EtudeLanguage

extension Verb {
  static let recommend = asking(
    "recommend", "a library's songs most like what is liked, best first, each with its reason", count: 10,
    isAlong: true,
    examples: [
      "recommend songs[3] from: songs", "recommend [songs[3], songs[8]] from: songs with: fitted",
      "recommend songs[3] from: songs disliked: songs[40] by: \"artist\"",
      "recommend stdin from: songs every: 5s",
    ]
  ) { library, asked in
    try library.recommend(
      liked: asked.liked, disliked: asked.disliked, by: asked.by, count: asked.count, work: asked.work,
      sharedTags: asked.sharedTags)
  }
}
