"""The same model looked at group by group: does it serve one kind of payment or payer worse than another?"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from data.folds import DAY_MS, Fold
from data.table import Table
from evaluation.intervals import Estimate, estimate
from evaluation.ranking import Metric, alerts_of
from evaluation.scored import Draw, Scored, as_it_is

ALERT_RATE = 0.005
# A group with less is told by its size only.
LEAST_FRAUDS = 10
AMOUNTS = (0, 1_000, 10_000, 100_000, 1_000_000)  # US cents
AGES = (0, 7, 30)  # days


@dataclass(frozen=True)
class Group:
    segment: str  # such as "payment type"
    name: str
    rows: np.ndarray  # mask of the scored payments


@dataclass(frozen=True)
class GroupResult:
    group: Group
    payments: int
    frauds: int
    estimates: Mapping[str, Estimate]  # empty where there are too few frauds


def by_group(scores: Scored, groups: list[Group], seed: int) -> list[GroupResult]:
    """Recall and false alarms at 0.5 % alerts of all payments, and calibration, of each group."""
    alerted = np.arange(len(scores)) < alerts_of(as_it_is(scores), ALERT_RATE)[0]
    found = []
    for group in groups:
        frauds = int(scores.rows.label[group.rows].sum())
        metrics = group_metrics(group.rows, alerted) if frauds >= LEAST_FRAUDS else {}
        found.append(GroupResult(group, int(group.rows.sum()), frauds, estimate(scores, metrics, seed) if metrics else {}))
    return found


def group_metrics(rows: np.ndarray, alerted: np.ndarray) -> dict[str, Metric]:
    def share(of: str) -> Metric:
        def metric(draw: Draw) -> np.ndarray:
            label = draw.scored.rows.label == (1 if of == "fraud" else 0)
            return draw.total((rows & label & alerted).astype(float)) / np.maximum(draw.total((rows & label).astype(float)), 1)

        return metric

    def calibration(draw: Draw) -> np.ndarray:
        return draw.total(draw.scored.probability * rows) / np.maximum(draw.total((rows & (draw.scored.rows.label == 1)).astype(float)), 1)

    return {"recall": share("fraud"), "falseAlarms": share("honest"), "calibration": calibration}


def groups_of(table: Table, fold: Fold, scores: Scored) -> list[Group]:
    """Groups by what a payment is, who sends it, and whether training knew the account."""
    rows = scores.rows
    found = [*texts("payment type", rows.segments.get("type")), *texts("channel", rows.segments.get("channel"))]
    found += bands("amount, US$", rows.cents, AMOUNTS, 100)
    found += texts("country of the sender", rows.segments.get("senderCountry"))
    found += bands("age of the sender's account, days since first seen", ages(table, rows), AGES, 1)
    found += known("sender", np.isin(rows.sender, accounts_of(table, fold)))
    return found + known("receiver", np.isin(rows.receiver, accounts_of(table, fold)))


def texts(segment: str, column: np.ndarray | None) -> list[Group]:
    if column is None or len(np.unique(column)) < 2:
        return []
    return [Group(segment, str(name) or "unknown", column == name) for name in np.unique(column)]


def bands(segment: str, values: np.ndarray, edges: tuple[int, ...], unit: int) -> list[Group]:
    at = np.digitize(values, edges) - 1
    names = [f"{low // unit:,} to {high // unit:,}" for low, high in zip(edges, edges[1:])] + [f"{edges[-1] // unit:,} and more"]
    return [Group(segment, name, at == number) for number, name in enumerate(names)]


def known(party: str, seen: np.ndarray) -> list[Group]:
    return [Group(f"{party} in the training data", "seen", seen), Group(f"{party} in the training data", "unseen", ~seen)]


def accounts_of(table: Table, fold: Fold) -> np.ndarray:
    return np.union1d(table.sender[fold.train], table.receiver[fold.train])


def ages(table: Table, rows: Table) -> np.ndarray:
    """Days since each row's sender was first seen as sender or receiver."""
    count = max(table.sender.max(), table.receiver.max()) + 1
    first = np.full(count, np.iinfo(np.int64).max)
    for accounts in (table.sender, table.receiver):
        np.minimum.at(first, accounts, table.at_ms)
    return (rows.at_ms - first[rows.sender]) / DAY_MS


def scenarios_of(scores: Scored) -> list[str]:
    return [str(name) for name in np.unique(scores.rows.scenario[scores.rows.label == 1]) if name]
