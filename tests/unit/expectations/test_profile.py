"""The profile of a month's returns, worked out by hand."""

import math

import pandas as pd
import pytest

from ae_pipeline.expectations.profile import Intake, comparable, freshness, stability_index
from ae_pipeline.periods import Month
from ae_pipeline.settings import ReturnCalendar


class Source:
    name = "dogs"


def intake(drop, *, landed=True, **calendar):
    return Intake(Source(), ReturnCalendar(**calendar), drop, landed)


@pytest.mark.parametrize(
    ("drop", "calendar", "overdue"),
    [
        (Month(2025, 9), {}, 0),
        (Month(2025, 8), {}, 0),  # a month late is allowed for
        (Month(2025, 7), {}, 1),
        (Month(2025, 7), {"late_by": 2}, 0),
        (Month(2025, 5), {"months": (1, 5, 10)}, 0),  # nothing is expected of June to September
        (Month(2025, 1), {"months": (1, 5, 10)}, 4),
        (Month(2024, 10), {"months": (1, 5, 10)}, 7),
    ],
)
def test_a_return_is_overdue_by_its_own_calendar(drop, calendar, overdue):
    profile = freshness([intake(drop, **calendar)], Month(2025, 9))
    assert profile["overdue_months"].tolist() == [overdue]
    assert profile["age_months"].tolist() == [Month(2025, 9).since(drop)]


def test_a_return_that_never_came_says_so():
    profile = freshness([intake(Month(2025, 9), landed=False)], Month(2025, 9))
    assert profile["landed"].tolist() == [False]


MONTHS = [Month(2024, 3), Month(2024, 4), Month(2025, 3), Month(2025, 4)]


@pytest.mark.parametrize(
    ("drop", "cumulative_from", "with_"),
    [
        (Month(2025, 4), None, Month(2025, 3)),
        (Month(2025, 4), 4, Month(2024, 4)),  # April starts afresh: a year ago is alike
        (Month(2025, 3), 4, Month(2024, 4)),  # the same year: what came before it
        (Month(2025, 5), 4, Month(2025, 4)),
        (Month(2024, 4), 4, None),  # neither one of the year nor one a year ago
        (Month(2024, 3), None, None),
    ],
)
def test_a_submission_is_compared_with_one_of_the_same_span(drop, cumulative_from, with_):
    known = [month for month in MONTHS if month < drop]
    assert comparable(drop, known, cumulative_from) == with_


def test_the_stability_index_is_the_sum_over_codes():
    now = pd.Series(["A"] * 60 + ["B"] * 40, dtype="str")
    before = pd.Series(["A"] * 50 + ["B"] * 50, dtype="str")
    by_hand = 0.1 * math.log(0.6 / 0.5) + -0.1 * math.log(0.4 / 0.5)
    assert stability_index(now, before) == pytest.approx(by_hand)
    assert stability_index(now, now) == 0


def test_a_code_that_is_new_counts_as_one_in_ten_thousand_before():
    now = pd.Series(["A"] * 90 + ["C"] * 10, dtype="str")
    before = pd.Series(["A"] * 100, dtype="str")
    by_hand = (0.9 - 1) * math.log(0.9) + (0.1 - 1e-4) * math.log(0.1 / 1e-4)
    assert stability_index(now, before) == pytest.approx(by_hand)
