"""Writes the small model that the tests check against XGBoost: model/.venv/bin/python -B model/make_fixture.py (its output is committed)."""

from pathlib import Path

import numpy as np

from booster import train
from export import golden_of, onnx_of, write
from table import Table

FOLDER = Path(__file__).parent / "fixture"
ROWS, FEATURES, TREES = 20_000, 7, 12


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
    return Table([f"f{i}" for i in range(FEATURES)], "fixture", values, label, zeros, zeros, zeros)


if __name__ == "__main__":
    table = random_table(seed=7)
    booster = train(table, seed=7, rounds=TREES)
    write(FOLDER, {"model.onnx": onnx_of(booster, FEATURES)}, {"golden.json": golden_of(booster, table)})
