"""Whether the categories of a breakdown add up to the total."""

import pandas as pd

from ae_pipeline.measures.measuring import unreconciled


def counts(*rows):
    frame = pd.DataFrame(rows, columns=["breakdown", "category", "numerator", "denominator"])
    whole = frame.astype({"numerator": "Int64", "denominator": "Int64"})
    return whole.assign(period_start="2024-04-01", period_end="2025-03-31")


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


def test_each_period_is_compared_with_its_own_total():
    year = counts(TOTAL, ("sex", "F", 3, 5))
    month = counts(("total", "total", 1, 1), ("sex", "F", 0, 1)).assign(period_start="2025-03-01")
    assert unreconciled(pd.concat([year, month])) == ["sex"]
    assert unreconciled(year) == []
