"""
XGBoost, and beside it a detector for each attack that training has hardly seen, as far as the attack was described. A detector retires
once enough frauds of its attack are confirmed: real ones teach more than imagined ones.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from candidates import detector, xgboost_trees
from candidates.candidate import Candidate, Fitted, Params
from candidates.detector import Detector, Rows, detector_of, measured
from candidates.thinned import thinned
from candidates.typologies import TYPOLOGIES, Form
from data.table import Table

# Confirmed frauds of an attack from which the booster learns it by itself.
ENOUGH_FRAUDS = 50
# `honest_rows` are those that detectors learn from.
DEFAULTS = {**xgboost_trees.DEFAULTS, **detector.DEFAULTS, "honest_rows": 200_000}


@dataclass(frozen=True)
class FittedWithDetectors:
    names: list[str]
    trees: Fitted
    attacks: tuple[tuple[Detector, ...], ...]  # the detectors of each attack's forms
    honest: np.ndarray  # the booster's log-odds of honest payments, ascending
    is_log_odds: bool = True

    @property
    def model(self) -> tuple[Any, ...]:
        return self.trees.model, *(each.booster for forms in self.attacks for each in forms)

    def score(self, values: np.ndarray) -> np.ndarray:
        """
        The booster's log-odds, or those at which it raises as many false alarms as the most suspicious detector does, if these are
        more. An attack of several forms raises no more false alarms than one of a single form.
        """
        score, rows = self.trees.score(values), Rows(self.names, values)
        for forms in self.attacks:
            share = np.minimum(1, len(forms) * np.min([each.false_alarms(rows) for each in forms], axis=0))
            score = np.where(share < 1, np.maximum(score, np.quantile(self.honest, 1 - share)), score)
        return score


def fit(table: Table, seed: int, params: Params) -> FittedWithDetectors:
    trees = xgboost_trees.fit(table, seed, {name: params[name] for name in xgboost_trees.DEFAULTS})
    some, _ = thinned(table, seed, params["honest_rows"])
    honest = Rows(table.names, some.values[some.label == 0])
    attacks = [[detector_of(honest, form, seed, params) for form in forms] for forms in unlearnt(table)]
    kept = (tuple(each for each in forms if each is not None) for forms in attacks)
    return FittedWithDetectors(table.names, trees, tuple(forms for forms in kept if forms), np.sort(trees.score(honest.values)))


def unlearnt(table: Table) -> Iterable[tuple[Form, ...]]:
    """The forms of each attack of which too few frauds are confirmed, as far as the table has their features."""
    frauds = table.scenario[table.label == 1]
    for name, forms in TYPOLOGIES.items():
        if (frauds == name).sum() < ENOUGH_FRAUDS:
            yield tuple(form for form in forms if measured(table.names, form))


CANDIDATE = Candidate("xgboost-imagined", DEFAULTS, fit, xgboost_trees.suggest)
