"""Platt scaling: probability = sigmoid(slope * raw + intercept). Platt, "Probabilistic outputs for support vector machines" (1999)."""

from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss

ENOUGH_FRAUDS = 200


@dataclass(frozen=True)
class Calibration:
    slope: float
    intercept: float

    def probability(self, raw: np.ndarray) -> np.ndarray:
        return 1 / (1 + np.exp(-(self.slope * raw + self.intercept)))


IDENTITY = Calibration(slope=1.0, intercept=0.0)
Scored = tuple[np.ndarray, np.ndarray]  # raw scores, labels


def calibrate(earlier: Scored, later: Scored) -> Calibration:
    """Fits the earlier rows; kept only on enough frauds and if it has less log loss on the later ones."""
    raw, label = earlier
    if label.sum() < ENOUGH_FRAUDS:
        return IDENTITY
    platt = platt_of(raw, label)
    loss = {candidate: log_loss(later[1], candidate.probability(later[0])) for candidate in (platt, IDENTITY)}
    return min(loss, key=loss.get)


def platt_of(raw: np.ndarray, label: np.ndarray) -> Calibration:
    """Also turns a score that is no log-odds into a probability, so it may stretch it far."""
    spread = float(raw.std()) or 1.0
    fit = LogisticRegression(C=np.inf, tol=1e-8).fit((raw / spread).reshape(-1, 1), label)
    return Calibration(slope=float(fit.coef_[0, 0]) / spread, intercept=float(fit.intercept_[0]))
