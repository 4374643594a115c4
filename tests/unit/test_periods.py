"""Calendar arithmetic, worked by hand."""

from datetime import date

import pytest

from ae_pipeline.periods import (
    CollectionYear,
    Month,
    Period,
    months_before,
    months_between,
    years_before,
)


def test_a_month_is_written_as_it_is_read():
    assert str(Month.parse("2025-09")) == "2025-09"


@pytest.mark.parametrize("text", ["2025-13", "2025-9", "25-09", "2025-00", "2025-09-01", ""])
def test_what_is_not_a_month_is_refused(text):
    with pytest.raises(ValueError, match="YYYY-MM"):
        Month.parse(text)


@pytest.mark.parametrize(
    ("month", "end"),
    [
        ("2024-02", date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 28)),
        ("2025-12", date(2025, 12, 31)),
    ],
)
def test_a_month_ends_on_its_last_day(month, end):
    assert Month.parse(month).end == end


def test_months_step_over_the_new_year_both_ways():
    assert Month(2024, 12).plus(1) == Month(2025, 1)
    assert Month(2025, 1).plus(-1) == Month(2024, 12)
    assert Month(2025, 9).since(Month(2024, 4)) == 17
    assert months_between(Month(2024, 11), Month(2025, 2)) == [
        Month(2024, 11),
        Month(2024, 12),
        Month(2025, 1),
        Month(2025, 2),
    ]


def test_the_collection_year_turns_on_the_first_of_april():
    assert str(CollectionYear.of(date(2025, 3, 31))) == "2024-25"
    assert str(CollectionYear.of(date(2025, 4, 1))) == "2025-26"
    assert CollectionYear.parse("1999-00").end == date(2000, 3, 31)


def test_two_years_that_do_not_follow_are_no_collection_year():
    with pytest.raises(ValueError, match="2025-26"):
        CollectionYear.parse("2024-26")


def test_twelve_months_to_31_march_are_the_collection_year():
    assert Period.twelve_months_to(date(2025, 3, 31)) == Period(date(2024, 4, 1), date(2025, 3, 31))


def test_twelve_months_to_a_leap_day_start_on_the_first_of_march():
    assert Period.twelve_months_to(date(2024, 2, 29)) == Period(date(2023, 3, 1), date(2024, 2, 29))
    assert Period.twelve_months_to(date(2025, 2, 28)) == Period(date(2024, 3, 1), date(2025, 2, 28))


def test_a_leap_day_a_year_before_is_the_first_of_march():
    assert years_before(date(2024, 2, 29), 1) == date(2023, 3, 1)
    assert years_before(date(2024, 2, 29), 4) == date(2020, 2, 29)


def test_months_before_a_long_months_end_is_a_short_months_end():
    assert months_before(date(2025, 3, 31), 30) == date(2022, 9, 30)
    assert months_before(date(2025, 3, 31), 1) == date(2025, 2, 28)
