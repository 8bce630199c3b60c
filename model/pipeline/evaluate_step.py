"""
The evaluation: the artefact itself, loaded as the container loads it, on the payments after all that it was made from. Its scores of the
golden rows must be those of training, or nothing is registered.
"""

import json
import sys
from pathlib import Path

import numpy as np
import xgboost as xgb
from layout import CODE, arguments_of, only_file, run_step, unpack

sys.path.insert(0, str(CODE / "model"))

from sklearn.metrics import average_precision_score, roc_auc_score  # noqa: E402

from data.folds import folds_of  # noqa: E402
from data.table import read_table  # noqa: E402
from serve import booster_in  # noqa: E402
from train import SPLIT  # noqa: E402

ALERTED = 0.005
TOLERANCE = 1e-6


def evaluate(root: Path, label_delay_days: float) -> None:
    given, work = root / "processing" / "input", root / "processing"
    booster = booster_in(only_file(given / "model", "model.tar.gz"))
    artefacts = unpack(only_file(given / "artefacts", "output.tar.gz"), work / "artefacts")
    manifest = json.loads((artefacts / "manifest.json").read_text())
    check_golden(booster, json.loads((artefacts / "golden.json").read_text()))
    table = read_table(only_file(given / "table", "*.parquet"), manifest["featuresVersion"])
    [fold] = folds_of(table, {**SPLIT, "delayDays": label_delay_days})
    test = table.where(fold.test)
    fit = manifest["calibration"]
    probability = 1 / (1 + np.exp(-(fit["slope"] * margins(booster, test.values) + fit["intercept"])))
    report = {"metrics": measured(test.label, probability), "model": manifest["version"], "payments": len(test.label)}
    out = work / "output" / "evaluation"
    out.mkdir(parents=True, exist_ok=True)
    (out / "evaluation.json").write_text(json.dumps(report, indent=2) + "\n")


def measured(label: np.ndarray, probability: np.ndarray) -> dict[str, dict[str, float]]:
    """Metrics in the form in which the model registry shows them."""
    alerted = np.argsort(-probability, kind="stable")[: round(ALERTED * len(label))]
    values = {
        "average_precision": average_precision_score(label, probability),
        "roc_auc": roc_auc_score(label, probability),
        "recall_at_half_percent": label[alerted].sum() / label.sum(),
        "probabilities_per_fraud": probability.sum() / label.sum(),
    }
    return {name: {"value": float(value)} for name, value in values.items()}


def check_golden(booster: xgb.Booster, golden: dict) -> None:
    rows = np.array([[np.nan if value is None else value for value in row] for row in golden["rows"]], dtype=np.float32)
    apart = float(np.abs(margins(booster, rows) - golden["rawScores"]).max())
    if apart > TOLERANCE:
        raise SystemExit(f"the artefact's scores of the golden rows are {apart} from training's, allowed {TOLERANCE}")


def margins(booster: xgb.Booster, rows: np.ndarray) -> np.ndarray:
    return booster.predict(xgb.DMatrix(rows), output_margin=True).astype(np.float64)


if __name__ == "__main__":
    arguments = arguments_of(__doc__, label_delay_days="days until a fraud becomes known, as in training")
    run_step(arguments.root, lambda: evaluate(arguments.root, float(arguments.label_delay_days)))
