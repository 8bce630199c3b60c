"""Sections of the model card that compare: over time, candidates, features, groups."""

from collections.abc import Callable

from evaluation.importance import Worth
from evaluation.intervals import Estimate
from evaluation.leak_check import TOO_MUCH
from evaluation.metrics import words_of
from evaluation.study import Study
from evaluation.trial import FoldResult, Result
from reports.markdown import number, table, with_interval

COMPARED = ("averagePrecision", "recallAt0.005", "savedShare", "sumOfProbabilitiesPerFraud", "expectedCalibrationError")
CALIBRATED = (*COMPARED, "rawSumOfProbabilitiesPerFraud")
SHOWN = 15
# Less than this is noise of the sample that the worth of features is measured on.
NOTICEABLE = 0.0005


def over_time(study: Study, _result: FoldResult) -> str:
    rows = [[fold.fold.name, *(with_interval(fold.estimates[name]) for name in COMPARED)] for fold in study.over_time.folds]
    rows.append(["mean", *(with_interval(study.over_time.estimates[name]) for name in COMPARED)])
    return f"""## Over time

Trained anew for each fold, on what was known when its test began. A fold is named for the last day of training and the first of the test.

{table(["fold", *map(words_of, COMPARED)], rows)}"""


def candidates(study: Study, result: FoldResult) -> str:
    rows = [["**this model**", *cells(result.estimates)], *([each.entrant.name, *cells(each.estimates)] for each in ranked(study.rivals))]
    return f"""## Candidates

The same payments. `weighted` trains with classes weighted to balance: the order of payments may suffer little, but probabilities add up to many times the
frauds unless calibration mends them. `anomaly` has the isolation forest's score as one feature more.

{table(["candidate", *map(words_of, CALIBRATED)], rows)}"""


def ranked(results: tuple[Result, ...]) -> list[Result]:
    return sorted(results, key=lambda each: -each.estimates["averagePrecision"].value)


def cells(estimates: dict[str, Estimate]) -> list[str]:
    return [with_interval(estimates[name]) if name in estimates else "" for name in CALIBRATED]


def alone(study: Study, _result: FoldResult) -> str:
    suspicious = [f"`{each.name}`" for each in study.alone if each.is_suspicious]
    verdict = f"**Flagged: {', '.join(suspicious)}.**" if suspicious else "None is flagged."
    rows = [[f"`{each.name}`", number(each.average_precision)] for each in study.alone[:SHOWN]]
    return f"""## One feature alone

A model of each feature alone; one that reaches an average precision of {TOO_MUCH} knows the label, or a simulated fraud that one column gives
away. {verdict}

{table(["feature", "average precision alone"], rows)}"""


def worth(study: Study, _result: FoldResult) -> str:
    useless = [f"`{each.name}`" for each in study.shuffled if each.lost < NOTICEABLE]
    idle = f"{len(useless)} features lose less than {NOTICEABLE} when shuffled: {', '.join(useless)}." if useless else ""
    parts = [
        "## What each feature is worth",
        "Average precision lost, on all frauds and a sample of honest payments, so that these figures compare only with one another.",
        f"Shuffled among payments (the {SHOWN} largest):\n\n{losses('feature', study.shuffled[:SHOWN])}",
        idle,
        f"Trained without a family, that is the same measure of all parties and windows:\n\n{losses('family', study.families)}",
        f"Trained without one feature:\n\n{losses('feature', study.features)}" if study.features else "",
    ]
    return "\n\n".join(part for part in parts if part)


def losses(heading: str, found: list[Worth]) -> str:
    return table([heading, "lost"], [[f"`{each.name}`", f"{each.lost:.4f}"] for each in found])


def groups(study: Study, _result: FoldResult) -> str:
    rows = [
        [each.group.segment, each.group.name, f"{each.payments:,}", f"{each.frauds:,}", *group_cells(each.estimates)]
        for each in study.groups
        if each.payments > 0
    ]
    headings = ["group", "", "payments", "frauds", "recall", "honest payments alerted", "sum of probabilities / frauds"]
    return f"""## By group

When 0.5 % of all payments are alerted. Fairness is here: a country or an age of account whose honest payments are alerted far more often is
served worse. Groups with few frauds have no figures, since they would be chance.

{table(headings, rows)}"""


def group_cells(estimates: dict[str, Estimate]) -> list[str]:
    return [with_interval(estimates[name]) for name in ("recall", "falseAlarms", "calibration")] if estimates else ["", "", ""]


STUDY_SECTIONS: tuple[Callable[[Study, FoldResult], str], ...] = (over_time, candidates, alone, worth, groups)
