"""How far Étude's numbers are from librosa's, over many files: a row of the page for each feature and bound."""

import statistics

import numpy as np

# How often the samples are changed where an element lies beyond its bound.
TRIALS = 8


class Row:
    """What the elements of one feature under one bound gave, over all files."""

    def __init__(self, feature, part, absolute, relative):
        self.feature, self.part, self.absolute, self.relative = feature, part, absolute, relative
        self.files = self.elements = self.rounded = self.worst = self.share = 0
        self.medians, self.broken = [], []

    def shares(self, actual, expected):
        """Differences as shares of what is allowed."""
        return np.abs(actual - expected) / (self.absolute + self.relative * np.abs(expected))

    def add(self, file, actual, expected, anew):
        """`anew` gives librosa's values of the same sound with its samples changed by up to a millionth of themselves."""
        shares = self.shares(actual, expected)
        # What is no number lies within nothing.
        beyond = ~(shares <= 1)
        rounded = np.zeros_like(beyond)
        for trial in range(TRIALS if beyond.any() else 0):
            rounded |= beyond & (self.shares(anew(trial), expected) > 1)
        difference = np.abs(actual - expected) / (1 if self.absolute else np.abs(expected))
        self.files, self.elements, self.rounded = self.files + 1, self.elements + shares.size, self.rounded + rounded.sum()
        self.medians.append(np.median(difference))
        self.worst = max(self.worst, difference[~rounded].max(initial=0))
        self.share = max(self.share, shares[~rounded].max(initial=0))
        if (broken := beyond & ~rounded).any():
            place = np.argmax(np.where(broken, np.nan_to_num(shares, nan=np.inf), 0))
            self.broken.append(f"{file}: {self.feature}: {broken.sum()} of {shares.size} elements are beyond their bound, "
                               f"the worst {actual[place]:.9g} where librosa has {expected[place]:.9g}")

    @property
    def line(self):
        bound = [number(self.absolute)] * bool(self.absolute) + [f"{number(self.relative)} relative"] * bool(self.relative)
        held = f"all but {self.rounded}" if self.rounded else "yes"
        held = held if not self.broken else f"**no**, in {len(self.broken)} files"
        return " | ".join([
            f"| {self.feature}", self.part, f"{self.files} × {self.elements / max(1, self.files):,.0f}",
            number(statistics.median(self.medians or [0])), number(self.worst), " + ".join(bound), f"{self.share:.1%}", held,
            f"{self.rounded or ''} |"])


def number(value):
    return f"{float(f'{value:.2g}'):g}".replace("e-0", "e-")


def flat(values):
    return np.asarray(values, dtype=float).squeeze()
