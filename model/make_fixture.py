"""
Writes the small models that the tests check against the libraries that trained them: model/.venv-bench/bin/python -B model/make_fixture.py
(what it writes is committed). XGBoost lies in model/fixture, the others in a folder each below it.
"""

import argparse
from pathlib import Path
from typing import Any

import lightgbm as lgb
import numpy as np
import xgboost as xgb
from sklearn.ensemble import IsolationForest, RandomForestClassifier

import export
import export_lightgbm
import export_sklearn
from candidates.ensemble import FittedEnsemble
from candidates.leaf_grid import on_grid
from candidates.lightgbm_trees import FittedTrees as FittedLightgbm
from candidates.unknown import filled
from candidates.xgboost_trees import DEFAULTS
from candidates.xgboost_trees import FittedTrees as FittedXgboost
from data.table import Table

FOLDER = Path(__file__).parent / "fixture"
ROWS, FEATURES, TREES, SEED = 20_000, 7, 12, 7


def random_table(seed: int) -> Table:
    """Few features, so that paths use one several times; ties, signs, zeros and missing values."""
    rng = np.random.default_rng(seed)
    values = rng.normal(size=(ROWS, FEATURES)).astype(np.float32)
    values[:, :2] = np.round(values[:, :2])
    values[rng.random((ROWS, FEATURES)) < 0.2] = np.nan
    seen = np.nan_to_num(values)
    logit = 2 * seen[:, 0] * seen[:, 1] + seen[:, 2] - np.abs(seen[:, 3]) + np.isnan(values[:, 4]) - 2
    label = (rng.random(ROWS) < 1 / (1 + np.exp(-logit))).astype(np.int8)
    zeros = np.zeros(ROWS)
    return Table([f"f{i}" for i in range(FEATURES)], "fixture", values, label, zeros, zeros, zeros, zeros, zeros, {})


def models(table: Table) -> dict[str, Any]:
    """Library models by the folder that they are written to."""
    settings = {name: value for name, value in DEFAULTS.items() if name not in ("rounds", "class_weight")}
    data = xgb.QuantileDMatrix(table.values, table.label, max_bin=DEFAULTS["max_bin"], nthread=2)
    booster = on_grid(xgb.train({**settings, "objective": "binary:logistic", "nthread": 2, "seed": SEED}, data, TREES))
    fixed = {"objective": "binary", "verbosity": -1, "num_threads": 2, "seed": SEED, "deterministic": True}
    leafwise = lgb.train({**fixed, "num_leaves": 31, "learning_rate": 0.1}, lgb.Dataset(table.values, table.label), TREES)
    forest = RandomForestClassifier(TREES, max_depth=11, min_samples_leaf=20, n_jobs=2, random_state=SEED)
    isolation = IsolationForest(n_estimators=2 * TREES, max_samples=64, n_jobs=2, random_state=SEED)
    lightgbm = export_lightgbm.rounded(leafwise)
    return {
        ".": booster,
        "lightgbm": lightgbm,
        "random-forest": export_sklearn.rounded(forest.fit(filled(table.values), table.label)),
        "isolation-forest": isolation.fit(filled(table.values)),
        "mean": FittedEnsemble((FittedXgboost(booster), FittedLightgbm(lightgbm)), (), np.array([0, 0.5, 0.5]), is_log_odds=True),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=FOLDER)
    out = parser.parse_args().out
    table = random_table(SEED)
    for name, model in models(table).items():
        forest = export.forest_of(model)
        files = {"model.onnx": export.onnx_of(model, FEATURES)}
        if forest.link == "identity":
            files["model.tar.gz"] = export.container_of(model)
        export.write(out / name, files, {"golden.json": {"link": forest.link, **export.golden_of(model, table)}})


if __name__ == "__main__":
    main()
