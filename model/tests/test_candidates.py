import numpy as np
import pytest
from builders import a_table

from candidates import CANDIDATES
from evaluation.calibrate import platt_of
from evaluation.ranking import average_precision
from evaluation.scored import as_it_is, scored

TABLE = a_table(6_000)
TRAIN, TEST = TABLE.where(slice(None, 4_000)), TABLE.where(slice(4_000, None))
SMALL = {"xgboost": {"rounds": 30}, "lightgbm": {"rounds": 30}, "random-forest": {"trees": 20}, "isolation-forest": {"trees": 20}}


def params_of(name, **changed):
    return {**CANDIDATES[name].defaults, **SMALL.get(name, {}), **changed}


@pytest.mark.parametrize("name", CANDIDATES)
def test_scores_frauds_above_honest_payments_and_the_same_from_the_same_seed(name):
    fit = CANDIDATES[name].fit
    score = fit(TRAIN, 1, params_of(name)).score(TEST.values)
    chance = TEST.label.mean()
    assert average_precision(as_it_is(scored(TEST, score, score)))[0] > (1.2 if name == "isolation-forest" else 3) * chance
    np.testing.assert_array_equal(score, fit(TRAIN, 1, params_of(name)).score(TEST.values))


@pytest.mark.parametrize("name", [name for name in CANDIDATES if name not in ("isolation-forest",)])
def test_log_odds_add_up_to_the_frauds_unless_classes_are_weighted(name):
    fit = CANDIDATES[name].fit

    def summed(**changed):
        fitted = fit(TRAIN, 1, params_of(name, **changed))
        assert fitted.is_log_odds
        return (1 / (1 + np.exp(-fitted.score(TEST.values)))).sum() / TEST.label.sum()

    assert summed() == pytest.approx(1, abs=0.3)
    assert summed(class_weight="balanced") > 1.6


@pytest.mark.parametrize("name", ["random-forest", "logistic-regression"])
def test_thinning_honest_rows_leaves_probabilities_as_they_were(name):
    score = CANDIDATES[name].fit(TRAIN, 1, params_of(name, honest_rows=500)).score(TEST.values)
    assert (1 / (1 + np.exp(-score))).sum() / TEST.label.sum() == pytest.approx(1, abs=0.35)


@pytest.mark.parametrize("method", ["mean", "rank", "stacked"])
def test_an_ensemble_scores_one_payment_as_it_does_among_others(method):
    fitted = CANDIDATES["ensemble"].fit(
        TRAIN, 1, params_of("ensemble", method=method, members={"xgboost": {"rounds": 20}, "lightgbm": {"rounds": 20}})
    )
    whole = fitted.score(TEST.values)
    alone = np.concatenate([fitted.score(TEST.values[at : at + 1]) for at in range(20)])
    np.testing.assert_allclose(alone, whole[:20], rtol=1e-6)


def test_platt_scaling_turns_any_score_into_a_chance():
    raw = CANDIDATES["isolation-forest"].fit(TRAIN, 1, params_of("isolation-forest")).score(TEST.values)
    assert platt_of(raw, TEST.label).probability(raw).sum() == pytest.approx(TEST.label.sum(), rel=0.02)
