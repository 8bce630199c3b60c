"""Trains, measures and exports the model: run by `npm run train`, which makes the table from replayed payments."""

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import export
from candidates import CANDIDATES
from data.checks import check_table, iso
from data.errors import InputError
from data.folds import Fold, folds_of
from data.table import Table, read_table
from evaluation.benchmark import Entrant, entrant_of, read_benchmark
from evaluation.reference import reference_of
from evaluation.study import Asked, study_of
from evaluation.trial import FoldResult, Setting, try_out
from evaluation.tune import Budget, tuned
from reports.data_card import data_card
from reports.model_card import Report, model_card
from tracking.track import track_training, track_trial

SPLIT = {"kind": "growing", "count": 1, "testShare": 0.2, "validationShare": 0.15}
# Those that are a sum of trees over the features alone, of log-odds or of what becomes them.
SHIPPABLE = ("xgboost", "lightgbm", "random-forest", "isolation-forest", "ensemble")


@dataclass(frozen=True)
class Run:
    arguments: argparse.Namespace
    context: dict
    setting: Setting
    fold: Fold
    asked: Asked | None  # what the card compares


def main() -> None:
    arguments = parse_arguments()
    context = json.loads(arguments.context)
    entrant = entrant_of({"name": arguments.candidate, "candidate": arguments.candidate, "params": json.loads(arguments.params)})
    expect_exportable(entrant)
    table = read_table(arguments.table, context["featuresVersion"])
    check_table(table, context["nowMs"])
    [fold] = folds_of(table, {**SPLIT, "delayDays": context["labelDelayDays"]})
    benchmark = read_benchmark(arguments.benchmark, context["labelDelayDays"])
    asked = Asked(benchmark, folds_of(table, benchmark.split), arguments.each_feature, say) if arguments.study else None
    run = Run(arguments, context, Setting(table, context["policy"], context["seed"]), fold, asked)
    if arguments.tune_trials > 0:
        budget = Budget(arguments.tune_trials, arguments.tune_seconds)
        entrant = tuned(entrant, table, fold, context["seed"], budget, lambda tried: track_trial(entrant, tried, context))
    train(run, entrant)


def train(run: Run, entrant: Entrant) -> None:
    say(f"training {entrant.name} on {len(run.fold.train):,} payments")
    tried = try_out(run.setting, [run.fold], entrant)
    [result] = tried.folds
    manifest = ship(run, result)
    study = None if run.asked is None else study_of(run.setting, entrant, result, run.asked)
    run.arguments.cards.mkdir(parents=True, exist_ok=True)
    report = Report(run.context, manifest, entrant, run.setting.table, result, study)
    (run.arguments.cards / "model-card.md").write_text(model_card(report))
    (run.arguments.cards / "data-card.md").write_text(data_card(run.setting.table, run.context))
    track_training(tried, run.context, run.arguments.out)
    print(json.dumps(manifest["metrics"], indent=2))


def ship(run: Run, result: FoldResult) -> dict:
    """Writes the model's files and returns their manifest."""
    table, fitted = run.setting.table, result.fitted
    model = export.onnx_of(fitted, len(table.names))
    manifest = export.manifest_of(model, about(table, run.fold, result))
    files = {"model.onnx": model}
    if export.forest_of(fitted).link == "identity":
        files["model.tar.gz"] = export.container_of(fitted)
    test = table.where(run.fold.test)
    probability = result.calibration.probability(fitted.score(test.values))
    documents = {
        "manifest.json": manifest,
        "golden.json": export.golden_of(fitted, test),
        "reference.json": reference_of(manifest, export.forest_of(fitted), test, probability),
    }
    export.write(run.arguments.out, files, documents)
    return manifest


def about(table: Table, fold: Fold, result: FoldResult) -> dict:
    metrics = {name: each.value for name, each in result.estimates.items()}
    forest, calibration = export.forest_of(result.fitted), result.calibration
    if calibration.slope <= 0:
        raise InputError(f"fraud has lower scores than honest payments on validation (slope {calibration.slope:g}), needed above 0")
    return {
        "featuresVersion": table.features_version,
        "features": table.names,
        "calibration": {"slope": calibration.slope, "intercept": calibration.intercept},
        **({} if forest.link == "identity" else {"link": forest.link}),
        "trees": len(forest.trees),
        "metrics": {**metrics, "baseRate": float(result.scores.rows.label.mean())},
        "trainedThrough": iso(table.at_ms[fold.train[-1]]),
    }


def expect_exportable(entrant: Entrant) -> None:
    """Refuses, before training, what could not be shipped after it."""
    name, params = entrant.candidate.name, entrant.params
    if name not in SHIPPABLE or params.get("method") == "rank":
        raise InputError(f"{name} can be compared by `npm run evaluate`, but not shipped, allowed {', '.join(SHIPPABLE)} (not by ranks)")
    if name == "xgboost":
        export.expect_size(params["rounds"], 2 ** params["max_depth"])
    if name == "lightgbm":
        export.expect_size(params["rounds"], params["num_leaves"])


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--table", type=Path, required=True, help="Parquet file of bin/features.ts")
    parser.add_argument(
        "--context", required=True, help="JSON of src/training/run-context.ts, with seed, labelDelayDays, command, data, simulated"
    )
    parser.add_argument("--candidate", choices=list(CANDIDATES), default="xgboost")
    parser.add_argument("--params", default="{}", help="JSON: what differs from the candidate's defaults")
    parser.add_argument("--tune-trials", type=int, default=0, help="trials of other parameters; 0 takes them as they are")
    parser.add_argument("--tune-seconds", type=float, help="start no further trial after so many seconds")
    parser.add_argument("--benchmark", type=Path, required=True, help="JSON file of benchmarks/: folds and rivals of the card")
    parser.add_argument(
        "--study", action=argparse.BooleanOptionalAction, default=True, help="compare with rivals, over time, by feature, by group"
    )
    parser.add_argument("--each-feature", action="store_true", help="also train without each feature")
    parser.add_argument("--out", type=Path, required=True, help="folder of model.onnx, model.tar.gz, manifest.json and golden.json")
    parser.add_argument("--cards", type=Path, required=True, help="folder of model-card.md and data-card.md")
    return parser.parse_args()


if __name__ == "__main__":
    main()
