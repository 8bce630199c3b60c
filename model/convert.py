"""
Writes what is shipped from a booster that was trained elsewhere, such as by a SageMaker training job: run by `npm run export`.
"""

import argparse
import json
import tarfile
from pathlib import Path
from typing import Any

import lightgbm as lgb
import numpy as np
import xgboost as xgb

import export
from data.errors import InputError
from data.table import Table, read_table

KINDS = "a model.tar.gz of SageMaker's XGBoost container, XGBoost's .ubj or .json, or LightGBM's .txt"


def main() -> None:
    arguments = parse_arguments()
    manifest = json.loads(arguments.manifest.read_text())
    booster = booster_of(arguments.model)
    expect_features(booster, manifest)
    model = export.onnx_of(booster, len(manifest["features"]))
    rows = golden_rows(arguments, manifest)
    files = {"model.onnx": model, "model.tar.gz": export.container_of(booster)}
    rest = {name: value for name, value in manifest.items() if name not in ("version", "digest", "trees", "link")}
    about = {**rest, "trees": len(export.forest_of(booster).trees)}
    documents = {"manifest.json": export.manifest_of(model, about), "golden.json": export.golden_of(booster, rows)}
    export.write(arguments.out, files, documents)
    print(f"{arguments.out}: model {documents['manifest.json']['version']}, {len(model):,} bytes as ONNX")


def booster_of(path: Path) -> Any:
    """The booster in a file; raises InputError when it is none that can be exported."""
    if not path.is_file():
        raise InputError(f"{path}: no such model file, allowed {KINDS}")
    try:
        if path.suffix == ".txt":
            return lgb.Booster(model_file=str(path))
        return xgb.Booster(model_file=bytearray(content_of(path)))
    except (xgb.core.XGBoostError, lgb.basic.LightGBMError, tarfile.TarError, KeyError) as error:
        raise InputError(f"{path.name} cannot be read as {KINDS}: {str(error).splitlines()[0]}") from None


def content_of(path: Path) -> bytes:
    if not path.name.endswith(".tar.gz"):
        return path.read_bytes()
    with tarfile.open(path) as tar:
        return tar.extractfile("xgboost-model").read()


def expect_features(booster: Any, manifest: dict) -> None:
    count = booster.num_features() if isinstance(booster, xgb.Booster) else booster.num_feature()
    if count != len(manifest["features"]):
        raise InputError(
            f"the model takes {count} features, the manifest names {len(manifest['features'])}: it was trained on other features"
        )


def golden_rows(arguments: argparse.Namespace, manifest: dict) -> Table:
    """Rows to check engines by: of a feature table, or those that lie beside the manifest."""
    if arguments.table is not None:
        return read_table(arguments.table, manifest["featuresVersion"])
    beside = arguments.manifest.parent / "golden.json"
    if not beside.exists():
        raise InputError(f"{beside}: no such file; name a feature table with --table")
    rows = json.loads(beside.read_text())["rows"]
    values = np.array([[np.nan if value is None else value for value in row] for row in rows], dtype=np.float32)
    none = np.zeros(len(values), dtype=np.int64)
    return Table(manifest["features"], manifest["featuresVersion"], values, none, none, none, none, none, none, {})


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help=KINDS)
    parser.add_argument("--manifest", type=Path, required=True, help="manifest.json that names its features, calibration and metrics")
    parser.add_argument("--table", type=Path, help="feature table to take golden rows from")
    parser.add_argument("--out", type=Path, required=True, help="folder of model.onnx, model.tar.gz, manifest.json and golden.json")
    return parser.parse_args()


if __name__ == "__main__":
    main()
