"""reference.json: bins that a live payment falls into as the rows of training did."""

import numpy as np

from builders import a_table
from evaluation.reference import counts_of, edges_of, feature_of, most_important, reference_of
from export_forest import NO_CHILD, Forest, Tree


def a_tree(feature: int, cover: float) -> Tree:
    """One split on a feature."""
    return Tree(
        feature=np.array([feature, 0, 0]),
        threshold=np.zeros(3, dtype=np.float32),
        missing_left=np.zeros(3, dtype=bool),
        left=np.array([1, NO_CHILD, NO_CHILD]),
        right=np.array([2, NO_CHILD, NO_CHILD]),
        value=np.array([0, -1, 1], dtype=np.float64),
        cover=np.array([cover, cover / 2, cover / 2]),
    )


def test_bins_count_every_value_once_and_edges_belong_to_the_bin_above():
    values = np.array([0, 0, 0, 1, 1, 2, 3, 5, 8, 13], dtype=np.float32)
    edges = edges_of(values, np.array([0.3, 0.5, 0.9]))
    assert edges == sorted(set(edges)) and min(edges) > 0
    counts = counts_of(values, edges)
    assert len(counts) == len(edges) + 1 and sum(counts) == len(values)
    for bin, edge in enumerate(edges):
        assert counts_of(np.array([edge]), edges)[bin + 1] == 1


def test_unknown_values_have_a_bin_of_their_own():
    told = feature_of("x", np.array([1, 2, 3, np.nan, np.nan], dtype=np.float32))
    assert told["counts"][-1] == 2 and sum(told["counts"]) == 5


def test_a_feature_that_is_always_the_same_or_never_known_has_one_bin():
    assert feature_of("x", np.zeros(9, dtype=np.float32)) == {"name": "x", "edges": [], "counts": [9, 0]}
    assert feature_of("x", np.full(4, np.nan, dtype=np.float32)) == {"name": "x", "edges": [], "counts": [0, 4]}


def test_the_features_that_most_training_weight_is_asked_of_are_told_first_and_others_not_at_all():
    forest = Forest(trees=(a_tree(2, 10.0), a_tree(0, 4.0), a_tree(2, 3.0)), features=3)
    assert most_important(forest, ["a", "b", "c"]) == ["c", "a"]


def test_a_reference_names_its_model_and_adds_up_to_its_rows():
    table = a_table(rows=1_000)
    forest = Forest(trees=(a_tree(0, 5.0), a_tree(1, 2.0)), features=5)
    manifest = {"version": "0123456789ab", "featuresVersion": table.features_version}
    told = reference_of(manifest, forest, table, np.linspace(0, 1, 1_000))
    assert told["model"] == "0123456789ab" and len(told["features"]) == 2
    for binned in (told["scores"], *told["features"]):
        assert sum(binned["counts"]) == 1_000
