import EtudeLanguage

extension Concept {
  static let ofJudging = [
    Concept(
      "cross-validation", others: ["crossvalidation", "cross validation", "k-fold"],
      verbs: ["crossval", "nested"],
      """
      Every song is judged once, by a network that has not heard it: the songs
      are parted into folds, each is tested by a network trained on the
      others. The accuracy is of all songs, and its spread over the folds
      says how much of it is luck. It takes a recipe, never a trained
      network, so that no fold knows what another has learned.
      """, example: "report (crossval net mels folds: 2)"),
    Concept(
      "fold", others: ["folds"], verbs: ["folds", "crossval"],
      """
      One part of the songs in a cross-validation: tested together by a network
      that is trained on all others. Folds are stratified: each has the genres
      in the shares of the whole. What belongs together, the pieces and
      takes of a track, or with by: "artist" an artist's songs, is in one.
      """, example: "plot (folds songs count: 5)"),
    Concept(
      "leakage", others: ["leak", "data leakage", "leaks"], verbs: ["split", "folds", "crossval", "audit"],
      """
      Something of the test songs is known in training: a piece of the same
      recording, another song of the artist, a twin of the file. The network
      knows the song and not the genre, and the accuracy flatters it.
      Every result counts the test items whose track or artist was
      in the training part.
      """, example: "print cv.leakage"),
    Concept(
      "confusion matrix", others: ["confusion", "confusions"], verbs: ["confusion"],
      """
      A table with a row for each true genre and a column for each answer. What
      is right stands on the diagonal; the rest says what is taken for what.
      A row's share on the diagonal is the genre's recall, a column's its
      precision. Rock that is taken for metal is a smaller fault than
      rock that is taken for jazz: one number does not say which.
      """, example: "plot (confusion cv)"),
    Concept(
      "interval", others: ["confidence interval", "confidence", "intervals"], verbs: ["report", "compare"],
      """
      Where the accuracy may truly lie: with other songs of the same kind it would
      be in the interval 19 times out of 20. A hundred songs give 0.70 ± 0.09:
      two recipes that differ by less than that may be equal. 'compare'
      asks song by song, which tells finer differences apart.
      """, example: "print cv.interval"),
  ]
}
