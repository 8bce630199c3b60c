"""Writes what is shipped: the trees as ONNX, the manifest that binds them to the code, and golden rows to check an engine by."""

import gzip
import hashlib
import io
import json
import tarfile
from pathlib import Path

import numpy as np
import onnx
import xgboost as xgb
from onnx import TensorProto, helper

from booster import raw_scores, trees_of
from table import Table

MOST_BYTES = 2_000_000
GOLDEN_ROWS = 32


def onnx_of(booster: xgb.Booster, features: int) -> bytes:
    """One TreeEnsembleRegressor whose target is the raw score; `nodes_hitrates` carries each node's training weight (sum of hessians)."""
    nodes, leaves = _columns(trees_of(booster))
    node = helper.make_node(
        "TreeEnsembleRegressor",
        ["features"],
        ["raw_score"],
        domain="ai.onnx.ml",
        n_targets=1,
        **{f"nodes_{name}": column for name, column in nodes.items()},
        **{f"target_{name}": column for name, column in leaves.items()},
    )
    graph = helper.make_graph(
        [node],
        "sluice",
        [helper.make_tensor_value_info("features", TensorProto.FLOAT, [None, features])],
        [helper.make_tensor_value_info("raw_score", TensorProto.FLOAT, [None, 1])],
    )
    opsets = [helper.make_opsetid("ai.onnx.ml", 3), helper.make_opsetid("", 18)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=8, producer_name="sluice")
    onnx.checker.check_model(model)
    return model.SerializeToString(deterministic=True)


def _columns(trees: list[dict]) -> tuple[dict[str, list], dict[str, list]]:
    """A tree ensemble's columns: XGBoost's node n of tree t is node n of tree t here."""
    nodes = {name: [] for name in NODE_COLUMNS}
    leaves = {name: [] for name in ("treeids", "nodeids", "ids", "weights")}
    for tree_id, tree in enumerate(trees):
        for node_id, left in enumerate(tree["left_children"]):
            row = _leaf(tree, node_id) if left < 0 else _split(tree, node_id)
            for name, value in zip(NODE_COLUMNS, (tree_id, node_id, tree["sum_hessian"][node_id], *row)):
                nodes[name].append(value)
            if left < 0:
                for name, value in zip(leaves, (tree_id, node_id, 0, tree["split_conditions"][node_id])):
                    leaves[name].append(value)
    return nodes, leaves


NODE_COLUMNS = (
    "treeids",
    "nodeids",
    "hitrates",
    "modes",
    "featureids",
    "values",
    "truenodeids",
    "falsenodeids",
    "missing_value_tracks_true",
)


def _leaf(_tree: dict, _node: int) -> tuple:
    return ("LEAF", 0, 0.0, 0, 0, 0)


def _split(tree: dict, node: int) -> tuple:
    return (
        "BRANCH_LT",
        tree["split_indices"][node],
        tree["split_conditions"][node],
        tree["left_children"][node],
        tree["right_children"][node],
        tree["default_left"][node],
    )


def golden_of(booster: xgb.Booster, rows: Table) -> dict:
    """Rows with the raw scores and contributions (bias last) that XGBoost gives them; null is an unknown value."""
    raw = raw_scores(booster, rows)
    picked = np.unique(np.concatenate([np.argsort(-raw)[: GOLDEN_ROWS // 2], np.linspace(0, len(raw) - 1, GOLDEN_ROWS // 2, dtype=int)]))
    chosen = rows.where(picked)
    contributions = booster.predict(xgb.DMatrix(chosen.values, nthread=2), pred_contribs=True)
    return {
        "rows": [[None if np.isnan(value) else float(value) for value in row] for row in chosen.values],
        "rawScores": raw[picked].tolist(),
        "contributions": [[float(value) for value in row] for row in contributions],
    }


def manifest_of(model: bytes, about: dict) -> dict:
    digest = hashlib.sha256(model).hexdigest()
    return {"version": digest[:12], "digest": digest, **about}


def container_of(booster: xgb.Booster) -> bytes:
    """
    model.tar.gz as SageMaker's built-in XGBoost container reads it: one file, `xgboost-model`, in UBJSON, which XGBoost 3.0 (the
    container's) reads to the same scores. Without times, so that the same booster gives the same bytes.
    """
    content = booster.save_raw("ubj")
    entry = tarfile.TarInfo("xgboost-model")
    entry.size = len(content)
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as zipped, tarfile.open(fileobj=zipped, mode="w") as tar:
        tar.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


def write(folder: Path, files: dict[str, bytes], documents: dict[str, dict]) -> None:
    size = sum(len(content) for content in files.values())
    if size > MOST_BYTES:
        raise SystemExit(f"the model has {size} bytes, allowed {MOST_BYTES}: use fewer or shallower trees")
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    for name, document in documents.items():
        (folder / name).write_text(json.dumps(document, indent=None if name == "golden.json" else 2) + "\n")
