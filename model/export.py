"""Writes what is shipped: the trees as ONNX, the manifest that binds them to the code, and golden rows to check an engine by."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import xgboost as xgb

import export_container
import export_onnx
import export_xgboost
from candidates.unknown import UNKNOWN
from data.table import Table
from export_forest import Forest, on_grid, raw_scores, weighted

# The committed model's; one that is given to --out may take what a function loads within a second.
MOST_BYTES = 2_000_000
MOST_BYTES_IN_LAMBDA = 50_000_000
ONNX_BYTES_A_NODE = 37
GOLDEN_ROWS = 32


def forest_of(model: Any) -> Forest:
    """The trees of a fitted candidate or of a library's own model, on the grid on which every engine sums them to the same bits."""
    return on_grid(_forest_of(model))


def _forest_of(model: Any) -> Forest:
    name = type(model).__name__
    if isinstance(model, xgb.Booster):
        return export_xgboost.forest_of(model)
    if name == "Booster":
        import export_lightgbm

        return export_lightgbm.forest_of(model)
    if name in ("RandomForestClassifier", "IsolationForest"):
        import export_sklearn

        convert = export_sklearn.random_forest_of if name == "RandomForestClassifier" else export_sklearn.isolation_forest_of
        return convert(model, filled=float(UNKNOWN))
    if hasattr(model, "members"):
        return _ensemble(model)
    if hasattr(model, "model") and not isinstance(model.model, tuple):
        return _forest_of(model.model)
    raise SystemExit(f"{name} is no sum of trees over the features alone: it can be compared, but not exported")


def _ensemble(ensemble: Any) -> Forest:
    if ensemble.steps:
        raise SystemExit("an ensemble of ranks is no sum of trees, allowed methods for export: mean, stacked")
    bias, *weights = ensemble.weights
    return weighted([_forest_of(member) for member in ensemble.members], weights, float(bias))


def sum_of(model: Any) -> dict:
    """What the manifest tells of the sum of leaves: how many trees it has, and how it becomes the raw score where it is none yet."""
    forest = forest_of(model)
    return {"trees": len(forest.trees), **({} if forest.link == "identity" else {"link": forest.link})}


def onnx_of(model: Any, features: int) -> bytes:
    forest = forest_of(model)
    if forest.features != features:
        raise SystemExit(f"the model takes {forest.features} features, the table has {features}")
    return export_onnx.onnx_of(forest)


def container_of(model: Any) -> bytes:
    return export_container.container_of(forest_of(model))


def golden_of(model: Any, rows: Table) -> dict:
    """Rows with the raw scores they get, and with the contributions (bias last) that XGBoost gives these trees; null is an unknown value."""
    forest = forest_of(model)
    raw = raw_scores(forest, rows.values)
    picked = np.unique(np.concatenate([np.argsort(-raw)[: GOLDEN_ROWS // 2], np.linspace(0, len(raw) - 1, GOLDEN_ROWS // 2, dtype=int)]))
    chosen = rows.values[picked]
    booster = export_container.booster_of(replace(forest, link="identity"))
    contributions = booster.predict(xgb.DMatrix(chosen, nthread=2), pred_contribs=True)
    return {
        "rows": [[None if np.isnan(value) else float(value) for value in row] for row in chosen],
        "rawScores": raw[picked].tolist(),
        "contributions": [[float(value) for value in row] for row in contributions],
    }


def manifest_of(model: bytes, about: dict) -> dict:
    digest = hashlib.sha256(model).hexdigest()
    return {"version": digest[:12], "digest": digest, **about}


def expect_size(trees: int, leaves: int, most_bytes: int = MOST_BYTES) -> None:
    """Refuses, before hours of training, trees of at most so many leaves each that would not fit into `most_bytes` as ONNX."""
    expected = trees * (2 * leaves - 1) * ONNX_BYTES_A_NODE
    if expected > most_bytes:
        raise SystemExit(
            f"{trees} trees of {leaves} leaves may take {expected:,} bytes, allowed {most_bytes:,}: use fewer or shallower trees"
        )


def write(folder: Path, files: dict[str, bytes], documents: dict[str, dict], most_bytes: int = MOST_BYTES) -> None:
    size = sum(len(content) for content in files.values())
    if size > most_bytes:
        raise SystemExit(f"the model has {size:,} bytes, allowed {most_bytes:,}: use fewer or shallower trees")
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    for name, document in documents.items():
        (folder / name).write_text(json.dumps(document, indent=None if name == "golden.json" else 2) + "\n")
