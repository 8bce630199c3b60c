"""The training table: one row a payment, in order of time, its features as Sluice's own TypeScript computed them."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

ABOUT = ("label", "occurredAtMs", "amountCents", "scenario")


@dataclass(frozen=True)
class Table:
    names: list[str]
    features_version: str
    values: np.ndarray  # rows x features, float32, NaN for unknown
    label: np.ndarray  # 1 for fraud
    at_ms: np.ndarray  # epoch milliseconds, ascending
    cents: np.ndarray  # amount in US cents
    scenario: np.ndarray

    def where(self, rows: np.ndarray | slice) -> "Table":
        """The rows that a mask, an index or a slice selects."""
        columns = ("values", "label", "at_ms", "cents", "scenario")
        return replace(self, **{name: getattr(self, name)[rows] for name in columns})


def read_table(path: Path) -> Table:
    """Reads a table of bin/features.ts: its 32-bit float columns are the features."""
    file = pq.ParquetFile(path)
    schema = file.schema_arrow
    missing = [name for name in ABOUT if name not in schema.names]
    if missing or b"featuresVersion" not in (schema.metadata or {}):
        raise SystemExit(f"{path} is no feature table: it lacks {', '.join(missing) or 'its featuresVersion'}")
    names = [field.name for field in schema if field.type == pa.float32()]
    values = np.empty((file.metadata.num_rows, len(names)), dtype=np.float32)
    for column, name in enumerate(names):
        values[:, column] = read_column(file, name)
    table = Table(
        names=names,
        features_version=schema.metadata[b"featuresVersion"].decode(),
        values=values,
        label=read_column(file, "label").astype(np.int8),
        at_ms=read_column(file, "occurredAtMs"),
        cents=read_column(file, "amountCents"),
        scenario=read_column(file, "scenario").astype(str),
    )
    return table.where(np.argsort(table.at_ms, kind="stable"))


def read_column(file: pq.ParquetFile, name: str) -> np.ndarray:
    return file.read([name]).column(0).to_numpy()
