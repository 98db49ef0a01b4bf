extension Lesson {
  static let remembering = Lesson(
    "remembering",
    #"""
    # # Remembering: rnn, gru, lstm
    # A recurrent network reads a song from its beginning to its end and answers at the end. What does it still
    # know of the beginning?

    # A plain recurrent unit multiplies its state by a weight at every step and adds what it hears. After many
    # steps the first moment has been multiplied many times.
    #
    # ? The weight is 0.9, which sounds like a good memory. How much of a moment is left after 130 steps, 3 s of
    # spectrogram?
    # - about a tenth
    # - about a hundredth
    # + about a millionth

    left = 1
    for step in 1..130 { left = left * 0.9 }
    print left

    expect left > 0.000001 and left < 0.000002

    # ! A millionth. And with 1.1 in place of 0.9?

    grown = 1
    for step in 1..130 { grown = grown * 1.1 }
    print grown

    expect grown > 200000

    # It grows to more than 200000: the state drowns everything new. A plain rnn lives on a knife's edge between
    # forgetting and drowning. A gru has a gate that can stand at 0.999 when there is something to keep, and at
    # 0 when there is not.

    kept = 1
    for step in 1..130 { kept = kept * 0.999 }
    print kept

    expect kept > 0.87 and kept < 0.88

    # Now both read songs, with 16 units each.

    songs = demo genres: 4 clips: 8 length: 10s
    mels = songs | spectrogram

    # ? A plain rnn, a gru and an lstm have to name the genre of songs that they have not heard. How far apart
    # are they?
    # - the gru is right twice as often
    # - the lstm is clearly the best: it has the most weights
    # + less than 20 % between all three

    by_rnn = crossval (rnn 16 | classify) mels folds: 4
    by_gru = crossval (gru 16 | classify) mels folds: 4
    by_lstm = crossval (lstm 16 | classify) mels folds: 4
    print "{by_rnn.accuracy:0%} rnn, {by_gru.accuracy:0%} gru, {by_lstm.accuracy:0%} lstm"

    expect by_gru.accuracy < by_rnn.accuracy + 20% and by_gru.accuracy > by_rnn.accuracy - 20%
    expect by_lstm.accuracy < by_rnn.accuracy + 20% and by_lstm.accuracy > by_rnn.accuracy - 20%

    # ! Less than 20 % between all three. A genre is in every second of a song: who has forgotten the beginning
    # has heard the end. A better memory helps where there is something to remember, such as a song's form, and
    # only there.
    #
    # ? And memory itself: how far back does the answer of a fitted rnn still depend on what was heard, beside a
    # fitted gru?
    # - as far: they learned from the same songs
    # - farther: it adds everything up
    # + not nearly as far

    plain = fit (rnn 16 | classify) mels
    gated = fit (gru 16 | classify) mels
    reach = memory [rnn: plain, gru: gated] songs[0]
    describe reach
    plot reach size: [380, 230]

    expect (mean reach["gru"]) > 2 * (mean reach["rnn"])

    # ! Not nearly: the gru's curve, on average over the song, is more than 2 times as high. What the rnn
    # answers rests on the last moments; the gru can still be changed by what was seconds ago. Both were free to
    # learn to remember: the rnn could not.
    #
    # ? The lstm has four sets of weights where the plain rnn has one. And the gru?
    # - two: it has two gates
    # + three: two gates and a candidate
    # - four as well

    print (rnn 16).parameters (gru 16).parameters (lstm 16).parameters

    expect (gru 16).parameters == 3 * (rnn 16).parameters and (lstm 16).parameters == 4 * (rnn 16).parameters

    # ! Three. An lstm has three gates and a candidate, four in all.
    #
    # ~ How near 1 must a gate stand to keep half of a state over 130 steps? Try it with the loop above, then
    # write it as `mine = …`, less than 1.

    mine = 0.995

    expect mine < 1 and mine > 0.9947
    """#)
}
