"""The model card, written from a run: what the model is, what it was measured on, and what it is not."""

from dataclasses import dataclass
from datetime import datetime, timezone

import numpy as np
import xgboost as xgb

import evaluate as metrics
from booster import PARAMETERS
from split import Split
from table import Table

INTERVALS = {
    "averagePrecision": lambda test, p: metrics.average_precision_score(test.label, p),
    "recallAt0.005": lambda test, p: metrics.recall_at(test, p, 0.005),
}
SCENARIO_RATE = 0.005
SINGLE_SHOWN = 10
GAINS_SHOWN = 15


@dataclass(frozen=True)
class Report:
    context: dict
    manifest: dict
    table: Table
    split: Split
    booster: xgb.Booster
    probability: np.ndarray  # calibrated, of the test rows


def card(report: Report) -> str:
    sections = (about, results, single, scenarios, calibration, gains, limits)
    return "\n\n".join(section(report) for section in sections) + "\n"


def about(report: Report) -> str:
    context, manifest, split = report.context, report.manifest, report.split
    parts = [
        [name, f"{day(part.at_ms[0])} to {day(part.at_ms[-1])}", f"{len(part.label):,}", f"{int(part.label.sum()):,}"]
        for name, part in (("train", split.train), ("validation", split.validation), ("test", split.test))
    ]
    parameters = ", ".join(f"{name} {value}" for name, value in PARAMETERS.items() if name != "objective")
    return f"""# Model card

Written by `npm run train`; do not edit. To write it again, bit for bit: `{context["command"]}`.

**What it is.** A probability that a payment is fraud, from {len(manifest["features"])} features of the payment and of the
history of its parties. XGBoost {xgb.__version__}, {manifest["trees"]} trees, unweighted; {parameters}. Model `{manifest["version"]}`, features
`{manifest["featuresVersion"]}`.

**Data.** {len(report.table.label):,} simulated payments (`npm run simulate`, seed {context["seed"]}), replayed through the TypeScript that also
scores live payments: a feature sees what was known just before its payment, and labels only once they had arrived. Split by time;
between train and validation lies a gap, since the last days' labels would not be known yet. The model is fitted on train, calibrated
on validation, and everything below is measured on test.

{table(["part", "time", "payments", "frauds"], parts)}"""


def results(report: Report) -> str:
    test, p, found = report.split.test, report.probability, report.manifest["metrics"]
    policy = report.context["policy"]
    ranges = metrics.intervals(
        test, p, {**INTERVALS, "savedShare": lambda rows, q: metrics.saved_share(rows, q, policy)}, report.context["seed"]
    )
    named = {
        "averagePrecision": f"average precision (by chance {found['baseRate']:.4f})",
        "rocAuc": "area under the ROC curve",
        "recallAt0.001": "recall when 0.1 % of payments are alerted",
        "recallAt0.005": "recall when 0.5 % are alerted",
        "recallAt0.01": "recall when 1 % are alerted",
        "savedShare": "money saved by the decision policy, share of an oracle's",
        "sumOfProbabilitiesPerFraud": "sum of probabilities / frauds (1 is calibrated)",
    }
    rows = [
        [text, f"{found[name]:.3f}", "{:.3f} to {:.3f}".format(*ranges[name]) if name in ranges else ""] for name, text in named.items()
    ]
    return f"## Results\n\n{table(['measure', 'value', '95 % interval'], rows)}"


def single(report: Report) -> str:
    ranked = metrics.single_features(report.split.test)
    rows = [[f"`{name}`", f"{value:.3f}"] for value, name in ranked[:SINGLE_SHOWN]]
    return f"""## One feature alone

A simulated fraud that one column gives away proves nothing. **The best single feature has an average precision of
{ranked[0][0]:.3f}** (`{ranked[0][1]}`); each feature was tried in both directions, with unknown values at either end.

{table(["feature", "average precision alone"], rows)}"""


def scenarios(report: Report) -> str:
    found = metrics.recall_by_scenario(report.split.test, report.probability, SCENARIO_RATE)
    rows = [[name, f"{frauds:,}", f"{recall:.3f}"] for name, frauds, recall in found]
    return f"## By scenario\n\nRecall when {SCENARIO_RATE:.1%} of all payments are alerted.\n\n{table(['scenario', 'frauds', 'recall'], rows)}"


def calibration(report: Report) -> str:
    p, label = report.probability, report.split.test.label
    edges = [0, 0.001, 0.01, 0.1, 0.5, 1]
    bins = np.digitize(p, edges[1:-1])
    rows = [
        [f"{low:g} to {high:g}", f"{(bins == i).sum():,}", f"{p[bins == i].mean():.4f}", f"{label[bins == i].mean():.4f}"]
        for i, (low, high) in enumerate(zip(edges, edges[1:]))
        if (bins == i).any()
    ]
    fit = report.manifest["calibration"]
    kept = "identity: Platt scaling had too few frauds to fit, or no less loss on later payments" if fit == {"slope": 1.0, "intercept": 0.0} else "Platt scaling"
    headings = ["predicted", "payments", "mean prediction", "frauds among them"]
    return f"""## Calibration

Kept: {kept} (slope {fit["slope"]:.4f}, intercept {fit["intercept"]:.4f}).

{table(headings, rows)}"""


def gains(report: Report) -> str:
    gain = report.booster.get_score(importance_type="total_gain")
    total = sum(gain.values())
    best = sorted(gain.items(), key=lambda item: -item[1])[:GAINS_SHOWN]
    rows = [[f"`{report.manifest['features'][int(name[1:])]}`", f"{value / total:.1%}"] for name, value in best]
    return f"## What it uses\n\nShare of the training loss's total gain.\n\n{table(['feature', 'gain'], rows)}"


def limits(_report: Report) -> str:
    return """## Limits

- The payments are simulated, by the same project that detects them. The figures show that the machinery works and that no single
  column solves the task; they do not say what the model is worth on an institution's own payments. Train on those before relying on it.
- Every labelled fraud is right and arrives after a fixed delay; real labels are late, incomplete and sometimes wrong.
- Fraudsters here do not adapt to being caught. Watch the sum of probabilities against confirmed frauds, and train again when it drifts.
- The intervals resample payments, not attacks: payments of one attack hang together, so the true intervals are wider.
- The model sees no names, ages, addresses or other traits of persons. Countries and habits can stand in for them: check outcomes by group."""


def table(headings: list[str], rows: list[list[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def day(at_ms: int) -> str:
    return datetime.fromtimestamp(int(at_ms) / 1000, timezone.utc).strftime("%Y-%m-%d")
