"""
A detector of one form of attack that was described but never labelled: boosted trees that tell honest payments from imagined frauds,
which are honest payments whose features were moved into the tails that the description names. Outlier exposure (Hendrycks, Mazeika and
Dietterich, ICLR 2019) with outliers that a person described.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import xgboost as xgb

from candidates.candidate import THREADS, Params
from candidates.typologies import Form, Kind

TYPE, DEVICE = "payment.type_code", "device.count_28_days"
# Honest payments from which a tail can be told.
LEAST_HONEST = 500
# Share of the honest payments of a kind in the tail that a feature is moved to, least and most; drawn evenly in its logarithm.
TAIL = (0.0005, 0.2)
# What is suspicious when high stays so everywhere: without that, trees learn where imagined frauds lie, and miss what is worse.
SETTINGS = {"max_depth": 4, "eta": 0.05, "min_child_weight": 1, "subsample": 0.8, "tree_method": "hist", "max_bin": 1024}
DEFAULTS = {
    "imagined_rows": 20_000,
    "imagined_share": 0.0003,  # of the honest payments, which the imagined ones weigh as much as
    "detector_rounds": 250,
}


@dataclass(frozen=True)
class Rows:
    """Features of payments, rows x names."""

    names: list[str]
    values: np.ndarray

    def column(self, name: str) -> np.ndarray:
        return self.values[:, self.names.index(name)]

    def of(self, *kinds: Kind) -> np.ndarray:
        """Which rows are of one of these kinds."""
        code, online = self.column(TYPE), ~np.isnan(self.column(DEVICE))
        return np.logical_or.reduce([(code == kind.type_code) & (online == kind.online) for kind in kinds])


@dataclass(frozen=True)
class Detector:
    form: Form
    booster: xgb.Booster
    honest: np.ndarray  # margins of the honest payments of these kinds, ascending
    share: float  # of all honest payments that are of these kinds

    def false_alarms(self, rows: Rows) -> np.ndarray:
        """Share of honest payments that are at least as suspicious as each row; 1 for a row of another kind."""
        found = np.ones(len(rows.values))
        asked = rows.of(*self.form.kinds)
        margins = margins_of(self.booster, inputs(rows, self.form)[asked])
        above = len(self.honest) - np.searchsorted(self.honest, margins, side="left")
        # Never 0: nothing is that certain.
        found[asked] = (above + 0.5) / (len(self.honest) + 1) * self.share
        return found


def measured(names: list[str], form: Form) -> bool:
    return {TYPE, DEVICE, *form.moves} <= set(names)


def detector_of(honest: Rows, form: Form, seed: int, params: Params) -> Detector | None:
    """None where hardly an honest payment is of the kinds that the attack is made of."""
    kinds = [Rows(honest.names, honest.values[honest.of(kind)]) for kind in form.kinds]
    kinds = [kind for kind in kinds if len(kind.values) >= LEAST_HONEST]
    if not kinds:
        return None
    rng = np.random.default_rng(seed)
    count = params["imagined_rows"] // len(kinds)
    ordinary = np.concatenate([inputs(kind, form) for kind in kinds])
    imagined = np.concatenate([inputs(imagine(kind, form.moves, count, rng), form) for kind in kinds])
    weight = params["imagined_share"] * len(honest.values) / len(imagined)
    data = xgb.QuantileDMatrix(
        np.concatenate([ordinary, imagined]),
        np.repeat([0, 1], [len(ordinary), len(imagined)]),
        weight=np.repeat([1.0, weight], [len(ordinary), len(imagined)]),
        max_bin=SETTINGS["max_bin"],
        nthread=THREADS,
    )
    booster = xgb.train(settings_of(form, seed), data, params["detector_rounds"])
    return Detector(form, booster, np.sort(margins_of(booster, ordinary)), len(ordinary) / len(honest.values))


def settings_of(form: Form, seed: int) -> dict[str, Any]:
    risen = (0, *form.moves.values())
    return {**SETTINGS, "objective": "binary:logistic", "nthread": THREADS, "seed": seed, "monotone_constraints": risen}


def imagine(honest: Rows, moves: Mapping[str, int], count: int, rng: np.random.Generator) -> Rows:
    """Honest payments of one kind, drawn again, each feature that the attack moves replaced by a value of its tail among them."""
    values = honest.values[rng.integers(0, len(honest.values), count)]
    for name, direction in moves.items():
        column = honest.column(name)
        known = np.sort(direction * column[~np.isnan(column)])
        if len(known) >= LEAST_HONEST:
            tail = np.exp(rng.uniform(*np.log(TAIL), count))
            values[:, honest.names.index(name)] = direction * known[((1 - tail) * len(known)).astype(int)]
    return Rows(honest.names, values)


def inputs(rows: Rows, form: Form) -> np.ndarray:
    """What a detector sees: the payment's type, then the features that the attack moves."""
    return np.column_stack([rows.column(name) for name in (TYPE, *form.moves)])


def margins_of(booster: xgb.Booster, values: np.ndarray) -> np.ndarray:
    return booster.inplace_predict(values, predict_type="margin").astype(np.float64)
