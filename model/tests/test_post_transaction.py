import gzip

import numpy as np
import pytest

from data.errors import InputError
from evaluation.post_transaction import contestants, has_balances_after

HEADER = "step,type,amount,nameOrig,oldbalanceOrg,newbalanceOrig,nameDest,oldbalanceDest,newbalanceDest,isFraud,isFlaggedFraud"


def a_log(folder):
    """Frauds of any amount, which leave the balances as they were: only what comes after the payment tells them."""
    rng = np.random.default_rng(1)
    lines = [HEADER]
    for row in range(6_000):
        amount, before, other = rng.integers(1, 1_000), 1_000, rng.integers(0, 1_000)
        fraud = int(rng.random() < 0.05)
        moved = 0 if fraud else amount
        lines.append(f"{row // 60},TRANSFER,{amount},C1,{before},{before - moved},C2,{other},{other + moved},{fraud}.0,0")
    file = folder / "log.csv.gz"
    file.write_bytes(gzip.compress("\n".join(lines).encode()))
    return file


def test_shows_what_balances_after_the_payment_give_away(tmp_path):
    file = a_log(tmp_path)
    assert has_balances_after(file)
    found = {each.name: each.values["average precision"] for each in contestants(file, 1)}
    assert found["LightGBM, columns with the balances after it"] > 0.95
    assert found["LightGBM, columns known before the payment"] < 0.2


def test_leaves_other_files_alone(tmp_path):
    file = tmp_path / "other.csv"
    file.write_text("id,amount\n1,2\n")
    assert not has_balances_after(file)
    with pytest.raises(InputError, match="other.csv has not PaySim's columns"):
        contestants(file, 1)
