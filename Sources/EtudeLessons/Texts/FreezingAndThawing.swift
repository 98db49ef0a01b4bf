extension Lesson {
  static let freezing = Lesson(
    "freezing",
    #"""
    # # Freezing and thawing
    # Borrowed weights can stay as they are, frozen, or go on learning, thawed. More weights that learn: is that
    # better?

    songs = demo genres: 6 clips: 10 length: 3s
    mels = songs | spectrogram size: 96
    cold = mobilenetv2 | freeze | globalpool | classify

    # ? Which share of this network's weights learns?
    # - about half
    # - a tenth
    # + less than a hundredth

    describe cold
    print cold.parameters cold.trainable

    expect cold.parameters > 2000000 and cold.trainable < cold.parameters * 1%

    # ! Less than a hundredth: the classifier alone, a weight for each of 1280 features and each genre, and a bias for
    # each genre. (A recipe does not know yet how many genres there will be, nor how large the pictures are, and is
    # described for 10 and for the usual size; with the 6 of these songs 7686 learn.) The rest, more than 2000000 weights, is
    # used as it is.

    expect cold.trainable == 10 * 1280 + 10 and 6 * 1280 + 6 == 7686

    # ? Frozen, the network is run once for each song; what it gives is kept, and 50 epochs train the classifier
    # alone. What is lost by that, compared with running all of it anew in every epoch?
    # + nothing, if each song is the same in every epoch
    # - a little accuracy: what is kept gets old
    # - what the frozen weights would have learned

    fitted = fit cold mels validation: 0%
    again = fit cold mels validation: 0%
    print fitted.trainable (freeze fitted).trainable
    print fitted.history.loss[-1] again.history.loss[-1]

    expect fitted.trainable == 7686
    expect fitted.history.loss[-1] == again.history.loss[-1]
    expect (freeze fitted).trainable == 0

    # ! Nothing: the second training read what the first had kept, and is the same to the last digit. Equal songs give
    # equal features, so they need not be made again: that is why a borrowed network learns in seconds. (Were each song
    # changed a little in every epoch, which is called augmenting, it would have to be run again every time, though its
    # weights stay frozen.) How long a song takes on your machine, once in what is frozen and again in every epoch,
    # `describe cold on: mels` measures.
    #
    # ? Now the last two of its blocks, 17 and 18, are thawed as well, and go on learning from 48 songs. How good is
    # the network about the other songs, if both have 20 epochs?
    # - better, and the brackets do not overlap: it adapts to music
    # + these songs cannot tell
    # - worse, and the brackets do not overlap: it forgets what it knew

    warm = mobilenetv2 | freeze | unfreeze from: "block17" | globalpool | classify
    by_cold = crossval cold mels folds: 5 epochs: 20
    by_warm = crossval warm mels folds: 5 epochs: 20
    print "frozen: {by_cold.accuracy:0%}, two blocks thawed: {by_warm.accuracy:0%}"
    print cold.trainable warm.trainable
    plot [frozen: by_cold, thawed: by_warm] size: [640, 300]

    expect warm.trainable > 800000 and by_warm.folds.train == [48, 48, 48, 48, 48]
    expect by_warm.interval[0] < by_cold.interval[1] and by_cold.interval[0] < by_warm.interval[1]

    # ! The brackets overlap. 70 times as many weights learn, and what they gain or lose is no more than chance may
    # give on 60 songs. Two things decide whether thawing pays: how many songs there are, and how it begins. While the
    # classifier is still random, its answers are wild, and big steps then spoil what was borrowed; pretrained layers
    # therefore take steps of a tenth of the size. Better still, let the classifier learn first, and thaw after that.

    expect songs.count == 60

    expect (round warm.trainable / cold.trainable) == 70

    # ~ Do it in that order: thaw "block18" of `fitted` itself, its last block, fit it to `mels` for two more epochs
    # with `lr: 1e-4`, the size of a step (a tenth of the usual one, and borrowed layers take a tenth of that), and
    # call it `mine`. (Its accuracy on its own songs may fall a little at first: the features have moved, and the
    # classifier has to follow.)

    mine = fit (fitted | unfreeze from: "block18") mels epochs: 2 lr: 1e-4 validation: 0%

    expect mine.trainable > fitted.trainable
    expect mine.epochs > fitted.epochs
    """#)
}
