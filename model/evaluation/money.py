"""What the decision policy saves and costs. The costs and the choice of outcome are those of src/domain/decision/policy.ts."""

import numpy as np

from evaluation.ranking import Metric
from evaluation.scored import Draw, Scored

Policy = dict[str, float]

# What an alert costs whoever it is about, US cents: five times the review of the policy, so that honest payers' trouble is in it.
ALERT_CENTS = 2_000


def saved_share(policy: Policy) -> Metric:
    """
    What the policy's outcomes save of what frauds would cost if all were approved. 1 is an oracle: it blocks every fraud and nothing
    else.
    """

    def metric(draw: Draw) -> np.ndarray:
        return 1 - draw.total(real_costs(draw.scored, policy)) / draw.total(fraud_costs(draw.scored, policy))

    return metric


def saved_by_alerts(draw: Draw) -> np.ndarray:
    """
    The simpler measure of the literature, to compare with: an alert costs the same for every payment and stops it. Alerted is where
    probability times amount is more than that; the oracle alerts each fraud that is worth it.
    """
    rows, probability = draw.scored.rows, draw.scored.probability
    alerted = probability * rows.cents > ALERT_CENTS
    lost = rows.cents * rows.label
    return draw.total(alerted * (lost - ALERT_CENTS)) / draw.total(np.maximum(0, lost - ALERT_CENTS))


def saved(policy: Policy) -> Metric:
    """US dollars saved against approving all."""

    def metric(draw: Draw) -> np.ndarray:
        return draw.total(fraud_costs(draw.scored, policy) - real_costs(draw.scored, policy)) / 100

    return metric


def false_alarm_cost(policy: Policy) -> Metric:
    """US dollars that reviews and blocks of honest payments cost."""

    def metric(draw: Draw) -> np.ndarray:
        return draw.total(real_costs(draw.scored, policy) * (draw.scored.rows.label == 0)) / 100

    return metric


def fraud_costs(scores: Scored, policy: Policy) -> np.ndarray:
    """US cents that each payment costs when it is approved."""
    return costs(scores.rows.cents, scores.rows.label, policy)["approve"]


def real_costs(scores: Scored, policy: Policy) -> np.ndarray:
    """US cents that the outcome chosen for each payment costs, now that its label is known."""
    real = np.stack(list(costs(scores.rows.cents, scores.rows.label, policy).values()))
    return real[chosen(scores, policy), np.arange(len(scores))]


def chosen(scores: Scored, policy: Policy) -> np.ndarray:
    """0 approve, 1 review, 2 block: the cheapest on average, ties to the milder one."""
    return np.stack(list(costs(scores.rows.cents, scores.probability, policy).values())).argmin(axis=0)


def costs(cents: np.ndarray, probability: np.ndarray, policy: Policy) -> dict[str, np.ndarray]:
    """Cost in US cents of each outcome, the mildest first."""
    approve = probability * (cents + policy["fraudOverheadCents"])
    honest = 1 - probability
    delay = honest * policy["reviewDelayShare"] * cents
    review = policy["reviewCents"] + delay + approve * (1 - policy["reviewCatches"])
    block = honest * (policy["falseBlockCents"] + policy["falseBlockShare"] * cents)
    return {"approve": approve, "review": review, "block": block}
