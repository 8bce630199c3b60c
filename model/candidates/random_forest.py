"""A random forest: the mean of many deep trees, each of other rows and columns."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.ensemble import RandomForestClassifier

from candidates.candidate import THREADS, Candidate, Params, log_odds
from candidates.thinned import thinned, weights_for
from candidates.unknown import filled
from data.table import Table

DEFAULTS = {"trees": 100, "max_depth": 14, "min_samples_leaf": 5, "max_features": 0.2, "honest_rows": 150_000, "class_weight": "none"}


@dataclass(frozen=True)
class FittedForest:
    model: RandomForestClassifier
    is_log_odds: bool = True

    def score(self, values: np.ndarray) -> np.ndarray:
        return log_odds(self.model.predict_proba(filled(values))[:, 1])


def fit(table: Table, seed: int, params: Params) -> FittedForest:
    rows, weights = thinned(table, seed, params["honest_rows"])
    forest = RandomForestClassifier(
        params["trees"],
        max_depth=params["max_depth"],
        min_samples_leaf=params["min_samples_leaf"],
        max_features=params["max_features"],
        random_state=seed,
        n_jobs=THREADS,
    )
    forest.fit(filled(rows.values), rows.label, weights_for(params, rows, weights))
    # Threads add up the trees' votes in the order in which they end.
    return FittedForest(forest.set_params(n_jobs=1))


def suggest(trial: Any) -> dict[str, Any]:
    return {
        "max_depth": trial.suggest_int("max_depth", 6, 20),
        "min_samples_leaf": trial.suggest_int("min_samples_leaf", 1, 50, log=True),
        "max_features": trial.suggest_float("max_features", 0.05, 0.5),
    }


CANDIDATE = Candidate("random-forest", DEFAULTS, fit, suggest)
