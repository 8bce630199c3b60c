"""Curves of a candidate over all folds' tests: precision and recall, ROC, reliability."""

from pathlib import Path

import matplotlib
import numpy as np
from sklearn.metrics import precision_recall_curve, roc_curve

from evaluation.calibration import BINS
from evaluation.trial import Result, pooled

matplotlib.use("Agg")

from matplotlib import pyplot as plt  # noqa: E402  the backend comes first


def draw_pictures(result: Result, folder: Path) -> None:
    label, probability = pooled(result)
    precision, recall, _ = precision_recall_curve(label, probability)
    draw(folder / "precision-recall.png", ("recall", "precision"), recall, precision)
    passed, found, _ = roc_curve(label, probability)
    draw(folder / "roc.png", ("share of honest payments alerted", "recall"), passed, found)
    predicted, observed = reliability_curve(label, probability)
    draw(folder / "reliability.png", ("probability", "share of frauds"), predicted, observed, marker="o", diagonal=True)


def reliability_curve(label: np.ndarray, probability: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    bins = np.minimum((probability * BINS).astype(int), BINS - 1)
    rows = [bins == each for each in np.unique(bins)]
    return np.array([probability[row].mean() for row in rows]), np.array([label[row].mean() for row in rows])


def draw(file: Path, axes: tuple[str, str], x: np.ndarray, y: np.ndarray, marker: str = "", diagonal: bool = False) -> None:
    figure, plot = plt.subplots(figsize=(5, 4))
    if diagonal:
        plot.plot([0, 1], [0, 1], color="lightgrey")
    plot.plot(x, y, marker=marker)
    plot.set(xlabel=axes[0], ylabel=axes[1], xlim=(0, 1), ylim=(0, 1.02))
    figure.tight_layout()
    figure.savefig(file, dpi=110, metadata={"Software": None})
    plt.close(figure)
