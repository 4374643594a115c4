"""What a month took in, by return, for whoever ran it: rows, links and score.

Here: the counts that validation and the person index left, as lines of a table. Not here: making
any of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.table import Table

from ae_pipeline.indicators.presentation import NO_VALUE
from ae_pipeline.lake import Lake, Stage
from ae_pipeline.people.index import index_of
from ae_pipeline.returns.validating import LEDGER, validated
from ae_pipeline.validation.scores import table_score

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ae_pipeline.periods import Month
    from ae_pipeline.returns.base import Return


@dataclass(frozen=True)
class IntakeRow:
    """What a month took in of one return.

    Attributes:
        drop: month of the drop it read.
        score: percent of the questions asked of its rows that were answered well.
        ids: ids of people it names; none where it names nobody.
        linked: those of them whom another return names too.
    """

    title: str
    drop: Month
    read: int
    accepted: int
    quarantined: int
    score: float | None
    ids: int | None
    linked: int | None


def rows(
    lake: Lake, sources: Sequence[Return], drops: Mapping[str, Month], month: Month
) -> list[IntakeRow]:
    """One line a return whose drop has been validated.

    Args:
        lake: what the stages left.
        sources: returns, in order.
        drops: by return, the month of the drop that the month reads.
        month: whose person index tells of links.
    """
    index = index_of(month, lake)
    systems = {} if index is None else index.report["systems"]
    found = []
    for source in sources:
        known = validated(source, drops[source.name], lake)
        if known is None:
            continue
        ledger = lake.read(Stage.QUARANTINE, source.name, known.month, LEDGER)
        tables = known.tables.values()
        people = systems.get(source.name)
        found.append(
            IntakeRow(
                title=source.title,
                drop=known.month,
                read=sum(table.read for table in tables),
                accepted=sum(table.accepted for table in tables),
                quarantined=sum(table.quarantined for table in tables),
                score=table_score(ledger),
                ids=None if people is None else people["rows"],
                linked=None if people is None else people["linked"],
            )
        )
    return found


def render(intake: Sequence[IntakeRow]) -> Table:
    """The lines as a table for a terminal."""
    table = Table(title="Returns", title_justify="left")
    table.add_column("Return", ratio=1)
    for name in ("Drop", "Read", "Accepted", "Set aside", "Linked / people", "Score %"):
        table.add_column(name, justify="right", no_wrap=True)
    for row in intake:
        table.add_row(
            row.title,
            str(row.drop),
            f"{row.read:,}",
            f"{row.accepted:,}",
            f"{row.quarantined:,}",
            NO_VALUE if row.ids is None else f"{row.linked:,} / {row.ids:,}",
            NO_VALUE if row.score is None else f"{row.score:.2f}",
        )
    return table
