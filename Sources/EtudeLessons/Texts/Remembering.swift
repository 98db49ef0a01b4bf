extension Lesson {
  static let remembering = Lesson(
    "remembering",
    #"""
    # # Remembering: rnn, gru, lstm
    # A recurrent network reads a song from its beginning to its end and answers at the end. What does it still
    # know of the beginning?

    # A plain recurrent unit (rnn) multiplies its state by a weight at every step and adds what it hears (and squashes
    # the sum to between −1 and 1, which we leave away for a moment). After many steps the first moment has been
    # multiplied many times. A spectrogram has a column every 0.023 s, so 130 in 3 s.
    #
    # ? The weight is 0.9, which sounds like a good memory. How much of a moment is left after 130 steps?
    # - about a tenth
    # - about a hundredth
    # + about a millionth

    left = 1
    for step in 1..130 { left = left * 0.9 }
    print left

    expect left > 0.000001 and left < 0.000002

    # ! A millionth. (With −0.9 as well: the sign changes from step to step, the size is the same.) And with 1.1 in
    # place of 0.9?

    expect 0.9 * 0.9 == (-0.9) * (-0.9)

    grown = 1
    for step in 1..130 { grown = grown * 1.1 }
    print grown

    expect grown > 200000

    # It would grow to more than 200000; squashed, it sticks at its end, and what is new is drowned. A plain rnn lives
    # on a knife's edge between forgetting and drowning, and training does not hit a weight to some thousandths. A gru
    # has a gate in that place: a number between 0 and 1, made anew at every step from what is heard and from the
    # states, by which the old state is multiplied. It can stand at 0.999 while there is something to keep, and at 0
    # when there is not.

    kept = 1
    for step in 1..130 { kept = kept * 0.999 }
    print kept

    expect kept > 0.87 and kept < 0.88

    # An lstm has two memories: a cell that is kept, and a state that is shown. Three gates say how much of the old
    # cell is kept (forget), how much of the new is added (input) and how much is shown (output).
    #
    # Each of these parts has weights of its own: for each unit one for every mel band, one for every unit's state,
    # and two biases. The plain rnn has one such set.
    #
    # ? The lstm has four sets: three gates, and the candidate, the new that would be added. And the gru, with
    # two gates?
    # - two
    # + three
    # - four as well

    print (rnn 16).parameters (gru 16).parameters (lstm 16).parameters

    expect (rnn 16).parameters == 16 * 128 + 16 * 16 + 16 + 16
    expect (gru 16).parameters == 3 * (rnn 16).parameters and (lstm 16).parameters == 4 * (rnn 16).parameters

    # ! Three: two gates and a candidate. A set is 16 × 128 weights for what is heard, 16 × 16 for the states of all
    # units before, and 16 + 16 biases.
    #
    # Now a plain rnn and a gru learn genres, with 16 units each. (A layer reads at most 128 steps: of longer songs
    # it takes the mean of two, three, four columns for one. Here, in 10 s, it is four, so a step is 0.09 s.)

    songs = demo genres: 4 clips: 8 length: 10s
    mels = songs | spectrogram
    plain = fit (rnn 16 | classify) mels validation: 0%
    gated = fit (gru 16 | classify) mels validation: 0%

    # `memory` asks of each moment of a song: if what was heard there were a little different, how much would the
    # answer differ? It draws that over how long ago the moment was, the greatest of each network being 1. The scale
    # goes down by tenths, and ends at a millionth: a curve that lies there has been forgotten. (Counted from 0, the
    # first step is the beginning of the song.)
    #
    # ? How far back does the answer of the rnn still depend on what was heard, compared with the gru's?
    # - as far: they learned from the same songs
    # - farther: it adds everything up
    # + not nearly as far

    reach = memory [rnn: plain, gru: gated] songs[0]
    plot reach size: [640, 380]
    print (mean reach["rnn"][0..80]) (mean reach["gru"][0..80])

    expect (mean reach["gru"][0..80]) > 10 * (mean reach["rnn"][0..80])

    # ! Not nearly. What was heard more than two and a half seconds before the end counts far more than 10 times as much
    # in the gru, on average. What the rnn answers rests on the last moments. (One network of each kind and one song:
    # try others with `songs[1]`.)

    expect reach["gru"].shape[0] > 100 and (reach["gru"].shape[0] - 81) * 10 / reach["gru"].shape[0] > 2.4

    # ? So the rnn is deaf for most of a song. How do the three do with songs that they have not heard?
    # - the gru is right twice as often as the rnn
    # - the lstm is the best by far: it has the most weights
    # + these songs cannot tell them apart

    by_rnn = crossval (rnn 16 | classify) mels folds: 4
    by_gru = crossval (gru 16 | classify) mels folds: 4
    by_lstm = crossval (lstm 16 | classify) mels folds: 4
    print "{by_rnn.accuracy:0%} rnn, {by_gru.accuracy:0%} gru, {by_lstm.accuracy:0%} lstm"

    expect by_rnn.interval[1] > by_gru.interval[0] and by_gru.interval[1] > by_rnn.interval[0]
    expect by_rnn.interval[1] > by_lstm.interval[0] and by_lstm.interval[1] > by_rnn.interval[0]
    expect by_gru.interval[1] > by_lstm.interval[0] and by_lstm.interval[1] > by_gru.interval[0]

    # ! All three brackets overlap. A genre is in every second of a song: who has forgotten the beginning has heard
    # the end. A better memory helps where there is something to remember, and only there. That the three are alike in
    # general does not follow.
    #
    # So here is something for which only the order counts. Disco has a kick on every beat, and on every second one a
    # snare or a clap with it; a beat takes about half a second. Two seconds of it, cut out from 0.25 s on, begin with
    # a snare; from 0.75 s on the snare comes second. These are the two kinds to be told apart. (32 bands and fewer
    # columns are enough for it.)

    discos = demo genres: 4 clips: 120 length: 3s | where label == "disco"
    pieces = discos | segments length: 2s hop: 0.25s
    first = pieces | where start == 0.25s | relabel from: "disco" to: "snare first"
    second = pieces | where start == 0.75s | relabel from: "disco" to: "snare second"
    turns = join first second | spectrogram mels: 32 hop: 1024

    expect turns.count == 240 and 60 / (tempo discos[0]) > 0.45 and 60 / (tempo discos[0]) < 0.56

    # ? Who can tell them apart: the mean and deviation of each band (`stats`), or the gru?
    # - both: a snare is easy to hear
    # + the gru alone; `stats` guesses
    # - neither: the same strokes are in both

    by_stats = crossval (stats | classify) turns folds: 4
    in_order = crossval (gru 32 | classify) turns folds: 4
    print "{by_stats.accuracy:0%} stats, {in_order.accuracy:0%} gru"

    expect by_stats.interval[0] < 50% and by_stats.interval[1] > 50%
    expect by_stats.interval[1] < in_order.interval[0]

    # ! The gru alone. The same strokes sound in both kinds, equally often: their means and deviations are alike, and
    # no number of songs makes them differ. What differs is what came before what, which a mean forgets at once. Who
    # reads step by step and keeps a state has it. A long memory is not needed here, since the last stroke tells as
    # much as the first: the plain rnn does better than a guess as well.

    by_plain = crossval (rnn 32 | classify) turns folds: 4
    print by_plain.interval

    expect by_plain.interval[0] > 50%

    # ~ How near 1 must a gate stand to keep half of a state over 130 steps? Try it with the loop above, then
    # write it as `mine = …`, less than 1.

    mine = 0.995

    expect mine < 1 and mine > 0.9947
    """#)
}
