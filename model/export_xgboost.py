"""XGBoost's booster as a forest. Its splits are `value < threshold` in float32 already."""

import json
import math

import numpy as np
import xgboost as xgb

from export_forest import Forest, Tree


def forest_of(booster: xgb.Booster) -> Forest:
    """The sum is the log-odds of `binary:logistic`."""
    learner = json.loads(booster.save_raw("json"))["learner"]
    objective = learner["objective"]["name"]
    if objective != "binary:logistic":
        raise SystemExit(f"objective {objective} cannot be exported, allowed binary:logistic")
    model = learner["gradient_booster"]["model"]
    if any(any(tree["split_type"]) for tree in model["trees"]):
        raise SystemExit("categorical splits cannot be exported: give categories as numbers")
    parameters = learner["learner_model_param"]
    base = _first(parameters["base_score"])
    return Forest(tuple(_tree(tree) for tree in model["trees"]), int(parameters["num_feature"]), math.log(base / (1 - base)))


def _tree(tree: dict) -> Tree:
    """XGBoost keeps a leaf's value where a split has its threshold."""
    left = np.array(tree["left_children"])
    condition = np.array(tree["split_conditions"], dtype=np.float64)
    return Tree(
        feature=np.where(left < 0, 0, tree["split_indices"]),
        threshold=np.where(left < 0, 0, condition).astype(np.float32),
        missing_left=np.array(tree["default_left"], dtype=bool) & (left >= 0),
        left=left,
        right=np.array(tree["right_children"]),
        value=np.where(left < 0, condition, 0),
        cover=np.array(tree["sum_hessian"], dtype=np.float64),
    )


def _first(base_score: str) -> float:
    """A list from 3.1 on, a number before."""
    value = json.loads(base_score)
    return value[0] if isinstance(value, list) else value
