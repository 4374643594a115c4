"""One journey: the moves of a period of care. Not here: how they are dealt out (``journeys``)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ae_city.care.stays import Stay, days
from ae_city.care.targets import first_day, last_day

if TYPE_CHECKING:
    from datetime import date


@dataclass(eq=False)
class Journey:
    """The moves of one period of care.

    Attributes:
        moves: days of a new carer, without the first day of care.
        fixed: those of them that something else requires.
        supported: lives in supported accommodation at the anchor.
        supported_from: the move that leads there, for those who go after the anchor.
        adopted_by_carer: the foster carers adopt, so that there is no move.
    """

    stay: Stay
    moves: list[date] = field(default_factory=list)
    fixed: list[date] = field(default_factory=list)
    supported: bool = False
    supported_from: date | None = None
    adopted_by_carer: bool = False

    def exposure(self, year: int) -> tuple[date, date]:
        """First and last day of a year on which the child may move."""
        opens = max(self.stay.start + days(12), first_day(year) + days(2))
        closes = min(self.stay.ended - days(12), last_day(year) - days(4))
        placed = self.stay.placed_for_adoption
        return opens, closes if placed is None else min(closes, placed - days(25))

    def room(self, year: int) -> int:
        """Days on which the child may move."""
        opens, closes = self.exposure(year)
        return (closes - opens).days

    def fixed_in(self, year: int) -> list[date]:
        """Moves of a year that something else requires."""
        return [day for day in self.fixed if first_day(year) <= day <= last_day(year)]

    def moves_in(self, year: int) -> list[date]:
        """Moves of a year."""
        return [day for day in self.moves if first_day(year) <= day <= last_day(year)]
