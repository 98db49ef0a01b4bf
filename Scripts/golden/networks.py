"""PyTorch's numbers for every layer, the optimisers, a training step of each recipe and three epochs of two networks.

Writes recurrent, layers, optimisers, steps and epochs .safetensors into Tests/EtudeNetworksTests/Golden, whose README
says what each tensor is.  Needs torch and safetensors.  Usage: python Scripts/golden/networks.py
"""
import pathlib

import torch
from safetensors.torch import save_file
from torch import nn
from torch.nn import functional as F
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

golden = pathlib.Path(__file__).resolve().parents[2] / "Tests/EtudeNetworksTests/Golden"
torch.set_num_threads(1)


def save(name, tensors):
    tensors = {key: torch.as_tensor(value).detach().to(torch.float32).contiguous().clone() for key, value in tensors.items()}
    path = golden / f"{name}.safetensors"
    save_file(tensors, path)
    path.chmod(0o644)
    print(path.name, path.stat().st_size, "bytes,", len(tensors), "tensors")


def named(prefix, module, gradients=True):
    """Parameters and buffers of a module, and the parameters' gradients under `gradient.`."""
    tensors = {f"{prefix}/{name}": value.detach().clone() for name, value in module.named_parameters()}
    if gradients:
        for name, value in module.named_parameters():
            tensors[f"{prefix}/gradient.{name}"] = value.grad.clone()
    return tensors


# --- recurrent layers ---------------------------------------------------------------------------------------------


def recurrent():
    torch.manual_seed(1)
    kinds = {"gru": nn.GRU, "lstm": nn.LSTM, "rnn": nn.RNN}
    tensors = {}
    for kind, module in kinds.items():
        for inputs, units, layers, both, items, steps, lengths in [
            (2, 16, 1, False, 2, 4, None),
            (3, 3, 2, True, 4, 5, [2, 5, 1, 4]),
            (4, 5, 2, False, 3, 3, [3, 2, 3]),
        ]:
            case = f"{kind}-{inputs}-{units}-{layers}{'-both' if both else ''}"
            net = module(inputs, units, layers, batch_first=True, bidirectional=both)
            x = torch.randn(items, steps, inputs, requires_grad=True)
            lengths = lengths or [steps] * items
            packed = pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
            y, last = net(packed)
            y, _ = pad_packed_sequence(y, batch_first=True, total_length=steps)
            last = last[0] if kind == "lstm" else last
            directions = 2 if both else 1
            last = last.view(layers, directions, items, units)[-1].transpose(0, 1).reshape(items, -1)
            by_sequence, by_last = torch.randn_like(y), torch.randn_like(last)
            ((y * by_sequence).sum() + (last * by_last).sum()).backward()
            tensors |= named(case, net) | {
                f"{case}/sizes": torch.tensor([inputs, units, layers, directions, items, steps]),
                f"{case}/lengths": torch.tensor(lengths),
                f"{case}/input": x,
                f"{case}/sequence": y,
                f"{case}/last": last,
                f"{case}/gradient.sequence": by_sequence,
                f"{case}/gradient.last": by_last,
                f"{case}/gradient.input": x.grad,
            }
    save("recurrent", tensors)


# --- other layers -------------------------------------------------------------------------------------------------


def layers():
    torch.manual_seed(2)
    tensors = {}

    def case(name, module, x, *, training=True, before=True):
        x = x.clone().requires_grad_(True)
        module.train(training)
        state = {f"{name}/{key}": value.clone() for key, value in module.state_dict().items() if "num_batches" not in key}
        y = module(x)
        by_output = torch.randn_like(y)
        (y * by_output).sum().backward()
        tensors.update(state)
        tensors.update({f"{name}/gradient.{key}": value.grad for key, value in module.named_parameters()})
        tensors.update({f"{name}/after.{key}": value for key, value in module.named_buffers() if "num_batches" not in key})
        tensors.update(
            {f"{name}/input": x, f"{name}/output": y, f"{name}/gradient.output": by_output, f"{name}/gradient.input": x.grad}
        )

    image = torch.randn(2, 4, 5, 4)
    case("conv3", nn.Conv2d(4, 6, 3, padding=1), image)
    case("conv3-stride2", nn.Conv2d(4, 5, 3, stride=2, padding=1), image)
    case("conv5-nobias", nn.Conv2d(4, 3, 5, padding=2, bias=False), image)
    case("conv1", nn.Conv2d(4, 8, 1), image)
    case("conv3-depthwise", nn.Conv2d(4, 4, 3, padding=1, groups=4), image)
    case("conv3-depthwise-stride2", nn.Conv2d(4, 4, 3, stride=2, padding=1, groups=4, bias=False), image)
    case("conv3-groups2", nn.Conv2d(4, 6, 3, padding=1, groups=2), image)

    def norm():
        module = nn.BatchNorm2d(4)
        nn.init.uniform_(module.weight, 0.5, 1.5)
        nn.init.normal_(module.bias)
        module.running_mean.normal_()
        module.running_var.uniform_(0.5, 2)
        return module

    case("batchnorm-training", norm(), image * 2 + 1)
    case("batchnorm-frozen", norm(), image * 2 + 1, training=False)
    case("maxpool2", nn.MaxPool2d(2), image)
    case("avgpool2", nn.AvgPool2d(2), image)
    case("avgpool3-stride1", nn.AvgPool2d(3, stride=1), image)
    wide = torch.randn(3, 10) * 4
    for name, module in {"relu": nn.ReLU(), "relu6": nn.ReLU6(), "tanh": nn.Tanh(), "sigmoid": nn.Sigmoid()}.items():
        case(name, module, wide)
    case("dense", nn.Linear(10, 4), wide)

    class Mean(nn.Module):
        def __init__(self, axes):
            super().__init__()
            self.axes = axes

        def forward(self, x):
            return x.mean(self.axes)

    class Columns(nn.Module):
        """A feature map [items, channels, height, width] as a sequence [items, width, channels]."""

        def forward(self, x):
            return x.mean(2).transpose(1, 2)

    case("globalpool", Mean((2, 3)), image)
    case("globalpool-sequence", Mean(1), torch.randn(2, 5, 6))
    case("columns", Columns(), image)
    case("flatten", nn.Flatten(), image)

    logits = torch.randn(5, 4).mul(3).requires_grad_(True)
    labels = torch.tensor([0, 3, 1, 3, 2])
    loss = F.cross_entropy(logits, labels)
    loss.backward()
    tensors.update(
        {
            "crossentropy/input": logits,
            "crossentropy/labels": labels,
            "crossentropy/probabilities": logits.softmax(1),
            "crossentropy/loss": loss,
            "crossentropy/gradient.input": logits.grad,
        }
    )
    weights = torch.tensor([1.0, 0.5, 2.0, 1.5])
    logits = logits.detach().clone().requires_grad_(True)
    loss = F.cross_entropy(logits, labels, weight=weights)
    loss.backward()
    tensors.update(
        {
            "crossentropy-weighted/input": logits,
            "crossentropy-weighted/labels": labels,
            "crossentropy-weighted/weights": weights,
            "crossentropy-weighted/loss": loss,
            "crossentropy-weighted/gradient.input": logits.grad,
        }
    )
    save("layers", tensors)


# --- optimisers ---------------------------------------------------------------------------------------------------


def optimisers():
    torch.manual_seed(3)
    start, count, steps = torch.randn(37), 37, 6
    gradients = torch.randn(steps, count) * torch.logspace(-4, 0.5, count) * torch.tensor([1, 0.1, 3, 1, 0.01, 1])[:, None]
    gradients[2, :5] = 0
    tensors = {"start": start, "gradients": gradients}
    rules = {
        "adam": lambda p: torch.optim.Adam(p, lr=1e-2),
        "adam-decay": lambda p: torch.optim.Adam(p, lr=1e-2, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.1),
        "adamw": lambda p: torch.optim.AdamW(p, lr=1e-2),
        "adamw-decay": lambda p: torch.optim.AdamW(p, lr=1e-2, weight_decay=0.2),
        "sgd": lambda p: torch.optim.SGD(p, lr=1e-2),
        "sgd-momentum": lambda p: torch.optim.SGD(p, lr=1e-2, momentum=0.9),
        "sgd-nesterov": lambda p: torch.optim.SGD(p, lr=1e-2, momentum=0.9, nesterov=True, weight_decay=0.01),
        "sgd-decay": lambda p: torch.optim.SGD(p, lr=1e-2, weight_decay=0.1),
    }
    for name, make in rules.items():
        parameter = start.clone().requires_grad_(True)
        optimiser = make([parameter])
        rows = []
        for gradient in gradients:
            parameter.grad = gradient.clone()
            optimiser.step()
            rows.append(parameter.detach().clone())
        tensors[f"{name}/weights"] = torch.stack(rows)

    lower, upper = start[:20].clone().requires_grad_(True), start[20:].clone().requires_grad_(True)
    optimiser = torch.optim.Adam([{"params": [lower], "lr": 1e-3}, {"params": [upper]}], lr=1e-2)
    rows = []
    for gradient in gradients:
        lower.grad, upper.grad = gradient[:20].clone(), gradient[20:].clone()
        optimiser.step()
        rows.append(torch.cat([lower, upper]).detach().clone())
    tensors["adam-groups/weights"] = torch.stack(rows)

    clipped = []
    for row in gradients:
        parameter = start.clone().requires_grad_(True)
        parameter.grad = row.clone()
        norm = nn.utils.clip_grad_norm_([parameter], 5.0)
        clipped.append(torch.cat([parameter.grad, norm.reshape(1)]))
    tensors["clip5/gradients-and-norm"] = torch.stack(clipped)

    schedules = torch.optim.lr_scheduler
    courses = {
        "step-3-half": lambda o: schedules.StepLR(o, 3, gamma=0.5),
        "cosine-10": lambda o: schedules.CosineAnnealingLR(o, 10, eta_min=0.01),
        "warmup-4": lambda o: schedules.LinearLR(o, start_factor=1 / 4, total_iters=3),
        "warmup-4-cosine-6": lambda o: schedules.SequentialLR(
            o,
            [schedules.LinearLR(o, start_factor=1 / 4, total_iters=3), schedules.CosineAnnealingLR(o, 6, eta_min=0.01)],
            milestones=[4],
        ),
    }
    for name, make in courses.items():
        optimiser = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.1)
        course = make(optimiser)
        rates = []
        for _ in range(10):
            rates.append(optimiser.param_groups[0]["lr"])
            optimiser.step()
            course.step()
        tensors[f"rate-{name}"] = torch.tensor(rates, dtype=torch.float64)
    save("optimisers", tensors)


# --- whole networks -----------------------------------------------------------------------------------------------


class Recipe(nn.Module):
    """A recipe of Étude by its verbs' names."""

    def __init__(self, **modules):
        super().__init__()
        for name, module in modules.items():
            self.add_module(name, module)

    def forward(self, x):
        for module in self.children():
            x = module(x)
            if isinstance(module, nn.RNNBase):
                states = x[1][0] if isinstance(module, nn.LSTM) else x[1]
                directions = 2 if module.bidirectional else 1
                x = states[-directions:].transpose(0, 1).flatten(1)
        return x


class ColumnsLayer(nn.Module):
    def forward(self, x):
        return x.mean(2).transpose(1, 2)


class GlobalPool(nn.Module):
    def forward(self, x):
        return x.flatten(2).mean(2)


def cnn(filters, genres, channels=3):
    modules = {}
    for index, count in enumerate(filters, 1):
        modules |= {
            f"conv{index}": nn.Conv2d(channels, count, 3, padding=1, bias=False),
            f"batchnorm{index}": nn.BatchNorm2d(count),
            f"relu{index}": nn.ReLU(),
            f"maxpool{index}": nn.MaxPool2d(2),
        }
        channels = count
    return Recipe(**modules, globalpool=GlobalPool(), classify=nn.Linear(channels, genres))


def recipes():
    """name → (network, input of one batch)."""
    return {
        "head": (Recipe(dense=nn.Linear(12, 6), relu=nn.ReLU(), classify=nn.Linear(6, 3)), torch.randn(5, 12)),
        "cnn": (cnn([4, 6], 3), torch.randn(5, 3, 12, 8)),
        "gru": (Recipe(gru=nn.GRU(6, 8, batch_first=True), classify=nn.Linear(8, 3)), torch.randn(5, 7, 6)),
        "lstm": (
            Recipe(lstm=nn.LSTM(6, 4, batch_first=True, bidirectional=True), classify=nn.Linear(8, 3)),
            torch.randn(5, 7, 6),
        ),
        "rnn": (Recipe(rnn=nn.RNN(6, 8, num_layers=2, batch_first=True), classify=nn.Linear(8, 3)), torch.randn(5, 7, 6)),
        "map-columns-gru": (
            Recipe(
                conv=nn.Conv2d(4, 6, 1),
                batchnorm=nn.BatchNorm2d(6),
                relu=nn.ReLU(),
                columns=ColumnsLayer(),
                gru=nn.GRU(6, 5, batch_first=True),
                classify=nn.Linear(5, 3),
            ),
            torch.randn(5, 4, 4, 6),
        ),
    }


def state(prefix, net):
    return {f"{prefix}.{key}": value.detach().clone() for key, value in net.state_dict().items() if "num_batches" not in key}


def steps():
    torch.manual_seed(4)
    tensors = {}
    labels = torch.tensor([0, 2, 1, 1, 0])
    for name, (net, x) in recipes().items():
        tensors |= {f"{name}/input": x, f"{name}/labels": labels} | state(f"{name}/before", net)
        optimiser = torch.optim.Adam(net.parameters(), lr=1e-2)
        logits = net(x)
        loss = F.cross_entropy(logits, labels)
        loss.backward()
        optimiser.step()
        tensors |= {f"{name}/loss": loss, f"{name}/logits": logits} | state(f"{name}/after", net)
        net.eval()
        tensors[f"{name}/probabilities-after"] = net(x).softmax(1)
    save("steps", tensors)


def epochs():
    """Three epochs in batches of 4 over 10 items (the last batch is of 2), in the given order."""
    torch.manual_seed(5)
    tensors = {}
    labels = torch.tensor([0, 1, 2, 0, 1, 2, 0, 1, 2, 0])
    nets = {
        "cnn": (cnn([3, 4], 3), torch.randn(10, 3, 8, 8)),
        "gru": (Recipe(gru=nn.GRU(4, 6, batch_first=True), classify=nn.Linear(6, 3)), torch.randn(10, 6, 4)),
    }
    for name, (net, x) in nets.items():
        x = x + labels.reshape(-1, *[1] * (x.dim() - 1)) * 0.5
        orders = torch.stack([torch.randperm(10) for _ in range(3)])
        tensors |= {f"{name}/input": x, f"{name}/labels": labels, f"{name}/orders": orders} | state(f"{name}/before", net)
        optimiser = torch.optim.Adam(net.parameters(), lr=1e-2)
        losses = []
        for order in orders:
            for batch in order.split(4):
                loss = F.cross_entropy(net(x[batch]), labels[batch])
                optimiser.zero_grad()
                loss.backward()
                optimiser.step()
                losses.append(loss.detach())
        net.eval()
        tensors |= {f"{name}/losses": torch.stack(losses).reshape(3, 3)} | state(f"{name}/after", net)
        tensors[f"{name}/probabilities-after"] = net(x).softmax(1)
    save("epochs", tensors)


recurrent()
layers()
optimisers()
steps()
epochs()
