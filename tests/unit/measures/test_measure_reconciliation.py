"""Whether the categories of a breakdown add up to the total."""

import pandas as pd

from ae_pipeline.measures.measuring import unreconciled


def counts(*rows):
    frame = pd.DataFrame(rows, columns=["breakdown", "category", "numerator", "denominator"])
    return frame.astype({"numerator": "Int64", "denominator": "Int64"})


TOTAL = ("total", "total", 3, 5)


def test_breakdowns_that_add_up_are_left_alone():
    assert unreconciled(counts(TOTAL, ("sex", "F", 1, 2), ("sex", "M", 2, 3))) == []


def test_a_breakdown_that_loses_someone_in_either_count_is_named():
    lost = counts(TOTAL, ("sex", "F", 1, 2), ("sex", "M", 1, 3), ("uasc", "uasc", 3, 4))
    assert unreconciled(lost) == ["sex", "uasc"]


def test_counts_without_a_denominator_are_compared_by_numerator():
    assert unreconciled(counts(("total", "total", 3, None), ("sex", "F", 3, None))) == []
    assert unreconciled(counts(("total", "total", 3, None), ("sex", "F", 2, None))) == ["sex"]


def test_a_measure_of_nobody_adds_up():
    assert unreconciled(counts(("total", "total", 0, 0))) == []
