from dataclasses import replace

import numpy as np
import pytest
from builders import a_table

from candidates.detector import Rows, detector_of, imagine
from candidates.imagined_frauds import CANDIDATE, ENOUGH_FRAUDS, unlearnt
from candidates.typologies import CARD, TYPOLOGIES, Form, Kind
from evaluation.ranking import recall_at
from evaluation.scored import as_it_is, scored

IN_PERSON = Kind(CARD, online=False)
FORM = TYPOLOGIES["impossible_travel"][0]
NAMES = ["payment.type_code", "device.count_28_days", "payment.amount", *FORM.moves]
SMALL = {**CANDIDATE.defaults, "rounds": 20, "detector_rounds": 30, "imagined_rows": 2_000, "imagined_share": 0.02}


def payments(rows=20_000, seed=1):
    """Half of them by card in person; frauds of two attacks: by amount, and far away soon after, where the card never was."""
    rng = np.random.default_rng(seed)
    table = a_table(rows, seed=seed)
    values = rng.lognormal(size=(rows, len(NAMES))).astype(np.float32)
    values[:, 0] = rng.choice([CARD, 4], rows)
    values[values[:, 0] == CARD, 1] = np.nan
    label = (rng.random(rows) < 0.03).astype(np.int8)
    scenario = np.where(label == 1, "dear", "none").astype("<U20")
    values[label == 1, 2] *= 8
    travelled = (label == 1) & (values[:, 0] == CARD) & (rng.random(rows) < 0.3)
    values[travelled, 2] /= 8
    values[np.ix_(travelled, np.arange(3, 5))] *= 30
    values[np.ix_(travelled, np.arange(5, 7))] /= 30
    scenario[travelled] = "impossible_travel"
    return replace(table, names=NAMES, values=values, label=label, scenario=scenario)


TRAIN, TEST = payments(), payments(seed=2)
WITHOUT = TRAIN.where(TRAIN.scenario != "impossible_travel")


def recall(table, scenario, score):
    return recall_at(0.03, (scenario,))(as_it_is(scored(table, score, score)))[0]


def test_finds_a_described_attack_that_no_label_told_of():
    fitted = CANDIDATE.fit(WITHOUT, 1, SMALL)
    assert recall(TEST, "impossible_travel", fitted.trees.score(TEST.values)) < 0.3
    assert recall(TEST, "impossible_travel", fitted.score(TEST.values)) > 0.7


def test_keeps_most_of_what_the_labels_taught():
    fitted = CANDIDATE.fit(WITHOUT, 1, SMALL)
    assert recall(TEST, "dear", fitted.score(TEST.values)) > 0.7 * recall(TEST, "dear", fitted.trees.score(TEST.values))


def test_leaves_an_attack_to_the_booster_once_enough_of_it_is_confirmed():
    attacks = np.flatnonzero(TRAIN.scenario == "impossible_travel")
    few = TRAIN.where(np.setdiff1d(np.arange(len(TRAIN.label)), attacks[ENOUGH_FRAUDS - 1 :]))
    enough = TRAIN.where(np.setdiff1d(np.arange(len(TRAIN.label)), attacks[ENOUGH_FRAUDS:]))
    assert (FORM,) in list(unlearnt(few))
    assert (FORM,) not in list(unlearnt(enough))


def test_scores_as_the_booster_alone_without_the_features_that_attacks_move():
    table = a_table(3_000)
    fitted = CANDIDATE.fit(table, 1, SMALL)
    assert fitted.attacks == ()
    np.testing.assert_array_equal(fitted.score(table.values), fitted.trees.score(table.values))


def test_takes_nothing_from_the_frauds_but_how_many_there_are():
    """A detector that learnt from labels would have seen what it is measured on."""
    rows = np.flatnonzero(WITHOUT.label == 1)
    changed = WITHOUT.values.copy()
    changed[rows] = changed[np.roll(rows, 1)]
    one, other = (CANDIDATE.fit(each, 1, SMALL) for each in (WITHOUT, replace(WITHOUT, values=changed)))
    for [first], [second] in zip(one.attacks, other.attacks, strict=True):
        assert first.booster.save_raw() == second.booster.save_raw()


def test_counts_as_many_false_alarms_as_it_raises_on_honest_payments():
    honest = Rows(NAMES, WITHOUT.values[WITHOUT.label == 0])
    later = Rows(NAMES, TEST.values[TEST.label == 0])
    detector = detector_of(honest, FORM, 1, SMALL)
    shares = detector.false_alarms(later)
    for share in (0.02, 0.05, 0.1):
        assert (shares <= share).mean() == pytest.approx(share, rel=0.35)
    assert (shares[~later.of(IN_PERSON)] == 1).all()


def test_finds_none_suspicious_where_no_payment_is_of_the_attacks_kind():
    honest = Rows(NAMES, WITHOUT.values[WITHOUT.values[:, 0] != CARD])
    assert detector_of(honest, FORM, 1, SMALL) is None


def test_moves_features_into_their_tails_and_leaves_the_others():
    rows = Rows(NAMES, TRAIN.values[Rows(NAMES, TRAIN.values).of(IN_PERSON)])
    moved = imagine(rows, FORM.moves, 1_000, np.random.default_rng(1))
    for name, direction in FORM.moves.items():
        tail = np.quantile(direction * rows.column(name), 0.8)
        assert (direction * moved.column(name) >= tail).all()
    assert np.isin(moved.column("payment.amount"), rows.column("payment.amount")).all()


def test_never_finds_a_payment_less_suspicious_for_more_of_what_the_attack_does():
    honest = Rows(NAMES, WITHOUT.values[WITHOUT.label == 0])
    detector = detector_of(honest, FORM, 1, SMALL)
    worse = TEST.values.copy()
    worse[:, NAMES.index("travel.speed_kmh")] *= 3
    assert (detector.false_alarms(Rows(NAMES, worse)) <= detector.false_alarms(Rows(NAMES, TEST.values))).all()


@pytest.mark.parametrize("form", [form for forms in TYPOLOGIES.values() for form in forms])
def test_a_description_names_kinds_and_directions(form: Form):
    assert form.kinds
    assert set(form.moves.values()) <= {1, -1}
