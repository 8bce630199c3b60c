"""The honest baseline: a line through the logarithms of the features, and whether each is known."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from candidates.candidate import Candidate, Params
from candidates.thinned import thinned, weights_for
from data.table import Table

DEFAULTS = {"c": 0.1, "honest_rows": 100_000, "iterations": 200, "class_weight": "none"}


@dataclass(frozen=True)
class FittedLine:
    model: Pipeline
    is_log_odds: bool = True

    def score(self, values: np.ndarray) -> np.ndarray:
        parts = np.array_split(values, max(1, len(values) // 50_000))
        return np.concatenate([self.model.decision_function(inputs(part)) for part in parts]).astype(np.float64)


def fit(table: Table, seed: int, params: Params) -> FittedLine:
    rows, weights = thinned(table, seed, params["honest_rows"])
    line = make_pipeline(StandardScaler(), LogisticRegression(C=params["c"], max_iter=params["iterations"]))
    weight = {"logisticregression__sample_weight": weights_for(params, rows, weights)}
    return FittedLine(line.fit(inputs(rows.values), rows.label, **weight))


def inputs(values: np.ndarray) -> np.ndarray:
    """Amounts and counts span powers of ten, so their logarithms with the sign kept; 0 and a mark for unknown."""
    unknown = np.isnan(values)
    known = np.where(unknown, 0, values)
    return np.hstack([np.sign(known) * np.log1p(np.abs(known)), unknown]).astype(np.float32)


def suggest(trial: Any) -> dict[str, Any]:
    return {"c": trial.suggest_float("c", 1e-3, 10, log=True)}


CANDIDATE = Candidate("logistic-regression", DEFAULTS, fit, suggest)
