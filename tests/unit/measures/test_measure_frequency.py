"""The days that a month's figure is about, by frequency."""

from datetime import date

import pytest

from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.periods import Month, january_census_day


@pytest.mark.parametrize(
    ("frequency", "month", "first", "last"),
    [
        ("month_end", "2024-02", "2024-02-29", "2024-02-29"),
        ("month", "2024-02", "2024-02-01", "2024-02-29"),
        ("quarter", "2025-03", "2025-01-01", "2025-03-31"),
        ("quarter", "2025-12", "2025-10-01", "2025-12-31"),
        ("twelve_months", "2025-03", "2024-04-01", "2025-03-31"),
        ("twelve_months", "2024-02", "2023-03-01", "2024-02-29"),
        ("twelve_months", "2025-02", "2024-03-01", "2025-02-28"),
        ("lagged_year", "2025-03", "2023-04-01", "2024-03-31"),
        ("lagged_year", "2025-02", "2023-03-01", "2024-02-29"),
        ("lagged_year", "2024-02", "2022-03-01", "2023-02-28"),
        ("academic_year", "2025-07", "2023-09-01", "2024-08-31"),
        ("academic_year", "2025-08", "2024-09-01", "2025-08-31"),
        ("academic_year_to_date", "2025-08", "2024-09-01", "2025-08-31"),
        ("academic_year_to_date", "2025-09", "2025-09-01", "2025-09-30"),
        ("academic_terms", "2025-01", "2024-09-01", "2024-12-31"),
        ("academic_terms", "2025-05", "2024-09-01", "2025-03-31"),
        ("academic_terms", "2025-10", "2024-09-01", "2025-08-31"),
        ("census_year", "2025-09", "2023-09-01", "2024-08-31"),
        ("census_year", "2025-10", "2024-09-01", "2025-08-31"),
        ("winter", "2025-01", "2023-12-01", "2024-02-29"),
        ("winter", "2025-02", "2024-12-01", "2025-02-28"),
        ("last_march", "2025-02", "2024-03-31", "2024-03-31"),
        ("last_march", "2025-03", "2025-03-31", "2025-03-31"),
        ("last_september", "2025-08", "2024-09-30", "2024-09-30"),
        ("last_september", "2025-09", "2025-09-30", "2025-09-30"),
        ("january_census", "2025-01", "2025-01-16", "2025-01-16"),
    ],
)
def test_the_period_of_a_month(frequency, month, first, last):
    period = Frequency(frequency).period(Month.parse(month))
    assert (str(period.start), str(period.end)) == (first, last)


def test_a_quarter_is_counted_in_its_last_month_alone():
    assert Frequency.QUARTER.period(Month(2025, 4)) is None


@pytest.mark.parametrize(
    ("year", "day"), [(2024, 18), (2025, 16), (2026, 15), (2020, 16), (2015, 15)]
)
def test_the_census_day_of_january_is_its_third_thursday(year, day):
    assert january_census_day(year) == date(year, 1, day)
    assert january_census_day(year).strftime("%A") == "Thursday"
