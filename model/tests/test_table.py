import numpy as np
import pyarrow as pa
import pytest
from builders import NOW_MS, VERSION, a_file, a_table

from data.checks import check_table
from data.errors import InputError
from data.table import read_table


def test_reads_back_what_was_written(tmp_path):
    table = a_table()
    read = read_table(a_file(tmp_path, table), VERSION)
    assert read.names == table.names
    np.testing.assert_array_equal(read.values, table.values)
    np.testing.assert_array_equal(read.label, table.label)
    np.testing.assert_array_equal(read.segments["senderCountry"], table.segments["senderCountry"])


def test_gives_an_account_the_same_number_on_either_side(tmp_path):
    table = a_table()
    read = read_table(a_file(tmp_path, table))
    same = table.sender == table.receiver
    assert same.any()
    np.testing.assert_array_equal(read.sender == read.receiver, same)


def test_puts_rows_in_the_order_of_time(tmp_path):
    table = a_table()
    backwards = table.where(slice(None, None, -1))
    assert (np.diff(read_table(a_file(tmp_path, backwards)).at_ms) >= 0).all()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"label": None}, "lacks label"),
        ({"label": pa.array([None] * 4_000, pa.int32())}, "4,000 of 4,000 payments have no label"),
        ({"id": pa.array(["same", "same", *(f"p{at}" for at in range(3_998))])}, "1 ids are there more than once, allowed once: same"),
    ],
)
def test_refuses_a_table_that_lacks_what_training_needs(tmp_path, changed, said):
    with pytest.raises(InputError, match=said):
        read_table(a_file(tmp_path, **changed))


def test_refuses_a_table_of_other_features(tmp_path):
    with pytest.raises(InputError, match="has features features-1, this code makes features-2: make it again with `npm run features`"):
        read_table(a_file(tmp_path), "features-2")


def test_refuses_what_is_no_parquet_file_and_what_is_not_there(tmp_path):
    other = tmp_path / "other.parquet"
    other.write_text("id,label\n")
    with pytest.raises(InputError, match="other.parquet is no Parquet file"):
        read_table(other)
    with pytest.raises(InputError, match="no such feature table; `npm run features` makes one"):
        read_table(tmp_path / "none.parquet")


@pytest.mark.parametrize(
    ("label", "said"), [(0, "all 4,000 payments are labelled honest, needed both classes"), (1, "all 4,000 payments are labelled fraud")]
)
def test_refuses_labels_of_one_class(tmp_path, label, said):
    table = read_table(a_file(tmp_path, label=pa.array(np.full(4_000, label, dtype=np.int32))))
    with pytest.raises(InputError, match=said):
        check_table(table, NOW_MS)


def test_refuses_payments_of_the_future():
    table = a_table()
    with pytest.raises(InputError, match=r"1 payments lie in the future, the last at 2025-.*, allowed up to 2025-"):
        check_table(table, int(table.at_ms[-1]) - 1)


def test_refuses_infinite_features():
    table = a_table()
    table.values[7, 2] = np.inf
    with pytest.raises(InputError, match="infinite values in receiver.sum_7d"):
        check_table(table, NOW_MS)
