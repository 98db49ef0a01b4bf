extension Lesson {
  static let kernel = Lesson(
    "kernel",
    #"""
    # # What a kernel sees
    # A convolution slides a small window of weights, its kernel, over a picture, and writes down at every place
    # how well it fits. How much has to be learned for that, and how far does it see?

    songs = demo genres: 2 clips: 3 length: 3s

    # First one kernel by hand: three rows, in each −1, 0, 1. At every place it multiplies the nine levels under
    # it, in dB, with its nine weights, and adds up: what is on its right less what is on its left. At one place:

    edge = convolve songs[0] kernel: "vertical edge" at: 1s frequency: 1kHz
    plot edge size: [640, 400]

    # (It fits only where all of it lies in the picture, so what it writes is one place smaller on every side.
    # Networks put a rim of zeros around the picture first, and keep its size.)
    #
    # ? Where a tone is held, the levels on the left and on the right are equal. What does this kernel answer
    # there, to a soft tone and to a loud one?
    # - much to the loud one, little to the soft one
    # + 0 to both
    # - the tone's level

    print (-1) * (-30) + 0 * (-30) + 1 * (-30) (-1) * (-10) + 0 * (-10) + 1 * (-10)

    expect (-1) * (-30) + 0 * (-30) + 1 * (-30) == 0 and (-1) * (-10) + 0 * (-10) + 1 * (-10) == 0

    # ! 0 to both: it answers to changes only. Where loudness jumps from one moment to the next, as at the stroke
    # of a drum, it answers strongly.
    #
    # A network has many kernels, and their weights are learned. The networks here read a spectrogram as a picture
    # in red, green and blue, painted as you see it and stretched to a square, since the eyes that they may borrow
    # later were trained on colour photographs. `conv 16` looks at it with 16 kernels of 3 × 3 places.
    #
    # ? How many weights has this layer?
    # - 16 × 3 × 3 = 144
    # + 16 × 3 × 3 × 3 + 16 = 448
    # - 16 for each of the picture's places

    print (conv 16).parameters

    expect (conv 16).parameters == 448 and 16 * 3 * 3 * 3 + 16 == 448 and 3 * 3 * 3 == 27

    # ! A kernel is as deep as what it looks at: 3 × 3 places in each of three colours are 27 weights, and one
    # more, the bias, is added to the sum. 16 kernels: 448. Where on the picture they look does not come into it.
    #
    # Behind it we put the rest of a small network: `relu` makes 0 of what is negative, so that a kernel says how much
    # of it is here, or nothing; `globalpool` takes the mean of each of the 16 maps; `classify` weighs those 16 numbers
    # for each genre.

    net = conv 16 | relu | globalpool | classify

    # ? The picture gets twice as wide and twice as high. How many weights has the network then?
    # + as many as before
    # - four times as many
    # - twice as many

    by_small = fit net (songs | spectrogram size: 64) epochs: 2 validation: 0%
    by_large = fit net (songs | spectrogram size: 128) epochs: 2 validation: 0%
    print by_small.parameters by_large.parameters
    print (activations by_small songs[0] layer: "conv").shape (activations by_large songs[0] layer: "conv").shape

    expect by_small.parameters == by_large.parameters
    expect by_small.parameters == 448 + 2 * 16 + 2

    # ! As many: 448 in the kernels, and a classifier of 2 genres. The same 16 kernels go over more places. What
    # grows is what they write: 16 maps of 64 × 64 places, then of 128 × 128. That a drum is a drum at whatever
    # moment it sounds need not be learned for each moment: this is what convolution knows before it has learned
    # anything. (How often the network is right does not matter here: six songs, two rounds.)

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
    # weights, the one kernel needs 148. And with a `relu` between them they can say "a stroke here, and none
    # there": one kernel alone only adds up, so that a strong stroke in the one place outweighs what is missing in
    # the other.
    #
    # Layers that make the map smaller help as well. `maxpool` keeps of every 2 × 2 places the greatest answer:
    # behind it a step to the next place is two places of the picture, so each later kernel reaches twice as far,
    # at the price of not knowing exactly where. How much of a song of 3 s one place in each layer of `cnn` sees, around
    # 1 kHz, is its receptive field. (`cnn` is four blocks of `conv`, `batchnorm`, `relu` and `maxpool`: the next lesson
    # is about them.)

    plot (receptive (cnn | classify) length: 3s) size: [640, 400]

    # Last, kernels that have seen a million photographs: each is a row of three, its weights for red, green and
    # blue.

    plot (filters mobilenetv2) size: [640, 400]

    # Edges in some direction, spots, borders between colours; some are nearly empty, and were not needed. On a
    # spectrogram a horizontal edge is a tone that is held, a vertical one a beat, a slanted one a voice that glides.
    #
    # ~ One layer, one kernel, but fewer than 20 weights. `mine = conv 1 …`

    mine = conv 1 kernel: 1

    expect mine.parameters < 20
    """#)
}
