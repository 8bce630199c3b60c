"""Splits by time, as in production: a model is trained on the past, and labels take days to arrive."""

from dataclasses import dataclass

from table import Table

DAY_MS = 86_400_000
LEAST_FRAUDS = 20


@dataclass(frozen=True)
class Split:
    train: Table
    validation: Table
    test: Table


def split_by_time(table: Table, train: float = 0.6, validation: float = 0.2, gap_days: float = 2) -> Split:
    """The first `train` of the time span, a gap whose labels would not be known yet, then validation, then test."""
    first, last = table.at_ms[0], table.at_ms[-1] + 1
    train_end = first + train * (last - first)
    validation_end = train_end + validation * (last - first)
    gap_end = train_end + gap_days * DAY_MS
    at = table.at_ms
    split = Split(
        train=table.where(at < train_end),
        validation=table.where((at >= gap_end) & (at < validation_end)),
        test=table.where(at >= validation_end),
    )
    frauds = {name: int(part.label.sum()) for name, part in vars(split).items()}
    if min(frauds.values()) < LEAST_FRAUDS:
        days = (last - first) / DAY_MS
        raise SystemExit(f"{days:.1f} days of payments give {frauds} frauds, needed {LEAST_FRAUDS} in each part: use more rows")
    return split


def halves(table: Table) -> tuple[Table, Table]:
    """The earlier and the later half of a table's rows."""
    middle = len(table.label) // 2
    return table.where(slice(None, middle)), table.where(slice(middle, None))
