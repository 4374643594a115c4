"""What a month's export of SEN2 is of: the year, the day of the census, and what is known.

Not here: the rows that follow from it (``sen2``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ae_city.population.days import number
from ae_city.schooling.census_days import spring_census
from ae_city.schooling.sen2_layout import FIRST_VERSION, LAST_VERSION

if TYPE_CHECKING:
    from ae_pipeline.periods import Month

_JANUARY = 1


@dataclass(frozen=True)
class Window:
    """What an export is of.

    Attributes:
        first: first day of the year it is of.
        last: last day on which a request or plan is counted as of it.
        census: day of which plans in force and placements are told.
        today: nothing later is known.
        xml: whether it is the return itself.
        version: of the collection, its year.
    """

    first: int
    last: int
    census: date
    today: int
    xml: bool
    version: str

    @classmethod
    def of(cls, month: Month) -> Window:
        """The window of a month's export."""
        today = month.end
        january = today.month == _JANUARY
        year = today.year - january
        return cls(
            first=number(date(year, 1, 1)),
            last=number(date(year, 12, 31) if january else today),
            census=spring_census(today.year) if january else today,
            today=number(today),
            xml=january,
            version=min(max(str(today.year), FIRST_VERSION), LAST_VERSION),
        )
