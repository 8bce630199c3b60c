"""Trains, measures and exports the model: run by `npm run train`, which makes the table from replayed simulated payments."""

import argparse
import json
from pathlib import Path

import numpy as np

import export
from candidates import CANDIDATES
from data.checks import check_table, iso
from data.errors import InputError
from data.folds import folds_of
from data.table import Table, read_table
from evaluation.benchmark import Entrant, entrant_of
from evaluation.reference import reference_of
from evaluation.trial import FoldResult, Setting, try_out
from reports.model_card import Report, model_card
from tracking.track import track_training

SPLIT = {"kind": "growing", "count": 1, "testShare": 0.2, "validationShare": 0.15}


def main() -> None:
    arguments = parse_arguments()
    context = json.loads(arguments.context)
    entrant = entrant_of({"name": arguments.candidate, "candidate": arguments.candidate, "params": json.loads(arguments.params)})
    expect_size(entrant)
    table = read_table(arguments.table, context["featuresVersion"])
    check_table(table, context["nowMs"])
    folds = folds_of(table, {**SPLIT, "delayDays": context["labelDelayDays"]})
    tried = try_out(Setting(table, context["policy"], context["seed"]), folds, entrant)
    [result], [fold] = tried.folds, folds

    model = export.onnx_of(result.fitted, len(table.names))
    found = {name: each.value for name, each in result.estimates.items()}
    manifest = export.manifest_of(
        model,
        {
            "featuresVersion": table.features_version,
            "features": table.names,
            "calibration": {"slope": result.calibration.slope, "intercept": result.calibration.intercept},
            "trees": len(export.forest_of(result.fitted).trees),
            "metrics": {**found, "baseRate": float(result.scores.rows.label.mean())},
            "trainedThrough": iso(table.at_ms[fold.train[-1]]),
        },
    )
    files = {"model.onnx": model, "model.tar.gz": export.container_of(result.fitted)}
    test = table.where(fold.test)
    golden = export.golden_of(result.fitted, test)
    reference = reference_of(manifest, export.forest_of(result.fitted), test, probability_of(result, test))
    export.write(arguments.out, files, {"manifest.json": manifest, "golden.json": golden, "reference.json": reference})
    arguments.card.write_text(model_card(Report(context, manifest, entrant, table, result)))
    track_training(tried, context, arguments.out)
    print(json.dumps(found, indent=2))


def probability_of(result: FoldResult, rows: Table) -> np.ndarray:
    return result.calibration.probability(result.fitted.score(rows.values))


def expect_size(entrant: Entrant) -> None:
    params = entrant.params
    if entrant.candidate.name == "xgboost":
        export.expect_size(params["rounds"], 2 ** params["max_depth"])
    if entrant.candidate.name == "lightgbm":
        export.expect_size(params["rounds"], params["num_leaves"])


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--table", type=Path, required=True, help="Parquet file of bin/features.ts")
    parser.add_argument("--context", required=True, help="JSON: seed, policy, command, featuresVersion, labelDelayDays, nowMs, data, revision")
    parser.add_argument("--candidate", choices=list(CANDIDATES), default="xgboost")
    parser.add_argument("--params", default="{}", help="JSON: what differs from the candidate's defaults")
    parser.add_argument("--out", type=Path, required=True, help="folder of model.onnx, model.tar.gz, manifest.json and golden.json")
    parser.add_argument("--card", type=Path, required=True, help="the model card to write")
    return parser.parse_args()


if __name__ == "__main__":
    main()
