"""PyTorch's numbers for recipes whose layers hand on whole sequences of unequal length, as packed sequences.

The longest item gives 118 steps where 128 are allowed, as half a minute of sound does. Writes
Tests/EtudeNetworksTests/Golden/sequences.safetensors (its README says what each tensor is).  Needs torch and safetensors.
Usage: python Scripts/golden/sequences.py
"""
import pathlib

import torch
from safetensors.torch import save_file
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

tests = pathlib.Path(__file__).resolve().parents[2] / "Tests"
BANDS, GENRES = 4, 3
LABELS = torch.tensor([0, 1, 2, 1, 0])
# Averaged to at most 128 steps these give 118, 100, 31, 5 and 1; to at most 10: 10, 10, 8, 5 and 1.
LENGTHS = [1292, 200, 31, 5, 1]
torch.manual_seed(8)
torch.set_num_threads(1)
frames = [torch.randn(BANDS, length) * 10 - 40 for length in LENGTHS]


def averaged(values, most):
    """[bands, time] as [steps, bands], runs of equal length averaged so that at most `most` are left."""
    run = -(-values.shape[1] // most)
    return torch.stack([part.mean(1) for part in values.split(run, 1)])


class Front(nn.Module):
    """The frames of all items, averaged and standardised, padded with zeros; and each item's steps."""

    def __init__(self, layer, most=128):
        super().__init__()
        self.layer, self.most = layer, most
        self.mean, self.deviation = torch.randn(BANDS) - 40, torch.rand(BANDS) + 5

    def forward(self):
        items = [(averaged(values, self.most) - self.mean) / self.deviation for values in frames]
        return nn.utils.rnn.pad_sequence(items, batch_first=True), torch.tensor([len(item) for item in items])

    def state(self):
        return {f"{self.layer}.input_mean": self.mean, f"{self.layer}.input_deviation": self.deviation}


def run(module, x, lengths):
    """Every step's output and the last layer's last states, of packed sequences."""
    packed = pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
    y, states = module(packed)
    y, _ = pad_packed_sequence(y, batch_first=True, total_length=x.shape[1])
    states = states[0] if isinstance(module, nn.LSTM) else states
    return y, states[-(2 if module.bidirectional else 1):].transpose(0, 1).flatten(1)


def pooled(x, lengths):
    """The mean over each item's own steps."""
    within = (torch.arange(x.shape[1]) < lengths[:, None]).unsqueeze(2)
    return (x * within).sum(1) / lengths[:, None]


def one():
    net = nn.ModuleDict({"gru": nn.GRU(BANDS, 5, batch_first=True), "classify": nn.Linear(5, GENRES)})
    front = Front("gru")

    def logits():
        x, lengths = front()
        return net["classify"](pooled(run(net["gru"], x, lengths)[0], lengths))

    return net, logits, front.state()


def stacked():
    """gru sequence: yes | lstm bidirectional: yes | classify"""
    net = nn.ModuleDict({
        "gru": nn.GRU(BANDS, 5, batch_first=True), "lstm": nn.LSTM(5, 4, bidirectional=True, batch_first=True),
        "classify": nn.Linear(8, GENRES),
    })
    front = Front("gru")

    def logits():
        x, lengths = front()
        return net["classify"](run(net["lstm"], run(net["gru"], x, lengths)[0], lengths)[1])

    return net, logits, front.state()


def deep():
    """lstm layers: 2 bidirectional: yes sequence: yes | sigmoid | rnn sequence: yes | tanh | dense 6 | relu | classify"""
    net = nn.ModuleDict({
        "lstm": nn.LSTM(BANDS, 3, num_layers=2, bidirectional=True, batch_first=True),
        "rnn": nn.RNN(6, 5, batch_first=True), "dense": nn.Linear(5, 6), "classify": nn.Linear(6, GENRES),
    })
    front = Front("lstm")

    def logits():
        x, lengths = front()
        x = run(net["rnn"], run(net["lstm"], x, lengths)[0].sigmoid(), lengths)[0].tanh()
        return net["classify"](net["dense"](pooled(x, lengths)).relu())

    return net, logits, front.state()


def branches():
    """combine [gru sequence: yes, rnn sequence: yes bidirectional: yes steps: 10] | batchnorm | classify"""
    net = nn.ModuleDict({
        "gru": nn.GRU(BANDS, 5, batch_first=True), "rnn": nn.RNN(BANDS, 3, bidirectional=True, batch_first=True),
        "batchnorm": nn.BatchNorm1d(11), "classify": nn.Linear(11, GENRES),
    })
    fronts = {"gru": Front("gru"), "rnn": Front("rnn", most=10)}

    def logits():
        vectors = []
        for name, front in fronts.items():
            x, lengths = front()
            vectors.append(pooled(run(net[name], x, lengths)[0], lengths))
        return net["classify"](net["batchnorm"](torch.cat(vectors, 1)))

    return net, logits, fronts["gru"].state() | fronts["rnn"].state()


tensors = {f"frames{index}": values for index, values in enumerate(frames)}
for make in [one, stacked, deep, branches]:
    torch.manual_seed(9)
    net, logits, statistics = make()
    name = make.__name__
    state = {key: value.detach().clone() for key, value in net.state_dict().items() if "num_batches" not in key}
    tensors |= {f"{name}/{key}": value for key, value in (state | statistics).items()}
    net.eval()
    tensors[f"{name}/probabilities"] = logits().softmax(1)
    net.train()
    nn.functional.cross_entropy(logits(), LABELS).backward()
    torch.optim.SGD(net.parameters(), lr=0.1).step()
    tensors |= {f"{name}/after.{key}": value for key, value in net.state_dict().items() if "num_batches" not in key}
path = tests / "EtudeNetworksTests/Golden/sequences.safetensors"
save_file({name: value.detach().contiguous().clone() for name, value in tensors.items()}, path)
path.chmod(0o644)
