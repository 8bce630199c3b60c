"""How many of the cards that analysts could look into each day were defrauded."""

import numpy as np

from data.folds import DAY_MS
from evaluation.ranking import Metric
from evaluation.scored import Draw, Scored


def card_precision(cards_a_day: int) -> Metric:
    """
    Each day the `cards_a_day` cards (senders) with the highest score are looked into; the share of them with a fraud that day, as a
    mean over days. A card found is stopped and not counted on later days. Fraud-Detection-Handbook, chapter 4.
    """

    def metric(draw: Draw) -> np.ndarray:
        days = _days(draw.scored)
        stopped = np.zeros((len(draw.weights), draw.scored.rows.sender.max() + 1), dtype=bool)
        precision = np.zeros(len(draw.weights))
        for first, sender, defrauded in days:
            weights = np.where(stopped[:, sender], 0, draw.weights[:, first])
            places = np.cumsum(weights, axis=1)
            taken = np.clip(cards_a_day - (places - weights), 0, weights)
            found = taken * defrauded
            precision += found.sum(axis=1) / cards_a_day
            stopped[:, sender] |= found > 0
        return precision / len(days)

    return metric


def _days(scores: Scored) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """For each day its cards in falling order of their highest score: the place of that payment, the sender, whether defrauded."""
    day = scores.rows.at_ms // DAY_MS
    return [_cards(scores, np.flatnonzero(day == each)) for each in np.unique(day)]


def _cards(scores: Scored, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    sender = scores.rows.sender[rows]
    _, first, card = np.unique(sender, return_index=True, return_inverse=True)
    defrauded = np.zeros(len(first), dtype=bool)
    np.logical_or.at(defrauded, card, scores.rows.label[rows] == 1)
    order = np.argsort(first, kind="stable")
    return rows[first[order]], sender[first[order]], defrauded[order]
