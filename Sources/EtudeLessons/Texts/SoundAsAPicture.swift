extension Lesson {
  static let sound = Lesson(
    "sound",
    #"""
    # # Sound as a picture
    # A song is a long row of numbers: the pressure of the air, many thousand times a second. A spectrogram
    # makes a picture of it, which eyes and networks can read. How fine can that picture be?

    # The songs of these lessons are made by the program itself: `demo` composes and plays them, so that nothing
    # has to be downloaded. They are simpler than recordings, and named after the genre that they imitate.

    songs = demo genres: 2 clips: 2 length: 5s
    song = songs[0]
    print song.length song.rate song.samples

    # A spectrogram lays a window over 2048 samples, asks how much of each frequency is in it, writes the answer
    # as a column (also called a frame), and moves on by 512 samples, its hop. The first window has its middle
    # at the song's beginning; what lies beyond the ends counts as silence. Time goes to the right, frequency
    # upwards, and the colour is loudness in decibels, as the ear counts it: 10 dB more is ten times the power,
    # wherever one begins (and 20 dB more ten times the amplitude, the height of the waves). The loudest place of a
    # song is 0 dB, in the lightest colour: how loud the whole of it was played is not in the picture. What lies 80 dB
    # below it or more is black: that is a hundred-millionth of its power, and beside it hardly heard. A vertical line through
    # the whole picture is a stroke, as of a drum; a horizontal one is a tone that is held.
    #
    # ? How many columns does the picture of this song have?
    # - 5, one for each second
    # + 216, about one for each 512 samples
    # - 54, about one for each 2048 samples

    picture = spectrogram song
    print picture.frames song.samples / 512
    plot picture size: [420, 260]

    expect picture.frames == 216 and song.samples == 110250
    expect (round song.samples / 512 to: 1) == 215.3
    expect picture.frames - song.samples / 512 > 0 and picture.frames - song.samples / 512 <= 1

    # ! The hop decides, and not the window: 110250 / 512 is 215.3, so 215 whole hops lie in the song, and with
    # the column at 0 s there are 216. Windows overlap: each sample is in four of them. (What is shown behind `image`
    # is the same picture stretched to a square, for networks; the lesson `kernel` says why.)

    expect 2048 / 512 == 4 and 216 == 215 + 1

    # ? Now the window is four times as long, `fft: 8192`, and the hop stays. How many columns?
    # - 54, a quarter
    # + 216, as before
    # - 864, four times as many

    longer = spectrogram song fft: 8192
    print longer.frames
    plot longer size: [420, 260] title: "The same song, with windows of 8192 samples"

    expect longer.frames == picture.frames
    expect 2048 / 22050 > 0.092 and 2048 / 22050 < 0.0935 and 8192 / 22050 > 0.371 and 8192 / 22050 < 0.372

    # ! As many as before. What changed is what a column can know. A window of 2048 samples lasts 0.093 s, one of
    # 8192 lasts 0.372 s, and whatever happens within it the column takes for one moment: a drum is smeared to
    # both sides. A smaller hop would not help: there would be more columns, each as smeared as these.

    expect (round 2048 / 22050 to: 3) == 0.093 and (round 8192 / 22050 to: 3) == 0.372

    # The long window is better at something else. Two tones are told apart once the higher has swung a whole
    # swing more than the lower within the window, so from about 1 / 0.093 s = 10.8 Hz on with the short one. (Each tone
    # is a stripe of some such widths, since the window fades in and out.) To see it, look at the lowest
    # 500 Hz alone, without mel bands (they are the next lesson): short window, then long.

    plot (spectrogram song scale: "linear" high: 500Hz) size: [420, 260] title: "To 500 Hz, windows of 2048 samples"
    plot (spectrogram song scale: "linear" high: 500Hz fft: 8192) size: [420, 260] title: "To 500 Hz, windows of 8192 samples"

    # ? From which distance on does the long window tell two tones apart?
    # - 10.8 Hz, as the short one: the songs are the same
    # + 2.7 Hz
    # - 43 Hz: it is coarser

    print "{22050 / 2048:1} Hz with 2048 samples, {22050 / 8192:1} Hz with 8192"

    expect (round 22050 / 2048 to: 1) == 10.8 and (round 22050 / 8192 to: 1) == 2.7
    expect (round (2048 / 22050) * (22050 / 2048) to: 9) == 1 and (round (8192 / 22050) * (22050 / 8192) to: 9) == 1

    # ! 1 / 0.372 s is 2.7 Hz. Four times finer in pitch, four times coarser in time: seconds times hertz is 1
    # with every window. Both at once cannot be had.
    #
    # ? How many numbers does the first picture hold, compared with the samples of the song?
    # + about a quarter as many
    # - as many
    # - about 128 times as many, since each column has 128 bands

    print picture.bands picture.bands * picture.frames song.samples

    expect picture.bands == 128 and picture.bands * picture.frames < song.samples * 0.26
    expect picture.bands * picture.frames > song.samples * 0.24

    # ! 128 bands in each column, but a column only every 512 samples: a quarter. So the picture cannot hold all
    # of the song. What went: where in its swing each tone began (the phase), and differences of pitch within a
    # band. An ear hears little of the first; of the second a tuner would want more.
    #
    # ~ Make a picture of `song` with twice as many columns, and call it `mine`.

    mine = spectrogram song hop: 256

    expect mine.frames > 1.9 * picture.frames and mine.frames < 2.1 * picture.frames
    """#)
}
