"""LightGBM, which grows leaf by leaf."""

from dataclasses import dataclass
from typing import Any

import lightgbm as lgb
import numpy as np

from candidates.candidate import THREADS, Candidate, Params, class_ratio
from data.table import Table

DEFAULTS = {
    "rounds": 200,
    "num_leaves": 31,
    "learning_rate": 0.05,
    "min_child_samples": 40,
    "reg_lambda": 5.0,
    "subsample": 0.8,
    "subsample_freq": 1,
    "colsample_bytree": 0.5,
    "max_bin": 511,
    "class_weight": "none",
}


@dataclass(frozen=True)
class FittedTrees:
    model: lgb.Booster
    is_log_odds: bool = True

    def score(self, values: np.ndarray) -> np.ndarray:
        return self.model.predict(values, raw_score=True, num_threads=THREADS)


def fit(table: Table, seed: int, params: Params) -> FittedTrees:
    rest = {name: value for name, value in params.items() if name not in ("rounds", "class_weight")}
    fixed = {"objective": "binary", "verbosity": -1, "seed": seed, "num_threads": THREADS, "deterministic": True, "force_row_wise": True}
    settings = {**rest, **fixed, "scale_pos_weight": class_ratio(table, params)}
    return FittedTrees(lgb.train(settings, lgb.Dataset(table.values, table.label, params=settings), params["rounds"]))


def suggest(trial: Any) -> dict[str, Any]:
    return {
        "rounds": trial.suggest_int("rounds", 100, 400, step=50),
        "num_leaves": trial.suggest_int("num_leaves", 7, 63, log=True),
        "learning_rate": trial.suggest_float("learning_rate", 0.02, 0.2, log=True),
        "min_child_samples": trial.suggest_int("min_child_samples", 5, 200, log=True),
        "reg_lambda": trial.suggest_float("reg_lambda", 0.1, 50, log=True),
        "subsample": trial.suggest_float("subsample", 0.5, 1),
        "colsample_bytree": trial.suggest_float("colsample_bytree", 0.2, 1),
    }


CANDIDATE = Candidate("lightgbm", DEFAULTS, fit, suggest)
