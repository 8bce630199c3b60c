"""What each feature is worth: by shuffling it in the test (permutation), and by training without it (ablation)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from candidates.candidate import Fitted
from candidates.thinned import thinned
from data.table import Table
from evaluation.benchmark import Entrant
from evaluation.ranking import average_precision
from evaluation.scored import as_it_is, scored

# Honest rows of the test that permutation scores, and of training that ablation learns from.
HONEST_TESTED = 50_000
HONEST_LEARNT = 60_000


@dataclass(frozen=True)
class Worth:
    """Average precision that is lost without a feature or a family of them; below 0 when it does better without."""

    name: str
    lost: float


def permutation(fitted: Fitted, test: Table, seed: int) -> list[Worth]:
    """Breiman, "Random forests" (2001), section 10. On all frauds and a sample of the honest: compare the figures with one another only."""
    rows, _ = thinned(test, seed, HONEST_TESTED)
    whole = precision_of(fitted, rows)
    rng = np.random.default_rng(seed)
    found = []
    for column, name in enumerate(rows.names):
        values = rows.values.copy()
        values[:, column] = rng.permutation(values[:, column])
        found.append(Worth(name, whole - precision_of(fitted, replace(rows, values=values))))
    return sorted(found, key=lambda each: -each.lost)


def ablation(entrant: Entrant, train: Table, test: Table, seed: int, names: Iterable[str] | None = None) -> list[Worth]:
    """Trains anew without each family of features, or without each of `names`; on a sample of the honest rows, since it is many times."""
    learnt, _ = thinned(train, seed, HONEST_LEARNT)
    asked, _ = thinned(test, seed, HONEST_TESTED)
    groups = families(train.names) if names is None else {name: [name] for name in names}
    whole = precision_of(entrant.candidate.fit(learnt, seed, entrant.params), asked)
    found = []
    for group, members in groups.items():
        fitted = entrant.candidate.fit(without(learnt, members), seed, entrant.params)
        found.append(Worth(group, whole - precision_of(fitted, without(asked, members))))
    return sorted(found, key=lambda each: -each.lost)


def families(names: list[str]) -> dict[str, list[str]]:
    """Features by what they measure, whoever's it is and over whatever window: `sender.count_1h` and `card.count_7d` are both `count`."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(family_of(name), []).append(name)
    return found


def family_of(name: str) -> str:
    """Drops the party before the dot and the window at the end, such as `_1h`, `_7d` or `_28_days`."""
    words = name.split(".")[-1].split("_")
    kept = [
        word for word in words if not (word[:-1].isdigit() and word[-1] in "hdm") and not word.isdigit() and word not in ("days", "hours")
    ]
    return "_".join(kept) or words[0]


def without(table: Table, names: list[str]) -> Table:
    kept = [column for column, name in enumerate(table.names) if name not in names]
    return replace(table, names=[table.names[column] for column in kept], values=table.values[:, kept])


def precision_of(fitted: Fitted, rows: Table) -> float:
    score = fitted.score(rows.values)
    return float(average_precision(as_it_is(scored(rows, score, score)))[0])
