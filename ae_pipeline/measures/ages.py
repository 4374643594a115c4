"""Age by the calendar, in SQL that means the same on every engine, and DfE's age bands.

A person is a year older on their birthday; one born on 29 February on 1 March in common years.
Comparing month and day as one number says exactly that, where adding years to a date does not:
engines move 29 February back to the 28th.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

if TYPE_CHECKING:
    from datetime import date

ADULT = 18
"""Age at which care ends."""

NOT_KNOWN = "not_known"
"""Category of a breakdown for a person whose record does not say."""

_CHILD_BANDS = ((1, "under 1"), (5, "1-4"), (10, "5-9"), (16, "10-15"), (ADULT, "16-17"))
_CARE_LEAVER_BANDS = ((17, "under 17"), (19, "17-18"), (22, "19-21"))
_ADULT, _PAST_21 = "18+", "22+"


def day(value: date) -> sa.ColumnElement[date]:
    """A date literal. Engines differ in what they take bare text for, so it is cast."""
    return sa.cast(sa.literal(value), sa.Date)


def age_on(
    when: sa.ColumnElement[date], date_of_birth: sa.ColumnElement[Any]
) -> sa.ColumnElement[int]:
    """Whole years of age on a day; null where the date of birth is."""
    before_birthday = _month_and_day(when) < _month_and_day(date_of_birth)
    years = sa.extract("year", when) - sa.extract("year", date_of_birth)
    return sa.cast(years - sa.case((before_birthday, 1), else_=0), sa.Integer)


def child_age_band(age: sa.ColumnElement[int]) -> sa.ColumnElement[str]:
    """``under 1``, ``1-4``, ``5-9``, ``10-15``, ``16-17``, ``18+`` or ``not_known``."""
    return _band(age, _CHILD_BANDS, _ADULT)


def care_leaver_age_band(age: sa.ColumnElement[int]) -> sa.ColumnElement[str]:
    """``under 17``, ``17-18``, ``19-21``, ``22+`` or ``not_known``.

    Statistics of care leavers are published for the two in the middle.
    """
    return _band(age, _CARE_LEAVER_BANDS, _PAST_21)


def _month_and_day(when: sa.ColumnElement[Any]) -> sa.ColumnElement[int]:
    return sa.extract("month", when) * 100 + sa.extract("day", when)


def _band(
    age: sa.ColumnElement[int], bands: tuple[tuple[int, str], ...], above: str
) -> sa.ColumnElement[str]:
    return sa.case(
        (age.is_(None), NOT_KNOWN),
        *((age < first_above, name) for first_above, name in bands),
        else_=above,
    )
