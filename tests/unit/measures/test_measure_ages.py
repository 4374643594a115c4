from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from ae_pipeline.engines.choosing import open_engine
from ae_pipeline.measures.ages import age_on, care_leaver_age_band, child_age_band, day
from ae_pipeline.measures.counting import sql_text


@pytest.fixture(scope="module")
def engine():
    with open_engine("duckdb") as opened:
        yield opened


def _one(engine, expression):
    return engine.rows(sql_text(sa.select(expression)))[0][0]


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        ("2007-03-31", "2025-03-31", 18),
        ("2007-04-01", "2025-03-31", 17),
        ("2004-02-29", "2023-02-28", 18),
        ("2004-02-29", "2023-03-01", 19),
        ("2004-02-29", "2024-02-28", 19),
        ("2004-02-29", "2024-02-29", 20),
        ("2025-03-31", "2025-03-31", 0),
    ],
)
def test_age_goes_up_on_the_birthday(engine, born, on, age):
    found = _one(engine, age_on(day(date.fromisoformat(on)), day(date.fromisoformat(born))))
    assert found == age


@given(born=st.dates(date(1990, 1, 1), date(2025, 1, 1)), years=st.integers(1, 30))
def test_a_person_has_one_birthday_between_two_of_the_same_day(engine, born, years):
    later = date(born.year + years, 12, 31)
    at_end = _one(engine, age_on(day(later), day(born)))
    assert at_end == years


def test_an_unknown_birthday_gives_an_unknown_age(engine):
    nothing = sa.cast(sa.null(), sa.Date)
    assert _one(engine, age_on(day(date(2025, 3, 31)), nothing)) is None


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (0, "under 1"),
        (1, "1-4"),
        (4, "1-4"),
        (5, "5-9"),
        (9, "5-9"),
        (10, "10-15"),
        (15, "10-15"),
        (16, "16-17"),
        (17, "16-17"),
        (18, "18+"),
        (None, "not_known"),
    ],
)
def test_children_fall_into_the_published_age_bands(engine, age, band):
    years = sa.null() if age is None else sa.literal(age)
    assert _one(engine, child_age_band(sa.cast(years, sa.Integer))) == band


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (16, "under 17"),
        (17, "17-18"),
        (18, "17-18"),
        (19, "19-21"),
        (21, "19-21"),
        (22, "22+"),
        (None, "not_known"),
    ],
)
def test_care_leavers_fall_into_the_published_age_bands_or_next_to_them(engine, age, band):
    years = sa.null() if age is None else sa.literal(age)
    assert _one(engine, care_leaver_age_band(sa.cast(years, sa.Integer))) == band
