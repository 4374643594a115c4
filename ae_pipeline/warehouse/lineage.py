"""What a month's figures were made from, gathered from lake and warehouse for judging trust.

Here: ``Sources`` of each measure, from manifests and one question to the warehouse; no row of the
lake is read. Not here: the judgement (``indicators.trust``).
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from ae_pipeline import returns
from ae_pipeline.indicators.trust_sources import DropCount, ReturnRead, Sources, TableRead
from ae_pipeline.lake import Stage
from ae_pipeline.people.building import facts_of
from ae_pipeline.people.index import index_of
from ae_pipeline.periods import Month
from ae_pipeline.returns.fact_tables import all_facts, makers_of, reads_of
from ae_pipeline.returns.validating import validated
from ae_pipeline.settings import ReturnCalendar
from ae_pipeline.warehouse import reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

    from ae_pipeline.lake import Lake
    from ae_pipeline.measures.declaring import Measure
    from ae_pipeline.people.building import FactsOfMonth
    from ae_pipeline.returns.validating import ValidatedDrop
    from ae_pipeline.settings import RejectionThreshold


def sources_of(
    connection: Connection,
    lake: Lake,
    month: Month,
    measures: Iterable[Measure],
    *,
    calendars: Mapping[str, ReturnCalendar],
    threshold: RejectionThreshold,
) -> dict[str, Sources]:
    """What the month's figures of each measure were made from, by measure.

    Args:
        connection: to the warehouse, for what rules of completeness found.
        lake: for what was read and set aside of each drop that the month's facts were built from.
        month: reporting month.
        measures: of the catalogue.
        calendars: how each return comes (``settings.calendars``).
        threshold: share of rejected rows beyond which a return is not built on.
    """
    wanted = {each.id: _read_by(each) for each in measures}
    systems = _systems(lake, month)
    known = {
        name: _Return(name, lake, month, calendars.get(name, ReturnCalendar()), threshold, systems)
        for name in dict.fromkeys(name for reads in wanted.values() for name in reads)
    }
    cells = reading.completeness_by_table(connection, str(month))
    return {
        measure: _sources(
            [known[name].of(facts) for name, facts in reads.items()],
            [
                cells[name, table]
                for name, facts in reads.items()
                for table in _tables(facts)
                if (name, table) in cells
            ],
        )
        for measure, reads in wanted.items()
    }


def _read_by(measure: Measure) -> dict[str, tuple[str, ...]]:
    """The tables of facts that a measure reads, by the return that tells them."""
    found: dict[str, tuple[str, ...]] = dict.fromkeys(makers_of(measure.sources), ())
    for table in measure.sources:
        for name in makers_of([table]):
            found[name] = (*found[name], table)
    return found


def _tables(facts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(table for fact in facts for table in reads_of(fact)))


def _sources(read: Sequence[ReturnRead], cells: Sequence[tuple[int, int]]) -> Sources:
    """With the cells of the table that lacks the greatest share of them."""
    asked, empty = max(
        ((asked, empty) for asked, empty in cells if asked),
        key=lambda pair: Fraction(pair[1], pair[0]),
        default=(0, 0),
    )
    return Sources(tuple(read), asked, empty)


def _systems(lake: Lake, month: Month) -> Mapping[str, Mapping[str, int]]:
    index = index_of(month, lake)
    systems: Mapping[str, Mapping[str, int]] = {} if index is None else index.report["systems"]
    return systems


class _Return:
    """What a month knows of one return; a measure asks for the part that it reads."""

    def __init__(
        self,
        name: str,
        lake: Lake,
        month: Month,
        calendar: ReturnCalendar,
        threshold: RejectionThreshold,
        systems: Mapping[str, Mapping[str, int]],
    ) -> None:
        source = returns.load(name)
        self._built = facts_of(name, month, lake)
        self._drops = self._validated(name, month, lake)
        people = systems.get(name, {"rows": 0, "linked": 0})
        newest = self._drops[-1] if self._drops else None
        self._read: dict[tuple[str, ...], ReturnRead] = {}
        self._told = ReturnRead(
            title=source.title,
            tables=(),
            drop=None if newest is None else newest.month,
            age_months=0 if newest is None else month.since(newest.month),
            missed=0 if newest is None else _missed(newest.month, calendar, month),
            built=newest is None or self._stands(name, threshold),
            people=people["rows"],
            linked=people["linked"],
        )

    def of(self, facts: tuple[str, ...]) -> ReturnRead:
        """As some tables of its facts need it."""
        if facts not in self._read:
            self._read[facts] = replace(
                self._told,
                tables=tuple(
                    TableRead(table, tuple(_counted(drop, table) for drop in self._drops))
                    for table in _tables(facts)
                ),
                told_to=_told_to(self._built, facts),
            )
        return self._read[facts]

    def _validated(self, name: str, month: Month, lake: Lake) -> list[ValidatedDrop]:
        """The drops that its facts are built from; where they are not built, the newest that came.

        A month in which a return had never come has been validated too, without a row.
        """
        source = returns.load(name)
        if self._built is not None:
            months = [Month.parse(each) for each in self._built.drops]
        else:
            months = [each for each in lake.months(Stage.VALIDATED, name) if each <= month]
        found = [known for each in months if (known := validated(source, each, lake)) is not None]
        if self._built is not None:
            return found
        return [each for each in found if any(table.read for table in each.tables.values())][-1:]

    def _stands(self, name: str, threshold: RejectionThreshold) -> bool:
        reads = all_facts()[name].reads.keys()
        return self._built is not None and all(
            reads.isdisjoint(drop.blocked(threshold)) for drop in self._drops
        )


def _counted(drop: ValidatedDrop, table: str) -> DropCount:
    outcome = drop.tables.get(table)
    if outcome is None:
        return DropCount(drop.month, 0, 0)
    return DropCount(drop.month, outcome.read, outcome.quarantined)


def _told_to(built: FactsOfMonth | None, facts: Iterable[str]) -> date | None:
    if built is None:
        return None
    spans = [built.span(fact) for fact in facts]
    ends = [span.last for span in spans if span is not None]
    return min(ends) if len(ends) == len(spans) else None


def _missed(newest: Month, calendar: ReturnCalendar, month: Month) -> int:
    """Exports after the newest drop that should have come by the month, late ones allowed for."""
    expected = calendar.expected_by(month)
    if expected is None:
        return 0
    since = (newest.plus(step) for step in range(1, expected.since(newest) + 1))
    return sum(each.number in calendar.months for each in since)
