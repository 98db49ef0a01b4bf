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
    # tests lie 30 % and more apart; the means of ten folds have less than half their deviation: that is what
    # the ten are for. But all of them stand on the same hundred songs.
    #
    # A result is shown with two more numbers: how are they made? The ± is the sample standard deviation of the folds'
    # accuracies: how far each lies from their mean, squared; the sum of that, divided by one less than there are folds;
    # then the root. (Here the squares are compared. `deviation judged.folds.accuracy` does all of it.)

    centre = mean judged.folds.accuracy
    squares = 0
    for fold in judged.folds { squares = squares + (fold.accuracy - centre) * (fold.accuracy - centre) }
    print squares / (10 - 1) judged.deviation * judged.deviation

    expect squares / (judged.folds.count - 1) == judged.deviation * judged.deviation
    expect (deviation judged.folds.accuracy) == judged.deviation

    # The bracket knows of no folds: only how many songs there are, n, and which share s of them is named rightly. If
    # the true share is p, s differs from it by chance, in 95 of 100 cases by less than z = 1.96 times
    # √(p (1 − p) / n). The bracket, Wilson's, holds every p from which s lies no farther. Solved for p, its ends are
    #
    # `(s + z² / 2n ± z √(s (1 − s) / n + z² / 4n²)) / (1 + z² / n)`
    #
    # (The language has no root. The mean of a guess and of the number divided by that guess is a better guess; twenty
    # times is enough.)

    n = songs.count
    z = 1.96
    s = (judged.items | where predicted == label).count / n
    inside = s * (1 - s) / n + z * z / (4 * n * n)
    root = 1
    for step in 1..20 { root = (root + inside / root) / 2 }
    low = (s + z * z / (2 * n) - z * root) / (1 + z * z / n)
    high = (s + z * z / (2 * n) + z * root) / (1 + z * z / n)
    print low high judged.interval

    expect low - judged.interval[0] < 0.01% and judged.interval[0] - low < 0.01%
    expect high - judged.interval[1] < 0.01% and judged.interval[1] - high < 0.01%

    # ? The same songs in five folds, of 20 songs each, in place of ten folds of 10. What becomes of the ± and of the
    # bracket?
    # + the ± shrinks, the bracket stays about as wide
    # - both get wider: five tests say less than ten
    # - both get narrower: larger tests are surer

    five = crossval net mels folds: 5
    print five.deviation judged.deviation
    print five.interval[1] - five.interval[0] judged.interval[1] - judged.interval[0]

    expect five.folds.test[0] == 20 and judged.folds.test[0] == 10
    expect five.deviation < judged.deviation / 2
    expect five.interval[1] - five.interval[0] > 17% and five.interval[1] - five.interval[0] < 21%
    expect judged.interval[1] - judged.interval[0] > 17% and judged.interval[1] - judged.interval[0] < 21%

    # ! The ± shrinks, since 20 songs are less a matter of luck than 10 (here by more than that
    # explains: a deviation of 5 numbers is a matter of luck itself). The
    # mean is not surer by it, on the same hundred songs: the ± says how unlike the folds are, and not how sure their
    # mean is. That is what the bracket is for; but it knows only of chance in the tested songs, and nothing of another
    # training, or of other music.
    #
    # ? And ten folds five times over? Does the mean then say to a tenth of a percent how often the recipe is right
    # about songs of this kind?
    # - yes, more repeats make it ever more exact
    # + no: the bracket stays more than 15 % wide
    # - no: it gets wider

    repeated = crossval net mels repeats: 5
    print judged.interval repeated.interval

    expect judged.interval[1] - judged.interval[0] > 15%
    expect repeated.interval[1] - repeated.interval[0] > 15%
    expect repeated.items.count == 5 * n

    # ! More than 15 % wide, before and after: the 5 repeats ask about the same n songs, and each counts once, with the
    # share of its answers that are right. Repeats make small what the dividing does. What other songs would do is in
    # the bracket, and only more songs make it small.
    #
    # ~ How narrow is it with more songs? Judge the same recipe on 30 songs of each genre (`demo clips: 30
    # length: 1s`), and call the result `mine`.

    mine = crossval net (demo clips: 30 length: 1s | spectrogram)

    expect mine.items.count == 300
    expect mine.interval[1] - mine.interval[0] < judged.interval[1] - judged.interval[0]

    # ! Narrower. If the number itself has risen, that is no fault of the first bracket: it was about this recipe with
    # 90 songs to learn from, and now there are 270. What more songs would teach no bracket knows.

    expect mine.folds.train[0] == 270
    """#)
}
