"""musicnn while training, in PyTorch: what it gives and the gradients of all parameters, for weights and windows that are
formulas. Writes Tests/EtudeNetworksTests/Golden/musicnn-training.json. Needs torch.

Two items, of two windows and of one; the place that the second leaves over holds its window once more behind the front.
"""
import json
import os
import sys

import numpy as np
import torch
import torch.nn.functional as F

FRAMES, BANDS, EPSILON = 187, 96, 1e-3
parameters = {}


def formula(count, index, shift):
    return np.sin(1.7 * index + 0.731 * np.arange(count, dtype=np.float64) + shift)


def add(name, shape, kind):
    index, count = len(parameters), int(np.prod(shape))
    wave = formula(count, index, 0.0)
    if kind == "weight":
        values = 1.5 * wave / np.sqrt(np.prod(shape[1:]))
    elif kind == "scale":
        values = (1 + 0.3 * wave) * np.where(np.arange(count) % 3 == 0, -1, 1)
    else:
        values = 0.1 * wave
    parameters[name] = torch.tensor(values.astype(np.float32).reshape(shape), requires_grad=True)


def linear(name, shape):
    add(name + ".weight", shape, "weight")
    add(name + ".bias", shape[:1], "shift")


def norm(name, channels):
    add(name + ".weight", (channels,), "scale")
    add(name + ".bias", (channels,), "shift")


norm("input_norm", 1)
fronts = [("timbral1", 204, 7, 38), ("timbral2", 204, 7, 67), ("temporal1", 51, 128, 1), ("temporal2", 51, 64, 1),
          ("temporal3", 51, 32, 1)]
for name, filters, frames, bands in fronts:
    linear(name, (filters, 1, frames, bands))
    norm(name + "_norm", filters)
for name, inputs in [("middle1", 561), ("middle2", 64), ("middle3", 64)]:
    linear(name, (64, inputs, 7, 1))
    norm(name + "_norm", 64)
norm("pooled_norm", 1506)
linear("penultimate", (200, 1506))
norm("penultimate_norm", 200)


def batch_norm(x, name):
    return F.batch_norm(x, None, None, parameters[name + ".weight"], parameters[name + ".bias"], True, 0.1, EPSILON)


def convolved(x, name, before, after):
    x = F.pad(x, (0, 0, before, after))
    x = F.conv2d(x, parameters[name + ".weight"], parameters[name + ".bias"])
    return batch_norm(F.relu(x), name + "_norm")


t, b = np.arange(FRAMES)[:, None], np.arange(BANDS)[None, :]
windows = [2 + 2 * np.sin(0.05 * t + w) * np.cos(0.3 * b) + 0.5 * np.sin(0.7 * t + 0.11 * b * (w + 1)) for w in range(3)]
x = torch.tensor(np.stack(windows).astype(np.float32))[:, None]
x = batch_norm(x, "input_norm")
front = torch.cat([convolved(x, n, (f - 1) // 2, f // 2).amax(3, keepdim=True) for n, _, f, _ in fronts], 1)
front = front[[0, 1, 2, 2]]
first = convolved(front, "middle1", 3, 3)
second = convolved(first, "middle2", 3, 3) + first
third = convolved(second, "middle3", 3, 3) + second
back = torch.cat([front, first, second, third], 1)[:, :, :, 0]
pooled = torch.stack([back.amax(2), back.mean(2)], 2).reshape(4, 1506)
hidden = F.relu(F.linear(batch_norm(pooled, "pooled_norm"), parameters["penultimate.weight"], parameters["penultimate.bias"]))
output = batch_norm(hidden, "penultimate_norm")
pull = torch.tensor(formula(4 * 200, 0, 0.4).astype(np.float32).reshape(4, 200))
pull[3] = 0
(output * pull).sum().backward()

gradients = {}
for index, (name, tensor) in enumerate(parameters.items()):
    g = tensor.grad.double().numpy().ravel()
    gradients[name] = {"norm": float(np.linalg.norm(g)), "along": float(g @ formula(g.size, index, 0.9))}
place = os.path.join(os.path.dirname(sys.argv[0]), "../../Tests/EtudeNetworksTests/Golden/musicnn-training.json")
with open(place, "w") as file:
    json.dump({"output": [round(float(v), 6) for v in output[:3].detach().ravel()[::7]], "gradients": gradients}, file)
    file.write("\n")
