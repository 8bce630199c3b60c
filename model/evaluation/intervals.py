"""Bootstrap intervals, many draws at once."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from evaluation.ranking import Metric
from evaluation.scored import Draw, Scored, as_it_is

DRAWS = 200
# Draws x payments held in memory at once, which bounds it to a few hundred megabytes.
AT_ONCE = 8_000_000
LEVEL = (2.5, 97.5)


@dataclass(frozen=True)
class Estimate:
    """A value, and the values of the bootstrap's draws."""

    value: float
    draws: np.ndarray

    @property
    def interval(self) -> tuple[float, float]:
        """
        95 %, from the draws' percentiles, moved by as much as their median is off the value: what is drawn twice makes a calibration
        error look larger than it is. What is a share in every draw stays one.
        """
        low, high = np.nanpercentile(self.draws, LEVEL) + self.value - np.nanmedian(self.draws)
        least = 0.0 if np.nanmin(self.draws) >= 0 else -np.inf
        most = 1.0 if np.nanmax(self.draws) <= 1 else np.inf
        return max(least, float(low)), min(most, float(high))


def estimate(scores: Scored, metrics: Mapping[str, Metric], seed: int, draws: int = DRAWS) -> dict[str, Estimate]:
    """
    Each metric with a bootstrap interval over senders: all payments of a sender are drawn together, since those of one attack hang
    together. Draws are Poisson(1) weights, which approximate drawing with replacement.
    """
    whole = as_it_is(scores)
    values = {name: float(metric(whole)[0]) for name, metric in metrics.items()}
    drawn: dict[str, list[np.ndarray]] = {name: [] for name in metrics}
    rng = np.random.default_rng(seed)
    _, sender = np.unique(scores.rows.sender, return_inverse=True)
    step = max(1, AT_ONCE // len(scores))
    for first in range(0, draws, step):
        weights = rng.poisson(1.0, (min(step, draws - first), sender.max() + 1)).astype(np.float32)
        draw = Draw(scores, weights[:, sender])
        for name, metric in metrics.items():
            drawn[name].append(metric(draw))
    return {name: Estimate(value, np.concatenate(drawn[name])) for name, value in values.items()}


def mean_of(estimates: list[Estimate]) -> Estimate:
    """The mean over folds, whose draws are independent."""
    return Estimate(float(np.mean([each.value for each in estimates])), np.mean([each.draws for each in estimates], axis=0))
