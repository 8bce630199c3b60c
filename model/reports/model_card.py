"""The model card, written from a run: what the model is, what it was measured on, and what it is not."""

from dataclasses import dataclass

from data.checks import iso
from data.table import Table
from evaluation.benchmark import Entrant
from evaluation.calibration import reliability
from evaluation.intervals import estimate
from evaluation.metrics import unseen_metrics, words_of
from evaluation.segments import scenarios_of
from evaluation.study import Study
from evaluation.trial import FoldResult
from reports.markdown import number, table, with_interval
from reports.study_sections import STUDY_SECTIONS


@dataclass(frozen=True)
class Report:
    context: dict
    manifest: dict
    entrant: Entrant
    table: Table
    result: FoldResult
    study: Study | None


def model_card(report: Report) -> str:
    sections = [about(report), results(report), scenarios(report), calibration(report)]
    if report.study is not None:
        sections += [section(report.study, report.result) for section in STUDY_SECTIONS]
    return "\n\n".join([*(each for each in sections if each), limits(report), RETRAIN]) + "\n"


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

**What it is for.** Deciding, together with rules and a policy of costs, whether a payment is approved, reviewed or blocked. Not for judging
persons, opening or closing accounts, or credit.

**Data.** {len(rows.label):,} payments ([data card](data-card.md)), replayed through the TypeScript that also scores live payments: a feature sees
what was known just before its payment, and labels only once they had arrived. Split by time; the {context["labelDelayDays"]:g} days before the test are
left out, since nobody would have known their labels. The model is fitted on train, calibrated on validation, and everything below is
measured on test.

{table(["part", "time", "payments", "frauds"], parts)}"""


def results(report: Report) -> str:
    rows = [[words_of(name), with_interval(each)] for name, each in report.result.estimates.items()]
    chance = number(report.manifest["metrics"]["baseRate"])
    return f"""## Results

Intervals are of a bootstrap over senders. Average precision by chance would be {chance}.

{table(["measure", "value (95 % interval)"], rows)}"""


def scenarios(report: Report) -> str:
    scores = report.result.scores
    names = scenarios_of(scores)
    if not names:
        return ""
    found = estimate(scores, unseen_metrics(tuple(names)), report.context["seed"])
    rows = [[name, f"{int((scores.rows.scenario == name).sum()):,}", with_interval(each)] for name, each in zip(names, found.values())]
    return f"""## By attack

Recall when 0.5 % of all payments are alerted.

{table(["attack", "payments", "recall"], rows)}"""


def calibration(report: Report) -> str:
    rows = [[f"{predicted:.4f}", f"{observed:.4f}", f"{count:,}"] for predicted, observed, count in reliability(report.result.scores)]
    fit = report.result.calibration
    return f"""## Calibration

Log-odds are stretched by {fit.slope:.4f} and moved by {fit.intercept:.4f}; 1 and 0 mean that there were too few frauds for Platt scaling, or that
it did not help on later payments.

{table(["mean probability", "share of frauds", "payments"], rows)}"""


def limits(report: Report) -> str:
    simulated = """- The payments are simulated, by the same project that detects them. The figures show that the machinery works and that no single
  column solves the task; they do not say what the model is worth on an institution's own payments. Train on those before relying on it.
"""
    return f"""## Limits

{simulated if report.context["simulated"] else ""}- Every label here is right and arrives after a fixed delay; real labels are late, incomplete and sometimes wrong.
- Fraudsters adapt to being caught, the test's did not. Watch the sum of probabilities against confirmed frauds, and train again when it drifts.
- The model sees no names, ages, addresses or other traits of persons. Countries and habits can stand in for them: check outcomes by group."""


RETRAIN = """## To train it on your own payments

1. Write a CSV of payments with an id, a time, an amount, both accounts and whether each turned out a fraud; half a year and a thousand
   frauds make a start. More columns (device, ip, card, country, place, channel) give more features. Leave out what was not known when the
   payment was asked for, balances after it above all.
2. Say which column is what in a mapping file (`docs/csv.md`); it needs `label`.
3. `npm run evaluate -- --data payments.csv.gz --format mapping.json --label-delay 7d` trains several candidates on the past and measures them on
   what came after, five times. The delay is how long it takes you to learn of a fraud: hours with analysts, weeks with chargebacks. Look at
   the intervals first, then at the sum of probabilities per fraud, which must be near 1, then at the money.
4. `npm run train -- --data payments.csv.gz --format mapping.json --label-delay 7d` writes the model to `model/artefacts/` and both cards to `docs/`. Add
   `--tune-trials 30` to look for better parameters, `--candidate lightgbm` for another learner. A feature flagged under "One feature alone"
   most likely knows the label: find out why before you go on.
5. Set the costs of `src/domain/decision/policy.ts` to yours: the outcome of a decision depends on them as much as on the model.
6. Let it score in shadow beside the model in use, compare, have a second person approve it, promote it, and keep the old one for going back.
7. Later, learn from what Sluice itself decided and was told (`POST /v1/labels`): `npm run features -- --archive --stage prod --label-delay 30d
   --out own.parquet` makes a table of the archive, with the features as they were when it decided, and `npm run train -- --table own.parquet` takes it.
   Without `--stage` it is the archive of this machine. What was blocked is in it with the label that you gave it, if any: label some of that too."""
