extension Lesson {
  static let scratch = Lesson(
    "scratch",
    #"""
    # # A network from scratch
    # A network with random weights and a few songs to learn from: what does it learn, and how do you know?

    songs = demo genres: 6 clips: 16 length: 3s
    mels = songs | spectrogram size: 32
    net = cnn blocks: 3 filters: 8 | classify

    # Three blocks of convolution, then a classifier. (A block is `conv`, `batchnorm`, `relu`, `maxpool`. The blocks
    # have 8, 16 and 32 kernels, and the classifier takes the mean of each of the last 32 maps.) The network
    # reads each song as a picture of 32 × 32 places, and has to name one of six genres: who guesses is right about one
    # song in six. (Were 60 % of the songs of one genre, who always named that would be right about 60 %, and that
    # would have to be beaten.)
    #
    # It learns so: it names the genre of 32 songs, a batch, each answer is compared with the true one, and every
    # weight is moved a little in the direction in which the answers would have been less wrong. How wrong they are, as
    # one number, is the loss; 0 is perfect. Once through all songs is an epoch.
    #
    # `fit` can set songs aside and ask about them after each epoch, its validation; this time we set none aside,
    # and learn from all.
    #
    # ? There are about 6000 weights, and 96 songs. Can the network learn its songs by heart?
    # + nearly: it will be right about nine in ten of them or more
    # - no: about half
    # - no: small networks only learn what songs have in common

    learned = fit net mels epochs: 40 validation: 0%
    print learned.parameters "weights; right about {learned.history.accuracy[-1]:0%} of its own songs"
    plot learned.history size: [520, 300]

    expect learned.parameters > 6000 and learned.parameters < 6500
    expect learned.parameters / songs.count > 60
    expect learned.history.accuracy[-1] > 90%

    # ! It can: there are more than 60 weights for each song. Note what this curve is: the network is asked
    # about the songs that it was corrected on. It says that training works, and nothing about other songs. With
    # many more songs than weights it could not know them by heart, and would do about as well with others.
    #
    # What is `batchnorm` for? From each map of the convolution before it, it subtracts the mean over the whole batch,
    # and divides by the deviation; then two weights a map, which are learned, stretch it and move it. (So the
    # convolution needs no bias. Once trained, `batchnorm` takes the means and deviations that it has seen while training.)
    #
    # ? The same network without it, with the same songs, for as long. What becomes of it?
    # - the same: a convolution can stretch its maps by itself
    # + it learns far less
    # - it learns more: nothing stands between its layers

    bare = conv 8 | relu | maxpool | conv 16 | relu | maxpool | conv 32 | relu | maxpool | classify
    plain = fit bare mels epochs: 40 validation: 0%
    print "right about {plain.history.accuracy[-1]:0%}; loss {plain.history.loss[-1]:2}, and {learned.history.loss[-1]:2}"

    expect plain.history.accuracy[-1] < learned.history.accuracy[-1] - 15%
    expect plain.history.loss[-1] > 1.4 * learned.history.loss[-1]
    expect plain.parameters > 6000 and plain.parameters < 6500

    # How far do the numbers of a map lie from their mean? Here is the mean square of that (`variance`), after each
    # convolution of `plain`, and after each `batchnorm` of `learned`:

    for block in 1..3 { print (activations plain songs[0] layer: "conv{block}").variance }
    for block in 1..3 { print (activations learned songs[0] layer: "batchnorm{block}").variance }

    expect (activations plain songs[0] layer: "conv3").variance > 4 * (activations plain songs[0] layer: "conv1").variance
    expect (activations plain songs[0] layer: "conv3").variance > 6
    expect (activations learned songs[0] layer: "batchnorm1").variance > 0.4
    expect (activations learned songs[0] layer: "batchnorm1").variance < 2.5
    expect (activations learned songs[0] layer: "batchnorm2").variance > 0.4
    expect (activations learned songs[0] layer: "batchnorm2").variance < 2.5
    expect (activations learned songs[0] layer: "batchnorm3").variance > 0.4
    expect (activations learned songs[0] layer: "batchnorm3").variance < 2.5

    # ! It learns far less, though a convolution could stretch its maps: it would have to learn that as well. In `plain`
    # the variance grows from layer to layer; with `batchnorm` it is near 1 in each. So one learning rate, the
    # size of a step of learning, suits all layers, and none has to run after the scale of the one before it. It is a
    # help, and not the only one: at a rate of 1e-2, ten times the usual one, `bare` learns much more of its songs by heart as well.

    quick = fit bare mels epochs: 40 validation: 0% lr: 1e-2
    print "{quick.history.accuracy[-1]:0%}"

    expect quick.history.accuracy[-1] > plain.history.accuracy[-1] + 10%

    # ? The same recipe learns from four fifths of the songs and is asked about the last fifth, five times over.
    # How often is it right?
    # - nearly as often as about its own
    # + more often than a guess, and clearly less than about its own
    # - one time in six, as who guesses

    judged = crossval net mels folds: 5 epochs: 40
    print "{judged.accuracy:0%} of songs that it had not heard"

    expect judged.interval[0] > 1 / 6
    expect judged.interval[1] < learned.history.accuracy[-1]

    # ! More than a guess, far less than about its own songs. Most of the difference is what it knew by heart, which
    # books call overfitting. (Each of the five also had fewer songs to learn from.) Only the second number says what
    # the network is worth to somebody with other songs.
    #
    # ? Beside it stands the simplest thing, from the same songs in the same folds: the mean and deviation of each
    # mel band, and a weight for each of them and each genre. Which is better?
    # - the convolutional network: it sees shapes
    # - the simple one
    # + these songs cannot tell: the brackets overlap

    baseline = crossval (stats | classify) mels folds: 5
    print "{baseline.accuracy:0%} by means and deviations"

    expect baseline.interval[1] > judged.interval[0] and judged.interval[1] > baseline.interval[0]

    # ! The brackets overlap. That does not show that both are equally good, but three blocks of convolution have not
    # been worth their trouble here, after 40 epochs, with which their loss was still falling. The simple one need not
    # find out what to look at: the 256 numbers are made for it, of all 128 bands. A network that has to find out from
    # some dozen songs what a shape is needs more songs to get ahead, or a beginning that is not nothing: that is what
    # borrowed eyes are for. Whatever a network reaches, without a baseline beside it, on the same songs and folds, it
    # says nothing.

    expect 2 * 128 == 256 and (stats | classify).parameters > 256

    # ~ Is it a matter of patience? Judge `net` in the same 5 folds after twice as many epochs, and call the result
    # `mine`.

    mine = crossval net mels folds: 5 epochs: 80

    expect mine.folds.count == 5 and mine.folds[0].epochs > 40

    # ! Does its bracket leave that of `judged`? In this lesson's own run it names some songs more, but the brackets
    # overlap. And now you have made two tries and may be tempted to tell the better one: the lesson `fooling` is
    # about that.
    """#)
}
