"""Trains an entrant on each fold and scores what came after."""

import time
from dataclasses import dataclass

import numpy as np

from candidates.candidate import Fitted
from data.folds import Fold
from data.table import Table
from evaluation.benchmark import Entrant
from evaluation.calibrate import IDENTITY, Calibration, calibrate, platt_of
from evaluation.calibration import raw_sum_per_fraud
from evaluation.intervals import Estimate, estimate, mean_of
from evaluation.metrics import metrics_of, seen_metrics, unseen_metrics
from evaluation.money import Policy
from evaluation.ranking import Metric
from evaluation.scored import Scored, scored


@dataclass(frozen=True)
class FoldResult:
    fold: Fold
    fitted: Fitted
    calibration: Calibration
    scores: Scored
    estimates: dict[str, Estimate]
    seconds: float


@dataclass(frozen=True)
class Result:
    """An entrant's results; `estimates` are means over the folds that have the metric."""

    entrant: Entrant
    folds: tuple[FoldResult, ...]
    estimates: dict[str, Estimate]


@dataclass(frozen=True)
class Setting:
    table: Table
    policy: Policy
    seed: int


def try_out(setting: Setting, folds: list[Fold], entrant: Entrant) -> Result:
    results = tuple(try_fold(setting, fold, entrant) for fold in folds)
    names = dict.fromkeys(name for result in results for name in result.estimates)
    means = {name: mean_of([each.estimates[name] for each in results if name in each.estimates]) for name in names}
    return Result(entrant, results, means)


def try_fold(setting: Setting, fold: Fold, entrant: Entrant) -> FoldResult:
    table, started = setting.table, time.perf_counter()
    fitted = entrant.candidate.fit(table.where(fold.train), setting.seed, entrant.params)
    calibration = calibration_of(fitted, table, fold)
    seconds = time.perf_counter() - started
    test = table.where(fold.test)
    score = fitted.score(test.values)
    scores = scored(test, score, calibration.probability(score))
    uncalibrated = {"rawSumOfProbabilitiesPerFraud": raw_sum_per_fraud} if fitted.is_log_odds else {}
    metrics = {**metrics_of(setting.policy), **uncalibrated, **apart(fold, test)}
    return FoldResult(fold, fitted, calibration, scores, estimate(scores, metrics, setting.seed), seconds)


def apart(fold: Fold, test: Table) -> dict[str, Metric]:
    """Where kinds of attack are kept out of training: recall of each of them, and of the others."""
    if not fold.unseen:
        return {}
    seen = tuple(np.setdiff1d(test.scenario[test.label == 1], fold.unseen))
    return {**unseen_metrics(fold.unseen), **seen_metrics(seen)}


def calibration_of(fitted: Fitted, table: Table, fold: Fold) -> Calibration:
    """Of the validation rows; without them the model's own, or for a score that is no log-odds of the rows it learnt from."""
    if len(fold.validation) == 0 and fitted.is_log_odds:
        return IDENTITY
    rows = fold.validation if len(fold.validation) > 0 else fold.train
    raw, label = fitted.score(table.values[rows]), table.label[rows]
    if not fitted.is_log_odds:
        return platt_of(raw, label)
    middle = len(rows) // 2
    return calibrate((raw[:middle], label[:middle]), (raw[middle:], label[middle:]))


def pooled(result: Result) -> tuple[np.ndarray, np.ndarray]:
    """Labels and probabilities of all folds' tests, for pictures."""
    return tuple(np.concatenate(parts) for parts in zip(*((each.scores.rows.label, each.scores.probability) for each in result.folds)))
