"""Several candidates as one: the mean of their log-odds, the mean of their ranks, or a logistic regression on top of them (stacked)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from candidates import lightgbm_trees, random_forest, xgboost_trees
from candidates.candidate import Candidate, Fitted, Params, log_odds
from data.table import Table

MEMBERS = {"xgboost": xgboost_trees.CANDIDATE, "lightgbm": lightgbm_trees.CANDIDATE, "random-forest": random_forest.CANDIDATE}
METHODS = ("mean", "rank", "stacked")
# Share of the rows, the latest, that a stacked ensemble learns its weights from.
HELD_BACK = 0.25
# `members` maps a member's name to the parameters that differ from its defaults.
DEFAULTS = {"method": "mean", "members": {"xgboost": {}, "lightgbm": {}}, "class_weight": "none"}


@dataclass(frozen=True)
class FittedEnsemble:
    members: tuple[Fitted, ...]
    steps: tuple[np.ndarray, ...]  # sorted scores of each member on what it learnt from, to tell a rank by; empty but for "rank"
    weights: np.ndarray  # bias first
    is_log_odds: bool

    @property
    def model(self) -> tuple[Any, ...]:
        return tuple(member.model for member in self.members)

    def score(self, values: np.ndarray) -> np.ndarray:
        scores = [member.score(values) for member in self.members]
        if self.steps:
            scores = [rank(score, steps) for score, steps in zip(scores, self.steps)]
        return self.weights[0] + sum(weight * score for weight, score in zip(self.weights[1:], scores))


def fit(table: Table, seed: int, params: Params) -> FittedEnsemble:
    method, count = params["method"], len(params["members"])
    if method not in METHODS:
        raise SystemExit(f"ensemble method {method}, allowed {', '.join(METHODS)}")
    weights = stacked_weights(table, seed, params) if method == "stacked" else np.array([0, *[1 / count] * count])
    members = fit_members(table, seed, params)
    steps = tuple(np.sort(member.score(table.values)) for member in members) if method == "rank" else ()
    return FittedEnsemble(members, steps, weights, is_log_odds=method != "rank")


def fit_members(table: Table, seed: int, params: Params) -> tuple[Fitted, ...]:
    weight = {"class_weight": params["class_weight"]}
    chosen = ((MEMBERS[name], own) for name, own in params["members"].items())
    return tuple(candidate.fit(table, seed, {**candidate.defaults, **weight, **own}) for candidate, own in chosen)


def stacked_weights(table: Table, seed: int, params: Params) -> np.ndarray:
    """Learnt from later rows than the members were, since on their own rows all look certain."""
    cut = round(len(table.label) * (1 - HELD_BACK))
    members = fit_members(table.where(slice(None, cut)), seed, params)
    later = table.where(slice(cut, None))
    line = LogisticRegression(C=1.0).fit(np.column_stack([member.score(later.values) for member in members]), later.label)
    return np.concatenate([line.intercept_, line.coef_[0]])


def rank(scores: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """Log-odds of the share of learnt rows that score less: a rank that a single payment has, whatever its batch."""
    below = (np.searchsorted(steps, scores, side="left") + np.searchsorted(steps, scores, side="right")) / 2
    return log_odds((below + 0.5) / (len(steps) + 1))


def suggest(trial: Any) -> dict[str, Any]:
    return {"method": trial.suggest_categorical("method", METHODS)}


CANDIDATE = Candidate("ensemble", DEFAULTS, fit, suggest)
