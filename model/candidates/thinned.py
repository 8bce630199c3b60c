"""Fewer honest rows for the learners that are slow on many, and the weights that make up for them."""

import numpy as np

from data.table import Table


def thinned(table: Table, seed: int, honest: int) -> tuple[Table, np.ndarray]:
    """All frauds and at most `honest` other rows, each of which weighs as many as it stands for: probabilities stay what they were."""
    others = np.flatnonzero(table.label == 0)
    if len(others) <= honest:
        return table, np.ones(len(table.label))
    kept = np.random.default_rng(seed).choice(others, honest, replace=False)
    rows = np.sort(np.concatenate([kept, np.flatnonzero(table.label == 1)]))
    thin = table.where(rows)
    return thin, np.where(thin.label == 1, 1.0, len(others) / honest)


def weights_for(params: dict, thin: Table, weights: np.ndarray) -> np.ndarray:
    """With "balanced" classes both weigh the same in all, whatever was left out."""
    if params["class_weight"] == "none":
        return weights
    frauds = thin.label.sum()
    return np.where(thin.label == 1, (len(thin.label) - frauds) / frauds, 1.0)
