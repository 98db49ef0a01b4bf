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

    # ? A unit of a gru has two gates and a candidate, each with a weight for every one of 128 mel bands and
    # every unit. How many weights has `gru 32`, compared with `gru 16`?
    # - as many: the bands did not change
    # + about twice as many
    # - four times as many

    print (gru 16).parameters (gru 32).parameters

    expect (gru 16).parameters == 3 * (16 * 128 + 16 * 16 + 16 + 16)
    expect (gru 32).parameters == 3 * (32 * 128 + 32 * 32 + 32 + 32)
    expect (gru 32).parameters > 2.2 * (gru 16).parameters and (gru 32).parameters < 2.25 * (gru 16).parameters

    # ! A little more than twice: what units read from the bands grows with their number, what they read from
    # each other with its square. Here the 128 bands are most of it. (The last two numbers in `3 * (16 * 128 + 16 * 16
    # + 16 + 16)` are biases: each set has two for each unit, one with what is heard and one with the state.)
    #
    # ~ Forget faster. With which gate is less than 1 % of a state of 1 left after ten steps of candidates that
    # are 0? Write it as `mine = …`, a number between 0 and 1 and not 0.

    mine = 0.6

    expect mine > 0 and mine < 1
    expect mine * mine * mine * mine * mine * mine * mine * mine * mine * mine < 0.01
    """#)
}
