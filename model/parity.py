"""Scores the rows of a parity test as the libraries do that trained the models: test/parity/parity.test.ts holds every engine to it."""

import argparse
import tarfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import xgboost as xgb

from candidates.unknown import filled
from export import forest_of
from export_forest import sums
from make_fixture import SEED, models, random_table

Score = Callable[[np.ndarray], np.ndarray]
EXPLAINED = 500
LARGEST = np.finfo(np.float32).max


def finite(rows: np.ndarray) -> np.ndarray:
    """XGBoost and scikit-learn take no infinite value."""
    return np.clip(rows, -LARGEST, LARGEST)


def scores_of(model: object) -> Score:
    """What the ONNX file of a model gives, by the model's own library."""
    match type(model).__module__.split(".")[0], type(model).__name__:
        case "xgboost", _:
            return lambda rows: model.inplace_predict(finite(rows), predict_type="margin").astype(np.float64)
        case "lightgbm", _:
            return lambda rows: model.predict(rows, raw_score=True, num_threads=2)
        case _, "RandomForestClassifier":
            return lambda rows: model.predict_proba(filled(finite(rows)))[:, 1]
        case _, "IsolationForest":
            return lambda rows: np.log2(-model.score_samples(filled(finite(rows))))
        case _, "FittedEnsemble":
            # Its members' leaves are rounded once more together: what is shipped is the forest, a few 1e-6 from the mean of the members.
            return lambda rows: sums(forest_of(model), finite(rows))
        case found:
            raise SystemExit(f"{found} has no reference score")


def contributions_of(model: object, rows: np.ndarray) -> np.ndarray | None:
    """What each feature adds to the score, bias last, by the libraries that can tell."""
    match type(model).__module__.split(".")[0]:
        case "xgboost":
            return model.predict(xgb.DMatrix(finite(rows), nthread=2), pred_contribs=True)
        case "lightgbm":
            return model.predict(rows, pred_contrib=True, num_threads=2)
    return None


def committed(artefacts: Path) -> xgb.Booster:
    with tarfile.open(artefacts / "model.tar.gz") as tar:
        booster = xgb.Booster(model_file=bytearray(tar.extractfile("xgboost-model").read()))
    booster.set_param("nthread", 2)
    return booster


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="of NAME.f32, rows in float32; NAME.f64, and NAME.contributions where there are any, are written beside each")
    parser.add_argument("--artefacts", type=Path, required=True, help="folder of the committed model")
    arguments = parser.parse_args()
    named = {**models(random_table(SEED)), "committed": committed(arguments.artefacts)}
    for name, model in named.items():
        file = arguments.folder / f"{'xgboost' if name == '.' else name}.f32"
        features = model.num_features() if name == "committed" else random_table(SEED).values.shape[1]
        rows = np.fromfile(file, dtype="<f4").reshape(-1, features)
        with np.errstate(invalid="ignore"):
            scores_of(model)(rows).astype("<f8").tofile(file.with_suffix(".f64"))
        explained = contributions_of(model, rows[:EXPLAINED])
        if explained is not None:
            explained.astype("<f8").tofile(file.with_suffix(".contributions"))


if __name__ == "__main__":
    main()
