"""Small feature tables, in memory and as the Parquet files that bin/features.ts writes."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from data.folds import DAY_MS
from data.table import Table

START_MS = 1_735_689_600_000  # 2025-01-01
NOW_MS = START_MS + 1_000 * DAY_MS
VERSION = "features-1"
POLICY = {
    "fraudOverheadCents": 1_500,
    "reviewCents": 400,
    "reviewDelayShare": 0.02,
    "reviewCatches": 0.85,
    "falseBlockCents": 2_500,
    "falseBlockShare": 0.03,
}


def a_table(rows: int = 4_000, days: float = 60, seed: int = 1) -> Table:
    """Frauds (some 5 %) by two of five features, one of which is often unknown; two kinds of attack."""
    rng = np.random.default_rng(seed)
    values = rng.normal(size=(rows, 5)).astype(np.float32)
    values[rng.random(rows) < 0.3, 1] = np.nan
    chance = 1 / (1 + np.exp(5 - 2.5 * values[:, 0] - 1.5 * np.nan_to_num(values[:, 1])))
    label = (rng.random(rows) < chance).astype(np.int8)
    return Table(
        names=["sender.count_1h", "sender.count_24h", "receiver.sum_7d", "payment.amount", "pair.count"],
        features_version=VERSION,
        values=values,
        label=label,
        at_ms=START_MS + np.sort(rng.integers(0, int(days * DAY_MS), rows)),
        cents=rng.integers(100, 100_000, rows).astype(np.float64),
        scenario=np.where(label == 1, np.where(values[:, 0] > 1, "burst", "drain"), "none"),
        sender=rng.integers(0, rows // 4, rows),
        receiver=rng.integers(0, rows // 4, rows),
        segments={"type": rng.choice(["CARD", "TRANSFER"], rows), "senderCountry": rng.choice(["DE", "FR"], rows)},
    )


def a_file(folder: Path, table: Table | None = None, **changed: pa.Array) -> Path:
    """The table as a Parquet file; `changed` replaces or, with None, leaves out columns."""
    table = a_table() if table is None else table
    columns = {name: pa.array(table.values[:, at]) for at, name in enumerate(table.names)}
    columns |= {
        "id": pa.array([f"p{at}" for at in range(len(table.label))]),
        "occurredAtMs": pa.array(table.at_ms),
        "amountCents": pa.array(table.cents),
        "type": pa.array(table.segments["type"]),
        "sender": pa.array([f"C{at}" for at in table.sender]),
        "receiver": pa.array([f"C{at}" for at in table.receiver]),
        "label": pa.array(table.label.astype(np.int32)),
        "scenario": pa.array(table.scenario),
        "senderCountry": pa.array(table.segments["senderCountry"]),
        **changed,
    }
    kept = pa.table({name: column for name, column in columns.items() if column is not None})
    path = folder / "table.parquet"
    pq.write_table(kept.replace_schema_metadata({"featuresVersion": table.features_version}), path)
    return path
