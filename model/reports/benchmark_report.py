"""What `npm run evaluate` prints: the figures to reach, then every metric of every candidate."""

from data.folds import Fold
from data.table import Table
from evaluation.benchmark import Benchmark
from evaluation.metrics import words_of
from evaluation.post_transaction import Contestant
from evaluation.trial import Result
from reports.markdown import number, table, with_interval


def report(benchmark: Benchmark, folds: list[Fold], rows: Table, results: list[Result]) -> str:
    about = f"# Benchmark {benchmark.name}\n\n{benchmark.about}\n\nValues are means over folds, with 95 % bootstrap intervals over senders."
    return "\n\n".join([about, figures(benchmark, results), metrics(results), parts(folds, rows)]) + "\n"


def figures(benchmark: Benchmark, results: list[Result]) -> str:
    lead = next((each for each in results if each.entrant.name == benchmark.lead), results[0])
    lines = []
    for figure in benchmark.figures:
        found = lead.estimates[figure.metric]
        reached = "reached" if figure.reached_by(found.value) else "not reached"
        lines.append([words_of(figure.metric), with_interval(found), figure.words, reached])
    return f"## Figures of {lead.entrant.name}\n\n{table(['measure', 'value (95 % interval)', 'to reach', ''], lines)}"


def metrics(results: list[Result]) -> str:
    names = list(dict.fromkeys(name for result in results for name in result.estimates))
    lines = [
        [words_of(name), *(with_interval(result.estimates[name]) if name in result.estimates else "" for result in results)]
        for name in names
    ]
    lines.append(["seconds of training", *(number(sum(fold.seconds for fold in result.folds)) for result in results)])
    return f"## All candidates\n\n{table(['measure', *(result.entrant.name for result in results)], lines)}"


def parts(folds: list[Fold], rows: Table) -> str:
    lines = [
        [fold.name, *(f"{len(part):,} / {int(rows.label[part].sum()):,}" for part in (fold.train, fold.validation, fold.test))]
        for fold in folds
    ]
    return f"## Folds (payments / frauds)\n\n{table(['fold', 'train', 'validation', 'test'], lines)}"


def leak(contestants: list[Contestant]) -> str:
    rows = [[each.name, *(number(value) for value in each.values.values())] for each in contestants]
    return f"""## What balances after the payment would give away

The same learner on this file's own columns, without any history, on the last rows by time. Nobody knows the balances after a payment when it
is decided, so no candidate above sees them. Where one rule already finds nearly all, a high figure proves little.

{table(["", *contestants[0].values], rows)}
"""


def summary(result: Result) -> str:
    shown = ("averagePrecision", "recallAt0.005", "savedShare", "sumOfProbabilitiesPerFraud")
    values = ", ".join(f"{words_of(name)} {with_interval(result.estimates[name])}" for name in shown)
    return f"{result.entrant.name}: {values}"
