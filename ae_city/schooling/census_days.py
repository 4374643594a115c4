"""The days on which schools and the authority count: the School Census and SEN2.

Here: calendar arithmetic alone. Not here: what is counted.

Source: DfE's guides. Autumn: first Thursday in October; spring, and SEN2 with it: third Thursday in
January; summer: third Thursday in May.
"""

from __future__ import annotations

from datetime import date, timedelta

_JANUARY, _MAY, _OCTOBER = 1, 5, 10
_THURSDAY = 3
_TERMS = {_OCTOBER: ("AUT", 1), _JANUARY: ("SPR", 3), _MAY: ("SUM", 3)}
"""By month: the term's code, and which Thursday it is."""


def census_term(month: int) -> str | None:
    """The term whose School Census is in a month: ``AUT``, ``SPR`` or ``SUM``; else none."""
    return _TERMS[month][0] if month in _TERMS else None


def census_day(year: int, month: int) -> date:
    """The day of the School Census in a month that has one."""
    first = date(year, month, 1)
    return first + timedelta(days=(_THURSDAY - first.weekday()) % 7 + 7 * (_TERMS[month][1] - 1))


def spring_census(year: int) -> date:
    """The January day of the School Census and of SEN2."""
    return census_day(year, _JANUARY)
