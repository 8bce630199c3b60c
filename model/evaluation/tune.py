"""Looks for better parameters with Optuna, within a budget of trials and seconds."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import optuna

from data.folds import Fold
from data.table import Table
from evaluation.benchmark import Entrant
from evaluation.importance import precision_of


@dataclass(frozen=True)
class Budget:
    trials: int
    seconds: float | None  # None for no limit; with one, the result depends on the machine


@dataclass(frozen=True)
class Tried:
    params: dict
    average_precision: float


def tuned(entrant: Entrant, table: Table, fold: Fold, seed: int, budget: Budget, record: Callable[[Tried], None]) -> Entrant:
    """
    The entrant with the parameters that have the highest average precision on the validation part, the given ones among the
    candidates; the test is never looked at. Tree-structured Parzen estimator, Bergstra et al. (NeurIPS 2011).
    """
    train, validation = table.where(fold.train), table.where(fold.validation)

    def objective(trial: optuna.Trial) -> float:
        params = {**entrant.params, **(entrant.candidate.suggest(trial) if trial.number > 0 else {})}
        found = Tried(params, precision_of(entrant.candidate.fit(train, seed, params), validation))
        trial.set_user_attr("params", params)
        record(found)
        return found.average_precision

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=seed))
    study.optimize(objective, n_trials=budget.trials, timeout=budget.seconds)
    return replace(entrant, params=study.best_trial.user_attrs["params"])
