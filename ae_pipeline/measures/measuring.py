"""The measures stage of a month: from facts in the lake to counts and memberships in it."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa

from ae_pipeline import fingerprint
from ae_pipeline.lake import Lake, NotInLakeError, Stage
from ae_pipeline.measures.counting import count, counts_frame, not_counted
from ae_pipeline.measures.coverage import reaches
from ae_pipeline.measures.definition import TOTAL
from ae_pipeline.people.building import FactsOfMonth, facts_of
from ae_pipeline.people.facts.catalogue import maker_of, makers_of
from ae_pipeline.people.index import INDEX
from ae_pipeline.people.tables.calendar import calendar_day
from ae_pipeline.people.tables.person import person, person_group

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from ae_pipeline.engines.base import Engine
    from ae_pipeline.measures.declaring import Measure
    from ae_pipeline.periods import Month

MEMBERSHIP, COUNTS = "membership", "counts"
_CODE = ("measures", "engines")
_OF_THE_INDEX = (person.name, person_group.name)


@dataclass(frozen=True)
class Measured:
    """A measure of a month, as it lies in the lake under ``membership/<measure>/<month>``.

    Attributes:
        counts: ``COUNT_COLUMNS`` of every period that the month counts.
        members: rows of the membership, over all periods.
    """

    measure: Measure
    fingerprint: str
    counts: pd.DataFrame
    members: int


@dataclass(frozen=True)
class _Known:
    """What a month has in the lake for measures to read."""

    month: Month
    lake: Lake
    index: str
    facts: dict[str, FactsOfMonth]

    def of(self, measure: Measure) -> list[FactsOfMonth]:
        """The facts that a measure reads.

        Raises:
            NotInLakeError: if some have not been built.
        """
        makers = makers_of(measure.sources)
        for maker in makers:
            if maker not in self.facts:
                found = facts_of(maker, self.month, self.lake)
                if found is None:
                    raise _not_built(self.month)
                self.facts[maker] = found
        return [self.facts[maker] for maker in makers]

    def paths(self, measures: Sequence[Measure]) -> dict[str, Path]:
        """The files of the tables that measures read."""
        wanted = {name for measure in measures for name in measure.sources}
        wanted = (wanted | set(_OF_THE_INDEX)) - {calendar_day.name}
        return {
            name: self.lake.path(
                Stage.PEOPLE,
                INDEX if name in _OF_THE_INDEX else maker_of(name).source,
                self.month,
                name,
            )
            for name in sorted(wanted)
        }


def measure_month(
    measures: Iterable[Measure],
    month: Month,
    lake: Lake,
    *,
    authority: str,
    engine: Callable[[], Engine],
) -> Iterator[Measured]:
    """Count measures for a month, each unless that has been done from the same.

    The engine is opened when the first measure needs it, and closed at the end.

    Raises:
        NotInLakeError: if the month's people or facts have not been built.
    """
    wanted = tuple(measures)
    index = lake.manifest(Stage.PEOPLE, INDEX, month)
    if index is None:
        raise _not_built(month)
    known = _Known(month, lake, index["fingerprint"], {})
    with ExitStack() as stack:
        opened: Engine | None = None
        for measure in wanted:
            facts = known.of(measure)
            made_from = fingerprint.of(
                index=known.index,
                facts=[each.fingerprint for each in facts],
                measure=measure.id,
                version=measure.info.version,
                authority=authority,
                code=fingerprint.code(*_CODE),
            )
            manifest = lake.manifest(Stage.MEMBERSHIP, measure.id, month)
            if manifest is None or manifest["fingerprint"] != made_from:
                if opened is None:
                    opened = stack.enter_context(engine())
                    opened.load(known.paths(wanted))
                counts, membership = _counted(measure, month, opened, facts, authority)
                manifest = {"fingerprint": made_from, "members": len(membership)}
                tables = {COUNTS: counts, MEMBERSHIP: membership}
                lake.replace(Stage.MEMBERSHIP, measure.id, month, tables, manifest)
            else:
                counts = lake.read(Stage.MEMBERSHIP, measure.id, month, COUNTS)
            yield Measured(measure, made_from, counts, manifest["members"])


def _counted(
    measure: Measure,
    month: Month,
    engine: Engine,
    facts: Sequence[FactsOfMonth],
    authority: str,
) -> tuple[pd.DataFrame, pa.Table]:
    """A measure over every period that a month counts, one under the other."""
    counts, members = [], []
    made = {name: each for each in facts for name in each.covers}
    spans = [made[name].span(name) for name in measure.sources if name in made]
    for period in measure.periods(month):
        counted = (
            count(engine, measure, period, authority)
            if reaches(measure.info, period, spans)
            else not_counted(measure, period)
        )
        counts += counted.rows
        number = len(counted.members)
        members.append(
            counted.members.append_column(
                "period_start", pa.repeat(pa.scalar(period.start), number)
            ).append_column("period_end", pa.repeat(pa.scalar(period.end), number))
        )
    return counts_frame(counts), pa.concat_tables(members)


def unreconciled(counts: pd.DataFrame) -> list[str]:
    """Breakdowns whose categories do not add up to the total of their period; none is right."""
    columns = ["numerator", "denominator"]
    keys = ["period_start", "period_end", "breakdown"]
    sums = counts.groupby(keys)[columns].sum(min_count=1).reset_index()
    total = sums[sums["breakdown"] == TOTAL].drop(columns="breakdown")
    parts = sums[sums["breakdown"] != TOTAL].merge(total, on=keys[:2], suffixes=("", "_total"))
    differs = pd.Series(data=False, index=parts.index)
    for column in columns:
        differs |= parts[column].fillna(-1) != parts[f"{column}_total"].fillna(-1)
    return sorted(set(parts.loc[differs, "breakdown"]))


def _not_built(month: Month) -> NotInLakeError:
    return NotInLakeError(
        f"The people and facts of {month} have not been built: run that month first "
        f"(ae run --period {month})."
    )
