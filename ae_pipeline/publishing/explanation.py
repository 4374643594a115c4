"""A figure followed back to its rows: who is in it, and which rows set aside could move it.

For engineers and analysts with access to the restricted lake: people appear as pseudonyms, rows
by file and number, and no value of a record is shown. Not here: how the figure is judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
from rich.table import Table

from ae_pipeline.errors import PipelineError
from ae_pipeline.lake import Lake, NotInLakeError, Stage
from ae_pipeline.measures.catalogue import all_measures
from ae_pipeline.measures.measuring import MEMBERSHIP
from ae_pipeline.measures.shapes import BREAKDOWNS
from ae_pipeline.people import ssda903
from ae_pipeline.people.building import PEOPLE
from ae_pipeline.periods import Month
from ae_pipeline.quality.findings import Severity
from ae_pipeline.returns.validating import FINDINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from ae_pipeline.measures.declaring import Measure

_RETURN = "ssda903"
_SHOWN_OF_A_PSEUDONYM = 12
"""Characters: enough to tell two people apart in a table, and to find one in the lake."""


class ExplanationError(PipelineError):
    """What was asked for cannot be explained. Says why and what can."""


@dataclass(frozen=True)
class Explanation:
    """A figure's people and the rows that are not in it.

    Attributes:
        numerator: sum over the members asked for.
        members: ``MEMBERSHIP_COLUMNS`` of the members asked for, those who count first.
        set_aside: return month, table, file, row and rules of every quarantined row of the
            tables that the measure reads: it might have been in the figure.
    """

    measure: Measure
    month: Month
    numerator: int
    members: pd.DataFrame
    set_aside: pd.DataFrame


def explain(lake: Lake, measure_id: str, month: Month, where: Sequence[str]) -> Explanation:
    """Follow a measure's figure back.

    Each of ``where`` is a condition ``breakdown=category``; the people meet all of them.

    Raises:
        ExplanationError: if there is no such measure, breakdown or category.
        NotInLakeError: if the month has not been run.
    """
    measure = next((known for known in all_measures() if known.id == measure_id), None)
    if measure is None:
        known = ", ".join(each.id for each in all_measures())
        raise ExplanationError(f"There is no measure {measure_id!r}. There are: {known}.")
    members = lake.read(Stage.MEMBERSHIP, measure.id, month, MEMBERSHIP)
    for condition in where:
        members = _only(members, condition)
    members = members.sort_values(["numerator", "person_id"], ascending=[False, True])
    return Explanation(
        measure=measure,
        month=month,
        numerator=int(members["numerator"].sum()),
        members=members.reset_index(drop=True),
        set_aside=_set_aside(lake, measure, month),
    )


def _only(members: pd.DataFrame, condition: str) -> pd.DataFrame:
    breakdown, _, category = condition.partition("=")
    if breakdown not in BREAKDOWNS:
        raise ExplanationError(
            f"{condition!r} is not breakdown=category with one of {', '.join(BREAKDOWNS)}."
        )
    if category not in set(members[breakdown]):
        there = ", ".join(sorted(set(members[breakdown])))
        raise ExplanationError(f"Nobody is in {condition!r}. Categories there are: {there}.")
    return members[members[breakdown] == category]


def _set_aside(lake: Lake, measure: Measure, month: Month) -> pd.DataFrame:
    """Quarantined rows of the tables a measure reads, in every drop of its month's history."""
    people = lake.manifest(Stage.PEOPLE, PEOPLE, month)
    if people is None:
        raise NotInLakeError(f"{month} has not been run: ae run --period {month}")
    tables = {ssda903.SOURCE_OF[name] for name in measure.sources}
    found = []
    for drop in people["drops"]:
        findings = lake.read(Stage.QUARANTINE, _RETURN, Month.parse(drop), FINDINGS)
        wanted = findings[findings["severity"] == Severity.REJECT]
        wanted = wanted[wanted["table"].str.lower().isin(tables)]
        found.append(wanted.assign(drop=drop))
    rows = pd.concat(found, ignore_index=True)
    return (
        rows.groupby(["drop", "table", "file", "row"])["rule"]
        .agg(lambda rules: ", ".join(sorted(set(rules))))
        .reset_index()
    )


def render(explanation: Explanation, limit: int) -> Iterator[RenderableType]:
    """The explanation as text and tables for a terminal; at most so many rows, 0 for all."""
    info = explanation.measure.info
    period = explanation.measure.period(explanation.month)
    yield f"[bold]{info.title}[/] ({info.id}, version {info.version})"
    yield info.definition
    days = str(period.end) if period.start == period.end else f"{period.start} to {period.end}"
    yield f"{days}: numerator {explanation.numerator}, members {len(explanation.members)}"
    members = explanation.members.drop(columns=["source_file", "source_row"]).assign(
        person_id=explanation.members["person_id"].str[:_SHOWN_OF_A_PSEUDONYM],
        row=_place(explanation.members),
    )
    yield _table("Who is in it", members, limit)
    if explanation.set_aside.empty:
        yield "No row of the tables it reads was set aside."
    else:
        yield _table("Rows set aside that could have moved it", explanation.set_aside, limit)


def _place(members: pd.DataFrame) -> pd.Series[str]:
    """Drop, file and row that put a person into the population: ``2025-09/episodes.csv:12``."""
    return members["source_file"] + ":" + members["source_row"].astype("str")


def _table(title: str, rows: pd.DataFrame, limit: int) -> Table:
    shown = rows if limit == 0 else rows.head(limit)
    more = f" ({len(shown)} of {len(rows)}; --limit 0 shows all)" if len(shown) < len(rows) else ""
    table = Table(title=title + more, title_justify="left")
    for column in shown.columns:
        table.add_column(column)
    for row in shown.itertuples(index=False):
        table.add_row(*("" if pd.isna(cell) else str(cell) for cell in row))
    return table
