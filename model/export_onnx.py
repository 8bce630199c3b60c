"""A forest as ONNX: one TreeEnsembleRegressor, which onnxruntime runs and src/domain/model reads."""

import numpy as np
import onnx
from onnx import TensorProto, helper

from export_forest import Forest, Tree

NODE_COLUMNS = ("hitrates", "modes", "featureids", "values", "truenodeids", "falsenodeids", "missing_value_tracks_true")


def onnx_of(forest: Forest) -> bytes:
    """Its target is the sum of leaves, before the link; `nodes_hitrates` carries each node's training weight. The same forest gives the same bytes."""
    nodes: dict[str, list] = {name: [] for name in ("treeids", "nodeids", *NODE_COLUMNS)}
    leaves: dict[str, list] = {name: [] for name in ("treeids", "nodeids", "ids", "weights")}
    for tree_id, tree in enumerate(forest.trees):
        _add(tree_id, tree, nodes, leaves)
    node = helper.make_node(
        "TreeEnsembleRegressor",
        ["features"],
        ["raw_score"],
        domain="ai.onnx.ml",
        n_targets=1,
        **({"base_values": [forest.base]} if forest.base != 0 else {}),
        **{f"nodes_{name}": column for name, column in nodes.items()},
        **{f"target_{name}": column for name, column in leaves.items()},
    )
    graph = helper.make_graph(
        [node],
        "sluice",
        [helper.make_tensor_value_info("features", TensorProto.FLOAT, [None, forest.features])],
        [helper.make_tensor_value_info("raw_score", TensorProto.FLOAT, [None, 1])],
    )
    opsets = [helper.make_opsetid("ai.onnx.ml", 3), helper.make_opsetid("", 18)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=8, producer_name="sluice")
    onnx.checker.check_model(model)
    return model.SerializeToString(deterministic=True)


def _add(tree_id: int, tree: Tree, nodes: dict[str, list], leaves: dict[str, list]) -> None:
    is_leaf = tree.left < 0
    count = len(is_leaf)
    columns = (
        tree.cover.tolist(),
        np.where(is_leaf, "LEAF", "BRANCH_LEQ" if tree.or_equal else "BRANCH_LT").tolist(),
        tree.feature.tolist(),
        tree.threshold.astype(np.float64).tolist(),
        np.where(is_leaf, 0, tree.left).tolist(),
        np.where(is_leaf, 0, tree.right).tolist(),
        tree.missing_left.astype(int).tolist(),
    )
    for name, column in zip(("treeids", "nodeids", *NODE_COLUMNS), ([tree_id] * count, list(range(count)), *columns)):
        nodes[name].extend(column)
    at = np.flatnonzero(is_leaf).tolist()
    for name, column in zip(leaves, ([tree_id] * len(at), at, [0] * len(at), tree.value[is_leaf].tolist())):
        leaves[name].extend(column)
