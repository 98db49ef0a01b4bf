"""MobileNetV2 without its top over pictures of 256 × 256: mobilenet.py PEER BATCH, or  mobilenet.py export FILE BATCH.

Time a picture. The weights are random: speed does not depend on them.
"""

import sys

import measuring


def torch_network():
    torch = measuring.torch()
    nn = torch.nn

    def unit(inputs, outputs, kernel, stride=1, groups=1, activated=True):
        layers = [
            nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False),
            nn.BatchNorm2d(outputs),
        ]
        return layers + ([nn.ReLU6(inplace=True)] if activated else [])

    class Residual(nn.Module):
        def __init__(self, inputs, outputs, stride, expansion):
            super().__init__()
            hidden = inputs * expansion
            layers = unit(inputs, hidden, 1) if expansion > 1 else []
            layers += unit(hidden, hidden, 3, stride, groups=hidden) + unit(hidden, outputs, 1, activated=False)
            self.body = nn.Sequential(*layers)
            self.adds = stride == 1 and inputs == outputs

        def forward(self, x):
            return x + self.body(x) if self.adds else self.body(x)

    layers, channels = unit(3, 32, 3, 2), 32
    for expansion, outputs, repeats, stride in (
        (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1),
    ):
        for index in range(repeats):
            layers.append(Residual(channels, outputs, stride if index == 0 else 1, expansion))
            channels = outputs
    layers += unit(channels, 1280, 1) + [nn.AdaptiveAvgPool2d(1), nn.Flatten()]
    return nn.Sequential(*layers).eval()


def export(path, batch):
    torch = measuring.torch()
    torch.onnx.export(
        torch_network(), (torch.randn(batch, 3, 256, 256),), path, input_names=["x"], output_names=["y"],
        dynamo=False)


def torch_compiled(batch):
    torch = measuring.torch()
    import torch._inductor.config

    torch._inductor.config.freezing = True
    network = torch.compile(torch_network())
    pictures = torch.randn(batch, 3, 256, 256)

    def run():
        with torch.no_grad():
            network(pictures)

    return run


def onnxruntime(path, batch):
    import numpy
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = measuring.THREADS
    session = onnxruntime.InferenceSession(path, options)
    pictures = numpy.random.randn(batch, 3, 256, 256).astype("f")
    return lambda: session.run(None, {"x": pictures})


def openvino(path, batch, precision):
    import numpy
    import openvino

    core = openvino.Core()
    compiled = core.compile_model(
        core.read_model(path), "CPU", {
            "INFERENCE_NUM_THREADS": measuring.THREADS, "PERFORMANCE_HINT": "LATENCY",
            "INFERENCE_PRECISION_HINT": precision,
        })
    pictures = numpy.random.randn(batch, 3, 256, 256).astype("f")
    request = compiled.create_infer_request()
    return lambda: request.infer({0: pictures}, share_inputs=True, share_outputs=True)


def keras_predict(batch):
    measuring.tensorflow()
    import keras
    import numpy

    network = keras.applications.MobileNetV2(
        weights=None, include_top=False, input_shape=(256, 256, 3), pooling="avg")
    pictures = numpy.random.rand(64, 256, 256, 3).astype("f")
    return lambda: network.predict(pictures, batch_size=batch, verbose=0)


peer = sys.argv[1]
if peer == "export":
    export(sys.argv[2], int(sys.argv[3]))
    sys.exit()
batch, path = int(sys.argv[2]), sys.argv[3]
pictures_a_call = batch
if peer == "torch-compiled":
    work = torch_compiled(batch)
elif peer == "onnxruntime":
    work = onnxruntime(path, batch)
elif peer == "keras":
    work, pictures_a_call = keras_predict(batch), 64
else:
    work = openvino(path, batch, "bf16" if peer == "openvino-bf16" else "f32")
report = measuring.report
measuring.report = lambda seconds: report(seconds / pictures_a_call)
measuring.measure(work)
