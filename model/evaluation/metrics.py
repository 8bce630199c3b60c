"""Every metric that is reported, by name, with the words that tables use."""

from evaluation.calibration import brier, expected_error, sum_per_fraud
from evaluation.card_precision import card_precision
from evaluation.money import ALERT_CENTS, Policy, false_alarm_cost, saved, saved_by_alerts, saved_share
from evaluation.ranking import Metric, average_precision, precision_at, recall_at, roc_auc

CARDS_A_DAY = 100
ALERT_RATES = (0.001, 0.005, 0.01)
RECALLS = (0.5, 0.8, 0.9)

WORDS = {
    "averagePrecision": "average precision",
    "rocAuc": "area under the ROC curve",
    "recallAt0.001": "recall when 0.1 % of payments are alerted",
    "recallAt0.005": "recall when 0.5 % are alerted",
    "recallAt0.01": "recall when 1 % are alerted",
    "seenRecallAt0.005": "recall when 0.5 % are alerted, kinds of attack seen in training",
    "precisionAt0.5": "precision at recall 0.5",
    "precisionAt0.8": "precision at recall 0.8",
    "precisionAt0.9": "precision at recall 0.9",
    "cardPrecisionAt100": "card precision at 100 a day",
    "savedShare": "money saved by the decision policy, share of perfect",
    "savedByAlerts": f"money saved when an alert costs US$ {ALERT_CENTS // 100} and stops the payment, share of perfect",
    "savedDollars": "money saved, US$",
    "falseAlarmDollars": "cost of false alarms, US$",
    "sumOfProbabilitiesPerFraud": "sum of probabilities / frauds",
    "rawSumOfProbabilitiesPerFraud": "the same before calibration",
    "expectedCalibrationError": "expected calibration error (20 bins)",
    "brier": "Brier score",
}


def metrics_of(policy: Policy) -> dict[str, Metric]:
    return {
        "averagePrecision": average_precision,
        "rocAuc": roc_auc,
        **{f"recallAt{rate:g}": recall_at(rate) for rate in ALERT_RATES},
        **{f"precisionAt{recall:g}": precision_at(recall) for recall in RECALLS},
        f"cardPrecisionAt{CARDS_A_DAY}": card_precision(CARDS_A_DAY),
        "savedShare": saved_share(policy),
        "savedByAlerts": saved_by_alerts,
        "savedDollars": saved(policy),
        "falseAlarmDollars": false_alarm_cost(policy),
        "sumOfProbabilitiesPerFraud": sum_per_fraud,
        "expectedCalibrationError": expected_error,
        "brier": brier,
    }


def unseen_metrics(scenarios: tuple[str, ...]) -> dict[str, Metric]:
    """Recall at 0.5 % alerts of each scenario that training lacked."""
    return {f"recallAt0.005:{name}": recall_at(0.005, (name,)) for name in scenarios}


def seen_metrics(scenarios: tuple[str, ...]) -> dict[str, Metric]:
    """The same of those that training had, beside it: what a method costs that looks for others."""
    return {"seenRecallAt0.005": recall_at(0.005, scenarios)}


def words_of(name: str) -> str:
    metric, _, scenario = name.partition(":")
    return f"{WORDS[metric]}, {scenario} unseen in training" if scenario else WORDS[metric]
