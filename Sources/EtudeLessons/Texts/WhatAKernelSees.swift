extension Lesson {
  static let kernel = Lesson(
    "kernel",
    #"""
    # # What a kernel sees
    # A convolution slides a small window of weights, its kernel, over a picture, and writes down at every place
    # how well it fits. How much has to be learned for that, and how far does it see?

    songs = demo genres: 2 clips: 3 length: 3s
    small = songs | spectrogram size: 64
    large = songs | spectrogram size: 128

    # First one kernel by hand: it subtracts what is on its left from what is on its right. At one place:

    edge = convolve songs[0] kernel: "vertical edge" at: 1s frequency: 1kHz
    describe edge

    # Where loudness jumps from one moment to the next it answers strongly, to a tone that is held not at all.
    #
    # A spectrogram is a picture with three colours. `conv 16` looks at it with 16 kernels of 3 by 3 places.
    #
    # ? How many weights has this layer?
    # - 16 × 3 × 3 = 144
    # + 16 × 3 × 3 × 3 + 16 = 448
    # - 16 for each of the picture's places

    net = conv 16 | relu | globalpool | classify
    describe net
    print (conv 16).parameters

    expect (conv 16).parameters == 448 and 16 * 3 * 3 * 3 + 16 == 448 and 3 * 3 * 3 == 27

    # ! A kernel is as deep as what it looks at: 3 × 3 places in each of three colours are 27 weights, and one
    # more is its bias. 16 kernels: 448. Where on the picture it looks does not come into it.
    #
    # ? The picture gets twice as wide and twice as high. How many weights has the network then?
    # + as many as before
    # - four times as many
    # - twice as many

    by_small = fit net small epochs: 2
    by_large = fit net large epochs: 2
    print by_small.parameters by_large.parameters
    print (activations by_small songs[0] layer: "conv").shape (activations by_large songs[0] layer: "conv").shape

    expect by_small.parameters == by_large.parameters

    # ! As many: the same 16 kernels go over more places. What grows is what they write: 16 maps of 64 × 64
    # places, then of 128 × 128. That a drum is a drum at whatever moment it sounds need not be learned for each
    # moment: this is what convolution knows before it has learned anything.

    expect (activations by_small songs[0] layer: "conv").shape == [16, 64, 64]
    expect (activations by_large songs[0] layer: "conv").shape == [16, 128, 128]

    # Three layers of 3 × 3, one after another: the first sees 3 places across, the second sees 3 of those, and
    # so on.
    #
    # ? Which needs fewer weights to see as far: one kernel of 7 × 7, or three layers of 3 × 3 (one kernel
    # each)?
    # - the one kernel of 7 × 7
    # + the three layers
    # - neither: as far costs as much

    print (conv 1 kernel: 7).parameters (conv 1 | relu | conv 1 | relu | conv 1).parameters

    expect 3 + 2 == 5 and 5 + 2 == 7
    expect (conv 1 kernel: 7).parameters == 3 * 7 * 7 + 1
    expect (conv 1 | relu | conv 1 | relu | conv 1).parameters == 3 * 3 * 3 + 1 + 2 * (3 * 3 + 1)
    expect (conv 1 kernel: 7).parameters == 148 and (conv 1 | relu | conv 1 | relu | conv 1).parameters == 48

    # ! Each layer of 3 × 3 adds one place on every side: 3, 5, 7 across. Three of them see 7 × 7 with 48
    # weights, the one kernel needs 148. And with a `relu` between them they can say "this, and not that", which
    # one kernel cannot: it only adds up.
    #
    receptive (cnn | classify)

    # A pooling layer that halves the map between them makes it faster still: after it, a step to the next place
    # is two places of the picture, so each later kernel reaches twice as far at the price of not knowing
    # exactly where.
    #
    # What do kernels of a network look like that has seen a million photographs? `plot (filters mobilenetv2)` draws them.

    print (filters mobilenetv2).shape

    # Edges in some direction, spots, borders between colours. On a spectrogram a horizontal edge is a tone that
    # is held, a vertical one a beat, a slanted one a voice that glides.
    #
    # ~ One layer, one kernel, but fewer than 20 weights. `mine = conv 1 …`

    mine = conv 1 kernel: 1

    expect mine.parameters < 20
    """#)
}
