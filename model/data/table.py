"""The training table: one row a payment, in order of time, its features as Sluice's own TypeScript computed them."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from data.errors import InputError

NEEDED = ("id", "occurredAtMs", "amountCents", "type", "sender", "receiver", "label", "scenario")
# Columns that reports are cut by; a table may lack some.
SEGMENTS = ("type", "channel", "senderCountry")


@dataclass(frozen=True)
class Table:
    names: list[str]
    features_version: str
    values: np.ndarray  # rows x features, float32, NaN for unknown
    label: np.ndarray  # 1 for fraud
    at_ms: np.ndarray  # epoch milliseconds, ascending
    cents: np.ndarray  # amount in US cents
    scenario: np.ndarray  # kind of fraud, for reports
    sender: np.ndarray  # a number for each account, the same in `receiver`
    receiver: np.ndarray
    segments: dict[str, np.ndarray]  # texts to cut reports by, by column name

    def where(self, rows: np.ndarray | slice) -> "Table":
        """The rows that a mask, an index or a slice selects."""
        columns = ("values", "label", "at_ms", "cents", "scenario", "sender", "receiver")
        segments = {name: column[rows] for name, column in self.segments.items()}
        return replace(self, **{name: getattr(self, name)[rows] for name in columns}, segments=segments)

    def without_values(self) -> "Table":
        """The same rows, features left out: what measuring needs, in a twentieth of the memory."""
        return replace(self, values=np.empty((len(self.label), 0), dtype=np.float32))


def read_table(path: Path, features_version: str | None = None) -> Table:
    """
    Reads a table of bin/features.ts: its 32-bit float columns are the features. Raises InputError when it is no such table, or one of
    other features than `features_version`.
    """
    file = opened(path)
    schema = file.schema_arrow
    missing = [name for name in NEEDED if name not in schema.names]
    version = (schema.metadata or {}).get(b"featuresVersion", b"").decode()
    if missing or not version:
        raise InputError(f"{path.name} is no feature table: it lacks {', '.join(missing) or 'its featuresVersion'}")
    if features_version not in (None, version):
        raise InputError(f"{path.name} has features {version}, this code makes {features_version}: make it again with `npm run features`")
    check_keys(file, path)
    names = [field.name for field in schema if field.type == pa.float32()]
    sender, receiver = accounts(file)
    table = Table(
        names=names,
        features_version=version,
        values=features(file, names),
        label=numbers(file, "label").astype(np.int8),
        at_ms=numbers(file, "occurredAtMs"),
        cents=numbers(file, "amountCents"),
        scenario=texts(file, "scenario"),
        sender=sender,
        receiver=receiver,
        segments={name: texts(file, name) for name in SEGMENTS if name in schema.names},
    )
    at = table.at_ms
    return table if (at[1:] >= at[:-1]).all() else table.where(np.argsort(at, kind="stable"))


def opened(path: Path) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(path)
    except FileNotFoundError:
        raise InputError(f"{path}: no such feature table; `npm run features` makes one") from None
    except pa.ArrowInvalid as error:
        raise InputError(f"{path.name} is no Parquet file: {error}") from None


def check_keys(file: pq.ParquetFile, path: Path) -> None:
    """Refuses rows without a label and ids that are there twice: both would be counted as something they are not."""
    label, ids = column(file, "label"), column(file, "id")
    if label.null_count > 0:
        raise InputError(f"{path.name}: {label.null_count:,} of {len(label):,} payments have no label, needed on every one")
    counts = pc.value_counts(ids.combine_chunks() if ids.num_chunks > 0 else pa.array([], pa.string()))
    twice = counts.filter(pc.greater(counts.field("counts"), 1))
    if len(twice) > 0:
        shown = ", ".join(str(value) for value in twice.field("values")[:3])
        raise InputError(f"{path.name}: {len(twice):,} ids are there more than once, allowed once: {shown}")


def features(file: pq.ParquetFile, names: list[str]) -> np.ndarray:
    values = np.empty((file.metadata.num_rows, len(names)), dtype=np.float32)
    for at, name in enumerate(names):
        values[:, at] = numbers(file, name)
    return values


def accounts(file: pq.ParquetFile) -> tuple[np.ndarray, np.ndarray]:
    """Senders and receivers as numbers: an account has the same one on either side."""
    both = pa.chunked_array([*column(file, "sender").chunks, *column(file, "receiver").chunks], pa.string())
    codes = both.combine_chunks().dictionary_encode().indices.to_numpy()
    return codes[: len(codes) // 2], codes[len(codes) // 2 :]


def numbers(file: pq.ParquetFile, name: str) -> np.ndarray:
    return column(file, name).to_numpy()


def texts(file: pq.ParquetFile, name: str) -> np.ndarray:
    """A column of few different texts."""
    encoded = column(file, name).combine_chunks().dictionary_encode()
    words = np.array(encoded.dictionary.to_pylist() or [""], dtype=str)
    return words[encoded.indices.to_numpy()]


def column(file: pq.ParquetFile, name: str) -> pa.ChunkedArray:
    return file.read([name]).column(0)
