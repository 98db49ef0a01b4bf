extension Lesson {
  static let mel = Lesson(
    "mel",
    #"""
    # # Mel and MFCC: fewer numbers, chosen well
    # Ears tell 200 Hz from 300 Hz at once, and 8000 Hz from 8100 Hz hardly. The mel scale spaces frequencies as
    # the ear does; MFCC throw away more still. Do fewer numbers make a worse network?

    songs = demo genres: 8 clips: 8 length: 3s
    plain = spectrogram songs[0] scale: "linear"
    mel = spectrogram songs[0]
    coefficients = mfcc songs[0]
    print plain.bands mel.bands coefficients.bands

    expect plain.bands == 1025 and mel.bands == 128 and coefficients.bands == 20

    # A window of 2048 samples knows 1025 frequencies. The mel scale adds them up in 128 bands: narrow ones
    # below 1 kHz, ever wider ones above. MFCC take the 128 levels of a moment as a curve and describe its
    # outline by 20 numbers: first its level, then its slope, then ever finer ripples. A voice's vowel and an
    # instrument's timbre are in the outline; which note is played is in the finest ripples, and those are left
    # out.
    #
    # ? The same simple network learns genres from 128 mel bands, and from 20 MFCC. Which is right more often
    # about songs that it has not heard?
    # - that with 128 bands, by far: it knows more
    # - that with 20 coefficients, by far: each of them says something of its own
    # + neither by far: less than 15 % lies between them

    by_bands = crossval (stats | classify) (songs | spectrogram) folds: 4
    by_mfcc = crossval (stats | classify) (songs | mfcc) folds: 4
    print "{by_bands.accuracy:0%} by 128 mel bands, {by_mfcc.accuracy:0%} by 20 MFCC"
    compare by_bands by_mfcc

    expect by_mfcc.items.count == 64
    expect by_mfcc.accuracy < by_bands.accuracy + 15% and by_mfcc.accuracy > by_bands.accuracy - 15%

    # ! Neither: less than 15 % lies between them, and the interval that `compare` gives for the difference
    # holds 0: on 64 songs it may be luck. Six times fewer numbers cost next to nothing. Neighbouring bands rise
    # and fall together, so that most of the 128 say again what the others said.
    #
    # ? Then take few bands: `mels: 20` gives 20 numbers a moment as well. How do the 20 bands do?
    # - like the 20 coefficients: 20 numbers are 20 numbers
    # + worse than the 20 coefficients, and worse than the 128 bands
    # - better than both: nothing is said twice

    by_few = crossval (stats | classify) (songs | spectrogram mels: 20) folds: 4
    print "{by_few.accuracy:0%} by 20 mel bands"

    expect by_few.accuracy < by_mfcc.accuracy and by_few.accuracy < by_bands.accuracy

    # ! Worse than both. It is not the count: 20 wide bands have blurred the spectrum before anyone could look
    # at its outline, and they still rise and fall together. The coefficients look at 128 narrow bands first,
    # and then keep the broad outline. (How much a difference on 64 songs is worth, the lesson `folds` says.)
    #
    # ~ How few coefficients do? Cross-validate with 5 of them in 4 folds, and call the result `mine`.

    mine = crossval (stats | classify) (songs | mfcc count: 5) folds: 4

    expect mine.folds.count == 4 and mine.items.count == by_mfcc.items.count
    """#)
}
