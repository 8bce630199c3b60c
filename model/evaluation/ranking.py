"""Metrics of the order in which payments are suspected: each maps draws to a value a draw."""

from collections.abc import Callable

import numpy as np

from evaluation.scored import Draw

Metric = Callable[[Draw], np.ndarray]


def average_precision(draw: Draw) -> np.ndarray:
    """Mean precision over the frauds found, as sklearn.metrics.average_precision_score; payments of equal score are found together."""
    frauds, payments = draw.frauds[:, draw.scored.ends], draw.payments[:, draw.scored.ends]
    found = np.diff(frauds, axis=1, prepend=0)
    return (found * frauds / np.maximum(payments, 1)).sum(axis=1, dtype=np.float64) / np.maximum(draw.all_frauds, 1)


def roc_auc(draw: Draw) -> np.ndarray:
    """Chance that a fraud scores above an honest payment, ties counted half."""
    frauds = draw.frauds[:, draw.scored.ends].astype(np.float64)
    honest = draw.payments[:, draw.scored.ends] - frauds
    found, passed = np.diff(frauds, axis=1, prepend=0), np.diff(honest, axis=1, prepend=0)
    below = honest[:, -1:] - honest + passed / 2
    return (found * below).sum(axis=1) / np.maximum(frauds[:, -1] * honest[:, -1], 1)


def recall_at(rate: float, scenarios: tuple[str, ...] = ()) -> Metric:
    """Share of frauds (of these scenarios) among the alerts when `rate` of payments, those that score highest, are alerted."""

    def metric(draw: Draw) -> np.ndarray:
        alerts = alerts_of(draw, rate)
        if not scenarios:
            return _before(draw.frauds, alerts) / np.maximum(draw.all_frauds, 1)
        asked = np.cumsum(draw.weights * np.isin(draw.scored.rows.scenario, scenarios), axis=1, dtype=np.float32)
        return _before(asked, alerts) / np.maximum(asked[:, -1], 1)

    return metric


def alerts_of(draw: Draw, rate: float) -> np.ndarray:
    """How many places of the order are alerted, for each draw."""
    budget = np.round(rate * draw.all_payments)[:, None]
    return (draw.payments <= budget).sum(axis=1)


def precision_at(recall: float) -> Metric:
    """Share of frauds among the alerts when as many are raised as find `recall` of all frauds."""

    def metric(draw: Draw) -> np.ndarray:
        frauds, payments = draw.frauds[:, draw.scored.ends], draw.payments[:, draw.scored.ends]
        at = (frauds < np.ceil(recall * draw.all_frauds)[:, None] - 1e-6).sum(axis=1)
        lines = np.arange(len(at))
        return frauds[lines, at] / np.maximum(payments[lines, at], 1)

    return metric


def _before(counts: np.ndarray, places: np.ndarray) -> np.ndarray:
    """The count at each draw's place, 0 before the first."""
    return np.where(places > 0, counts[np.arange(len(places)), np.maximum(places, 1) - 1], 0)
