"""Refuses, before any training, a table that no honest figure could come from."""

from datetime import datetime, timezone

import numpy as np

from data.errors import InputError
from data.table import Table


def check_table(table: Table, now_ms: int) -> None:
    """Raises InputError for an empty table, labels of one class or of none, payments of the future and features that are infinite."""
    if len(table.label) == 0:
        raise InputError("the feature table has no rows")
    classes = np.unique(table.label)
    if not set(classes) <= {0, 1}:
        raise InputError(f"labels are {', '.join(map(str, classes))}, allowed 0 and 1")
    if len(classes) < 2:
        only = "fraud" if classes[0] == 1 else "honest"
        raise InputError(f"all {len(table.label):,} payments are labelled {only}, needed both classes")
    if table.at_ms[-1] > now_ms:
        future = int((table.at_ms > now_ms).sum())
        raise InputError(f"{future:,} payments lie in the future, the last at {iso(table.at_ms[-1])}, allowed up to {iso(now_ms)}")
    infinite = [name for at, name in enumerate(table.names) if np.isinf(table.values[:, at]).any()]
    if infinite:
        raise InputError(f"infinite values in {', '.join(infinite)}, allowed finite ones and NaN for unknown")


def iso(at_ms: int) -> str:
    return datetime.fromtimestamp(int(at_ms) / 1000, timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
