"""PyTorch states of recipes, what PyTorch says with them of a few pictures and frames, and one training step of each.

Writes Tests/EtudeNetworksTests/Golden/states.safetensors (its README says what each tensor is) and
Tests/EtudeVerbsTests/Golden/cnn-from-python.safetensors.  Needs torch and safetensors.  Usage: python Scripts/golden/states.py
"""
import pathlib

import torch
from safetensors.torch import save_file
from torch import nn

tests = pathlib.Path(__file__).resolve().parents[2] / "Tests"
ITEMS, SIZE, BANDS, STEPS, GENRES = 4, 16, 6, 5, 3
LABELS = torch.tensor([0, 1, 2, 1])
LENGTHS = [9, 12, 7, 4]
torch.manual_seed(6)
torch.set_num_threads(1)

pixels = torch.randint(0, 256, (ITEMS, SIZE, SIZE, 3))
frames = [torch.randn(BANDS, length) * 10 - 40 for length in LENGTHS]


def images():
    """[items, 3, size, size], standardised as ImageNet's."""
    mean, deviation = torch.tensor([0.485, 0.456, 0.406]), torch.tensor([0.229, 0.224, 0.225])
    return ((pixels / 255 - mean) / deviation).permute(0, 3, 1, 2)


def averaged(values):
    """[bands, time] as [steps, bands], runs of equal length averaged so that at most STEPS are left."""
    run = -(-values.shape[1] // STEPS)
    return torch.stack([part.mean(1) for part in values.split(run, 1)])


class Standardised(nn.Module):
    """Statistics that Étude keeps beside the weights, under the layer's own name."""

    def __init__(self, layer, width):
        super().__init__()
        self.layer = layer
        self.mean, self.deviation = torch.randn(width) - 40, torch.rand(width) + 5

    def forward(self, x):
        return (x - self.mean) / self.deviation

    def state(self):
        return {f"{self.layer}.input_mean": self.mean, f"{self.layer}.input_deviation": self.deviation}


def last(gru, x):
    states = gru(x)[1]
    return states[-(2 if gru.bidirectional else 1):].transpose(0, 1).flatten(1)


def norm(channels):
    module = nn.BatchNorm2d(channels)
    nn.init.uniform_(module.weight, 0.5, 1.5)
    nn.init.normal_(module.bias)
    module.running_mean.normal_()
    module.running_var.uniform_(0.5, 2)
    return module


def cnn(filters=6):
    net = nn.ModuleDict({
        "conv1": nn.Conv2d(3, 4, 3, padding=1, bias=False), "batchnorm1": norm(4),
        "conv2": nn.Conv2d(4, filters, 3, padding=1, bias=False), "batchnorm2": norm(filters),
        "classify": nn.Linear(filters, GENRES),
    })

    def logits():
        x = images()
        for block in "12":
            x = net["batchnorm" + block](net["conv" + block](x)).relu()
            x = nn.functional.max_pool2d(x, 2)
        return net["classify"](x.mean((2, 3)))

    return net, logits, {}


def gru():
    net = nn.ModuleDict({
        "gru": nn.GRU(BANDS, 4, num_layers=2, bidirectional=True, batch_first=True), "classify": nn.Linear(8, GENRES),
    })
    standard = Standardised("gru", BANDS)

    def logits():
        return net["classify"](torch.cat([last(net["gru"], standard(averaged(values))[None]) for values in frames]))

    return net, logits, standard.state()


def stats():
    net = nn.ModuleDict({"classify": nn.Linear(2 * BANDS, GENRES)})
    standard = Standardised("stats", 2 * BANDS)
    rows = torch.stack([torch.cat([values.mean(1), values.std(1, correction=0)]) for values in frames])
    return net, lambda: net["classify"](standard(rows)), standard.state()


def combine():
    net = nn.ModuleDict({
        "conv": nn.Conv2d(3, 4, 1), "gru": nn.GRU(BANDS, 5, batch_first=True), "classify": nn.Linear(9, GENRES),
    })
    standard = Standardised("gru", BANDS)

    def logits():
        picture = net["conv"](images()).relu().mean((2, 3))
        states = torch.cat([last(net["gru"], standard(averaged(values))[None]) for values in frames])
        return net["classify"](torch.cat([picture, states], 1))

    return net, logits, standard.state()


def columns():
    net = nn.ModuleDict({
        "conv": nn.Conv2d(3, 5, 3, stride=2, padding=1), "lstm": nn.LSTM(5, 4, batch_first=True),
        "classify": nn.Linear(4, GENRES),
    })

    def logits():
        sequence = net["conv"](images()).mean(2).transpose(1, 2)
        return net["classify"](net["lstm"](sequence)[1][0][-1])

    return net, logits, {}


def write(path, tensors):
    save_file({name: value.detach().contiguous().clone() for name, value in tensors.items()}, path)
    path.chmod(0o644)


tensors = {"pixels": pixels.float()} | {f"frames{index}": values for index, values in enumerate(frames)}
for make in [cnn, gru, stats, combine, columns]:
    torch.manual_seed(7)
    net, logits, statistics = make()
    name = make.__name__
    tensors |= {f"{name}/{key}": value.detach().clone() for key, value in (net.state_dict() | statistics).items()}
    net.eval()
    tensors[f"{name}/probabilities"] = logits().softmax(1)
    net.train()
    nn.functional.cross_entropy(logits(), LABELS).backward()
    torch.optim.SGD(net.parameters(), lr=0.1).step()
    tensors |= {f"{name}/after.{key}": value for key, value in net.state_dict().items() if "num_batches" not in key}
write(tests / "EtudeNetworksTests/Golden/states.safetensors", tensors)
write(tests / "EtudeVerbsTests/Golden/cnn-from-python.safetensors", cnn(8)[0].state_dict())
