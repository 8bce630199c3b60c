"""Trains on each feature alone: one that explains too much knows the label, or a simulated fraud that one column gives away."""

from dataclasses import dataclass

import numpy as np

from data.table import Table
from evaluation.ranking import average_precision
from evaluation.scored import as_it_is, scored

BINS = 256
# Rows of average rate that each bin is mixed with, lest a bin of one fraud looked certain.
PRIOR_ROWS = 20
# A feature that alone reaches this is flagged: real frauds look like honest payments in any one respect.
TOO_MUCH = 0.5


@dataclass(frozen=True)
class Alone:
    name: str
    average_precision: float

    @property
    def is_suspicious(self) -> bool:
        return self.average_precision >= TOO_MUCH


def features_alone(train: Table, test: Table) -> list[Alone]:
    """Average precision on the test of a model of each feature alone: the share of frauds in the training rows of its bin. Best first."""
    found = [Alone(name, alone(train, test, column)) for column, name in enumerate(train.names)]
    return sorted(found, key=lambda each: -each.average_precision)


def alone(train: Table, test: Table, column: int) -> float:
    learnt, asked = train.values[:, column], test.values[:, column]
    edges = np.unique(np.nanquantile(learnt, np.linspace(0, 1, BINS), method="nearest")) if not np.isnan(learnt).all() else np.empty(0)
    unknown = len(edges) + 1
    place = np.where(np.isnan(learnt), unknown, np.searchsorted(edges, learnt, side="right"))
    frauds = np.bincount(place, train.label, unknown + 1)
    rows = np.bincount(place, minlength=unknown + 1)
    rate = (frauds + train.label.mean() * PRIOR_ROWS) / (rows + PRIOR_ROWS)
    score = rate[np.where(np.isnan(asked), unknown, np.searchsorted(edges, asked, side="right"))]
    return float(average_precision(as_it_is(scored(test, score, score)))[0])
