extension Lesson {
  static let gates = Lesson(
    "gates",
    #"""
    # # Gates by hand
    # A gated recurrent unit reads a song step by step and keeps a state. Its gates are numbers between 0 and 1
    # that decide, at every step, what to keep. Here you compute with them yourself, then look at real ones.

    # At each step the unit has an old state h, and proposes a new one, the candidate n. The update gate z mixes
    # the two:
    #
    # `h = z * h + (1 - z) * n`
    #
    # The other gate, reset, decides how much of h the unit looks at when it makes the candidate: at 0 the
    # candidate comes from what is heard now alone, at 1 from that and the whole old state. Reset is about what
    # to propose, update about what to keep.
    #
    # ? The update gate is 1. What is the state after the step?
    # + the old state, unchanged
    # - the candidate: the gate is open, so the new comes in
    # - the mean of the two

    h = 5
    n = -3
    z = 1
    print z * h + (1 - z) * n

    expect z * h + (1 - z) * n == h

    # ! The old state, 5. (Real states lie between −1 and 1.) The name misleads: an update gate of 1 is one that does
    # not update. (Some books write it the other way round; this is PyTorch's and Étude's.) So where a picture of an
    # update gate is bright, the unit keeps what it has, and where it is dark, it takes in something new.
    #
    # ? The gate stands at 0.9, ten steps long, and the candidate is always 0. The state was 1. What is left of
    # it?
    # - 0.9
    # + about 0.35
    # - nothing: ten times a tenth was taken

    state = 1
    for step in 1..10 { state = 0.9 * state + (1 - 0.9) * 0 }
    print state

    expect (round state to: 2) == 0.35

    # ! 0.9 ten times over: 0.35. Each step takes a tenth of what is left. A spectrogram has a column every
    # 0.023 s, so with a step for each column half of what this unit knew is gone after 7 steps, a sixth of a second.

    expect 0.9 * 0.9 * 0.9 * 0.9 * 0.9 * 0.9 > 0.5 and 0.9 * 0.9 * 0.9 * 0.9 * 0.9 * 0.9 * 0.9 < 0.5
    expect (round 512 / 22050 to: 3) == 0.023 and 7 * 512 / 22050 > 0.16 and 7 * 512 / 22050 < 0.17

    # Now real gates. A network of 16 units reads 3 s of songs. (A layer reads at most 128 steps; here the mean of
    # two columns is one, of 0.046 s.)

    songs = demo genres: 4 clips: 8 length: 3s
    mels = songs | spectrogram
    listener = fit (gru 16 | classify) mels validation: 0%

    # ? Nobody told the units how long to remember. Take the mean of each unit's update gate over a song. How far
    # apart are the 16 units?
    # - all about 0.5: gates begin in the middle, and stay near it
    # - all about 0.9: who listens to a song has to remember
    # + far apart: some below 0.1, others above 0.9

    found = gates listener songs[0]
    update = found["update"]
    for unit in 0..15 { print "unit {unit}: {(mean update[unit]):2}" }
    plot found size: [640, 560]

    expect (mean update[0]) > 0.9 and (mean update[2]) < 0.1
    expect (min update[9]) < 0.3 and (max update[9]) > 0.9

    # ! Far apart: one unit keeps nearly all at every step, and another lets go of nearly all. It is not one memory
    # of a fixed length, but sixteen. And they are not fixed: the update gate of unit 9 goes from below 0.3 to above
    # 0.9 within these 3 s, as it hears what is played. Here it is by itself; look where its gate falls, and what its
    # state does there:

    plot (gates listener songs[0] unit: 9) size: [640, 560]

    expect (mean update[9][0..9]) > 0.85 and found["state"][9][4] < 0.4 and found["candidate"][9][0] > 0.9
    expect (mean update[9][43..47]) < 0.7 and found["state"][9][42] > 0.9 and found["state"][9][47] < 0.6
    expect 42 * 2 * 512 / 22050 > 1.9 and 47 * 2 * 512 / 22050 < 2.2

    # In the first half second its gate stands near 0.9: the candidate is near 1 at once, and the state climbs to it
    # slowly. Towards 2.2 s the gate is about a half: where the candidate falls, the state falls with it.

    # And here is one step of that unit, in numbers. What is heard is a list x of 128 levels, the old states a list h
    # of 16. A gate multiplies each of them with a weight of its own, adds up, adds its biases (in the table `W x + b`
    # and `U h + b`), and squashes the sum to between 0 and 1 with σ(a) = 1 / (1 + e^-a); the candidate is squashed
    # to between −1 and 1, with tanh. Follow the lines downwards, with a calculator: reset, update, candidate, state.

    steps listener songs[0] unit: 9 at: 1s

    # An lstm parts what is kept from what is shown, its cell c from its state h, and has three gates: forget f, input i
    # and output o.
    #
    # `c = f * c + i * n` and `h = o * tanh(c)`
    #
    # ? A cell holds 2, of which tanh makes 0.964. Then for ten steps forget is 1, input 0, output 0. What is left?
    # - nothing in either: the forget gate is open
    # - 2 in both
    # + 2 in the cell, 0 in the state

    c = 2
    f = 1
    i = 0
    o = 0
    for step in 1..10 { c = f * c + i * n }
    print c o * 0.964

    expect c == 2 and o * 0.964 == 0

    # ! The cell keeps its 2, for as long as the gates stand so, and nobody sees it: the state is 0. When the output
    # gate opens, it is there again. (A forget gate of 1 forgets nothing: another name that misleads.) In a gru what
    # is taken in takes the place of what is let go, z and 1 − z. In an lstm these are two gates, so it can keep
    # everything and add to it.
    #
    # ? A candidate lies between −1 and 1, and so does a state. And a real cell?
    # - between −1 and 1 as well
    # + it can lie far outside

    cells = fit (lstm 16 | classify) mels validation: 0%
    one = steps cells songs[0] unit: 14 at: 1s
    by_hand = one["forget"].value * one["old cell"].value + one["input"].value * one["candidate"].value
    print by_hand one["cell"].value
    plot (gates cells songs[0] unit: 14) size: [640, 640]

    expect by_hand - one["cell"].value < 0.001 and one["cell"].value - by_hand < 0.001
    expect one["cell"].value < -10 and one["forget"].value > 0.9 and one["input"].value > 0.7
    expect one["candidate"].value < -0.9

    # ! Far outside. The line gives what stands in the row `cell` of the table. This unit counts: its candidate is near
    # −1, its forget and input gates near 1, so with nearly every step the cell goes nearly 1 farther. That far from 0
    # tanh gives −1, and the state is minus the output gate:

    print -1 * one["output"].value one["state"].value

    expect one["output"].value + one["state"].value < 0.001 and one["output"].value + one["state"].value > -0.001

    # ~ Forget faster. With which gate is less than 1 % of a state of 1 left after ten steps of candidates that
    # are 0? Write it as `mine = …`, a number between 0 and 1 and not 0.

    mine = 0.6

    expect mine > 0 and mine < 1
    expect mine * mine * mine * mine * mine * mine * mine * mine * mine * mine < 0.01
    """#)
}
