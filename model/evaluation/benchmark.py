"""A benchmark: data, a split by time, candidates with their parameters, and figures to reach. One JSON file each in benchmarks/."""

import json
from dataclasses import dataclass
from pathlib import Path

from candidates import CANDIDATES
from candidates.candidate import Candidate, Params
from data.errors import InputError


@dataclass(frozen=True)
class Entrant:
    """A candidate with parameters, under the name that tables use."""

    name: str
    candidate: Candidate
    params: Params


@dataclass(frozen=True)
class Figure:
    """What a metric of the lead has to be at least and at most; None for no bound."""

    metric: str
    least: float | None
    most: float | None

    def reached_by(self, value: float) -> bool:
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)

    @property
    def words(self) -> str:
        if self.least is None:
            return f"<= {self.most:g}"
        return f">= {self.least:g}" if self.most is None else f"{self.least:g} to {self.most:g}"


@dataclass(frozen=True)
class Benchmark:
    name: str
    about: str
    split: dict
    lead: str
    entrants: tuple[Entrant, ...]
    figures: tuple[Figure, ...]


def read_benchmark(path: Path, delay_days: float) -> Benchmark:
    """`delay_days` is how long a label takes to arrive: the same to features and between training and test."""
    spec = json.loads(path.read_text())
    entrants = tuple(entrant_of(each) for each in spec["candidates"])
    figures = tuple(Figure(each["metric"], each.get("from"), each.get("to")) for each in spec["figures"])
    return Benchmark(path.stem, spec["about"], {**spec["split"], "delayDays": delay_days}, spec["lead"], entrants, figures)


def entrant_of(spec: dict) -> Entrant:
    candidate = CANDIDATES.get(spec["candidate"])
    if candidate is None:
        raise InputError(f"no candidate {spec['candidate']!r}, allowed {', '.join(CANDIDATES)}")
    unknown = [name for name in spec["params"] if name not in candidate.defaults]
    if unknown:
        raise InputError(f"{spec['name']}: no parameter {', '.join(unknown)}, allowed {', '.join(candidate.defaults)}")
    return Entrant(spec["name"], candidate, {**candidate.defaults, **spec["params"]})
