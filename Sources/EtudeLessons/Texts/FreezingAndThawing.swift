extension Lesson {
  static let freezing = Lesson(
    "freezing",
    #"""
    # # Freezing and thawing
    # Borrowed weights can stay as they are, frozen, or go on learning, thawed. More weights that learn: is that
    # better?

    songs = demo genres: 4 clips: 6 length: 3s
    mels = songs | spectrogram size: 96
    cold = mobilenetv2 | freeze | globalpool | classify
    describe cold

    # ? Which share of this network's weights learns?
    # - about half
    # - a tenth
    # + less than a hundredth

    print cold.parameters cold.trainable

    expect cold.parameters > 2000000 and cold.trainable < cold.parameters * 1%

    # ! Less than a hundredth: the classifier alone, a weight for each of 1280 features and each genre. (A
    # recipe does not know yet how many genres there will be; `describe` shows it for ten.) The rest, more than
    # 2000000 weights, is used as it is.

    expect cold.trainable == 10 * 1280 + 10

    # ? Frozen, the network is run once for each song; what it gives is kept, and 50 epochs train the classifier
    # alone. Is anything lost by that, beside running all of it in every epoch?
    # + nothing: what is frozen gives the same every time
    # - a little accuracy
    # - what dropout and batch normalisation would add

    fitted = fit cold mels
    again = fit cold mels
    print fitted.trainable (freeze fitted).trainable
    print fitted.history.loss[-1] again.history.loss[-1]

    expect fitted.history.loss[-1] == again.history.loss[-1]
    expect (freeze fitted).trainable == 0

    # ! Nothing. Equal songs give equal features, so they need not be made again: that is why a borrowed network
    # learns in seconds. (Its batch normalisation is frozen too, and uses what it remembers from photographs.)
    #
    # ? Now the last block is thawed, and all of its weights may learn from 16 songs. How good is the network
    # about others?
    # - clearly better: it adapts to music
    # + neither clearly better nor clearly worse
    # - clearly worse: it forgets what it knew

    warm = mobilenetv2 | freeze | unfreeze from: "block17" | globalpool | classify
    by_cold = crossval cold mels folds: 3
    by_warm = crossval warm mels folds: 3 epochs: 5
    print "{cold.trainable} weights learn: {by_cold.accuracy:0%}"
    print "{warm.trainable} weights learn: {by_warm.accuracy:0%}"

    expect warm.trainable > 800000 and by_warm.folds.train == [16, 16, 16] and by_warm.items.count == 24
    expect by_warm.interval[1] > by_cold.interval[0] and by_cold.interval[1] > by_warm.interval[0]

    # ! Neither that could be told: the intervals of the two overlap. On 24 songs what lies between them may be
    # luck, and with another seed it may go the other way. More than 800000 weights learn from 16 songs, and it
    # took longer, since nothing could be kept from epoch to epoch. Thawing pays with hundreds of songs, after the
    # classifier has learned (else its first wild steps spoil what was borrowed), and with small steps.
    #
    # ~ Do it in that order: thaw `fitted` itself from "block18" (its last) on, fit it to `mels` for two more
    # epochs with `lr: 1e-4`, and call it `mine`.

    mine = fit (fitted | unfreeze from: "block18") mels epochs: 2 lr: 1e-4

    expect mine.trainable > fitted.trainable
    expect mine.epochs > fitted.epochs
    """#)
}
