"""Joins of rows by key and by time, against plain loops."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from ae_pipeline.validation.joining import groups, overlapping, shared, stands_in, told
from ae_pipeline.validation.working_days import working_days

DAY = date(2024, 1, 1)
SPELLS = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", None]),
        st.none() | st.integers(0, 8),
        st.none() | st.integers(0, 9),
        st.booleans(),
    ),
    max_size=8,
)


def text(*values):
    return pd.Series(values, dtype="str")


def dates(values):
    days = [None if n is None else DAY + timedelta(days=n) for n in values]
    return pd.Series(days, dtype="datetime64[s]")


def test_rows_with_the_same_values_have_one_number_and_rows_with_a_null_have_none():
    numbers = groups(text("a", "a", "b", None, "a"), text("x", "y", "x", "x", "x"))
    assert numbers[0] == numbers[4]
    assert len({numbers[0], numbers[1], numbers[2]}) == 3
    assert numbers[3] == -1


def test_how_many_rows_share_a_number_counts_only_those_that_count():
    numbers = groups(text("a", "a", "b", None))
    assert shared(numbers).tolist() == [2, 2, 1, 0]
    assert shared(numbers, np.array([True, False, False, True])).tolist() == [1, 1, 0, 0]
    assert shared(groups(text())).tolist() == []


def test_a_key_is_recorded_the_first_value_that_is_not_null():
    asked = text("a", "b", "c", None)
    asked.index = pd.Index([7, 8, 9, 10])
    found = told(asked, text("a", "a", "b", None), text(None, "x", "y", "z"))
    assert found.index.tolist() == [7, 8, 9, 10]
    assert found.fillna("-").tolist() == ["x", "y", "-", "-"]


def test_a_null_key_is_never_among_others():
    assert stands_in(text("a", "b", None), text("a", None)).tolist() == [True, False, False]


@given(SPELLS)
def test_rows_overlap_as_a_plain_loop_over_every_two_of_them_says(spells):
    who, starts, ends, takes_part = zip(*spells, strict=True) if spells else ((), (), (), ())
    far = 10_000

    def overlap(i, j):
        if i == j or who[i] is None or who[i] != who[j]:
            return False
        if None in {starts[i], starts[j]} or not (takes_part[i] and takes_part[j]):
            return False
        first, then = sorted((i, j), key=lambda n: (starts[n], far if ends[n] is None else ends[n]))
        return starts[then] < (far if ends[first] is None else ends[first])

    found = overlapping(
        groups(text(*who)), dates(starts), dates(ends), np.array(takes_part, dtype=bool)
    )
    size = range(len(spells))
    assert found.tolist() == [any(overlap(i, j) for j in size) for i in size]


def test_working_days_leave_out_weekends_and_bank_holidays_and_count_both_ends():
    first = pd.Series(pd.to_datetime(["2024-12-23", "2025-01-04", "2025-01-06", None]))
    last = pd.Series(pd.to_datetime(["2025-01-02", "2025-01-05", "2025-01-06", "2025-01-06"]))
    # 23, 24, 27, 30 and 31 December, and 2 January.
    assert working_days(first, last).tolist()[:3] == [6, 0, 1]
    assert working_days(first, last).isna().tolist() == [False, False, False, True]
