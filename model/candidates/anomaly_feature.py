"""XGBoost with the isolation forest's score as one feature more."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from candidates import isolation_forest, xgboost_trees
from candidates.candidate import Candidate, Fitted, Params
from data.table import Table

DEFAULTS = {"forest": isolation_forest.DEFAULTS, **xgboost_trees.DEFAULTS}


@dataclass(frozen=True)
class FittedWithAnomaly:
    forest: Fitted
    booster: Fitted
    is_log_odds: bool = True

    @property
    def model(self) -> tuple[Any, Any]:
        return self.forest.model, self.booster.model

    def score(self, values: np.ndarray) -> np.ndarray:
        return self.booster.score(with_anomaly(self.forest, values))


def fit(table: Table, seed: int, params: Params) -> FittedWithAnomaly:
    forest = isolation_forest.fit(table, seed, params["forest"])
    wider = replace(table, names=[*table.names, "anomaly"], values=with_anomaly(forest, table.values))
    rest = {name: value for name, value in params.items() if name != "forest"}
    return FittedWithAnomaly(forest, xgboost_trees.fit(wider, seed, rest))


def with_anomaly(forest: Fitted, values: np.ndarray) -> np.ndarray:
    return np.column_stack([values, forest.score(values).astype(np.float32)])


CANDIDATE = Candidate("xgboost-anomaly", DEFAULTS, fit, xgboost_trees.suggest)
