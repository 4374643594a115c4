"""Year groups and school days, by dates worked by hand."""

from datetime import date

import pandas as pd
import pytest

from ae_city.population import academic_year, school_days, year_group
from ae_city.population.days import day, number
from ae_city.population.terms import first_of_september, reception_years


@pytest.mark.parametrize(
    ("born", "on", "group"),
    [
        # four on 31 August 2024: reception from September 2024, youngest of the year
        (date(2020, 8, 31), date(2024, 9, 1), 0),
        # four on 1 September 2024: reception a year later, oldest of the year
        (date(2020, 9, 1), date(2024, 9, 1), -1),
        (date(2020, 9, 1), date(2025, 8, 31), -1),
        (date(2020, 9, 1), date(2025, 9, 1), 0),
        # eleven in August 2024: Year 7 from September 2024
        (date(2013, 8, 31), date(2024, 9, 2), 7),
        (date(2013, 9, 1), date(2024, 9, 2), 6),
        # sixteen in the summer of GCSEs
        (date(2009, 1, 15), date(2025, 6, 10), 11),
        (date(2009, 1, 15), date(2025, 9, 10), 12),
    ],
)
def test_year_groups_turn_on_the_first_of_september(born, on, group):
    assert list(year_group(pd.Series([pd.Timestamp(born)]), on)) == [group]


@pytest.mark.parametrize(
    ("born", "year"),
    [(date(2020, 8, 31), 2024), (date(2020, 9, 1), 2025), (date(2020, 1, 1), 2024)],
)
def test_reception_is_in_the_september_after_the_fourth_birthday(born, year):
    assert list(reception_years(pd.Series([number(born)]).to_numpy())) == [year]
    begins = first_of_september(pd.Series([year]).to_numpy())[0]
    assert day(begins) == date(year, 9, 1)


def test_an_academic_year_is_named_by_its_september():
    days = pd.Series(pd.to_datetime(["2024-08-31", "2024-09-01", "2025-01-01"]))
    assert list(academic_year(days)) == [2023, 2024, 2024]


@pytest.mark.parametrize("year", range(2020, 2026))
def test_a_school_year_has_about_190_days(year):
    assert len(school_days(date(year, 9, 1), date(year + 1, 8, 31))) in range(188, 192)


@pytest.mark.parametrize(
    "closed",
    [
        date(2024, 9, 14),  # Saturday
        date(2024, 10, 30),  # half term
        date(2024, 12, 25),
        date(2025, 4, 14),  # Easter holidays
        date(2025, 5, 5),  # early May bank holiday
        date(2023, 5, 8),  # coronation
        date(2022, 9, 19),  # the Queen's funeral
        date(2024, 8, 6),
    ],
)
def test_schools_are_closed(closed):
    assert len(school_days(closed, closed)) == 0


def test_schools_are_open_on_an_ordinary_week():
    week = school_days(date(2024, 11, 11), date(2024, 11, 17))
    assert list(week) == list(pd.date_range("2024-11-11", "2024-11-15", unit="s"))


def test_days_beyond_the_terms_that_are_set_are_refused():
    with pytest.raises(ValueError, match="2020 to 2025"):
        school_days(date(2026, 7, 1), date(2026, 9, 30))
