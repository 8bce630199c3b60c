import json
import subprocess
import sys
from pathlib import Path

import pytest
from builders import a_table

import export
from candidates import CANDIDATES

CONVERT = Path(__file__).parents[1] / "convert.py"


def a_model(folder):
    """A shipped model of a booster, and that booster as XGBoost writes it."""
    table = a_table()
    fitted = CANDIDATES["xgboost"].fit(table, 1, {**CANDIDATES["xgboost"].defaults, "rounds": 10})
    model = export.onnx_of(fitted, len(table.names))
    about = {"featuresVersion": "features-1", "features": table.names, "calibration": {"slope": 1.0, "intercept": 0.0}, "trees": 10}
    documents = {"manifest.json": export.manifest_of(model, about), "golden.json": export.golden_of(fitted, table)}
    export.write(folder / "shipped", {"model.onnx": model, "model.tar.gz": export.container_of(fitted)}, documents)
    fitted.model.save_model(folder / "booster.ubj")
    return folder / "shipped"


def convert(folder, model, manifest):
    command = [sys.executable, "-B", str(CONVERT), "--model", str(model), "--manifest", str(manifest), "--out", str(folder / "out")]
    return subprocess.run(command, capture_output=True, text=True)


@pytest.mark.parametrize("name", ["booster.ubj", "shipped/model.tar.gz"])
def test_writes_the_same_model_from_a_booster_as_training_did(tmp_path, name):
    shipped = a_model(tmp_path)
    done = convert(tmp_path, tmp_path / name, shipped / "manifest.json")
    assert done.returncode == 0, done.stderr
    for file in ("model.onnx", "manifest.json"):
        assert (tmp_path / "out" / file).read_bytes() == (shipped / file).read_bytes(), file


def test_refuses_a_model_of_other_features_and_what_is_no_model(tmp_path):
    shipped = a_model(tmp_path)
    manifest = json.loads((shipped / "manifest.json").read_text())
    fewer = tmp_path / "fewer.json"
    fewer.write_text(json.dumps({**manifest, "features": manifest["features"][:4]}))
    assert "the model takes 5 features, the manifest names 4" in convert(tmp_path, tmp_path / "booster.ubj", fewer).stderr
    assert "cannot be read as a model.tar.gz" in convert(tmp_path, fewer, shipped / "manifest.json").stderr
