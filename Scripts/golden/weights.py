"""Writes Tests/EtudeNetworksTests/Golden/python.safetensors and python-types.safetensors with Python's safetensors.

Needs torch and safetensors.  Usage: python Scripts/golden/weights.py
"""
import pathlib

import torch
from safetensors.torch import save_file

golden = pathlib.Path(__file__).resolve().parents[2] / "Tests/EtudeNetworksTests/Golden"

save_file(
    {"bias": torch.tensor([0.5, -1.25, 3.0]), "weight": torch.arange(6, dtype=torch.float32).reshape(2, 3) / 8},
    golden / "python.safetensors",
    metadata={"note": 'quotes " and \\ and\nlines, Étude \x01'},
)
save_file(
    {
        "bfloat16": torch.tensor([1.5, -2.0, 0.0078125], dtype=torch.bfloat16),
        "double": torch.tensor([0.1, -1e-3], dtype=torch.float64),
        "half": torch.tensor([1.5, -2.0, 6.1e-5, 5.9604645e-08, float("inf")], dtype=torch.float16),
        "scalar": torch.tensor(7.0),
        "steps": torch.tensor(12345),
        "none": torch.zeros(0, 4),
    },
    golden / "python-types.safetensors",
)
for name in ["python", "python-types"]:
    (golden / f"{name}.safetensors").chmod(0o644)
