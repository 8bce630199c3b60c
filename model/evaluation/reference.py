"""
reference.json: how the scores and the most important features lay when the model was made, as counts by bin. The tally function counts
live payments in the same bins (src/domain/drift/reference.ts reads this file), and the population stability index compares the two.
"""

import numpy as np

from data.table import Table
from export_forest import NO_CHILD, Forest

MOST_FEATURES = 20
FEATURE_SHARES = np.linspace(0.1, 0.9, 9)
# Nearly all payments are honest and score near nought: the upper end, where decisions are made, has bins of its own.
SCORE_SHARES = (*FEATURE_SHARES, 0.95, 0.99, 0.999)


def reference_of(manifest: dict, forest: Forest, rows: Table, probability: np.ndarray) -> dict:
    """Of rows that the model was not fitted on, with their calibrated probabilities: of those it was, it is too sure."""
    edges = edges_of(probability, SCORE_SHARES)
    return {
        "model": manifest["version"],
        "featuresVersion": manifest["featuresVersion"],
        "scores": {"edges": edges, "counts": counts_of(probability, edges)},
        "features": [feature_of(name, rows.values[:, rows.names.index(name)]) for name in most_important(forest, rows.names)],
    }


def feature_of(name: str, values: np.ndarray) -> dict:
    """The bins of a feature; the last count is of unknown values."""
    known = values[~np.isnan(values)]
    edges = edges_of(known, FEATURE_SHARES)
    return {"name": name, "edges": edges, "counts": [*counts_of(known, edges), int(len(values) - len(known))]}


def edges_of(values: np.ndarray, shares: tuple[float, ...] | np.ndarray) -> list[float]:
    """Quantiles that are values themselves, each once; none at the least value, below which nothing lies."""
    if len(values) == 0:
        return []
    found = np.unique(np.quantile(values, shares, method="higher"))
    return [float(edge) for edge in found if edge > values.min() and np.isfinite(edge)]


def counts_of(values: np.ndarray, edges: list[float]) -> list[int]:
    """Bin 0 lies below the first edge, bin n from edge n on."""
    bins = np.searchsorted(np.asarray(edges), values, side="right")
    return np.bincount(bins, minlength=len(edges) + 1).tolist()


def most_important(forest: Forest, names: list[str]) -> list[str]:
    """The features that the trees ask most often, by the training weight that comes to their splits; most asked first."""
    weight = np.zeros(len(names))
    for tree in forest.trees:
        splits = tree.left != NO_CHILD
        np.add.at(weight, tree.feature[splits], tree.cover[splits])
    return [names[column] for column in np.argsort(-weight, kind="stable")[:MOST_FEATURES] if weight[column] > 0]
