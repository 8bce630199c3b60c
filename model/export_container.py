"""A forest as `model.tar.gz`: what SageMaker's built-in XGBoost container loads and serves."""

import gzip
import io
import json
import tarfile

import numpy as np
import xgboost as xgb

from export_forest import Forest, Tree, strict

INT_MAX = 2**31 - 1


def container_of(forest: Forest) -> bytes:
    """
    One file, `xgboost-model`, in UBJSON, which the container's XGBoost 3.0 reads to the same scores (test/model/parity.test.ts).
    Without times, so that the same forest gives the same bytes.
    """
    if forest.link != "identity":
        raise SystemExit(f"link {forest.link} cannot be served by the XGBoost container, allowed identity: serve this model in process")
    content = booster_of(forest).save_raw("ubj")
    entry = tarfile.TarInfo("xgboost-model")
    entry.size = len(content)
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as zipped, tarfile.open(fileobj=zipped, mode="w") as tar:
        tar.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


def booster_of(forest: Forest) -> xgb.Booster:
    """XGBoost with any forest's trees: its margin is their sum, and its `pred_contribs` the reference for their contributions."""
    if forest.base != 0:
        raise SystemExit(f"base {forest.base} would be added in another order by each engine: put the forest on its grid first")
    trees = [_tree(number, tree, forest.features) for number, tree in enumerate(forest.trees)]
    model = {
        "gbtree_model_param": {"num_parallel_tree": "1", "num_trees": str(len(trees))},
        "iteration_indptr": list(range(len(trees) + 1)),
        "tree_info": [0] * len(trees),
        "trees": trees,
    }
    learner = {
        "attributes": {},
        "feature_names": [],
        "feature_types": [],
        "gradient_booster": {"model": model, "name": "gbtree"},
        "learner_model_param": {
            "base_score": "[5E-1]",
            "boost_from_average": "1",
            "num_class": "0",
            "num_feature": str(forest.features),
            "num_target": "1",
        },
        "objective": {"name": "binary:logistic", "reg_loss_param": {"scale_pos_weight": "1"}},
    }
    document = json.dumps({"learner": learner, "version": [3, 2, 0]})
    return xgb.Booster(model_file=bytearray(document, "utf-8"))


def _tree(number: int, unordered: Tree, features: int) -> dict:
    tree = _in_levels(unordered)
    is_leaf = tree.left < 0
    count = len(is_leaf)
    parents = np.full(count, INT_MAX)
    for node in np.flatnonzero(~is_leaf):
        parents[[tree.left[node], tree.right[node]]] = node
    return {
        "base_weights": np.where(is_leaf, tree.value, 0.0).tolist(),
        "categories": [],
        "categories_nodes": [],
        "categories_segments": [],
        "categories_sizes": [],
        "default_left": tree.missing_left.astype(int).tolist(),
        "id": number,
        "left_children": tree.left.tolist(),
        "loss_changes": [0.0] * count,
        "parents": parents.tolist(),
        "right_children": tree.right.tolist(),
        "split_conditions": np.where(is_leaf, tree.value, strict(tree).astype(np.float64)).tolist(),
        "split_indices": tree.feature.tolist(),
        "split_type": [0] * count,
        "sum_hessian": tree.cover.tolist(),
        "tree_param": {
            "num_deleted": "0",
            "num_feature": str(features),
            "num_nodes": str(count),
            "size_leaf_vector": "1",
        },
    }


def _in_levels(tree: Tree) -> Tree:
    """The same tree with its nodes numbered level by level: XGBoost takes the node after a left child for the right one."""
    order = [0]
    for node in order:
        if tree.left[node] >= 0:
            order += [tree.left[node], tree.right[node]]
    number = np.empty(len(order), dtype=np.int64)
    number[order] = np.arange(len(order))
    columns = {name: getattr(tree, name)[order] for name in ("feature", "threshold", "missing_left", "value", "cover")}
    left, right = (np.where(child[order] < 0, -1, number[child[order]]) for child in (tree.left, tree.right))
    return Tree(**columns, left=left, right=right, or_equal=tree.or_equal)
