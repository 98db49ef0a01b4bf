extension Lesson {
  static let borrowed = Lesson(
    "borrowed",
    #"""
    # # Borrowed eyes and ears
    # A network that has to learn from a few songs what a shape is begins far back. What if it borrows eyes that
    # were trained on photographs, or ears that were trained on other music?

    songs = demo genres: 6 clips: 6 length: 3s
    mels = songs | spectrogram

    # `mobilenetv2` has looked at a million photographs: dogs, cups, trucks. It has never seen a spectrogram.
    # With `freeze` it stays as it is. `globalpool` takes the mean of each of its 1280 maps over the whole
    # picture: how much of that shape there is, wherever it is. Only the classifier behind that learns, from 24
    # songs.
    #
    # ? Against the simple baseline, means and deviations of mel bands, is it
    # - worse: photographs have nothing to do with music
    # - about the same
    # + clearly better

    eyes = crossval (mobilenetv2 | freeze | globalpool | classify) mels folds: 3
    baseline = crossval (stats | classify) mels folds: 3
    print "{eyes.accuracy:0%} with borrowed eyes, {baseline.accuracy:0%} by means and deviations"

    expect eyes.accuracy > baseline.accuracy + 10%
    expect eyes.folds.train == [24, 24, 24]

    # ! Clearly better. Its first layers find edges and textures, and those are what a spectrogram is made of: a
    # beat is a vertical edge, a held tone a horizontal one, a choir a texture. What is a dog is far behind, and
    # the new classifier just does not ask for it.
    #
    # ? A network of one's own, trained from scratch on the same songs?
    # - between the two
    # + behind both
    # - best: it has seen nothing but music

    own = crossval (cnn | classify) (songs | spectrogram size: 64) folds: 3 epochs: 10
    print "{own.accuracy:0%} from scratch"

    expect own.accuracy < baseline.accuracy and own.accuracy < eyes.accuracy

    # ! Behind both. It had 24 songs to learn what an edge is, and what genres are.
    #
    # `musicnn` has heard songs, and learned which words listeners gave them. It reads the sound itself.
    #
    # ? Ears that know music, against eyes that know dogs and cups, on these songs?
    # - the ears, by far
    # + about equal
    # - the eyes, by far

    ears = crossval (musicnn | freeze | classify) songs folds: 3
    print "{ears.accuracy:0%} with borrowed ears, {eyes.accuracy:0%} with borrowed eyes"

    expect ears.accuracy < eyes.accuracy + 15% and ears.accuracy > eyes.accuracy - 15%
    expect ears.items.count == 36

    # ! About equal: less than 15 % apart, and on 36 songs that is within luck. These songs are synthesised, and
    # nothing that musicnn learned from recordings, the sound of a voice or a room, is in them. What is borrowed
    # helps as far as the two worlds are alike. Try it on recordings: the ears gain.
    #
    # What does it hear? Fifty words, none of them learned here:

    print (tags songs[0])

    # ~ Give both at once: `combine [musicnn | freeze, mobilenetv2 | freeze | globalpool] | classify`.
    # Cross-validate it on `mels` in three folds, and call the result `mine`.

    mine = crossval (combine [musicnn | freeze, mobilenetv2 | freeze | globalpool] | classify) mels folds: 3

    expect mine.folds.count == 3
    expect mine.accuracy > baseline.accuracy
    """#)
}
