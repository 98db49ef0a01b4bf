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

    # A hundred songs, ten genres. `holdout` trains on 80 songs and tests on the other 20; its seed says which.
    #
    # ? Twenty such tests, each with another seed. How far is the best from the worst?
    # - a few percent
    # - about 10 %
    # + 20 % or more

    tests = holdout net mels seed: 1..20
    print "from {(min tests.accuracy):0%} to {(max tests.accuracy):0%}"

    expect (max tests.accuracy) - (min tests.accuracy) >= 20%

    # ! 20 % or more, and nothing differs but which songs are in the test. The network is no better in one than
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
    report judged

    single = mean tests.accuracy
    print "{judged.accuracy:0%} by ten folds, {single:0%} by the mean of twenty tests"

    expect judged.accuracy < single + 10% and judged.accuracy > single - 10%

    # ! Nothing. Ten networks are trained and thrown away; what stays is a number about the recipe, and it lies
    # near the mean of the twenty tests. "Cross-validation raised accuracy" cannot be: it is a pair of scales,
    # not a diet.
    #
    # ? So ten folds give a certain number. Another ten, of the same songs divided anew, give
    # - the same
    # + a number some percent away
    # - one 20 % away

    repeated = crossval net mels repeats: 5
    for round in 0..4 { print "ten folds: {(mean repeated.folds[round * 10 .. round * 10 + 9].accuracy):0%}" }
    print "single folds: from {(min repeated.folds.accuracy):0%} to {(max repeated.folds.accuracy):0%}"

    expect (max repeated.folds.accuracy) - (min repeated.folds.accuracy) >= 30%
    expect repeated.accuracy < judged.accuracy + 10% and repeated.accuracy > judged.accuracy - 10%

    # ! Some percent. Single folds of ten songs lie 30 % and more apart, means of ten folds close together: that
    # is what the ten are for. But all of them stand on the same hundred songs. What other songs would change is
    # in the interval, and that does not get narrower by dividing the same songs more often:

    print judged.interval repeated.interval

    expect judged.interval[1] - judged.interval[0] > 15%
    expect repeated.interval[1] - repeated.interval[0] > 15%

    # More than 15 % wide, before and after: a hundred songs do not tell more.
    #
    # ~ How narrow would it be with more songs? Judge the same recipe on 30 songs of each genre (`demo clips: 30
    # length: 1s`), and call the result `mine`.

    mine = crossval net (demo clips: 30 length: 1s | spectrogram)

    expect mine.items.count == 300
    expect mine.interval[1] - mine.interval[0] < judged.interval[1] - judged.interval[0]
    """#)
}
