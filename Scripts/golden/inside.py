"""What PyTorch finds inside networks whose weights lie in states.safetensors, and inside MobileNetV2 and musicnn with their own.

Grad-CAM, integrated gradients, gates, states and activations. Writes Tests/EtudeNetworksTests/Golden/inside.safetensors (its
README says what each tensor is).  Needs torch and safetensors.
Usage: python Scripts/golden/inside.py FOLDER   where FOLDER holds the pretrained weights that Scripts/setup made
"""
import pathlib
import sys

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file
from torch import nn

golden = pathlib.Path(__file__).resolve().parents[2] / "Tests/EtudeNetworksTests/Golden"
folder = pathlib.Path(sys.argv[1])
states = load_file(golden / "states.safetensors")
torch.set_num_threads(1)
ITEM, POINTS, STEPS = 1, 50, 5
MEAN = torch.tensor([0.485, 0.456, 0.406])[:, None, None]
DEVIATION = torch.tensor([0.229, 0.224, 0.225])[:, None, None]
result = {}


def weights(case):
    return {key[len(case) + 1:]: value for key, value in states.items() if key.startswith(case + "/")}


def standardised(pixels):
    return ((pixels / 255).permute(2, 0, 1) - MEAN) / DEVIATION


def norm(x, w, name, eps=1e-5):
    return F.batch_norm(
        x, w[name + ".running_mean"], w[name + ".running_var"], w[name + ".weight"], w[name + ".bias"], eps=eps)


def cam(answer, maps):
    """Grad-CAM before its relu: [height, width]."""
    slope = torch.autograd.grad(answer, maps, retain_graph=True)[0][0]
    return (slope.mean((1, 2), keepdim=True) * maps[0]).sum(0).detach()


def integrated(answer, x, nothing):
    """Integrated gradients by the middles of equal parts of the way."""
    total = torch.zeros_like(x)
    for point in range(POINTS):
        at = (nothing + (point + 0.5) / POINTS * (x - nothing)).requires_grad_()
        total += torch.autograd.grad(answer(at), at)[0]
    return total / POINTS * (x - nothing)


def frames(case, layer):
    """[steps, bands], averaged and standardised."""
    values, w = states[f"frames{ITEM}"], weights(case)
    run = -(-values.shape[1] // STEPS)
    steps = torch.stack([part.mean(1) for part in values.split(run, 1)])
    return (steps - w[layer + ".input_mean"]) / w[layer + ".input_deviation"]


def recurrent(kind, w, layer, inputs, units, **options):
    module = getattr(nn, kind)(inputs, units, batch_first=True, **options)
    module.load_state_dict({key: w[f"{layer}.{key}"] for key in module.state_dict()})
    return module


def gates(kind, w, layer, suffix, x, units):
    """Of one layer and direction, step by step: what each gate did, the cells, the states."""
    ih, hh = w[f"{layer}.weight_ih_{suffix}"], w[f"{layer}.weight_hh_{suffix}"]
    bih, bhh = w[f"{layer}.bias_ih_{suffix}"], w[f"{layer}.bias_hh_{suffix}"]
    h, c, rows = torch.zeros(units), torch.zeros(units), []
    order = range(len(x)) if not suffix.endswith("reverse") else reversed(range(len(x)))
    for t in order:
        a, b = (ih @ x[t] + bih).chunk(len(ih) // units), (hh @ h + bhh).chunk(len(ih) // units)
        if kind == "GRU":
            r, z = torch.sigmoid(a[0] + b[0]), torch.sigmoid(a[1] + b[1])
            n = torch.tanh(a[2] + r * b[2])
            h = (1 - z) * n + z * h
            rows.append((t, [r, z, n, h]))
        else:
            i, f, o = (torch.sigmoid(a[k] + b[k]) for k in (0, 1, 3))
            g = torch.tanh(a[2] + b[2])
            c = f * c + i * g
            h = o * torch.tanh(c)
            rows.append((t, [i, f, g, o, c, h]))
    rows.sort(key=lambda row: row[0])
    return torch.stack([torch.stack(row) for _, row in rows], 1)  # [what, steps, units]


# Two blocks of convolution: Grad-CAM at the last map and in the middle, integrated gradients by the picture.
w = weights("cnn")
picture = standardised(states["pixels"][ITEM])
black = standardised(torch.zeros_like(states["pixels"][ITEM]))


def cnn(x):
    maps = []
    for block in "12":
        x = norm(F.conv2d(x, w[f"conv{block}.weight"], padding=1), w, "batchnorm" + block).relu()
        maps.append(x)
        x = F.max_pool2d(x, 2)
        maps.append(x)
    return x.mean((2, 3)) @ w["classify.weight"].T + w["classify.bias"], maps


logits, maps = cnn(picture[None].requires_grad_())
for genre in range(3):
    result[f"cnn/cam.{genre}"] = cam(logits[0, genre], maps[3])
    result[f"cnn/cam-relu1.{genre}"] = cam(logits[0, genre], maps[0])
    result[f"cnn/integrated.{genre}"] = integrated(lambda x: cnn(x[None])[0][0, genre], picture.detach(), black).sum(0)
result["cnn/maxpool2"] = maps[3][0].detach()

# Two layers in both directions: gates of all four, integrated gradients by the frames.
w = weights("gru")
x = frames("gru", "gru")
module = recurrent("GRU", w, "gru", 6, 4, num_layers=2, bidirectional=True)


def gru(x):
    return module(x[None])[1][-2:].transpose(0, 1).flatten(1) @ w["classify.weight"].T + w["classify.bias"]


for genre in range(3):
    result[f"gru/integrated.{genre}"] = integrated(lambda x: gru(x)[0, genre], x, torch.zeros_like(x)).T
below = [gates("GRU", w, "gru", suffix, x, 4) for suffix in ("l0", "l0_reverse")]
middle = torch.cat([below[0][-1], below[1][-1]], 1)
for name, rows in zip(("l0", "l0_reverse", "l1", "l1_reverse"),
                      below + [gates("GRU", w, "gru", suffix, middle, 4) for suffix in ("l1", "l1_reverse")]):
    result[f"gru/gates.{name}"] = rows
last = torch.cat([result["gru/gates.l1"][-1][-1], result["gru/gates.l1_reverse"][-1][0]])
assert torch.allclose(last, module(x[None])[1][-2:, 0].flatten(), atol=1e-6)

# How far back: the Jacobian of all answers by each step, its length.
jacobian = torch.autograd.functional.jacobian(lambda x: gru(x)[0], x)
result["gru/memory"] = jacobian.square().sum((0, 2)).sqrt()

# A convolution, its columns and an lstm: cells too.
w = weights("columns")
sequence = F.conv2d(picture[None], w["conv.weight"], w["conv.bias"], stride=2, padding=1).mean(2)[0].T.detach()
result["columns/columns"] = sequence
result["columns/gates.l0"] = gates("LSTM", w, "lstm", "l0", sequence, 4)
module = recurrent("LSTM", w, "lstm", 5, 4)
assert torch.allclose(result["columns/gates.l0"][-1], module(sequence[None])[0][0], atol=1e-6)


def behind_columns(maps):
    return module(maps.mean(2).transpose(1, 2))[1][0][-1] @ w["classify.weight"].T + w["classify.bias"]


maps = F.conv2d(picture[None], w["conv.weight"], w["conv.bias"], stride=2, padding=1).detach().requires_grad_()
for genre in range(3):
    result[f"columns/cam.{genre}"] = cam(behind_columns(maps)[0, genre], maps)
jacobian = torch.autograd.functional.jacobian(
    lambda x: (module(x[None])[1][0][-1] @ w["classify.weight"].T + w["classify.bias"])[0], sequence)
result["columns/memory"] = jacobian.square().sum((0, 2)).sqrt()

# Branches: the picture beside the frames.
w = weights("combine")
steps = frames("combine", "gru")
module = recurrent("GRU", w, "gru", 6, 5)


def combined(picture, steps):
    maps = F.conv2d(picture[None], w["conv.weight"], w["conv.bias"]).relu()
    joined = torch.cat([maps.mean((2, 3)), module(steps[None])[1][-1]], 1)
    return joined @ w["classify.weight"].T + w["classify.bias"], maps


logits, maps = combined(picture.detach().requires_grad_(), steps)
for genre in range(3):
    result[f"combine/cam.{genre}"] = cam(logits[0, genre], maps)
    result[f"combine/integrated.{genre}"] = integrated(
        lambda x: combined(picture.detach(), x)[0][0, genre], steps, torch.zeros_like(steps)).T

result["combine/relu"] = maps[0].detach()
result["combine/gates.l0"] = gates("GRU", w, "gru", "l0", steps, 5)
assert torch.allclose(result["combine/gates.l0"][-1], module(steps[None])[0][0], atol=1e-6)
jacobian = torch.autograd.functional.jacobian(lambda x: combined(picture.detach(), x)[0][0], steps)
result["combine/memory"] = jacobian.square().sum((0, 2)).sqrt()

# Two layers of lstm in both directions, behind them sigmoid, rnn, tanh, dense, relu: of item 2 of sequences.safetensors.
sequences = load_file(golden / "sequences.safetensors")
w = {key[5:]: value for key, value in sequences.items() if key.startswith("deep/")}
x = (sequences["frames2"].T - w["lstm.input_mean"]) / w["lstm.input_deviation"]
module = recurrent("LSTM", w, "lstm", 4, 3, num_layers=2, bidirectional=True)
plain = recurrent("RNN", w, "rnn", 6, 5)


def deep(x):
    y = plain(module(x[None])[0].sigmoid())[0].tanh().mean(1)
    y = (y @ w["dense.weight"].T + w["dense.bias"]).relu()
    return y @ w["classify.weight"].T + w["classify.bias"]


below = [gates("LSTM", w, "lstm", suffix, x, 3) for suffix in ("l0", "l0_reverse")]
middle = torch.cat([below[0][-1], below[1][-1]], 1)
for name, rows in zip(("l0", "l0_reverse", "l1", "l1_reverse"),
                      below + [gates("LSTM", w, "lstm", suffix, middle, 3) for suffix in ("l1", "l1_reverse")]):
    result[f"deep/gates.{name}"] = rows
top = torch.cat([result["deep/gates.l1"][-1], result["deep/gates.l1_reverse"][-1]], 1)
assert torch.allclose(top, module(x[None])[0][0], atol=1e-6)
assert torch.allclose(deep(x).softmax(1), sequences["deep/probabilities"][2:3], atol=1e-6)
for genre in range(3):
    result[f"deep/integrated.{genre}"] = integrated(lambda x: deep(x)[0, genre], x, torch.zeros_like(x)).T
jacobian = torch.autograd.functional.jacobian(lambda x: deep(x)[0], x)
result["deep/memory"] = jacobian.square().sum((0, 2)).sqrt()

# MobileNetV2, every block of it thawed, of the formula picture of mobilenetv2-golden.json.
w = load_file(folder / "mobilenetv2-imagenet.safetensors")
SIZE = 96
y, x = np.mgrid[0:SIZE, 0:SIZE]
pixels = torch.tensor(np.stack([(3 * x + 5 * y + 7 * c * (x // 8 + y // 8)) % 256 for c in range(3)], 2)).float()
head = torch.tensor(np.sin(0.37 * np.arange(3 * 1280)).astype(np.float32).reshape(3, 1280)) / 20


def unit(x, name, norm_name, stride=1, groups=1, activated=True):
    weight = w[name + ".weight"]
    x = norm(F.conv2d(x, weight, stride=stride, padding=weight.shape[2] // 2, groups=groups), w, norm_name)
    return F.relu6(x) if activated else x


def mobilenet(x):
    blocks = [unit(x, "features.0.0", "features.0.1", stride=2)]
    index, channels = 1, 32
    for expansion, outputs, repeats, stride in (
        (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1),
    ):
        for repeat in range(repeats):
            step, before = stride if repeat == 0 else 1, blocks[-1]
            name, place, y = f"features.{index}.conv", 0, before
            if expansion > 1:
                y, place = unit(y, f"{name}.0", f"{name}.1"), 3
            y = unit(y, f"{name}.{place}", f"{name}.{place + 1}", stride=step, groups=channels * expansion)
            y = unit(y, f"{name}.{place + 3}", f"{name}.{place + 4}", activated=False)
            blocks.append(before + y if step == 1 and channels == outputs else y)
            index, channels = index + 1, outputs
    blocks.append(unit(blocks[-1], "features.18.0", "features.18.1"))
    return blocks[-1].mean((2, 3)) @ head.T, blocks


logits, blocks = mobilenet(standardised(pixels)[None].requires_grad_())
for name, block in (("block18", 18), ("block10", 10)):
    result[f"mobilenetv2/cam-{name}"] = cam(logits[0, 1], blocks[block])
result["mobilenetv2/block3"] = blocks[3][0, :, ::4, ::4].detach()
result["mobilenetv2/integrated"] = integrated(
    lambda x: mobilenet(x[None])[0][0, 1], standardised(pixels), standardised(torch.zeros_like(pixels))).sum(0)

# musicnn, frozen, and a gru over its windows, of the sound of SoundExamples' item 0 with three windows.
w = load_file(folder / "musicnn-songs.safetensors")
FRAMES, BANDS, WINDOWS, UNITS = 187, 96, 3, 4
t, b = np.arange(FRAMES)[:, None], np.arange(BANDS)[None, :]
sound = torch.tensor(np.stack([
    2 + 2 * np.sin(0.05 * t + window) * np.cos(0.3 * b) + 0.5 * np.sin(0.7 * t + 0.11 * b)
    for window in range(WINDOWS)]).astype(np.float32))[:, None]


def convolved(x, name, before, after):
    x = F.conv2d(F.pad(x, (0, 0, before, after)), w[name + ".weight"], w[name + ".bias"]).relu()
    return norm(x, w, name + "_norm", 1e-3)


x = norm(sound, w, "input_norm", 1e-3)
fronts = [("timbral1", 7), ("timbral2", 7), ("temporal1", 128), ("temporal2", 64), ("temporal3", 32)]
front = torch.cat([convolved(x, n, (f - 1) // 2, f // 2).amax(3, keepdim=True) for n, f in fronts], 1)
first = convolved(front, "middle1", 3, 3)
second = convolved(first, "middle2", 3, 3) + first
third = convolved(second, "middle3", 3, 3) + second
back = torch.cat([front, first, second, third], 1)[:, :, :, 0]
pooled = torch.stack([back.amax(2), back.mean(2)], 2).reshape(WINDOWS, 1506)
result["musicnn/pooled"] = pooled[:, ::50].contiguous()


def wave(shape, shift, scale):
    return torch.tensor(scale * np.sin(0.731 * np.arange(np.prod(shape)) + shift).astype(np.float32).reshape(shape))


w = {"gru.weight_ih_l0": wave((3 * UNITS, 1506), 0.1, 0.02), "gru.weight_hh_l0": wave((3 * UNITS, UNITS), 0.2, 0.5),
     "gru.bias_ih_l0": wave((3 * UNITS,), 0.3, 0.1), "gru.bias_hh_l0": wave((3 * UNITS,), 0.4, 0.1)}
head = wave((2, UNITS), 0.5, 1.0)
module = recurrent("GRU", w, "gru", 1506, UNITS)
result["musicnn/gates"] = gates("GRU", w, "gru", "l0", pooled, UNITS)
result["musicnn/integrated"] = integrated(
    lambda x: (module(x[None])[1][-1] @ head.T)[0, 1], pooled, torch.zeros_like(pooled)).sum(1)[None]
jacobian = torch.autograd.functional.jacobian(lambda x: (module(x[None])[1][-1] @ head.T)[0], pooled)
result["musicnn/memory"] = jacobian.square().sum((0, 2)).sqrt()

save_file({name: value.detach().contiguous().clone() for name, value in result.items()}, golden / "inside.safetensors")
(golden / "inside.safetensors").chmod(0o644)
