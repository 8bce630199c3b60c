"""Trains, measures and exports the model: run by `npm run train`, which makes the table from replayed simulated payments."""

import argparse
import json
from datetime import datetime, timezone
from pathlib import Path

import booster as boosting
import evaluate as metrics
import export
from calibrate import calibrate
from card import Report, card
from split import halves, split_by_time
from table import read_table


def main() -> None:
    arguments = parse_arguments()
    context = json.loads(arguments.context)
    seed, policy = context["seed"], context["policy"]
    table = read_table(arguments.table)
    split = split_by_time(table)

    booster = boosting.train(split.train, seed)
    earlier, later = halves(split.validation)
    calibration = calibrate(*((boosting.raw_scores(booster, half), half.label) for half in (earlier, later)))

    probability = calibration.probability(boosting.raw_scores(booster, split.test))
    results = metrics.evaluate(split.test, probability, policy)
    model = export.onnx_of(booster, len(table.names))
    manifest = export.manifest_of(
        model,
        {
            "featuresVersion": table.features_version,
            "features": table.names,
            "calibration": {"slope": calibration.slope, "intercept": calibration.intercept},
            "trees": len(boosting.trees_of(booster)),
            "metrics": results,
            "trainedThrough": iso(split.train.at_ms[-1]),
        },
    )
    text = card(Report(context, manifest, table, split, booster, probability))
    files = {"model.onnx": model, "model.tar.gz": export.container_of(booster)}
    export.write(arguments.out, files, {"manifest.json": manifest, "golden.json": export.golden_of(booster, split.test)})
    arguments.card.write_text(text)
    print(json.dumps(results, indent=2))


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--table", type=Path, required=True, help="Parquet file of bin/features.ts")
    parser.add_argument("--context", required=True, help="JSON: seed, policy, command")
    parser.add_argument("--out", type=Path, required=True, help="folder of model.onnx, model.tar.gz, manifest.json and golden.json")
    parser.add_argument("--card", type=Path, required=True, help="the model card to write")
    return parser.parse_args()


def iso(at_ms: int) -> str:
    return datetime.fromtimestamp(int(at_ms) / 1000, timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


if __name__ == "__main__":
    main()
