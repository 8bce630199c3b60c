"""The model card, written from a run: what the model is, what it was measured on, and what it is not."""

from dataclasses import dataclass

from data.checks import iso
from data.table import Table
from evaluation.benchmark import Entrant
from evaluation.calibration import reliability
from evaluation.metrics import words_of
from evaluation.trial import FoldResult
from reports.markdown import number, table, with_interval


@dataclass(frozen=True)
class Report:
    context: dict
    manifest: dict
    entrant: Entrant
    table: Table
    result: FoldResult


def model_card(report: Report) -> str:
    sections = (about, results, calibration, limits)
    return "\n\n".join(section(report) for section in sections) + "\n"


def about(report: Report) -> str:
    context, manifest, rows, fold = report.context, report.manifest, report.table, report.result.fold
    parts = [
        [name, f"{iso(rows.at_ms[part[0]])[:10]} to {iso(rows.at_ms[part[-1]])[:10]}", f"{len(part):,}", f"{int(rows.label[part].sum()):,}"]
        for name, part in (("train", fold.train), ("validation", fold.validation), ("test", fold.test))
    ]
    parameters = ", ".join(f"{name} {value}" for name, value in report.entrant.params.items())
    return f"""# Model card

Written by `npm run train`; do not edit. To write it again, bit for bit: `{context["command"]}`.

**What it is.** A probability that a payment is fraud, from {len(manifest["features"])} features of the payment and of the
history of its parties. Candidate `{report.entrant.candidate.name}`, {manifest["trees"]} trees; {parameters}.
Model `{manifest["version"]}`, features `{manifest["featuresVersion"]}`.

**Data.** {len(rows.label):,} payments, replayed through the TypeScript that also scores live payments: a feature sees what was known just
before its payment, and labels only once they had arrived. Split by time; the {context["labelDelayDays"]} days before the test are left out, since
nobody would have known their labels. The model is fitted on train, calibrated on validation, and everything below is measured on test.

{table(["part", "time", "payments", "frauds"], parts)}"""


def results(report: Report) -> str:
    rows = [[words_of(name), with_interval(each)] for name, each in report.result.estimates.items()]
    chance = number(report.manifest["metrics"]["baseRate"])
    return f"## Results\n\nAverage precision by chance would be {chance}.\n\n{table(['measure', 'value (95 % interval)'], rows)}"


def calibration(report: Report) -> str:
    rows = [[f"{predicted:.4f}", f"{observed:.4f}", f"{count:,}"] for predicted, observed, count in reliability(report.result.scores)]
    fit = report.result.calibration
    return f"""## Calibration

Log-odds are stretched by {fit.slope:.4f} and moved by {fit.intercept:.4f}; 1 and 0 mean that Platt scaling did not help.

{table(["mean probability", "share of frauds", "payments"], rows)}"""


def limits(_report: Report) -> str:
    return """## Limits

- The payments are simulated, by the same project that detects them. The figures show that the machinery works and that no single
  column solves the task; they do not say what the model is worth on an institution's own payments. Train on those before relying on it.
- Every labelled fraud is right and arrives after a fixed delay; real labels are late, incomplete and sometimes wrong.
- Fraudsters here do not adapt to being caught. Watch the sum of probabilities against confirmed frauds, and train again when it drifts.
- The model sees no names, ages, addresses or other traits of persons. Countries and habits can stand in for them: check outcomes by group."""
