"""Shows the leak that most published figures on PaySim rest on: balances after the payment, which nobody knows when it is decided."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from candidates import lightgbm_trees
from candidates.thinned import thinned
from data.errors import InputError
from data.table import Table
from evaluation.ranking import Metric, average_precision, precision_at, recall_at
from evaluation.scored import as_it_is, scored

BEFORE = ("amount", "oldbalanceOrg", "oldbalanceDest")
AFTER = ("newbalanceOrig", "newbalanceDest")
NEEDED = ("step", "type", "isFraud", *BEFORE, *AFTER)
TEST_SHARE = 0.3
HONEST_LEARNT = 100_000
ROUNDS = 100
MEASURES: dict[str, Metric] = {
    "average precision": average_precision,
    "recall at 0.5 %": recall_at(0.005),
    "precision at recall 0.8": precision_at(0.8),
}


@dataclass(frozen=True)
class Contestant:
    name: str
    values: dict[str, float]


def contestants(file: Path, seed: int) -> list[Contestant]:
    """The same learner on the columns known before the payment, with the balances after it, and on what is found by one rule."""
    columns = read_columns(file)
    label = np.rint(columns["isFraud"]).astype(np.int8)
    test = np.arange(len(label)) >= round(len(label) * (1 - TEST_SHARE))
    inputs = {
        "known before the payment": before(columns),
        "the same without balances": before(columns)[:, :2],
        "with the balances after it": np.column_stack([before(columns), after(columns)]),
    }
    drained = (columns["type"] > 0) & (columns["amount"] == columns["oldbalanceOrg"]) & (columns["amount"] > 0)
    found = [measured("rule: a TRANSFER or CASH_OUT of the whole balance", drained[test].astype(float), label[test])]
    for name, values in inputs.items():
        learnt, _ = thinned(plain_table(values[~test], label[~test]), seed, HONEST_LEARNT)
        fitted = lightgbm_trees.fit(learnt, seed, {**lightgbm_trees.DEFAULTS, "rounds": ROUNDS})
        found.append(measured(f"LightGBM, columns {name}", fitted.score(values[test]), label[test]))
    return found


def has_balances_after(file: Path) -> bool:
    with pacsv.open_csv(file) as reader:
        return set(NEEDED) <= set(reader.schema.names)


def read_columns(file: Path) -> dict[str, np.ndarray]:
    """Columns in the order of time; `type` is 1 for a TRANSFER, 2 for a CASH_OUT, 0 for others."""
    options = pacsv.ConvertOptions(include_columns=list(NEEDED), column_types={name: pa.float64() for name in NEEDED if name != "type"})
    try:
        found = pacsv.read_csv(file, convert_options=options)
    except (pa.ArrowInvalid, pa.ArrowKeyError) as error:
        raise InputError(f"{file.name} has not PaySim's columns: {error}") from None
    kinds = pc.index_in(found.column("type"), value_set=pa.array(["TRANSFER", "CASH_OUT"]))
    columns = {name: found.column(name).to_numpy() for name in NEEDED if name != "type"}
    columns["type"] = pc.fill_null(pc.add(kinds, 1), 0).to_numpy().astype(np.float64)
    order = np.argsort(columns["step"], kind="stable")
    return {name: column[order] for name, column in columns.items()}


def before(columns: dict[str, np.ndarray]) -> np.ndarray:
    share = columns["amount"] / np.maximum(columns["oldbalanceOrg"], 0.01)
    return np.column_stack([columns["type"], *(columns[name] for name in BEFORE), share]).astype(np.float32)


def after(columns: dict[str, np.ndarray]) -> np.ndarray:
    """The balances, and whether they add up: the sums that give the leak away."""
    sender = columns["oldbalanceOrg"] - columns["amount"] - columns["newbalanceOrig"]
    receiver = columns["oldbalanceDest"] + columns["amount"] - columns["newbalanceDest"]
    return np.column_stack([*(columns[name] for name in AFTER), sender, receiver]).astype(np.float32)


def plain_table(values: np.ndarray, label: np.ndarray) -> Table:
    none = np.zeros(len(label), dtype=np.int64)
    return Table([f"c{at}" for at in range(values.shape[1])], "columns", values, label, none, none, none.astype(str), none, none, {})


def measured(name: str, score: np.ndarray, label: np.ndarray) -> Contestant:
    rows = replace(plain_table(np.empty((len(label), 0), dtype=np.float32), label), sender=np.arange(len(label)))
    draw = as_it_is(scored(rows, score, np.clip(score, 0, 1)))
    return Contestant(name, {measure: float(metric(draw)[0]) for measure, metric in MEASURES.items()})
