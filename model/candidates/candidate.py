"""What a candidate is. To add one: a file with a CANDIDATE beside this one and a line in __init__.py."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from data.table import Table

Params = Mapping[str, Any]
# Threads of every library: the order of sums, and with it the last bit, depends on their number.
THREADS = 2


class Fitted(Protocol):
    """A trained model. `is_log_odds` tells whether its scores are log-odds of fraud; otherwise they only rise with suspicion."""

    is_log_odds: bool
    model: Any  # the library's own object, which export_*.py write as ONNX

    def score(self, values: np.ndarray) -> np.ndarray:
        """Scores of rows x features (float32, NaN for unknown), float64."""
        ...


@dataclass(frozen=True)
class Candidate:
    name: str
    defaults: Params  # every parameter it takes; `class_weight` is "none" or "balanced"
    fit: Callable[[Table, int, Params], Fitted]  # rows to learn from, seed, parameters
    suggest: Callable[[Any], dict[str, Any]]  # parameters to try, from an Optuna trial


def class_ratio(table: Table, params: Params) -> float:
    """How much more a fraud weighs than an honest payment: 1, or with "balanced" as many times as there are fewer of them."""
    frauds = int(table.label.sum())
    return 1.0 if params["class_weight"] == "none" else (len(table.label) - frauds) / frauds


def log_odds(probability: np.ndarray) -> np.ndarray:
    clipped = np.clip(probability.astype(np.float64), 1e-7, 1 - 1e-7)
    return np.log(clipped / (1 - clipped))
