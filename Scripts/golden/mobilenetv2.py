"""Pooled MobileNetV2 features of spectrograms, by PyTorch: Tests/EtudeVerbsTests/Golden/mobilenetv2.safetensors.

The pictures are those of the demo songs named below, exported by Étude; the weights those that Scripts/setup made.
Needs torch and safetensors.  Usage: python Scripts/golden/mobilenetv2.py WEIGHTS IMAGE.npy ...
where each image was made by  etude -e 'export (spectrogram (demo genres: 3 clips: 1 length: 10s)[0]) to: "0.npy" view: "image"'
"""
import pathlib
import sys

import numpy
import torch
from safetensors.torch import load_file, save_file
from torch import nn

golden = pathlib.Path(__file__).resolve().parents[2] / "Tests/EtudeVerbsTests/Golden"
weights = load_file(sys.argv[1])


def unit(x, name, norm, stride=1, groups=1, activated=True):
    weight = weights[name + ".weight"]
    x = nn.functional.conv2d(x, weight, stride=stride, padding=weight.shape[2] // 2, groups=groups)
    x = nn.functional.batch_norm(
        x, weights[norm + ".running_mean"], weights[norm + ".running_var"], weights[norm + ".weight"],
        weights[norm + ".bias"], eps=1e-5)
    return nn.functional.relu6(x) if activated else x


def features(x):
    x = unit(x, "features.0.0", "features.0.1", stride=2)
    index, channels = 1, 32
    for expansion, outputs, repeats, stride in (
        (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1),
    ):
        for repeat in range(repeats):
            step = stride if repeat == 0 else 1
            name, place, y = f"features.{index}.conv", 0, x
            if expansion > 1:
                y = unit(y, f"{name}.0", f"{name}.1")
                place = 3
            y = unit(y, f"{name}.{place}", f"{name}.{place + 1}", stride=step, groups=channels * expansion)
            y = unit(y, f"{name}.{place + 3}", f"{name}.{place + 4}", activated=False)
            x = x + y if step == 1 and channels == outputs else y
            index, channels = index + 1, outputs
    return unit(x, "features.18.0", "features.18.1").mean((2, 3))


pictures = torch.stack([torch.from_numpy(numpy.load(path)).permute(2, 0, 1) for path in sys.argv[2:]]).float() / 255
mean = torch.tensor([0.485, 0.456, 0.406])[:, None, None]
deviation = torch.tensor([0.229, 0.224, 0.225])[:, None, None]
with torch.no_grad():
    rows = features((pictures - mean) / deviation)
golden.mkdir(exist_ok=True)
save_file({"features": rows.contiguous()}, golden / "mobilenetv2.safetensors")
(golden / "mobilenetv2.safetensors").chmod(0o644)
