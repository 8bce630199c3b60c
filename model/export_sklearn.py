"""scikit-learn's random and isolation forests as a forest. Their splits are `float32(value) <= threshold` with float64 thresholds."""

from collections.abc import Callable

import numpy as np
from sklearn.ensemble import IsolationForest, RandomForestClassifier
from sklearn.ensemble._iforest import _average_path_length
from sklearn.tree._tree import Tree as SklearnTree

from export_forest import Forest, Tree, floor32, grid_of

# What a model was given in place of a missing value, or None where it was given the missing value itself.
Filled = float | None


def random_forest_of(model: RandomForestClassifier, filled: Filled = None) -> Forest:
    """The sum is the mean of the trees' shares of fraud: a probability, whose log-odds are the raw score."""
    if list(model.classes_) != [0, 1]:
        raise SystemExit(f"classes {list(model.classes_)} cannot be exported, allowed 0 and 1")
    share = 1 / len(model.estimators_)

    def fraud_share(tree: SklearnTree) -> np.ndarray:
        return tree.value[:, 0, 1] / tree.value[:, 0].sum(axis=1) * share

    trees = tuple(_tree(each.tree_, filled, fraud_share) for each in model.estimators_)
    return Forest(trees, model.n_features_in_, link="logit")


def rounded(model: RandomForestClassifier) -> RandomForestClassifier:
    """The forest with its own leaves on the grid that the export rounds to, so that scikit-learn itself scores what is shipped. Changes it."""
    count = len(model.estimators_)
    shares = [each.tree_.value[:, 0, 1] / each.tree_.value[:, 0].sum(axis=1) / count for each in model.estimators_]
    leaves = [share[each.tree_.children_left < 0] for each, share in zip(model.estimators_, shares)]
    grid = grid_of(leaves)
    for each, share in zip(model.estimators_, shares):
        fraud = np.round(share / grid) * grid * count
        each.tree_.value[:, 0] = np.column_stack([1 - fraud, fraud])
    return model


def isolation_forest_of(model: IsolationForest, filled: Filled = None) -> Forest:
    """
    The sum is -E(h) / c, of which 2 to the power is the anomaly score of Liu, Ting and Zhou, "Isolation forest" (2008),
    https://doi.org/10.1109/ICDM.2008.17: h is the depth of a row's leaf and the depth expected below it, c that of a whole sample.
    """
    scale = -1 / (len(model.estimators_) * _average_path_length(np.array([model.max_samples_]))[0])

    def leaf_depths(tree: SklearnTree) -> np.ndarray:
        return (_depths(tree) + _average_path_length(tree.n_node_samples)) * scale

    trees = tuple(
        _tree(each.tree_, filled, leaf_depths, columns) for each, columns in zip(model.estimators_, model.estimators_features_)
    )
    return Forest(trees, model.n_features_in_, link="exp2")


def _tree(tree: SklearnTree, filled: Filled, values: Callable[[SklearnTree], np.ndarray], columns: np.ndarray | None = None) -> Tree:
    is_leaf = tree.children_left < 0
    feature = np.where(is_leaf, 0, tree.feature)
    missing_left = tree.missing_go_to_left.astype(bool) if filled is None else np.float32(filled) <= tree.threshold
    return Tree(
        feature=feature if columns is None else np.where(is_leaf, 0, columns[feature]),
        threshold=np.where(is_leaf, 0, floor32(tree.threshold)).astype(np.float32),
        missing_left=missing_left & ~is_leaf,
        left=tree.children_left,
        right=tree.children_right,
        value=np.where(is_leaf, values(tree), 0),
        cover=tree.weighted_n_node_samples,
        or_equal=True,
    )


def _depths(tree: SklearnTree) -> np.ndarray:
    """Splits above each node. A child always has a higher number than its parent."""
    depth = np.zeros(tree.node_count)
    for node in np.flatnonzero(tree.children_left >= 0):
        depth[[tree.children_left[node], tree.children_right[node]]] = depth[node] + 1
    return depth
