"""One gru over 32 sequences, forward and backward: gru.py PEER STEPS INPUTS UNITS."""

import sys

import measuring

peer = sys.argv[1]
steps, inputs, units = map(int, sys.argv[2:5])
ITEMS = 32

if peer == "torch":
    torch = measuring.torch()
    layer = torch.nn.GRU(inputs, units)
    sequences = torch.randn(steps, ITEMS, inputs)

    def step():
        layer.zero_grad()
        layer(sequences)[0].sum().backward()

else:
    tf = measuring.tensorflow()
    import keras

    layer = keras.layers.GRU(units, return_sequences=True)
    sequences = tf.random.normal((ITEMS, steps, inputs))
    layer(sequences)

    @tf.function
    def gradients():
        with tf.GradientTape() as tape:
            loss = tf.reduce_sum(layer(sequences, training=True))
        return tape.gradient(loss, layer.trainable_variables)

    def step():
        gradients()[0].numpy()


measuring.measure(step)
