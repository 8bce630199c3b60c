"""Trains the model, and rounds its leaves so that every implementation sums them to the same bits."""

import json
import math

import numpy as np
import xgboost as xgb

from table import Table

ROUNDS = 200
# Unweighted: weighting the classes ruins probabilities. Fine bins: few frauds need fine thresholds. A fixed number of threads, since
# the order of sums, and with it the last bit, depends on it.
PARAMETERS = {
    "objective": "binary:logistic",
    "tree_method": "hist",
    "max_bin": 1024,
    "max_depth": 6,
    "eta": 0.05,
    "min_child_weight": 2,
    "subsample": 0.8,
    "colsample_bytree": 0.5,
    "nthread": 2,
}
FLOAT32_BITS = 24


def train(table: Table, seed: int, rounds: int = ROUNDS) -> xgb.Booster:
    data = xgb.QuantileDMatrix(table.values, table.label, max_bin=PARAMETERS["max_bin"], nthread=PARAMETERS["nthread"])
    return on_grid(xgb.train({**PARAMETERS, "seed": seed}, data, rounds))


def raw_scores(booster: xgb.Booster, table: Table) -> np.ndarray:
    """Log-odds before calibration."""
    return booster.inplace_predict(table.values, predict_type="margin").astype(np.float64)


def trees_of(booster: xgb.Booster) -> list[dict]:
    return json.loads(booster.save_raw("json"))["learner"]["gradient_booster"]["model"]["trees"]


def on_grid(booster: xgb.Booster) -> xgb.Booster:
    """
    The same trees with the base score moved into the first one and every leaf rounded to a multiple of one power of two, the finest
    for which no sum of leaves needs more than a float32's 24 bits. Sums are then exact in any order and precision: XGBoost,
    onnxruntime and the TypeScript walk agree bit for bit, whatever their threads and batches.
    """
    model = json.loads(booster.save_raw("json"))
    parameters = model["learner"]["learner_model_param"]
    trees = model["learner"]["gradient_booster"]["model"]["trees"]
    base = json.loads(parameters["base_score"])[0]
    _move_leaves(trees[0], lambda value: value + math.log(base / (1 - base)))
    parameters["base_score"] = "[5E-1]"
    most = sum(max(abs(value) for value in _leaves(tree)) for tree in trees)
    grid = 2.0 ** (math.ceil(math.log2(most)) - FLOAT32_BITS)
    for tree in trees:
        _move_leaves(tree, lambda value: round(value / grid) * grid)
    return xgb.Booster(PARAMETERS, model_file=bytearray(json.dumps(model), "utf-8"))


def _leaves(tree: dict) -> list[float]:
    return [value for value, left in zip(tree["split_conditions"], tree["left_children"]) if left < 0]


def _move_leaves(tree: dict, move) -> None:
    """XGBoost keeps a leaf's value where a split has its threshold."""
    tree["split_conditions"] = [
        move(value) if left < 0 else value for value, left in zip(tree["split_conditions"], tree["left_children"])
    ]
