"""Scored payments of a test, and a draw of weights over them: what every metric is computed from."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from data.table import Table


@dataclass(frozen=True)
class Scored:
    """Payments in falling order of score. `ends` are the last places of each run of equal scores."""

    rows: Table
    score: np.ndarray
    probability: np.ndarray
    ends: np.ndarray

    def __len__(self) -> int:
        return len(self.score)


def scored(rows: Table, score: np.ndarray, probability: np.ndarray) -> Scored:
    order = np.argsort(-score, kind="stable")
    falling = score[order]
    ends = np.append(np.flatnonzero(falling[1:] != falling[:-1]), len(falling) - 1)
    return Scored(rows.without_values().where(order), falling, probability[order], ends)


@dataclass(frozen=True)
class Draw:
    """`weights` are draws x payments: how often each payment is in each draw."""

    scored: Scored
    weights: np.ndarray

    @cached_property
    def payments(self) -> np.ndarray:
        """Payments from the highest score down to each, draws x payments."""
        return np.cumsum(self.weights, axis=1, dtype=np.float32)

    @cached_property
    def frauds(self) -> np.ndarray:
        return np.cumsum(self.weights * self.scored.rows.label, axis=1, dtype=np.float32)

    @property
    def all_payments(self) -> np.ndarray:
        return self.payments[:, -1]

    @property
    def all_frauds(self) -> np.ndarray:
        return self.frauds[:, -1]

    def total(self, values: np.ndarray) -> np.ndarray:
        """Sum over payments of a value of each."""
        nonzero = np.flatnonzero(values)
        few = len(nonzero) < len(values) / 2
        return self.weights[:, nonzero] @ values[nonzero] if few else self.weights @ values


def as_it_is(scores: Scored) -> Draw:
    return Draw(scores, np.ones((1, len(scores)), dtype=np.float32))
