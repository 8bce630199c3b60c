"""LightGBM's booster as a forest. Its splits are `value <= threshold` with float64 thresholds; `floor32` makes them float32's."""

import lightgbm as lgb
import numpy as np

from export_forest import NO_CHILD, Forest, Tree, floor32, grid_of

# LightGBM scores what is at most this far from zero as zero (kZeroThreshold of its include/LightGBM/meta.h).
NEXT_TO_ZERO = np.float32(1e-35)
# How a dump writes the threshold of infinity that parts missing values from all others (Common::AvoidInf).
INFINITE = 1e300


def forest_of(booster: lgb.Booster) -> Forest:
    """The sum is the log-odds of objective `binary`."""
    model = booster.dump_model()
    objective, _, options = model["objective"].partition(" ")
    if objective != "binary" or model["num_tree_per_iteration"] != 1:
        raise SystemExit(f"objective {model['objective']} cannot be exported, allowed binary")
    scale = float(dict(option.split(":") for option in options.split() if ":" in option).get("sigmoid", 1))
    if model["average_output"]:
        scale /= len(model["tree_info"])
    trees = tuple(_tree(tree, scale) for tree in model["tree_info"])
    return Forest(trees, model["max_feature_idx"] + 1)


def rounded(booster: lgb.Booster) -> lgb.Booster:
    """The booster with its own leaves on the grid that the export rounds to, so that LightGBM itself scores what is shipped. Changes it."""
    trees = booster.dump_model()["tree_info"]
    leaves = [_leaves_of(tree["tree_structure"]) for tree in trees]
    grid = grid_of([np.array(list(values.values())) for values in leaves])
    for tree, values in zip(trees, leaves):
        for leaf, value in values.items():
            booster.set_leaf_output(tree["tree_index"], leaf, float(np.round(value / grid) * grid))
    return booster


def _leaves_of(node: dict) -> dict[int, float]:
    if "split_index" in node:
        return _leaves_of(node["left_child"]) | _leaves_of(node["right_child"])
    return {node.get("leaf_index", 0): node["leaf_value"]}


def _tree(tree: dict, scale: float) -> Tree:
    if tree.get("num_cat", 0) > 0:
        raise SystemExit("categorical splits cannot be exported: give categories as numbers")
    nodes: list[tuple] = []
    _add(tree["tree_structure"], nodes)
    feature, threshold, missing_left, left, right, value, cover = (np.array(column) for column in zip(*nodes))
    is_split = left >= 0
    return Tree(
        feature=feature,
        threshold=np.where(is_split, floor32(_applied(threshold)), 0).astype(np.float32),
        missing_left=missing_left & is_split,
        left=left,
        right=right,
        value=value * scale,
        cover=cover.astype(np.float64),
        or_equal=True,
    )


def _add(node: dict, nodes: list[tuple]) -> int:
    """Appends a node and all below it; a tree may be one leaf, which then has no count."""
    at = len(nodes)
    if "split_index" not in node:
        nodes.append((0, 0.0, False, NO_CHILD, NO_CHILD, node["leaf_value"], node.get("leaf_count", 0)))
        return at
    nodes.append(())
    left, right = _add(node["left_child"], nodes), _add(node["right_child"], nodes)
    nodes[at] = (node["split_feature"], node["threshold"], _missing_left(node), left, right, 0.0, node["internal_count"])
    return at


def _applied(threshold: np.ndarray) -> np.ndarray:
    """Thresholds as LightGBM applies them: all that it takes for zero goes the way that zero goes."""
    near = np.float64(NEXT_TO_ZERO)
    less = np.float64(np.nextafter(-NEXT_TO_ZERO, np.float32(-np.inf)))
    conditions = [(threshold >= 0) & (threshold < near), (threshold < 0) & (threshold >= -near), threshold >= INFINITE]
    return np.select(conditions, [near, less, np.inf], threshold)


def _missing_left(node: dict) -> bool:
    """Where no value was missing in training, LightGBM scores a missing one as 0."""
    match node["missing_type"]:
        case "NaN":
            return node["default_left"]
        case "None":
            return 0 <= node["threshold"]
        case other:
            raise SystemExit(f"missing values as {other} cannot be exported: train with zero_as_missing=false")
