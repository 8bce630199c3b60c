"""
An isolation forest: how easily a payment is set apart from the others, without looking at labels. Liu, Ting and Zhou, "Isolation
forest" (ICDM 2008).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.ensemble import IsolationForest

from candidates.candidate import THREADS, Candidate, Params
from candidates.unknown import filled
from data.table import Table

DEFAULTS = {"trees": 200, "max_samples": 256, "class_weight": "none"}


@dataclass(frozen=True)
class FittedIsolation:
    model: IsolationForest
    is_log_odds: bool = False

    def score(self, values: np.ndarray) -> np.ndarray:
        return -self.model.score_samples(filled(values))


def fit(table: Table, seed: int, params: Params) -> FittedIsolation:
    forest = IsolationForest(n_estimators=params["trees"], max_samples=params["max_samples"], random_state=seed, n_jobs=THREADS)
    return FittedIsolation(forest.fit(filled(table.values)))


def suggest(trial: Any) -> dict[str, Any]:
    return {"max_samples": trial.suggest_int("max_samples", 64, 4096, log=True)}


CANDIDATE = Candidate("isolation-forest", DEFAULTS, fit, suggest)
