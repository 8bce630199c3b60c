"""Measures candidates on a benchmark: run by `npm run evaluate`, which makes the feature table."""

import argparse
import json
import sys
from pathlib import Path

from data.checks import check_table
from data.errors import InputError
from data.folds import folds_of
from data.table import read_table
from evaluation.benchmark import Benchmark, read_benchmark
from evaluation.post_transaction import contestants, has_balances_after
from evaluation.trial import Result, Setting, try_out
from reports.benchmark_report import leak, report, summary
from tracking.track import track


def main() -> None:
    arguments = parse_arguments()
    context = json.loads(arguments.context)
    benchmark = read_benchmark(arguments.benchmark, context["labelDelayDays"])
    table = read_table(arguments.table, context["featuresVersion"])
    check_table(table, context["nowMs"])
    folds = folds_of(table, benchmark.split)
    setting = Setting(table, context["policy"], context["seed"])
    results = []
    for entrant in chosen(benchmark, arguments.candidates):
        say(f"{entrant.name}: {len(folds)} folds of {len(table.label):,} payments")
        result = try_out(setting, folds, entrant)
        track(benchmark, result, context)
        say(summary(result))
        results.append(result)
    text = report(benchmark, folds, table, results)
    if arguments.csv is not None and has_balances_after(arguments.csv):
        text += "\n" + leak(contestants(arguments.csv, context["seed"]))
    write(arguments.out, text, results)


def chosen(benchmark: Benchmark, names: str | None) -> tuple:
    if names is None:
        return benchmark.entrants
    asked = names.split(",")
    known = [each.name for each in benchmark.entrants]
    missing = [name for name in asked if name not in known]
    if missing:
        raise InputError(f"{benchmark.name} has no candidate {', '.join(missing)}, allowed {', '.join(known)}")
    return tuple(each for each in benchmark.entrants if each.name in asked)


def write(folder: Path, text: str, results: list[Result]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.md").write_text(text)
    found = {each.entrant.name: {name: [e.value, *e.interval] for name, e in each.estimates.items()} for each in results}
    (folder / "metrics.json").write_text(json.dumps(found, indent=2) + "\n")
    print(text)


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--benchmark", type=Path, required=True, help="JSON file of benchmarks/")
    parser.add_argument("--table", type=Path, required=True, help="Parquet file of bin/features.ts")
    parser.add_argument("--csv", type=Path, help="the CSV that the table was made of; PaySim's columns are shown to leak")
    parser.add_argument("--context", required=True, help="JSON: seed, policy, featuresVersion, nowMs, data, revision")
    parser.add_argument("--candidates", help="only these, separated by commas")
    parser.add_argument("--out", type=Path, required=True, help="folder of report.md and metrics.json")
    return parser.parse_args()


if __name__ == "__main__":
    main()
