extension Lesson {
  static let mel = Lesson(
    "mel",
    #"""
    # # Mel and MFCC: fewer numbers, chosen well
    # Ears tell 200 Hz from 300 Hz at once, and 8000 Hz from 8100 Hz hardly. The mel scale spaces frequencies as
    # the ear does; MFCC throw away more still. Do fewer numbers make a worse network?

    songs = demo clips: 16 length: 2s
    plain = spectrogram songs[0] scale: "linear"
    mel = spectrogram songs[0]
    coefficients = mfcc songs[0]
    print plain.bands mel.bands coefficients.bands

    expect plain.bands == 1025 and mel.bands == 128 and coefficients.bands == 20

    # A window of 2048 samples knows 1025 frequencies, from 0 Hz to half the rate in steps of 10.8 Hz. The mel scale
    # adds them up in 128 bands: below 1 kHz they lie 26 Hz apart, at 10 kHz some 270 Hz. MFCC (mel-frequency cepstral
    # coefficients) take the 128 levels of a moment, in dB, as a curve and describe its outline by 20 numbers: first
    # how high the curve lies, then how it slopes, then ever finer ripples. A voice's vowel and an instrument's timbre
    # are in the outline; which note is played is in the finest ripples, and those are left out. (Their levels are
    # counted from a fixed power and not from the loudest place: turn the song down, and the first number falls while
    # the others stay.) The first is far greater than the others; so that all can be seen, each row has a scale of its
    # own: white is its mean, orange above, blue below.

    plot mel size: [420, 260]
    plot coefficients size: [420, 260]

    # Now a network shall learn genres from them. `stats | classify` is the simplest: it takes of each row of
    # such a picture the mean and the deviation over time (how far its values lie from their mean), and has a weight
    # for each of these numbers and each genre.
    # `crossval … folds: 5` divides the songs in five parts, its folds. Five times a fresh network learns from
    # four of them and is asked about the fifth. Its line says how many songs were named rightly: the mean of the
    # five tests, and behind ± how far they lie apart. In brackets stands between which shares the truth may lie
    # for songs of this kind (95 %: a bracket made so holds it 95 times of a hundred). In these lessons a
    # difference counts only where two brackets do not overlap: that is strict, but needs no more words.
    # (Below it: what tested songs share with those learned from. The lesson `fooling` is about that. Other words are
    # explained by `help concept`.)
    #
    # ? The same recipe learns from 128 mel bands, and from 20 MFCC. Which is right more often about songs that
    # it has not heard?
    # - that with 128 bands, by far: it knows more
    # - that with 20 coefficients, by far: each of them says something of its own
    # + neither that could be told

    by_bands = crossval (stats | classify) (songs | spectrogram) folds: 5
    by_mfcc = crossval (stats | classify) (songs | mfcc) folds: 5
    print "{by_bands.accuracy:0%} by 128 mel bands, {by_mfcc.accuracy:0%} by 20 MFCC"

    expect by_mfcc.items.count == songs.count
    expect by_bands.interval[1] > by_mfcc.interval[0] and by_mfcc.interval[1] > by_bands.interval[0]

    # ! The brackets overlap. That does not show that both are equally good: it shows that these songs cannot
    # tell. But six times fewer numbers have cost nothing that could be seen here. Neighbouring bands rise and
    # fall together, so that most of the 128 say again what the others said.
    #
    # ? Then go on: two coefficients instead of 20, so how loud a moment is and how its spectrum slopes. How
    # often is that network right about one of ten genres?
    # - one time in ten, as who guesses
    # + clearly more than a guess, clearly less than with 20
    # - as often as with 20

    by_two = crossval (stats | classify) (songs | mfcc count: 2) folds: 5
    print "{by_two.accuracy:0%} by 2 coefficients"

    expect by_two.interval[0] > 10% and by_two.interval[1] < by_mfcc.interval[0]

    # ! Two numbers a moment already tell much, since the first coefficients say the coarsest. But here the
    # brackets lie apart: something that genres need is in the others.
    #
    # ~ How many coefficients do? Cross-validate with another `count:` in 5 folds, and call the result `mine`.

    mine = crossval (stats | classify) (songs | mfcc count: 5) folds: 5

    expect mine.folds.count == 5 and mine.items.count == by_mfcc.items.count

    # ! Try some, and compare brackets, not numbers: a count that is a few percent better than another here may be
    # worse with other songs. Whoever tries ten and tells the best has found luck, too: the lesson `fooling`
    # comes back to that.
    """#)
}
