extension Lesson {
  static let fooling = Lesson(
    "fooling",
    #"""
    # # How to fool yourself
    # Every number of this lesson is computed rightly, and some of them are false. Find out which.

    songs = demo genres: 5 clips: 6 length: 6s
    pieces = songs | segments length: 1s
    print songs.count pieces.count

    # Thirty songs are few, so each is cut into six pieces: 180 examples. The network names the nearest piece
    # that it knows.
    #
    # ? Pieces are divided at random into training and test. Accuracy?
    # - about 50 %, as with whole songs
    # - about 70 %: there are six times as many examples
    # + nearly 100 %

    by_piece = crossval (stats | knn neighbours: 1) (pieces | spectrogram) folds: 5 by: "segment"
    print "{by_piece.accuracy:0%}"
    report by_piece

    expect by_piece.accuracy > 95%
    expect by_piece.leakage.track > 0

    # ! More than 95 %, and `report` says why: test pieces share a track with training. A piece's nearest
    # neighbour is another piece of the same song. The network has not learned what blues is; it knows this song
    # again.
    #
    # ? Pieces of a song are kept together, on one side.
    # + about half is right
    # - about 90 %: a little is lost
    # - 20 %, as who guesses

    by_song = crossval (stats | knn neighbours: 1) (pieces | spectrogram) folds: 5
    print "{by_song.accuracy:0%}"

    expect by_song.accuracy > 35% and by_song.accuracy < 70%
    expect by_song.leakage.track == 0

    # ! About half. Not one example is new or missing, not one weight is set otherwise: only the dividing
    # changed. The first number was no lie of arithmetic. It answered another question: how well are songs known
    # again that one has?
    #
    # An artist or an album on both sides is the same mistake, smaller: the voice and the studio are known
    # again. `by: "artist"` keeps them together. So is anything that was made from a song before the dividing,
    # such as copies in another key.
    #
    # ? Twenty recipes that differ in nothing but the seed of their training. The best of twenty, against their
    # mean?
    # - equal: the recipe is the same
    # + some percent more
    # - 20 % more

    mels = songs | spectrogram size: 32
    tries = holdout (stats | classify) mels seed: 1..20
    print "mean {(mean tries.accuracy):0%}, best {(max tries.accuracy):0%}"

    expect (max tries.accuracy) > (mean tries.accuracy) + 5%

    # ! More than 5 %, for nothing. Whoever tries twenty settings and tells the best has this in it, whatever
    # the settings were. `compare` of several says what the best is worth when every fold is judged by what did
    # best on the others.
    #
    # ? A network may look at the test fold once: only to choose its best epoch. Does that matter?
    # - no: it does not learn from it
    # + yes: it is never worse than the fair one, and the difference is luck

    fair = crossval (cnn blocks: 2 filters: 4 | classify) mels folds: 5 epochs: 12
    peeking = crossval (cnn blocks: 2 filters: 4 | classify) mels folds: 5 epochs: 12 peek: yes
    print "{fair.accuracy:0%} fair, {peeking.accuracy:0%} peeking"

    expect peeking.accuracy >= fair.accuracy

    # ! It matters. Twelve epochs are twelve tries, and the best of them is chosen by the songs that it is
    # judged on. `peek` exists so that you can see it; all that comes of it is marked INVALID.
    #
    # ~ Judge whole songs honestly: `crossval` of `stats | classify` on `songs | spectrogram` in 5 folds. Call
    # the result `mine`.

    mine = crossval (stats | classify) (songs | spectrogram) folds: 5

    expect mine.leakage.track == 0 and mine.folds.count == 5
    expect mine.accuracy < by_piece.accuracy
    """#)
}
