"""How often a measure is counted, and which days a reporting month's figure is about.

Here: from a month to the period of each frequency. A financial year is the twelve months to
March and a calendar year those to December, so neither is a frequency of its own. Not here: which
frequencies a measure has (its declaration), or whether the data reach so far (``coverage``).
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from ae_pipeline.periods import Month, Period, january_census_day, months_before

_QUARTER = 3
_FEBRUARY, _MARCH, _MAY, _AUGUST, _SEPTEMBER, _OCTOBER, _DECEMBER = (
    *(2, 3, 5),
    *(8, 9, 10, 12),
)


class Frequency(StrEnum):
    """The periods that measures are counted over."""

    MONTH_END = "month_end"
    """A stock, on the last day of the reporting month; 31 March and 30 September among them."""
    MONTH = "month"
    QUARTER = "quarter"
    """Three months to the end of March, June, September or December; in those months alone."""
    TWELVE_MONTHS = "twelve_months"
    LAGGED_YEAR = "lagged_year"
    """The twelve months that ended a year before the month: what came of them is known by now."""
    ACADEMIC_YEAR = "academic_year"
    """The last 1 September to 31 August that is over."""
    ACADEMIC_YEAR_TO_DATE = "academic_year_to_date"
    ACADEMIC_TERMS = "academic_terms"
    """The academic year up to the last term that a School Census has reported (in arrears): to 31
    December from January on, to 31 March from May on, whole from October on."""
    CENSUS_YEAR = "census_year"
    """The last academic year whose terms School Censuses have all reported; October's reports
    summer."""
    WINTER = "winter"
    """The last December to February that is over."""
    LAST_MARCH = "last_march"
    """A stock, on the last 31 March."""
    LAST_SEPTEMBER = "last_september"
    """A stock, on the last 30 September."""
    JANUARY_CENSUS = "january_census"
    """A stock, on the last census day of January: its third Thursday."""

    @property
    def is_stock(self) -> bool:
        """Whether it is of a single day."""
        return self in _STOCKS

    def period(self, month: Month) -> Period | None:
        """The days that a month's figure is about; none where the month has no such figure."""
        return _PERIODS[self](month)


_STOCKS = {
    Frequency.MONTH_END,
    Frequency.LAST_MARCH,
    Frequency.LAST_SEPTEMBER,
    Frequency.JANUARY_CENSUS,
}


def _quarter(month: Month) -> Period | None:
    if month.number % _QUARTER:
        return None
    return Period(month.plus(1 - _QUARTER).start, month.end)


def _lagged_year(month: Month) -> Period:
    return Period.twelve_months_to(months_before(month.end + timedelta(days=1), 12) - _DAY)


_DAY = timedelta(days=1)


def _academic_year(month: Month) -> Period:
    year = month.year if month.number >= _AUGUST else month.year - 1
    return Period(date(year - 1, _SEPTEMBER, 1), date(year, _AUGUST, 31))


def _academic_year_to_date(month: Month) -> Period:
    year = month.year if month.number >= _SEPTEMBER else month.year - 1
    return Period(date(year, _SEPTEMBER, 1), month.end)


def _academic_terms(month: Month) -> Period:
    if month.number < _MAY:
        return Period(date(month.year - 1, _SEPTEMBER, 1), date(month.year - 1, _DECEMBER, 31))
    if month.number < _OCTOBER:
        return Period(date(month.year - 1, _SEPTEMBER, 1), date(month.year, _MARCH, 31))
    return Period(date(month.year - 1, _SEPTEMBER, 1), date(month.year, _AUGUST, 31))


def _census_year(month: Month) -> Period:
    year = month.year if month.number >= _OCTOBER else month.year - 1
    return Period(date(year - 1, _SEPTEMBER, 1), date(year, _AUGUST, 31))


def _winter(month: Month) -> Period:
    year = month.year if month.number >= _FEBRUARY else month.year - 1
    return Period(date(year - 1, _DECEMBER, 1), Month(year, _FEBRUARY).end)


def _last(number: int, month: Month) -> Period:
    year = month.year if month.number >= number else month.year - 1
    return Period.snapshot(Month(year, number).end)


def _january_census(month: Month) -> Period:
    return Period.snapshot(january_census_day(month.year))


_PERIODS = {
    Frequency.MONTH_END: lambda month: Period.snapshot(month.end),
    Frequency.MONTH: lambda month: Period(month.start, month.end),
    Frequency.QUARTER: _quarter,
    Frequency.TWELVE_MONTHS: lambda month: Period.twelve_months_to(month.end),
    Frequency.LAGGED_YEAR: _lagged_year,
    Frequency.ACADEMIC_YEAR: _academic_year,
    Frequency.ACADEMIC_YEAR_TO_DATE: _academic_year_to_date,
    Frequency.ACADEMIC_TERMS: _academic_terms,
    Frequency.CENSUS_YEAR: _census_year,
    Frequency.WINTER: _winter,
    Frequency.LAST_MARCH: lambda month: _last(_MARCH, month),
    Frequency.LAST_SEPTEMBER: lambda month: _last(_SEPTEMBER, month),
    Frequency.JANUARY_CENSUS: _january_census,
}
