extension Lesson {
  static let fooling = Lesson(
    "fooling",
    #"""
    # # How to fool yourself
    # "Cross-validation raised the accuracy from 55 % to 71 %", a report once said. It cannot: it makes no network better,
    # it only estimates. What did, then? Every number of this lesson is computed rightly, and some of them are false. Find
    # out which.

    songs = demo genres: 5 clips: 8 length: 6s
    pieces = songs | segments length: 1s
    print songs.count pieces.count

    # Forty songs are few, so each is cut into six pieces: 240 examples. `knn neighbours: 1` learns nothing: of the
    # pieces that it was given it looks for the one whose means and deviations are nearest, and says its genre.
    #
    # ? Pieces are divided at random into training and test. How often is it right?
    # - about 60 %
    # - about 80 %: there are six times as many examples
    # + nearly always

    by_piece = crossval (stats | knn neighbours: 1) (pieces | spectrogram) folds: 5 by: "segment"
    print "{by_piece.accuracy:0%}"

    expect by_piece.accuracy > 95%
    expect by_piece.leakage.track == pieces.count

    # ! More than 95 %, and the line below the result says why: all 240 test pieces share a track with training, so
    # that a piece's nearest neighbour is another piece of the same song. It has not learned what blues is; it
    # knows this song again. (Pieces of one song are one item for the bracket, which is of songs.)

    expect pieces.count == 240

    # ? Pieces of a song are kept together, on one side.
    # + clearly fewer are right
    # - about 90 %: a little is lost
    # - 20 %, as who guesses

    by_song = crossval (stats | knn neighbours: 1) (pieces | spectrogram) folds: 5
    print "{by_song.accuracy:0%}"

    expect by_song.interval[1] < by_piece.interval[0] and by_song.interval[0] > 20%
    expect by_song.leakage.track == 0

    # ! Not one example is new or missing, nothing was learned otherwise: only the dividing changed. The first
    # number was no lie of arithmetic. It answered another question: how often does it find out which of the songs
    # it has already heard a new piece comes from?
    #
    # The same mistake is smaller where an artist or an album is on both sides: the voice and the studio are known
    # again. The line below a result counts that as well, and says how to end it. And it is the same mistake to make
    # copies of songs, in another key or tempo, before the songs are divided.

    by_artist = crossval (stats | knn neighbours: 1) (pieces | spectrogram) folds: 4 by: "artist"
    plot [by_piece: by_piece, by_song: by_song, by_artist: by_artist] size: [640, 330]

    expect by_artist.leakage.artist == 0
    expect by_artist.interval[1] < by_piece.interval[0]
    expect by_artist.interval[1] > by_song.interval[0] and by_song.interval[1] > by_artist.interval[0]

    # Only the first lies apart. How much the artists matter, these few songs cannot tell.

    # Now luck. Twenty students judge one recipe, each by one test on a fifth of the songs, each with another seed.
    # The best of them is printed.
    #
    # ? How much better than their mean is the best of the twenty?
    # - not at all: the recipe is the same
    # - about 1 %
    # + 10 % or more

    mels = songs | spectrogram size: 32
    tries = (holdout (stats | classify) mels seed: 1..20).accuracy
    print "mean {(mean tries):0%}, best {(max tries):0%}"

    expect (max tries) >= (mean tries) + 10%
    expect songs.count * 20% == 8 and 1 / 8 == 12.5%

    # ! 10 % or more, for nothing. (A test has 8 songs: each is 12.5 %.) Whoever tries twenty seeds and tells the best
    # has this in it, and so has whoever tries twenty settings on one test: were all equally good, the luckiest would
    # be told.
    #
    # What to do instead: choose on songs of the training part alone, and ask the test songs once, with what was
    # chosen. `nested` does that in every fold: in folds within the training part it looks which setting does best.
    # Here the setting is `lr`, how large a step of learning is, and `inner: 4` says how many folds there are within.
    # What comes out is what recipe and choice together are worth with other songs.

    honest = nested (stats | classify) mels lr: [3e-1, 1e-1, 1e-2, 1e-3] folds: 5 inner: 4
    print honest.chosen

    # That is what was chosen in each of the five folds. Where they differ, the choice is a matter of luck as well, and
    # the result counts that.

    # ? A network may look at the test songs, but only to choose the epoch after which it is best. Does that matter?
    # - no: it does not learn from them
    # + yes: it comes out better than it is
    # - yes: it comes out worse, it stops too early

    fair = crossval (cnn blocks: 2 filters: 4 | classify) mels folds: 8 epochs: 30 lr: 1e-2
    peeking = crossval (cnn blocks: 2 filters: 4 | classify) mels folds: 8 epochs: 30 lr: 1e-2 peek: yes
    print "{fair.accuracy:0%} fair, {peeking.accuracy:0%} peeking"

    expect peeking.accuracy >= fair.accuracy + 5%

    # ! More than 5 % better, with the same weights at every epoch. (Brackets do not help here. They are for other
    # songs; these are the same networks and the same songs, and the best of thirty epochs cannot be worse than the
    # last.) Thirty epochs are thirty tries, and the best of them is chosen by the songs that it is judged on. `peek`
    # exists so that you can see it; all that comes of it is marked INVALID.
    #
    # ? Weights are carried on: each fold begins with those that the fold before ended with. What comes out?
    # - every fold a little better: it has learned for longer
    # + the first fold as before, the later ones better
    # - the same: each fold is tested on songs of its own

    carried = crossval (cnn blocks: 2 filters: 4 | classify) mels folds: 8 epochs: 30 lr: 1e-2 carry: yes
    print fair.folds.accuracy
    print carried.folds.accuracy
    print "{fair.accuracy:0%} fair, {carried.accuracy:0%} carried on"

    expect carried.folds[0].accuracy == fair.folds[0].accuracy
    expect carried.accuracy >= fair.accuracy + 10%

    # ! The first fold begins with fresh weights and is fair. Every later one begins with weights that have learned from
    # the very songs it is tested on: they were in the training part of the fold before.
    #
    # Now the leap. A claim that makes both mistakes, mended one at a time:

    claimed = crossval (cnn blocks: 2 filters: 4 | classify) mels folds: 8 epochs: 30 lr: 1e-2 carry: yes peek: yes
    steps = waterfall [claimed: claimed, fresh_weights: peeking, epoch_fixed: fair]
    plot steps size: [640, 330]

    expect claimed.accuracy >= fair.accuracy + 20%

    # That leap is larger than the one from 55 % to 71 %, and no network has become better by a single song. Which of
    # these mistakes the report made its numbers alone do not tell: each of them raises a number so. Whoever is told of
    # such a leap asks four things: what of a test song was in training, what each fold began with, what was
    # chosen by the test songs, and how many were tried.
    #
    # ~ Judge whole songs honestly, artists kept apart: `crossval` of `stats | classify` on `songs | spectrogram` in 4
    # folds with `by: "artist"`. Call the result `mine`.

    mine = crossval (stats | classify) (songs | spectrogram) folds: 4 by: "artist"

    expect mine.leakage.artist == 0 and mine.leakage.track == 0
    expect mine.accuracy < by_piece.accuracy
    """#)
}
