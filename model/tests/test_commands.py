"""The programs as npm runs them, on a small table."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import mlflow
import pytest
from builders import NOW_MS, POLICY, VERSION, a_file, a_table

MODEL = Path(__file__).parents[1]
CONTEXT = {
    "seed": 1,
    "policy": POLICY,
    "featuresVersion": VERSION,
    "labelDelayDays": 3,
    "nowMs": NOW_MS,
    "data": "0" * 64,
    "revision": "none",
    "command": "npm run train",
    "simulated": True,
}
# Two folds and two rivals, small enough for a test.
BENCHMARK = {
    "about": "For a test.",
    "split": {"kind": "growing", "count": 2, "testShare": 0.5, "validationShare": 0.15},
    "lead": "xgboost",
    "candidates": [
        {"name": "xgboost", "candidate": "xgboost", "params": {"rounds": 20}},
        {"name": "weighted", "candidate": "xgboost", "params": {"rounds": 20, "class_weight": "balanced"}},
        {"name": "isolation-forest", "candidate": "isolation-forest", "params": {"trees": 10}},
    ],
    "figures": [{"metric": "averagePrecision", "from": 0.2}, {"metric": "brier", "to": 0.00001}],
}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """One MLflow store for all: making its tables takes seconds."""
    return f"sqlite:///{tmp_path_factory.mktemp('runs') / 'runs.db'}"


@pytest.fixture
def run(store):
    return lambda *arguments, **options: run_in(store, *arguments, **options)


@pytest.fixture
def train(run):
    return lambda *arguments, **options: train_by(run, *arguments, **options)


def run_in(store, script, folder, *arguments, context=CONTEXT):
    (folder / "small.json").write_text(json.dumps(BENCHMARK))
    command = [
        sys.executable,
        "-B",
        str(MODEL / script),
        "--context",
        json.dumps(context),
        "--benchmark",
        str(folder / "small.json"),
        *arguments,
    ]
    environment = {**os.environ, "MLFLOW_TRACKING_URI": store}
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=folder)


def train_by(run, folder, name, *arguments, **options):
    table = folder / "table.parquet"
    out = [
        "--table",
        str(table if table.exists() else a_file(folder, a_table(8_000))),
        "--out",
        str(folder / name),
        "--cards",
        str(folder / name),
    ]
    return run("train.py", folder, *out, "--params", '{"rounds": 20}', *arguments, **options)


def bytes_of(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_trains_the_same_model_and_cards_from_the_same_seed_to_the_last_bit(tmp_path, train):
    for name in ("once", "again"):
        done = train(tmp_path, name)
        assert done.returncode == 0, done.stderr
    once = bytes_of(tmp_path / "once")
    assert once == bytes_of(tmp_path / "again")
    assert set(once) == {"model.onnx", "model.tar.gz", "manifest.json", "golden.json", "reference.json", "model-card.md", "data-card.md"}
    card = once["model-card.md"].decode()
    for heading in ("Results", "By attack", "Calibration", "Over time", "Candidates", "One feature alone", "By group", "Limits"):
        assert f"\n## {heading}\n" in card
    assert "| country of the sender | DE |" in card
    other = train(tmp_path, "other", "--no-study", context={**CONTEXT, "seed": 2})
    assert other.returncode == 0, other.stderr
    assert bytes_of(tmp_path / "other")["model.onnx"] != once["model.onnx"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--params", '{"rounds": 5000, "max_depth": 8}'], "5000 trees of 256 leaves may take .* bytes, allowed"),
        (["--candidate", "logistic-regression", "--params", "{}"], "error: logistic-regression can be compared .* but not shipped"),
        (["--params", '{"depth": 3}'], "error: xgboost: no parameter depth"),
    ],
)
def test_says_before_training_what_cannot_be_shipped(tmp_path, train, arguments, said):
    done = train(tmp_path, "model", *arguments)
    assert done.returncode == 1
    assert not (tmp_path / "model").exists()
    assert "Traceback" not in done.stderr
    assert re.search(said, done.stderr)


def test_ships_a_forest_with_the_link_that_its_sum_needs(tmp_path, train):
    done = train(tmp_path, "forest", "--candidate", "random-forest", "--no-study", "--params", '{"trees": 10, "max_depth": 5}')
    assert done.returncode == 0, done.stderr
    assert set(bytes_of(tmp_path / "forest")) == {"model.onnx", "manifest.json", "golden.json", "reference.json", "model-card.md", "data-card.md"}
    assert json.loads((tmp_path / "forest" / "manifest.json").read_text())["link"] == "logit"


def test_looks_for_better_parameters_when_asked(tmp_path, train):
    done = train(tmp_path, "tuned", "--tune-trials", "3", "--no-study")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "tuned" / "model.onnx").exists()


def test_measures_a_benchmark_and_records_its_runs(tmp_path, run, store):
    done = run("evaluate.py", tmp_path, "--table", str(a_file(tmp_path, a_table(8_000))), "--out", str(tmp_path / "report"))
    assert done.returncode == 0, done.stderr
    assert "| average precision | 0." in done.stdout
    assert "| >= 0.2 | reached |" in done.stdout
    assert "| <= 1e-05 | not reached |" in done.stdout
    measured = json.loads((tmp_path / "report" / "metrics.json").read_text())
    value, low, high = measured["weighted"]["averagePrecision"]
    assert low < value < high
    assert measured["weighted"]["rawSumOfProbabilitiesPerFraud"][0] > 1.5 > measured["xgboost"]["rawSumOfProbabilitiesPerFraud"][0]

    client = mlflow.MlflowClient(store)
    [experiment] = [each for each in client.search_experiments() if each.name == "benchmark small"]
    runs = client.search_runs([experiment.experiment_id])
    assert {each.info.run_name for each in runs} == {"xgboost", "weighted", "isolation-forest"}
    [weighted] = [each for each in runs if each.info.run_name == "weighted"]
    assert weighted.data.tags["data"] == CONTEXT["data"]
    assert weighted.data.params["class_weight"] == "balanced"
    assert {"averagePrecision", "averagePrecision.low", "fold.averagePrecision"} <= set(weighted.data.metrics)
    recorded = tmp_path / weighted.info.artifact_uri.removeprefix("file://")
    assert {path.name for path in recorded.iterdir()} == {"precision-recall.png", "roc.png", "reliability.png"}
