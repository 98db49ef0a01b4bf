"""musicnn to its 1506 pooled values over the ten windows of a song: musicnn.py PEER FILE, or  musicnn.py export FILE.

Time a song. The weights are random: speed does not depend on them. Batch norm, a line a channel, is folded by the peers.
"""

import sys

import measuring

WINDOWS = 10


def export(path):
    torch = measuring.torch()
    nn = torch.nn

    class Musicnn(nn.Module):
        def __init__(self):
            super().__init__()
            self.input = nn.BatchNorm2d(1, eps=1e-3)
            self.timbral = nn.ModuleList([nn.Conv2d(1, 204, (7, bands)) for bands in (38, 67)])
            self.temporal = nn.ModuleList([nn.Conv2d(1, 51, (frames, 1)) for frames in (128, 64, 32)])
            self.norms = nn.ModuleList([nn.BatchNorm2d(count, eps=1e-3) for count in (204, 204, 51, 51, 51)])
            self.middle = nn.ModuleList([nn.Conv1d(count, 64, 7, padding=3) for count in (561, 64, 64)])
            self.middle_norms = nn.ModuleList([nn.BatchNorm1d(64, eps=1e-3) for _ in range(3)])

        def forward(self, x):
            x = self.input(x)
            parts = []
            for conv, norm in zip([*self.timbral, *self.temporal], self.norms):
                frames = conv.kernel_size[0]
                padded = nn.functional.pad(x, (0, 0, (frames - 1) // 2, frames // 2))
                parts.append(norm(torch.relu(conv(padded))).amax(3))
            back = [torch.cat(parts, 1)]
            for place, (conv, norm) in enumerate(zip(self.middle, self.middle_norms)):
                made = norm(torch.relu(conv(back[-1])))
                back.append(made if place == 0 else made + back[-1])
            joined = torch.cat(back, 1)
            return torch.stack([joined.amax(2), joined.mean(2)], 2).flatten(1)

    torch.onnx.export(
        Musicnn().eval(), (torch.randn(WINDOWS, 1, 187, 96),), path, input_names=["x"], output_names=["y"],
        dynamo=False)


def onnxruntime(path):
    import numpy
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = measuring.THREADS
    session = onnxruntime.InferenceSession(path, options)
    windows = numpy.random.randn(WINDOWS, 1, 187, 96).astype("f")
    return lambda: session.run(None, {"x": windows})


def openvino(path):
    import numpy
    import openvino

    core = openvino.Core()
    compiled = core.compile_model(
        core.read_model(path), "CPU", {
            "INFERENCE_NUM_THREADS": measuring.THREADS, "PERFORMANCE_HINT": "LATENCY",
            "INFERENCE_PRECISION_HINT": "f32",
        })
    windows = numpy.random.randn(WINDOWS, 1, 187, 96).astype("f")
    request = compiled.create_infer_request()
    return lambda: request.infer({0: windows}, share_inputs=True, share_outputs=True)


peer, path = sys.argv[1], sys.argv[2]
if peer == "export":
    export(path)
    sys.exit()
measuring.measure(onnxruntime(path) if peer == "onnxruntime" else openvino(path))
