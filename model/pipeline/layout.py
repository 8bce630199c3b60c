"""Where SageMaker puts what a job reads, and takes what it wrote. `--root` stands in for /opt/ml in tests."""

import argparse
import json
import sys
import tarfile
import traceback
from collections.abc import Callable
from pathlib import Path

CODE = Path(__file__).parents[2]
ROOT = Path("/opt/ml")


def arguments_of(description: str | None, **named: str) -> argparse.Namespace:
    """A step's arguments: `root`, and those named, each with its help."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--root", type=Path, default=ROOT)
    for name, text in named.items():
        parser.add_argument(f"--{name.replace('_', '-')}", required=True, help=text)
    return parser.parse_args()


def hyperparameters(root: Path) -> dict[str, str]:
    """A training job's; SageMaker hands all of them over as texts."""
    return json.loads((root / "input" / "config" / "hyperparameters.json").read_text())


def context_of(label_delay_days: float, **about: object) -> dict:
    """What model/train.py is told of the code, packed with it, and of this run."""
    return {**json.loads((CODE / "context.json").read_text()), "labelDelayDays": label_delay_days, **about}


def only_file(folder: Path, pattern: str) -> Path:
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        raise SystemExit(f"{folder} has {len(found)} files like {pattern}, expected 1")
    return found[0]


def unpack(archive: Path, folder: Path) -> Path:
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder


def run_step(root: Path, step: Callable[[], None]) -> None:
    """Runs a step; what it fails of is told where SageMaker looks for a job's reason of failure."""
    try:
        step()
    except BaseException as error:
        if isinstance(error, SystemExit) and error.code in (0, None):
            raise
        told = root / "output" / "failure"
        told.parent.mkdir(parents=True, exist_ok=True)
        told.write_text(str(error)[:1024] or traceback.format_exc()[-1024:])
        print(error, file=sys.stderr)
        raise SystemExit(1) from error
