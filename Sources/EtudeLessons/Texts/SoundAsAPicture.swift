extension Lesson {
  static let sound = Lesson(
    "sound",
    #"""
    # # Sound as a picture
    # A song is a long row of numbers: the pressure of the air, many thousand times a second. A spectrogram
    # makes a picture of it, which eyes and networks can read. How fine can that picture be?

    songs = demo genres: 2 clips: 2 length: 5s
    song = songs[0]
    print song.length song.rate song.samples

    # A spectrogram lays a window over 2048 samples, asks how much of each frequency is in it, writes the answer
    # as a column, and moves on by 512 samples, its hop. Time goes to the right, frequency upwards, and the
    # colour is loudness in decibels, as the ear counts it: 10 dB more is ten times the power, wherever one
    # begins. What is 80 dB below the loudest place is black.
    #
    # ? How many columns does the picture of this song have?
    # - 5, one for each second
    # + 216, about one for each 512 samples
    # - 54, about one for each 2048 samples

    picture = spectrogram song
    print picture.frames song.samples / 512
    plot picture size: [300, 190]

    expect picture.frames == 216 and song.samples == 110250
    expect (round song.samples / 512 to: 1) == 215.3
    expect picture.frames - song.samples / 512 > 0 and picture.frames - song.samples / 512 <= 1

    # ! The hop alone decides: 110250 / 512 is 215.3, and the first window stands at 0 s, which makes 216.
    # Windows overlap: each sample is in four of them.
    #
    # ? Now the window is four times as long, `fft: 8192`. How many columns?
    # - 54, a quarter
    # + 216, as before
    # - 864, four times as many

    longer = spectrogram song fft: 8192
    print longer.frames
    print "a window lasts {2048 / 22050:3} s or {8192 / 22050:3} s"
    print "two tones are told apart from {22050 / 2048:1} Hz or {22050 / 8192:1} Hz on"
    plot longer size: [300, 190]

    expect longer.frames == picture.frames
    expect 2048 / 22050 > 0.092 and 2048 / 22050 < 0.093 and 8192 / 22050 > 0.371 and 8192 / 22050 < 0.372
    expect 22050 / 2048 > 10.7 and 22050 / 2048 < 10.8 and 22050 / 8192 > 2.69 and 22050 / 8192 < 2.7

    # ! As many as before: the hop did not change. What changed is what a column can know. The long window tells
    # tones apart that lie 2.7 Hz from each other, but whatever happens within its 0.372 s it takes for one
    # moment: a drum is smeared to both sides. The short one knows when within 0.093 s, and tells tones apart
    # from 10.8 Hz on. Both at once cannot be had: time times frequency stays the same.
    #
    # ? How many numbers does the picture hold, beside the samples of the song?
    # + about a quarter as many
    # - as many
    # - about 128 times as many, since each column has 128 bands

    print picture.bands picture.bands * picture.frames song.samples

    expect picture.bands == 128 and picture.bands * picture.frames < song.samples * 0.26
    expect picture.bands * picture.frames > song.samples * 0.24

    # ! 128 bands in each column, but a column only every 512 samples: a quarter. So the picture cannot hold all
    # of the song. What went: where in its swing each tone began (the phase), and differences of pitch within a
    # band. An ear hears little of the first, and a tuner would miss the second.
    #
    # ~ Make a picture of `song` with twice as many columns, and call it `mine`.

    mine = spectrogram song hop: 256

    expect mine.frames > 1.9 * picture.frames and mine.frames < 2.1 * picture.frames
    """#)
}
