"""
Splits by time, as in production: a model is trained on the past, and a label takes days to arrive. Rows of the `delay` before a test
are in no training part, since nobody would have known their labels when the test begins.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from data.errors import InputError
from data.table import Table

DAY_MS = 86_400_000
HOUR_MS = 3_600_000
LEAST_FRAUDS = 20


@dataclass(frozen=True)
class Fold:
    """Row numbers of a table. What is fitted sees `train`, what is calibrated or chosen sees `validation` (may be empty)."""

    name: str
    train: np.ndarray
    validation: np.ndarray
    test: np.ndarray
    unseen: tuple[str, ...] = ()  # scenarios kept out of train and validation


def folds_of(table: Table, split: dict) -> list[Fold]:
    """The folds that a benchmark's `split` describes; raises InputError when a part has hardly a fraud."""
    found = KINDS[split["kind"]](table, split)
    for fold in found:
        check_frauds(table, fold)
    return found


def growing(table: Table, split: dict) -> list[Fold]:
    """`count` tests of equal time, one after the other, that fill the last `testShare`; each is trained on all that was known before."""
    first, end = int(table.at_ms[0]), int(table.at_ms[-1]) + 1
    share, count, delay = split["testShare"], split["count"], split["delayDays"] * DAY_MS
    width = (end - first) * share / count
    starts = [end - width * (count - at) for at in range(count)]
    return [known_before(table, split, start, start + width, name_of(start - delay, start)) for start in starts]


def known_before(table: Table, split: dict, start: float, end: float, name: str) -> Fold:
    """Test from start to end; validation is the last `validationShare` of the time whose labels were known at start, train the rest."""
    first, known = int(table.at_ms[0]), start - split["delayDays"] * DAY_MS
    fitted = known - split["validationShare"] * (known - first)
    return Fold(name, between(table, first, fitted), between(table, fitted, known), between(table, start, end))


def weeks(table: Table, split: dict) -> list[Fold]:
    """
    Some days of training, then of delay, then of test, from each of `starts`; no validation. With `earlierDays` a model learns from as
    many days before that too, and its test is the same.
    """
    return [week(table, split, epoch_ms(start)) for start in split["starts"]]


def week(table: Table, split: dict, start: int) -> Fold:
    trained = start + split["trainDays"] * DAY_MS
    tested = trained + split["delayDays"] * DAY_MS
    known = between(table, start, trained)
    test = between(table, tested, tested + split["testDays"] * DAY_MS)
    if split.get("withoutKnownVictims"):
        test = without_known_victims(table, known, test, split["delayDays"])
    train = between(table, start - split.get("earlierDays", 0) * DAY_MS, trained)
    return Fold(name_of(start, tested), train, np.array([], dtype=int), test)


def without_known_victims(table: Table, train: np.ndarray, test: np.ndarray, delay_days: float) -> np.ndarray:
    """
    Leaves out of the test the payers whose fraud was known when they paid: it happened in the training part, or a delay or more before
    the day of the payment. As the handbook does (chapter 3, get_train_test_set): their cards would have been stopped.
    """
    start = int(table.at_ms[train[0]])
    frauds = np.flatnonzero((table.label == 1) & (table.at_ms >= start))
    first_known = np.full(max(table.sender.max(), table.receiver.max()) + 1, np.inf)
    days = table.at_ms // DAY_MS
    trained = np.isin(frauds, train)
    np.minimum.at(first_known, table.sender[frauds], np.where(trained, -np.inf, days[frauds] + delay_days + 1))
    return test[days[test] < first_known[table.sender[test]]]


def hours(table: Table, split: dict) -> list[Fold]:
    """One fold, cut at hours since `origin`: train through one, validation through another, test after."""
    origin = epoch_ms(split["origin"])
    trained, validated = (origin + split[name] * HOUR_MS for name in ("trainThrough", "validationThrough"))
    first, end = int(table.at_ms[0]), int(table.at_ms[-1]) + 1
    parts = (between(table, first, trained), between(table, trained, validated), between(table, validated, end))
    return [Fold(f"test from {name_of(trained, validated).split(' ')[-1]}", *parts)]


def unseen(table: Table, split: dict) -> list[Fold]:
    """A fold for each group of scenarios, whose payments train and validation lack and the test has."""
    end = int(table.at_ms[-1]) + 1
    start = end - split["testShare"] * (end - int(table.at_ms[0]))
    fold = known_before(table, split, start, end, "")
    lacking = [(group, ~np.isin(table.scenario, group)) for group in split["groups"]]
    return [
        Fold(
            f"without {' and '.join(group)}", fold.train[kept[fold.train]], fold.validation[kept[fold.validation]], fold.test, tuple(group)
        )
        for group, kept in lacking
    ]


KINDS: dict[str, Callable[[Table, dict], list[Fold]]] = {"growing": growing, "weeks": weeks, "hours": hours, "unseen": unseen}


def between(table: Table, start: float, end: float) -> np.ndarray:
    low, high = np.searchsorted(table.at_ms, [start, end])
    return np.arange(low, high)


def check_frauds(table: Table, fold: Fold) -> None:
    parts = {name: rows for name, rows in (("train", fold.train), ("test", fold.test), ("validation", fold.validation))}
    frauds = {name: int(table.label[rows].sum()) for name, rows in parts.items() if len(rows) > 0 or name != "validation"}
    if min(frauds["train"], frauds["test"]) < LEAST_FRAUDS:
        days = (table.at_ms[-1] - table.at_ms[0]) / DAY_MS
        raise InputError(
            f"fold {fold.name!r}: {len(table.label):,} payments of {days:.1f} days leave frauds {frauds}, needed {LEAST_FRAUDS} in "
            "train and in test: take more payments, a shorter label delay or fewer folds"
        )


def epoch_ms(text: str) -> int:
    at = datetime.fromisoformat(text.replace("Z", "+00:00") if "T" in text else f"{text}T00:00:00+00:00")
    return int(at.timestamp() * 1000)


def name_of(trained: float, tested: float) -> str:
    trained_day, tested_day = (np.datetime64(int(at), "ms").astype("datetime64[D]") for at in (trained, tested))
    return f"{trained_day} to {tested_day}"
