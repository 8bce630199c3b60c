"""Any ensemble of trees in one form, from which ONNX and the SageMaker artefact are both written."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

FLOAT32_BITS = 24
NO_CHILD = -1

# How the sum of the leaves becomes the raw score that calibration reads; src/domain/model/link.ts does the same.
LINKS = ("identity", "logit", "exp2")
# Log-odds know no certainty: a forest's share of votes is told from 0 and 1 by this much.
CERTAIN = 1e-7


@dataclass(frozen=True)
class Tree:
    """Columns with an entry a node, the root first. A value goes left when it is below the threshold or, `or_equal`, not above it."""

    feature: np.ndarray
    threshold: np.ndarray  # float32
    missing_left: np.ndarray
    left: np.ndarray  # NO_CHILD at a leaf
    right: np.ndarray
    value: np.ndarray  # of leaves; 0 at splits
    cover: np.ndarray  # training weight that reached the node
    or_equal: bool = False


@dataclass(frozen=True)
class Forest:
    trees: tuple[Tree, ...]
    features: int
    base: float = 0.0  # score before any tree
    link: str = "identity"

    @property
    def nodes(self) -> int:
        return sum(len(tree.left) for tree in self.trees)


def on_grid(forest: Forest) -> Forest:
    """
    The same forest with the base in its first tree and every leaf rounded to a multiple of one power of two, the finest for which no
    sum of leaves needs more than a float32's 24 bits. Sums are then exact in any order and precision: all engines agree bit for bit.
    """
    first, *others = forest.trees
    trees = [replace(first, value=np.where(first.left < 0, first.value + forest.base, 0)), *others]
    grid = grid_of([tree.value for tree in trees])
    rounded = tuple(replace(tree, value=np.round(tree.value / grid) * grid) for tree in trees)
    return replace(forest, trees=rounded, base=0.0)


def grid_of(leaves: Sequence[np.ndarray]) -> float:
    """The spacing of that grid, for the leaves of each tree."""
    most = sum(float(np.abs(values).max()) for values in leaves)
    return 2.0 ** (math.ceil(math.log2(most)) - FLOAT32_BITS) if most > 0 else 1.0


def weighted(forests: Sequence[Forest], weights: Sequence[float], base: float = 0.0) -> Forest:
    """One forest whose sum is the weighted sum of the others' sums: a mean of boosters, or a line through them, in one walk."""
    if len({(forest.features, forest.link) for forest in forests}) != 1 or forests[0].link != "identity":
        kinds = ", ".join(f"{forest.features} features with link {forest.link}" for forest in forests)
        raise SystemExit(f"only sums of log-odds over the same features can be added up, got {kinds}")
    trees = [replace(tree, value=tree.value * share) for forest, share in zip(forests, weights) for tree in forest.trees]
    return Forest(tuple(trees), forests[0].features, base + sum(forest.base * share for forest, share in zip(forests, weights)))


def floor32(threshold: np.ndarray) -> np.ndarray:
    """
    The largest float32 that is not above each float64 threshold: x <= floor32(t) is the same as x <= t for every float32 x. LightGBM
    and scikit-learn compare with float64 thresholds; rounded to the nearest float32, values between the two would go the other way.
    """
    wide = np.asarray(threshold, dtype=np.float64)
    with np.errstate(over="ignore"):
        near = wide.astype(np.float32)
    return np.where(near.astype(np.float64) > wide, np.nextafter(near, np.float32(-np.inf)), near)


def strict(tree: Tree) -> np.ndarray:
    """Thresholds of the same tree for engines that know only `value < threshold`; none of them is given an infinite value."""
    with np.errstate(over="ignore"):
        return np.nextafter(tree.threshold, np.float32(np.inf)) if tree.or_equal else tree.threshold


def sums(forest: Forest, rows: np.ndarray) -> np.ndarray:
    """The sum of leaves of each row, walked plainly: the reference of what the engines must give."""
    return forest.base + sum(tree.value[_leaves(tree, rows)] for tree in forest.trees)


def _leaves(tree: Tree, rows: np.ndarray) -> np.ndarray:
    at = np.zeros(len(rows), dtype=np.int64)
    while True:
        inner = np.flatnonzero(tree.left[at] >= 0)
        if len(inner) == 0:
            return at
        node = at[inner]
        value = rows[inner, tree.feature[node]]
        low = value <= tree.threshold[node] if tree.or_equal else value < tree.threshold[node]
        goes_left = np.where(np.isnan(value), tree.missing_left[node], low)
        at[inner] = np.where(goes_left, tree.left[node], tree.right[node])


def raw_scores(forest: Forest, rows: np.ndarray) -> np.ndarray:
    """What calibration reads: the sums through the forest's link."""
    found = sums(forest, rows)
    if forest.link == "logit":
        inside = np.clip(found, CERTAIN, 1 - CERTAIN)
        return np.log(inside / (1 - inside))
    return np.exp2(found) if forest.link == "exp2" else found
