"""What the model is worth on payments that came after everything it was made from."""

from collections.abc import Callable

import numpy as np
from sklearn.metrics import average_precision_score, roc_auc_score

from table import Table

ALERT_RATES = (0.001, 0.005, 0.01)
RESAMPLES = 200

Metric = Callable[[Table, np.ndarray], float]


def evaluate(test: Table, probability: np.ndarray, policy: dict) -> dict[str, float]:
    return {
        "averagePrecision": float(average_precision_score(test.label, probability)),
        "rocAuc": float(roc_auc_score(test.label, probability)),
        **{f"recallAt{rate:g}": recall_at(test, probability, rate) for rate in ALERT_RATES},
        "savedShare": saved_share(test, probability, policy),
        "sumOfProbabilitiesPerFraud": float(probability.sum() / test.label.sum()),
        "baseRate": float(test.label.mean()),
    }


def recall_at(test: Table, score: np.ndarray, rate: float) -> float:
    """Share of frauds among the alerts when `rate` of payments, those that score highest, are alerted."""
    return float(test.label[alerted(score, rate)].sum() / test.label.sum())


def alerted(score: np.ndarray, rate: float) -> np.ndarray:
    return np.argsort(-score, kind="stable")[: round(rate * len(score))]


def saved_share(test: Table, probability: np.ndarray, policy: dict) -> float:
    """
    What the policy's outcomes save of what frauds would cost if all were approved. 1 is an oracle: it blocks every fraud and nothing
    else. The costs and the choice of outcome are those of src/domain/decision/policy.ts.
    """
    nothing_done = costs(test, test.label, policy)["approve"].sum()
    expected = np.stack(list(costs(test, probability, policy).values()))
    real = np.stack(list(costs(test, test.label, policy).values()))
    return float(1 - real[expected.argmin(axis=0), np.arange(len(test.label))].sum() / nothing_done)


def costs(test: Table, probability: np.ndarray, policy: dict) -> dict[str, np.ndarray]:
    """Cost in US cents of each outcome, the mildest first."""
    approve = probability * (test.cents + policy["fraudOverheadCents"])
    honest = 1 - probability
    delay = honest * policy["reviewDelayShare"] * test.cents
    review = policy["reviewCents"] + delay + approve * (1 - policy["reviewCatches"])
    block = honest * (policy["falseBlockCents"] + policy["falseBlockShare"] * test.cents)
    return {"approve": approve, "review": review, "block": block}


def intervals(test: Table, probability: np.ndarray, metrics: dict[str, Metric], seed: int) -> dict[str, tuple[float, float]]:
    """95 % percentile bootstrap intervals over payments."""
    rng = np.random.default_rng(seed)
    drawn = {name: [] for name in metrics}
    for _ in range(RESAMPLES):
        rows = rng.integers(0, len(probability), len(probability))
        sample = test.where(rows)
        for name, metric in metrics.items():
            drawn[name].append(metric(sample, probability[rows]))
    return {name: tuple(np.percentile(values, [2.5, 97.5])) for name, values in drawn.items()}


def single_features(test: Table) -> list[tuple[float, str]]:
    """Average precision of each feature alone, in its better direction and with unknown at its better end; best first."""
    return sorted(((_best_alone(test, i), name) for i, name in enumerate(test.names)), reverse=True)


def _best_alone(test: Table, column: int) -> float:
    values = test.values[:, column].astype(np.float64)
    ends = np.finfo(np.float64).max
    return max(
        float(average_precision_score(test.label, np.nan_to_num(sign * values, nan=end, posinf=ends, neginf=-ends)))
        for sign in (1, -1)
        for end in (-ends, ends)
    )


def recall_by_scenario(test: Table, probability: np.ndarray, rate: float) -> list[tuple[str, int, float]]:
    """Scenario, frauds, and the share of them among the highest `rate` of payments."""
    caught = np.zeros(len(probability), dtype=bool)
    caught[alerted(probability, rate)] = True
    fraud = test.label == 1
    names, frauds = np.unique(test.scenario[fraud], return_counts=True)
    return [(str(name), int(n), float(caught[fraud & (test.scenario == name)].mean())) for name, n in zip(names, frauds)]
