"""One training step of conv, batch norm, relu, max-pool with 16, 32, 64, 64 filters on 32 pictures of 256 × 256."""

import sys

import measuring

WIDTHS = (16, 32, 64, 64)
BATCH = 32


def torch_step(in_bfloat16):
    torch = measuring.torch()
    layers, channels = [], 3
    for width in WIDTHS:
        layers += [
            torch.nn.Conv2d(channels, width, 3, padding=1, bias=False), torch.nn.BatchNorm2d(width),
            torch.nn.ReLU(inplace=True), torch.nn.MaxPool2d(2),
        ]
        channels = width
    layers += [torch.nn.AdaptiveAvgPool2d(1), torch.nn.Flatten(), torch.nn.Linear(channels, 10)]
    network = torch.nn.Sequential(*layers).to(memory_format=torch.channels_last)
    pictures = torch.randn(BATCH, 3, 256, 256).to(memory_format=torch.channels_last)
    labels = torch.arange(BATCH) % 10
    optimizer = torch.optim.SGD(network.parameters(), lr=0.01)
    loss_of = torch.nn.CrossEntropyLoss()

    def step():
        optimizer.zero_grad(set_to_none=True)
        with torch.autocast("cpu", torch.bfloat16, enabled=in_bfloat16):
            loss = loss_of(network(pictures), labels)
        loss.backward()
        optimizer.step()

    return step


def tensorflow_step():
    tf = measuring.tensorflow()
    import keras

    layers = [keras.Input((256, 256, 3))]
    for width in WIDTHS:
        layers += [
            keras.layers.Conv2D(width, 3, padding="same", use_bias=False), keras.layers.BatchNormalization(),
            keras.layers.ReLU(), keras.layers.MaxPooling2D(2),
        ]
    network = keras.Sequential(layers + [keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10)])
    pictures = tf.random.normal((BATCH, 256, 256, 3))
    labels = tf.range(BATCH) % 10
    optimizer = keras.optimizers.SGD(0.01)
    loss_of = keras.losses.SparseCategoricalCrossentropy(from_logits=True)

    @tf.function
    def step():
        with tf.GradientTape() as tape:
            loss = loss_of(labels, network(pictures, training=True))
        gradients = tape.gradient(loss, network.trainable_variables)
        optimizer.apply_gradients(zip(gradients, network.trainable_variables))
        return loss

    return lambda: step().numpy()


peer = sys.argv[1]
measuring.measure(tensorflow_step() if peer == "tensorflow" else torch_step(peer == "torch-bf16"))
