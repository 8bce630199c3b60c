from dataclasses import replace

import numpy as np
import pytest
from builders import POLICY, a_table

from candidates import CANDIDATES
from data.folds import Fold
from evaluation.benchmark import Entrant, entrant_of
from evaluation.importance import ablation, families, family_of, permutation
from evaluation.leak_check import features_alone
from evaluation.segments import by_group, groups_of
from evaluation.trial import Setting, try_fold
from evaluation.tune import Budget, tuned

TABLE = a_table(6_000)
FOLD = Fold("a fold", np.arange(3_500), np.arange(3_500, 4_000), np.arange(4_000, 6_000))
XGBOOST = CANDIDATES["xgboost"]
ENTRANT = Entrant("xgboost", XGBOOST, {**XGBOOST.defaults, "rounds": 30})
TRAIN, TEST = TABLE.where(FOLD.train), TABLE.where(FOLD.test)


def test_flags_a_feature_that_knows_the_label_and_no_other():
    knowing = TABLE.values.copy()
    knowing[:, 3] = TABLE.label + np.random.default_rng(1).normal(size=len(TABLE.label)) * 0.1
    told = replace(TABLE, values=knowing)
    found = features_alone(told.where(FOLD.train), told.where(FOLD.test))
    assert [each.name for each in found if each.is_suspicious] == ["payment.amount"]


def test_finds_the_features_that_frauds_were_made_of():
    shuffled = permutation(XGBOOST.fit(TRAIN, 1, ENTRANT.params), TEST, 1)
    assert [each.name for each in shuffled[:2]] == ["sender.count_1h", "sender.count_24h"]
    assert shuffled[0].lost > 0.2 > abs(shuffled[-1].lost)
    left_out = ablation(ENTRANT, TRAIN, TEST, 1)
    assert left_out[0].name == "count"
    assert {each.name for each in left_out} == {"count", "sum", "amount"}


@pytest.mark.parametrize(
    ("name", "family"),
    [("sender.count_1h", "count"), ("card.sum_28_days", "sum"), ("sender.amount_to_mean", "amount_to_mean"), ("pair.count", "count")],
)
def test_names_a_family_by_what_is_measured(name, family):
    assert family_of(name) == family
    assert families([name]) == {family: [name]}


def test_looks_at_groups_and_at_accounts_that_training_never_saw():
    result = try_fold(Setting(TABLE, POLICY, 1), FOLD, ENTRANT)
    groups = groups_of(TABLE, FOLD, result.scores)
    found = {(each.group.segment, each.group.name): each for each in by_group(result.scores, groups, 1)}
    seen, unseen = (found["sender in the training data", name] for name in ("seen", "unseen"))
    assert seen.payments + unseen.payments == len(FOLD.test)
    countries = [found["country of the sender", name] for name in ("DE", "FR")]
    assert sum(each.frauds for each in countries) == TEST.label.sum()
    assert all(0 < each.estimates["recall"].value <= 1 for each in countries)


def test_tuning_keeps_the_given_parameters_unless_others_do_better():
    tried = []
    best = tuned(ENTRANT, TABLE, FOLD, 1, Budget(3, None), tried.append)
    assert len(tried) == 3
    assert tried[0].params == ENTRANT.params
    assert best.params == max(tried, key=lambda each: each.average_precision).params


def test_refuses_parameters_and_candidates_that_there_are_not():
    with pytest.raises(SystemExit, match="no parameter depth, allowed rounds, max_depth"):
        entrant_of({"name": "mine", "candidate": "xgboost", "params": {"depth": 3}})
    with pytest.raises(SystemExit, match="no candidate 'forest', allowed xgboost"):
        entrant_of({"name": "mine", "candidate": "forest", "params": {}})


def test_tells_recall_of_attacks_that_training_lacked_and_of_the_others_apart():
    lacking = FOLD.train[TABLE.scenario[FOLD.train] != "drain"]
    found = try_fold(Setting(TABLE, POLICY, 1), replace(FOLD, train=lacking, unseen=("drain",)), ENTRANT)
    drain, burst = ((found.scores.rows.scenario == name)[: round(0.005 * len(TEST.label))].sum() for name in ("drain", "burst"))
    drains, bursts = ((TEST.scenario == name).sum() for name in ("drain", "burst"))
    assert found.estimates["recallAt0.005:drain"].value == pytest.approx(drain / drains)
    assert found.estimates["seenRecallAt0.005"].value == pytest.approx(burst / bursts)
    assert "seenRecallAt0.005" not in try_fold(Setting(TABLE, POLICY, 1), FOLD, ENTRANT).estimates
