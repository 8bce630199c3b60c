import numpy as np
import pytest
from builders import POLICY, a_table
from sklearn.metrics import average_precision_score, brier_score_loss, precision_recall_curve, roc_auc_score

from evaluation.calibration import expected_error, sum_per_fraud
from evaluation.card_precision import card_precision
from evaluation.intervals import estimate
from evaluation.metrics import metrics_of
from evaluation.money import ALERT_CENTS, saved_by_alerts, saved_share
from evaluation.ranking import average_precision, precision_at, recall_at, roc_auc
from evaluation.scored import Draw, as_it_is, scored

TABLE = a_table()


def some_scores(levels=None):
    """Scores that know something; `levels` makes many of them equal."""
    rng = np.random.default_rng(3)
    score = TABLE.label + rng.normal(size=len(TABLE.label))
    return score if levels is None else np.round(score * levels) / levels


def chances(score):
    return 1 / (1 + np.exp(4 - score))


def a_draw(score):
    return as_it_is(scored(TABLE, score, chances(score)))


@pytest.mark.parametrize("levels", [None, 2])
def test_agrees_with_scikit_learn_also_on_ties(levels):
    score = some_scores(levels)
    draw = a_draw(score)
    assert average_precision(draw)[0] == pytest.approx(average_precision_score(TABLE.label, score), rel=1e-6)
    assert roc_auc(draw)[0] == pytest.approx(roc_auc_score(TABLE.label, score), rel=1e-6)
    found = {name: metric(draw)[0] for name, metric in metrics_of(POLICY).items()}
    assert found["brier"] == pytest.approx(brier_score_loss(TABLE.label, chances(score)), rel=1e-6)


@pytest.mark.parametrize("recall", [0.1, 0.5, 0.9])
def test_precision_at_recall_is_the_first_point_of_the_curve_that_reaches_it(recall):
    score = some_scores()
    precision, recalls, _ = precision_recall_curve(TABLE.label, score)
    assert precision_at(recall)(a_draw(score))[0] == pytest.approx(precision[recalls >= recall][-1], rel=1e-6)


def test_recall_counts_the_frauds_among_the_highest_scores():
    score = some_scores()
    top = np.argsort(-score)[: round(0.05 * len(score))]
    assert recall_at(0.05)(a_draw(score))[0] == pytest.approx(TABLE.label[top].sum() / TABLE.label.sum())
    burst = TABLE.scenario == "burst"
    assert recall_at(0.05, ("burst",))(a_draw(score))[0] == pytest.approx(burst[top].sum() / burst.sum())


def test_weights_count_as_repeated_rows():
    score = some_scores(4)
    weights = np.random.default_rng(5).poisson(1.0, len(score)).astype(np.float32)
    repeated = np.repeat(np.arange(len(score)), weights.astype(int))
    whole = scored(TABLE, score, chances(score))
    order = np.argsort(-score, kind="stable")
    weighted = Draw(whole, weights[order][None, :])
    plain = as_it_is(scored(TABLE.where(repeated), score[repeated], chances(score[repeated])))
    for name, metric in metrics_of(POLICY).items():
        if name not in ("cardPrecisionAt100", "recallAt0.001", "recallAt0.005", "recallAt0.01"):
            assert metric(weighted)[0] == pytest.approx(metric(plain)[0], rel=1e-4), name


def test_card_precision_looks_into_a_card_once_it_is_not_stopped():
    """As a loop over days and cards finds it."""
    score, stopped, precision = some_scores(), set(), []
    days = TABLE.at_ms // 86_400_000
    for day in np.unique(days):
        rows = np.flatnonzero(days == day)
        best = {}
        for row in rows:
            if TABLE.sender[row] not in stopped:
                best[TABLE.sender[row]] = max(best.get(TABLE.sender[row], -np.inf), score[row])
        top = sorted(best, key=lambda card: -best[card])[:10]
        found = [card for card in top if TABLE.label[rows[TABLE.sender[rows] == card]].any()]
        stopped |= set(found)
        precision.append(len(found) / 10)
    assert card_precision(10)(a_draw(score))[0] == pytest.approx(np.mean(precision))


def test_an_oracle_saves_everything_and_approving_all_saves_nothing():
    sure = np.where(TABLE.label == 1, 1.0, 0.0)
    assert saved_share(POLICY)(as_it_is(scored(TABLE, sure, sure)))[0] == pytest.approx(1)
    never = np.zeros(len(sure))
    assert saved_share(POLICY)(as_it_is(scored(TABLE, never, never)))[0] == pytest.approx(0)
    assert saved_by_alerts(as_it_is(scored(TABLE, sure, sure)))[0] == pytest.approx(1)
    assert saved_by_alerts(as_it_is(scored(TABLE, never, never)))[0] == pytest.approx(0)


def test_an_alert_costs_the_same_for_whoever_it_is_about():
    every = np.ones(len(TABLE.label))
    worth = TABLE.cents > ALERT_CENTS
    lost = TABLE.cents * TABLE.label
    net = lost[worth].sum() - ALERT_CENTS * worth.sum()
    perfect = np.maximum(0, lost - ALERT_CENTS).sum()
    assert saved_by_alerts(as_it_is(scored(TABLE, every, every)))[0] == pytest.approx(net / perfect, rel=1e-5)


def test_calibration_of_true_chances_is_near_perfect_and_doubled_ones_are_off_by_their_excess():
    rng = np.random.default_rng(1)
    chance = rng.random(len(TABLE.label)) * 0.4
    labelled = TABLE.where(slice(None))
    labelled.label[:] = rng.random(len(chance)) < chance
    assert sum_per_fraud(as_it_is(scored(labelled, chance, chance)))[0] == pytest.approx(1, abs=0.1)
    assert expected_error(as_it_is(scored(labelled, chance, 2 * chance)))[0] == pytest.approx(chance.mean(), rel=0.15)


def test_intervals_hold_their_value_and_narrow_with_more_payments():
    widths = []
    for rows in (1_000, 16_000):
        table = a_table(rows)
        score = table.label + np.random.default_rng(3).normal(size=rows)
        found = estimate(scored(table, score, chances(score)), {"ap": average_precision}, seed=1)["ap"]
        low, high = found.interval
        assert low < found.value < high
        widths.append(high - low)
    assert widths[1] < widths[0] / 2
