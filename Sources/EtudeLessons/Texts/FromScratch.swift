extension Lesson {
  static let scratch = Lesson(
    "scratch",
    #"""
    # # A network from scratch
    # A network with random weights and a few songs to learn from: what does it learn, and how do you know?

    songs = demo genres: 4 clips: 10 length: 3s
    mels = songs | spectrogram size: 32
    net = cnn blocks: 3 filters: 8 | classify
    describe net

    # Three blocks of convolution, then a classifier. It reads each song as a picture of 32 × 32 places, and has
    # to name one of four genres: who guesses is right about one song in four.
    #
    # `fit` can set songs aside and ask about them after each epoch, its validation; here, for once, none are:
    # all are learned from.
    #
    # ? There are about 6000 weights, and 40 songs. Can the network learn its songs by heart?
    # + nearly: it will be right about three in four of them or more
    # - no: about half
    # - no: small networks only learn what songs have in common

    learned = fit net mels epochs: 20 validation: 0%
    print learned.parameters "weights; right about {learned.history.accuracy[-1]:0%} of its own songs"
    plot learned.history size: [380, 230]

    expect learned.parameters > 6000 and learned.parameters < 6500
    expect learned.parameters / songs.count > 150 and learned.parameters / songs.count < 160
    expect learned.history.accuracy[-1] > 75%

    # ! It can: there are more than 150 weights for each song. Note what this curve is: the network is asked
    # about the songs that it was corrected on. It says that training works, and nothing about other songs.
    #
    # ? The same recipe is trained on 32 of the songs and asked about the 8 others, five times over. How often
    # is it right?
    # - nearly as often as about its own
    # + less than 60 % of them, more than 30 %
    # - one time in four, as who guesses

    judged = crossval net mels folds: 5
    print "{judged.accuracy:0%} of songs that it had not heard"

    expect judged.folds.train == [32, 32, 32, 32, 32]
    expect judged.accuracy > 30% and judged.accuracy < 60%
    expect judged.accuracy < learned.history.accuracy[-1] - 15%

    # ! Between 30 and 60 %: more than a guess, far less than about its own songs. The difference is what it
    # knew by heart. Only the second number says what the network is worth to somebody with other songs.
    #
    # ? Beside it stands the simplest thing: the mean and deviation of each mel band, and one linear layer.
    # Which is better?
    # - the convolutional network: it sees shapes
    # + the simple one
    # - equal, within a few percent

    baseline = crossval (stats | classify) mels folds: 5
    print "{baseline.accuracy:0%} by means and deviations"

    expect baseline.accuracy > judged.accuracy + 10%

    # ! The simple one, clearly. It has few ways to be wrong, and its 256 numbers hold what tells these genres
    # apart. A network that has to find out from 32 songs what a shape is, is behind. It would overtake with
    # more songs, or if it need not begin from nothing: that is what borrowed eyes are for. A network without a
    # baseline beside it says nothing.

    expect (stats | classify).parameters > 256

    # ~ Is it a matter of patience? Fit `net` to `mels` for 30 epochs without validation, and call it `mine`.

    mine = fit net mels epochs: 30 validation: 0%

    expect mine.epochs == 30
    expect mine.history.accuracy[-1] >= learned.history.accuracy[-1]
    """#)
}
