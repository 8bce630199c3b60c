"""The training table: one row a payment, in order of time, its features as Sluice's own TypeScript computed them."""

from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

ABOUT = ("label", "occurredAtMs", "id", "scenario", "amountCents", "sender", "receiver")


@dataclass(frozen=True)
class Table:
    names: list[str]
    values: np.ndarray  # rows x features, float32, NaN for unknown
    label: np.ndarray  # 1 for fraud
    at_ms: np.ndarray  # epoch milliseconds, ascending
    cents: np.ndarray  # amount in US cents
    scenario: np.ndarray

    def where(self, rows: np.ndarray) -> "Table":
        """The rows that a mask, slice or index selects."""
        picked = {f.name: getattr(self, f.name)[rows] for f in fields(self) if f.name != "names"}
        return Table(names=self.names, **picked)


def read_table(path: Path) -> Table:
    file = pq.ParquetFile(path)
    names = [name for name in file.schema_arrow.names if name not in ABOUT]
    missing = [name for name in ABOUT if name not in file.schema_arrow.names]
    if missing:
        raise SystemExit(f"{path} lacks the columns {', '.join(missing)}; got {', '.join(file.schema_arrow.names)}")
    values = np.empty((file.metadata.num_rows, len(names)), dtype=np.float32)
    for column, name in enumerate(names):
        values[:, column] = _column(file, name)
    table = Table(
        names=names,
        values=values,
        label=_column(file, "label").astype(np.int8),
        at_ms=_column(file, "occurredAtMs").astype(np.int64),
        cents=_column(file, "amountCents").astype(np.float64),
        scenario=_column(file, "scenario").astype(str),
    )
    return table.where(np.argsort(table.at_ms, kind="stable"))


def _column(file: pq.ParquetFile, name: str) -> np.ndarray:
    column = file.read([name]).column(0)
    return column.to_numpy() if column.null_count == 0 else column.fill_null("").to_numpy()
