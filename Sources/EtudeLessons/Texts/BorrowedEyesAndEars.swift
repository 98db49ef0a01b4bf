extension Lesson {
  static let borrowed = Lesson(
    "borrowed",
    #"""
    # # Borrowed eyes and ears
    # A network that has to learn from a few songs what a shape is begins far back. What if it borrows eyes that
    # were trained on photographs, or ears that were trained on other music?

    songs = demo clips: 8 length: 3s
    mels = songs | spectrogram

    # `mobilenetv2` has looked at a million photographs: dogs, cups, trucks. It has never seen a spectrogram.
    # With `freeze` it stays as it is. `globalpool` takes the mean of each of its 1280 maps over the whole
    # picture: how much of that shape there is, wherever it is. Only the classifier behind that learns, from 64
    # songs in each of five folds.
    #
    # ? Against a network of the same kind as in the lesson `scratch`, `cnn`, that learns all from the same songs:
    # which is better?
    # - `cnn`: photographs have nothing to do with music
    # - these songs cannot tell
    # + the borrowed eyes

    eyes = crossval (mobilenetv2 | freeze | globalpool | classify) mels folds: 5
    own = crossval (cnn | classify) (songs | spectrogram size: 64) folds: 5
    print "{eyes.accuracy:0%} with borrowed eyes, {own.accuracy:0%} from scratch"

    expect eyes.interval[0] > own.interval[1]
    expect eyes.folds.train == [64, 64, 64, 64, 64]

    # ! The borrowed eyes, and the brackets do not overlap. Their first layers find edges and textures, and those are
    # what a spectrogram is made of: a beat is a vertical edge, a held tone a horizontal one, a choir a texture. What
    # is a dog is said by a classifier of its own, which is cut off. The shapes that it read are mixtures of edges
    # and textures, and the new classifier picks out those that differ between genres. A network of its own had 64
    # songs to learn what an edge is, and what genres are. (More epochs or a larger picture help it a little; try.)
    #
    # ? And against the simple baseline, means and deviations of mel bands?
    # - the eyes are worse
    # + the eyes do as well or better; these songs cannot tell more
    # - the eyes are better, and the brackets do not overlap

    baseline = crossval (stats | classify) mels folds: 5
    print "{eyes.accuracy:0%} with borrowed eyes, {baseline.accuracy:0%} by means and deviations"

    expect eyes.accuracy > baseline.accuracy and eyes.interval[0] < baseline.interval[1]

    # ! The brackets overlap. Without the baseline one would have told of a triumph over `cnn`, and not that means and
    # deviations may do as well.
    #
    # `musicnn` has heard songs, and learned which words listeners gave them. It does not read the picture but
    # the sound itself, which Étude fetches for it from the songs.
    #
    # ? Ears that know music, against eyes that know dogs and cups, on these songs?
    # - the ears, by far
    # + these songs cannot tell
    # - the eyes, by far

    ears = crossval (musicnn | freeze | classify) songs folds: 5
    print "{ears.accuracy:0%} with borrowed ears, {eyes.accuracy:0%} with borrowed eyes"
    plot [scratch: own, baseline: baseline, eyes: eyes, ears: ears] size: [640, 360]

    expect ears.interval[1] > eyes.interval[0] and eyes.interval[1] > ears.interval[0]

    # ! The brackets overlap: in the picture each point is a fold, and the bar the bracket. Much of what musicnn
    # learned from recordings, the sound of a voice or a room, is not in synthesised songs, and what is borrowed helps
    # as far as the two worlds are alike. So ask again with recordings: `etude lesson borrowed songs=FOLDER`.
    #
    # What does it hear? Fifty words, none of them learned here:

    print (tags songs[0])

    # These are the words that listeners would give this sound, and not its genre: it is a synthesiser playing a blues,
    # and "electronic" comes first. (Each word has a percentage of its own, since several can be true of one song.) The
    # network is right in its own way, and of no use for naming our genres as it is.
    #
    # ~ Give both at once: `combine [musicnn | freeze, mobilenetv2 | freeze | globalpool] | classify`.
    # Cross-validate it on `mels` in five folds, and call the result `mine`. What do you expect?

    mine = crossval (combine [musicnn | freeze, mobilenetv2 | freeze | globalpool] | classify) mels folds: 5

    expect mine.folds.count == 5

    # ! Both together know more of each song than each alone, and need not do better: there are more weights to learn
    # from as many songs, so more that can be learned by heart. Compare the three brackets before you say that
    # anything was gained or lost.
    """#)
}
