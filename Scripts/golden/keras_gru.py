"""A Keras GRU's weights and outputs, for the import of Keras' gate order.

Writes keras-gru.safetensors into Tests/EtudeNetworksTests/Golden.  Needs keras 3 on torch and safetensors.
Usage: KERAS_BACKEND=torch python Scripts/golden/keras_gru.py
"""
import pathlib

import keras
import numpy
from safetensors.numpy import save_file

golden = pathlib.Path(__file__).resolve().parents[2] / "Tests/EtudeNetworksTests/Golden"
random = numpy.random.default_rng(6)
layer = keras.layers.GRU(5, reset_after=True)
x = random.normal(size=(3, 4, 2)).astype("float32")
layer(x)
layer.set_weights([random.normal(size=w.shape).astype("float32") * 0.5 for w in layer.get_weights()])
kernel, recurrent_kernel, bias = layer.get_weights()
path = golden / "keras-gru.safetensors"
save_file(
    {
        "input": x,
        "kernel": kernel,
        "recurrent_kernel": recurrent_kernel,
        "bias": bias,
        "last": keras.ops.convert_to_numpy(layer(x)),
    },
    path,
)
path.chmod(0o644)
