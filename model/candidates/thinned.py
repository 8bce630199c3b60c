"""Fewer honest rows for the learners that are slow on many, and what that does to their log-odds."""

import math

import numpy as np

from data.table import Table


def thinned(table: Table, seed: int, honest: int) -> tuple[Table, float]:
    """All frauds and at most `honest` other rows, and what must be added to log-odds learnt from them: log of the share that was kept."""
    others = np.flatnonzero(table.label == 0)
    if len(others) <= honest:
        return table, 0.0
    kept = np.random.default_rng(seed).choice(others, honest, replace=False)
    rows = np.sort(np.concatenate([kept, np.flatnonzero(table.label == 1)]))
    return table.where(rows), math.log(honest / len(others))
