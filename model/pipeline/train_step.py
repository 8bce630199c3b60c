"""
The training job: model/train.py on the table of the features step. Its model.tar.gz holds `xgboost-model` and nothing else, for the
built-in container serves the first file it finds there; what else is shipped goes to the job's output.
"""

import hashlib
import json
import subprocess
import sys
import time
from pathlib import Path

from layout import CODE, arguments_of, context_of, hyperparameters, only_file, run_step, unpack


def train(root: Path) -> None:
    given = hyperparameters(root)
    table = only_file(root / "input" / "data" / "table", "*.parquet")
    context = context_of(
        float(given["label_delay_days"]),
        seed=int(given["seed"]),
        command="SageMaker Pipeline",
        data=hashlib.sha256(table.read_bytes()).hexdigest()[:12],
        simulated=False,
        nowMs=int(time.time() * 1000),
    )
    out = root / "output" / "data"
    out.mkdir(parents=True, exist_ok=True)
    options = {
        "--table": table,
        "--context": json.dumps(context),
        "--candidate": given["candidate"],
        "--params": given["params"],
        "--benchmark": CODE / "model" / "benchmarks" / "own-data.json",
        "--out": out,
        "--cards": out,
    }
    words = [str(word) for pair in options.items() for word in pair]
    trained = subprocess.run([sys.executable, "-B", CODE / "model" / "train.py", *words, "--no-study"], stderr=subprocess.PIPE, text=True)
    sys.stderr.write(trained.stderr)
    if trained.returncode != 0:
        raise SystemExit(last_line(trained.stderr))
    archive = out / "model.tar.gz"
    if not archive.exists():
        raise SystemExit(f"candidate {given['candidate']} cannot be served by the XGBoost container, allowed sums of boosted trees")
    unpack(archive, root / "model")
    archive.unlink()


def last_line(text: str) -> str:
    return (text.strip().splitlines() or ["model/train.py failed"])[-1]


if __name__ == "__main__":
    arguments = arguments_of(__doc__)
    run_step(arguments.root, lambda: train(arguments.root))
