"""Whether probabilities mean what they say."""

import numpy as np

from evaluation.scored import Draw, Scored

BINS = 20


def sum_per_fraud(draw: Draw) -> np.ndarray:
    """Sum of probabilities / frauds: 1 is calibrated on the whole."""
    return draw.total(draw.scored.probability) / np.maximum(draw.all_frauds, 1)


def raw_sum_per_fraud(draw: Draw) -> np.ndarray:
    """The same of log-odds as the model gives them, before any calibration: what class weighting does to probabilities."""
    return draw.total(1 / (1 + np.exp(-draw.scored.score))) / np.maximum(draw.all_frauds, 1)


def brier(draw: Draw) -> np.ndarray:
    """Mean squared difference of probability and label. Brier, Monthly Weather Review 78 (1950)."""
    return draw.total((draw.scored.probability - draw.scored.rows.label) ** 2) / draw.all_payments


def expected_error(draw: Draw) -> np.ndarray:
    """
    Expected calibration error: mean over payments of |mean probability - share of frauds| of their bin, of 20 bins of equal width.
    Naeini, Cooper and Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning" (AAAI 2015).
    """
    bins = bins_of(draw.scored)
    parts = [draw.total((draw.scored.probability - draw.scored.rows.label) * (bins == each)) for each in np.unique(bins)]
    return np.abs(np.stack(parts)).sum(axis=0) / draw.all_payments


def bins_of(scores: Scored) -> np.ndarray:
    return np.minimum((scores.probability * BINS).astype(int), BINS - 1)


def reliability(scores: Scored) -> list[tuple[float, float, int]]:
    """Mean probability, share of frauds and payments of each bin that has any."""
    bins = bins_of(scores)
    rows = [bins == each for each in np.unique(bins)]
    return [(float(scores.probability[row].mean()), float(scores.rows.label[row].mean()), int(row.sum())) for row in rows]
