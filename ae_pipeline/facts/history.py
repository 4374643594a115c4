"""Which submissions of a return a month reads.

Light to import: the planner reads it of every return, whether or not anything has changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ae_pipeline.periods import Month


@dataclass(frozen=True)
class History:
    """Which submissions of a return a month reads.

    Attributes:
        choose: from the months of all submissions not later than the reporting month, oldest
            first, and that month, those to read, oldest first. The last is always among them.
        months_back: how many months before the reporting month the first of them may be.
    """

    choose: Callable[[Sequence[Month], Month], list[Month]]
    months_back: int


_YEARS_BACK = 10
"""How far an authority's yearly exports are taken to reach back, where lineage has to say so."""
NEWEST = History(lambda months, _: list(months[-1:]), months_back=0)
"""The newest submission alone, for an export that covers all that matters."""


def newest_of_each_year(first_month: int) -> History:
    """The newest submission of each year that starts in a month: exports that grow over a year."""

    def choose(months: Sequence[Month], _: Month) -> list[Month]:
        newest = {year_from(month, first_month): month for month in months}
        return [newest[year] for year in sorted(newest)]

    return History(choose, months_back=_YEARS_BACK * 12)


def every_submission(months_back: int) -> History:
    """All submissions of the last so many months, the reporting month included, and the newest."""

    def choose(months: Sequence[Month], month: Month) -> list[Month]:
        recent = [each for each in months if month.since(each) < months_back]
        return recent or list(months[-1:])

    return History(choose, months_back=months_back - 1)


def year_from(month: Month, first_month: int) -> int:
    """The calendar year in which the year of a month began, of years that start in a month."""
    return month.year if month.number >= first_month else month.year - 1
