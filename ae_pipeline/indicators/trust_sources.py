"""What a measure's figures of a month were made from: rows, drops, cells, people.

Here: the record, and how many rows may be missing from a figure. Not here: gathering it
(``warehouse.lineage``) or judging by it (``trust``). Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ae_pipeline.periods import Month

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

_NONE_MISSING = Fraction(0)


class DropCount(NamedTuple):
    """How the rows of one table of one drop fared; both nought where the drop has no such table.

    Attributes:
        read: rows, those set aside included.
        set_aside: distinct rows, however many reasons each had.
    """

    drop: Month
    read: int
    set_aside: int


@dataclass(frozen=True)
class TableRead:
    """A table that a measure is made from, in every drop that its facts were built from.

    Attributes:
        drops: oldest first; without any where the return never came.
    """

    name: str
    drops: tuple[DropCount, ...]


@dataclass(frozen=True)
class ReturnRead:
    """A return that a measure is made from.

    Attributes:
        tables: those of it that the measure is made from.
        drop: the newest it was built from; none where none ever came.
        age_months: from the newest drop to the reporting month; 0 where none ever came.
        missed: exports that should have come since, by the return's own calendar.
        told_to: last day that all it tells the measure reaches; none where it tells of no time.
        built: whether the month's facts are built, and stand. They do not where too many rows
            were set aside of a drop that they need.
        people: ids of people that it names; 0 where it names nobody or the month has no index.
        linked: those of them whom another return names too.
    """

    title: str
    tables: tuple[TableRead, ...]
    drop: Month | None
    age_months: int = 0
    missed: int = 0
    told_to: date | None = None
    built: bool = True
    people: int = 0
    linked: int = 0


@dataclass(frozen=True)
class Sources:
    """What a measure's figures of a month were made from.

    Attributes:
        asked: cells that rules of completeness asked for in the newest drop, in that of the
            measure's tables which lacks the greatest share of them.
        empty: those of them that were empty.
    """

    returns: tuple[ReturnRead, ...]
    asked: int = 0
    empty: int = 0

    @property
    def missing(self) -> Fraction:
        """Share of needed cells that are empty; nought where no rule asks for any."""
        return Fraction(self.empty, self.asked) if self.asked else Fraction(0)

    @property
    def age_months(self) -> int:
        """Of the oldest of the returns."""
        return max((each.age_months for each in self.returns), default=0)

    def set_aside_per_kept(self, spans: Iterable[tuple[date, date]]) -> Fraction | None:
        """Rows set aside for each that was kept, of the rows that tell of some days.

        The tables of a return speak of the same people, so that the one which lost the greatest
        share stands for it; returns are systems apart, so that theirs are added. Of each span of
        days the drops that tell of it count together, and of several spans the worst.

        Args:
            spans: first and last days; a span after the newest drop is told by that.

        Returns:
            None where every row of a table was set aside: nothing is known then.
        """
        wanted = list(spans)
        total = _NONE_MISSING
        for each in self.returns:
            worst_of_return = _NONE_MISSING
            for table in each.tables:
                if not any(count.set_aside for count in table.drops):
                    continue
                for first, last in wanted:
                    told = _telling(table.drops, first, last)
                    aside = sum(count.set_aside for count in told)
                    kept = sum(count.read for count in told) - aside
                    if aside and not kept:
                        return None
                    if aside:
                        worst_of_return = max(worst_of_return, Fraction(aside, kept))
            total += worst_of_return
        return total


def _telling(drops: Sequence[DropCount], first: date, last: date) -> list[DropCount]:
    """The drops that tell of some days: from the first not before them to the first at their end.

    The newest alone where all are before them, as its stock is carried forward.
    """
    found: list[DropCount] = []
    for count in drops:
        if count.drop >= Month.of(first):
            found.append(count)
            if count.drop >= Month.of(last):
                break
    return found or list(drops[-1:])
