"""XGBoost, unweighted: weighting the classes ruins probabilities. Fine bins: few frauds need fine thresholds."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import xgboost as xgb

from candidates.candidate import THREADS, Candidate, Params, class_ratio
from candidates.leaf_grid import on_grid
from data.table import Table

DEFAULTS = {
    "rounds": 200,
    "max_depth": 6,
    "eta": 0.05,
    "min_child_weight": 2,
    "subsample": 0.8,
    "colsample_bytree": 0.5,
    "tree_method": "hist",
    "max_bin": 1024,
    "class_weight": "none",
}


@dataclass(frozen=True)
class FittedTrees:
    model: xgb.Booster
    is_log_odds: bool = True

    def score(self, values: np.ndarray) -> np.ndarray:
        return self.model.inplace_predict(values, predict_type="margin").astype(np.float64)


def fit(table: Table, seed: int, params: Params) -> FittedTrees:
    rest = {name: value for name, value in params.items() if name not in ("rounds", "class_weight")}
    settings = {**rest, "objective": "binary:logistic", "nthread": THREADS, "seed": seed}
    if params["class_weight"] != "none":
        settings["scale_pos_weight"] = class_ratio(table, params)
    return FittedTrees(on_grid(xgb.train(settings, _data(table, params), params["rounds"])))


def _data(table: Table, params: Params) -> xgb.DMatrix:
    if params["tree_method"] != "hist":
        return xgb.DMatrix(table.values, table.label, nthread=THREADS)
    return xgb.QuantileDMatrix(table.values, table.label, max_bin=params["max_bin"], nthread=THREADS)


def suggest(trial: Any) -> dict[str, Any]:
    return {
        "rounds": trial.suggest_int("rounds", 100, 400, step=50),
        "max_depth": trial.suggest_int("max_depth", 3, 8),
        "eta": trial.suggest_float("eta", 0.02, 0.2, log=True),
        "min_child_weight": trial.suggest_float("min_child_weight", 0.5, 20, log=True),
        "subsample": trial.suggest_float("subsample", 0.5, 1),
        "colsample_bytree": trial.suggest_float("colsample_bytree", 0.2, 1),
    }


CANDIDATE = Candidate("xgboost", DEFAULTS, fit, suggest)
