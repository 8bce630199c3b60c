"""Rounds a booster's leaves so that every implementation sums them to the same bits."""

import json
import math
from collections.abc import Callable

import xgboost as xgb

from candidates.candidate import THREADS

FLOAT32_BITS = 24


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
    return xgb.Booster({"nthread": THREADS}, model_file=bytearray(json.dumps(model), "utf-8"))


def _leaves(tree: dict) -> list[float]:
    return [value for value, left in zip(tree["split_conditions"], tree["left_children"]) if left < 0]


def _move_leaves(tree: dict, move: Callable[[float], float]) -> None:
    """XGBoost keeps a leaf's value where a split has its threshold."""
    tree["split_conditions"] = [move(value) if left < 0 else value for value, left in zip(tree["split_conditions"], tree["left_children"])]
