"""Everything that the model card tells beside the model's own figures."""

from collections.abc import Callable
from dataclasses import dataclass

from data.folds import Fold
from evaluation.benchmark import Benchmark, Entrant
from evaluation.importance import Worth, ablation, permutation
from evaluation.leak_check import Alone, features_alone
from evaluation.segments import GroupResult, by_group, groups_of
from evaluation.trial import FoldResult, Result, Setting, try_out


@dataclass(frozen=True)
class Study:
    over_time: Result  # the entrant on the benchmark's folds
    rivals: tuple[Result, ...]  # the benchmark's other entrants on the model's own fold
    alone: list[Alone]
    shuffled: list[Worth]
    families: list[Worth]
    features: list[Worth]  # empty unless asked for
    groups: list[GroupResult]


@dataclass(frozen=True)
class Asked:
    benchmark: Benchmark  # whose other entrants are the rivals
    folds: list[Fold]  # over time
    each_feature: bool  # train without each feature, which takes as many trainings as there are features
    say: Callable[[str], None]


def study_of(setting: Setting, entrant: Entrant, result: FoldResult, asked: Asked) -> Study:
    table, fold = setting.table, result.fold
    train, test = table.where(fold.train), table.where(fold.test)
    asked.say("each feature alone")
    alone = features_alone(train, test)
    asked.say("by group")
    groups = by_group(result.scores, groups_of(table, fold, result.scores), setting.seed)
    asked.say("permutation of each feature")
    shuffled = permutation(result.fitted, test, setting.seed)
    asked.say("training without each family of features")
    families = ablation(entrant, train, test, setting.seed)
    features = ablation(entrant, train, test, setting.seed, train.names) if asked.each_feature else []
    asked.say("over time")
    over_time = try_out(setting, asked.folds, entrant)
    return Study(over_time, tuple(rivals(setting, entrant, result, asked)), alone, shuffled, families, features, groups)


def rivals(setting: Setting, entrant: Entrant, result: FoldResult, asked: Asked) -> list[Result]:
    found = []
    for rival in asked.benchmark.entrants:
        if rival.candidate is entrant.candidate and rival.params == entrant.params:
            continue
        asked.say(f"candidate {rival.name}")
        found.append(try_out(setting, [result.fold], rival))
    return found
