from dataclasses import replace

import numpy as np
import pytest
from builders import a_table

from data.errors import InputError
from data.folds import DAY_MS, folds_of

GROWING = {"kind": "growing", "count": 5, "testShare": 0.5, "validationShare": 0.2, "delayDays": 7}
WEEKS = {"kind": "weeks", "starts": ["2025-01-10"], "trainDays": 7, "delayDays": 7, "testDays": 7, "withoutKnownVictims": True}


def test_leaves_the_label_delay_between_what_is_learnt_and_the_test():
    table = a_table(8_000)
    folds = folds_of(table, GROWING)
    assert len(folds) == 5
    for fold in folds:
        learnt = np.concatenate([fold.train, fold.validation])
        assert table.at_ms[learnt].max() + 7 * DAY_MS <= table.at_ms[fold.test].min()
        assert table.at_ms[fold.train].max() < table.at_ms[fold.validation].min()


def test_tests_each_payment_of_the_last_half_once():
    table = a_table(8_000)
    tested = np.concatenate([fold.test for fold in folds_of(table, GROWING)])
    middle = (table.at_ms[0] + table.at_ms[-1] + 1) / 2
    np.testing.assert_array_equal(np.sort(tested), np.flatnonzero(table.at_ms >= middle))


def test_leaves_out_victims_once_their_fraud_is_known_and_not_before():
    table = a_table()
    [fold] = folds_of(table, WEEKS)
    frauds = np.flatnonzero(table.label == 1)
    days = table.at_ms // DAY_MS
    for row in fold.test:
        of_sender = frauds[table.sender[frauds] == table.sender[row]]
        in_training = of_sender[np.isin(of_sender, fold.train)]
        since_training = of_sender[(table.at_ms[of_sender] > table.at_ms[fold.train[-1]])]
        assert len(in_training) == 0
        assert not (days[since_training] + 7 < days[row]).any()
    [all_payers] = folds_of(table, {**WEEKS, "withoutKnownVictims": False})
    assert len(all_payers.test) - len(fold.test) > 0


def test_learns_from_earlier_days_too_and_is_tested_as_without_them():
    table = a_table()
    [fold], [longer] = folds_of(table, WEEKS), folds_of(table, {**WEEKS, "earlierDays": 5})
    assert np.array_equal(longer.test, fold.test)
    assert longer.train[-1] == fold.train[-1]
    assert round((table.at_ms[fold.train[0]] - table.at_ms[longer.train[0]]) / DAY_MS) == 5


def test_cuts_at_hours():
    table = a_table()
    split = {"kind": "hours", "origin": "2025-01-01T00:00:00Z", "trainThrough": 600, "validationThrough": 800, "delayDays": 1}
    [fold] = folds_of(table, split)
    hour = (table.at_ms - 1_735_689_600_000) // 3_600_000
    assert hour[fold.train].max() < 600 <= hour[fold.validation].min()
    assert hour[fold.validation].max() < 800 <= hour[fold.test].min()


def test_keeps_unseen_attacks_out_of_training_only():
    table = a_table()
    split = {"kind": "unseen", "groups": [["burst"]], "testShare": 0.3, "validationShare": 0.2, "delayDays": 7}
    [fold] = folds_of(table, split)
    assert "burst" not in table.scenario[np.concatenate([fold.train, fold.validation])]
    assert {"burst", "drain"} <= set(table.scenario[fold.test])


def test_refuses_parts_with_hardly_a_fraud():
    table = a_table()
    few = replace(table, label=np.where(np.arange(len(table.label)) < 30, table.label, 0))
    with pytest.raises(InputError, match="needed 20 in train and in test: take more payments, a shorter label delay or fewer folds"):
        folds_of(few, GROWING)
