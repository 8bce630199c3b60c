"""Records a run in MLflow: in a local store, or where MLFLOW_TRACKING_URI says."""

import os
import tempfile
from pathlib import Path

import mlflow

from evaluation.benchmark import Benchmark, Entrant
from evaluation.trial import Result
from evaluation.tune import Tried
from tracking.pictures import draw_pictures

RUNS = Path(__file__).parents[1] / "runs"


def track(benchmark: Benchmark, result: Result, context: dict) -> None:
    """One run a candidate: parameters, metrics with intervals and by fold, curves as pictures, data digest, code revision."""
    record(f"benchmark {benchmark.name}", result, context)


def track_training(result: Result, context: dict, artefacts: Path) -> None:
    """The same of the model that is shipped, with its files."""
    record("train", result, context, artefacts)


def track_trial(entrant: Entrant, tried: Tried, context: dict) -> None:
    """Parameters that were tried, with what they reach on the validation part."""
    open_store(f"tune {entrant.name}")
    with mlflow.start_run(run_name=entrant.name):
        mlflow.set_tags({"data": context["data"], "revision": context["revision"]})
        mlflow.log_params(flat(tried.params))
        mlflow.log_metric("validation.averagePrecision", tried.average_precision)


def record(experiment: str, result: Result, context: dict, artefacts: Path | None = None) -> None:
    open_store(experiment)
    entrant = result.entrant
    with mlflow.start_run(run_name=entrant.name):
        mlflow.set_tags({"candidate": entrant.candidate.name, "data": context["data"], "revision": context["revision"]})
        mlflow.log_params({**flat(entrant.params), "seed": context["seed"], "featuresVersion": context["featuresVersion"]})
        mlflow.log_metrics(metrics_of(result))
        for at, fold in enumerate(result.folds):
            mlflow.log_metrics({f"fold.{safe(name)}": each.value for name, each in fold.estimates.items()}, step=at)
        with tempfile.TemporaryDirectory() as folder:
            draw_pictures(result, Path(folder))
            mlflow.log_artifacts(folder)
        if artefacts is not None:
            mlflow.log_artifacts(str(artefacts), "model")


def open_store(experiment: str) -> None:
    if "MLFLOW_TRACKING_URI" in os.environ:
        mlflow.set_experiment(experiment)
        return
    RUNS.mkdir(exist_ok=True)
    mlflow.set_tracking_uri(f"sqlite:///{RUNS / 'mlflow.db'}")
    if mlflow.get_experiment_by_name(experiment) is None:
        mlflow.create_experiment(experiment, artifact_location=(RUNS / "artifacts").as_uri())
    mlflow.set_experiment(experiment)


def metrics_of(result: Result) -> dict[str, float]:
    metrics = {}
    for name, each in result.estimates.items():
        low, high = each.interval
        metrics |= {safe(name): each.value, f"{safe(name)}.low": low, f"{safe(name)}.high": high}
    return metrics


def safe(name: str) -> str:
    """MLflow allows no colon in a name on Windows."""
    return name.replace(":", "/")


def flat(params: dict, prefix: str = "") -> dict[str, object]:
    found = {}
    for name, value in params.items():
        found |= flat(value, f"{prefix}{name}.") if isinstance(value, dict) and value else {f"{prefix}{name}": value}
    return found
