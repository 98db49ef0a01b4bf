extension Lesson {
  static let folds = Lesson(
    "folds",
    #"""
    # # Ten folds
    # How good is a network? One test on songs set aside gives a number. How much would it differ with other
    # songs set aside, and what do ten folds change?

    songs = demo clips: 10 length: 1s
    mels = songs | spectrogram
    net = stats | classify

    # A hundred songs, ten genres. `holdout` trains on 80 songs and tests on the other 20; its seed, the number from
    # which all chance is drawn, says which.
    #
    # ? Twenty such tests, each with another seed. How far is the best from the worst?
    # - a few percent
    # - about 10 %
    # + 20 % or more

    scores = (holdout net mels seed: 1..20).accuracy
    print "from {(min scores):0%} to {(max scores):0%}"

    expect (max scores) - (min scores) >= 20%

    # ! 20 % or more, by which songs are in the test, and so which are learned from. The recipe is no better in one than
    # in the other. Who tries some seeds and tells the best has told a story about 20 songs.
    #
    # Ten folds instead: the songs are divided into ten parts with as many of each genre in each. Ten times a
    # fresh network learns from nine parts and is asked about the tenth, which it has not seen; the ten numbers
    # are averaged.
    #
    # ? Each song is in the test once, the network is trained ten times. What does that do to the network?
    # - it gets better: it learns from all songs
    # + nothing: it only tells better how good the recipe is
    # - it gets worse: each training has fewer songs

    judged = crossval net mels
    single = mean scores
    print "{judged.accuracy:0%} by ten folds, {single:0%} by the mean of twenty tests"

    expect judged.accuracy < single + 10% and judged.accuracy > single - 10%

    # ! Nothing. Ten networks are trained and thrown away; what stays is a number about the recipe, and it lies near
    # the mean of the twenty tests. (Each of the ten learned from 90 songs, where a holdout learns from 80: that is a
    # help too small to be seen here, and the only real one.) So "cross-validation raised accuracy" cannot be: scales
    # do not make anybody lighter. If a number rose with it, the test before was unlucky, or something else was changed
    # as well.

    expect judged.folds.train[0] == 90 and (holdout net mels).folds.train[0] == 80

    # ? Ten folds give one number. Another ten, of the same songs divided anew, give
    # - the same
    # + a number some percent away
    # - one 20 % away

    both = spread net mels
    plot both size: [640, 320]

    expect both[1]["greatest"] - both[1]["least"] > 0 and both[1]["greatest"] - both[1]["least"] < 20%
    expect both[0]["deviation"] > 2 * both[1]["deviation"]
    expect both[0]["greatest"] - both[0]["least"] >= 30%

    # ! Some percent. `spread` judges the recipe by a hundred single tests, and by ten folds ten times over. The single
    # tests lie 30 % and more apart; the means of ten folds lie less than half as far about their middle: that is what
    # the ten are for. But all of them stand on the same hundred songs.

    expect 2 * 50% == 100%

    # ? What of ten folds five times over, on these songs? Does the mean then say to a tenth of a percent how
    # often the recipe is right about songs of this kind?
    # - yes, more repeats make it ever more exact
    # + no: the bracket stays more than 15 % wide
    # - no: it gets wider

    repeated = crossval net mels repeats: 5
    print judged.interval repeated.interval

    expect judged.interval[1] - judged.interval[0] > 15%
    expect repeated.interval[1] - repeated.interval[0] > 15%

    # ! More than 15 % wide, before and after. Three things are told apart: how far single tests lie from each other
    # (behind the ±, `deviation`); how much the dividing matters (that repeats make small); and how much other songs
    # would matter. The third is in the brackets, and only more songs make it small.
    #
    # ~ How narrow is it with more songs? Judge the same recipe on 30 songs of each genre (`demo clips: 30
    # length: 1s`), and call the result `mine`.

    mine = crossval net (demo clips: 30 length: 1s | spectrogram)

    expect mine.items.count == 300
    expect mine.interval[1] - mine.interval[0] < judged.interval[1] - judged.interval[0]

    # ! Narrower. If the number itself has risen, that is no fault of the first bracket: it was about this recipe with
    # 90 songs to learn from, and now there are 270. The bracket knows of chance in the tested songs, and nothing of
    # what more songs would teach.

    expect mine.folds.train[0] == 270
    """#)
}
