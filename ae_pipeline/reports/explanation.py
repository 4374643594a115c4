"""A figure followed back to its rows: who is in it, and which rows set aside could move it.

For engineers and analysts with access to the restricted lake: people appear as pseudonyms, rows
by file and number, and no value of a record is shown. Not here: how the figure is judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
from rich.table import Table

from ae_pipeline import returns
from ae_pipeline.errors import PipelineError
from ae_pipeline.lake import Lake, NotInLakeError, Stage
from ae_pipeline.measures.catalogue import all_measures
from ae_pipeline.measures.results import members_of
from ae_pipeline.measures.shapes import BREAKDOWNS
from ae_pipeline.people.building import facts_of
from ae_pipeline.periods import Month
from ae_pipeline.returns.fact_tables import makers_of, reads_of
from ae_pipeline.returns.validating import FINDINGS
from ae_pipeline.validation.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from ae_pipeline.measures.declaring import Measure
    from ae_pipeline.periods import Period

_WHERE = "row"
_SHOWN_OF_A_PSEUDONYM = 12
"""Characters: enough to tell two people apart in a table, and to find one in the lake."""


class ExplanationError(PipelineError):
    """What was asked for cannot be explained. Says why and what can."""


@dataclass(frozen=True)
class Explanation:
    """A figure's people and the rows that are not in it.

    Attributes:
        period: the days that the figure is about.
        numerator: sum over the members asked for.
        members: ``MEMBERSHIP_COLUMNS`` of the members asked for, those who count first.
        denominator: sum of what they add to the denominator; none where it has none.
        set_aside: return, its month, table, file, row and rules of every quarantined row of the
            tables that the measure's facts are made from: it might have been in the figure.
    """

    measure: Measure
    month: Month
    period: Period
    numerator: int
    denominator: int | None
    members: pd.DataFrame
    set_aside: pd.DataFrame


def explain(
    lake: Lake,
    measure_id: str,
    month: Month,
    where: Sequence[str],
    frequency: str | None = None,
) -> Explanation:
    """Follow a measure's figure back.

    Each of ``where`` is a condition ``breakdown=category``; the people meet all of them.

    Args:
        lake: with the month's memberships.
        measure_id: of the catalogue.
        month: reporting month.
        where: conditions.
        frequency: which of the month's figures; that of the key indicator where none is given.

    Raises:
        ExplanationError: if there is no such measure, frequency, breakdown or category.
        NotInLakeError: if the month has not been run.
    """
    measure = next((known for known in all_measures() if known.id == measure_id), None)
    if measure is None:
        known = ", ".join(each.id for each in all_measures())
        raise ExplanationError(f"There is no measure {measure_id!r}. There are: {known}.")
    period = _period(measure, month, frequency)
    members = members_of(measure, month, lake)
    of_period = (members["period_start"] == period.start) & (members["period_end"] == period.end)
    members = members[of_period].drop(columns=["period_start", "period_end"])
    for condition in where:
        members = _only(members, condition)
    members = members.sort_values(
        ["numerator", "person_id", "source_file", "source_row"],
        ascending=[False, True, True, True],
    )
    divided = members["denominator"].dropna()
    return Explanation(
        measure=measure,
        month=month,
        period=period,
        numerator=int(members["numerator"].sum()),
        denominator=None if divided.empty else int(divided.sum()),
        members=_told(members),
        set_aside=_set_aside(lake, measure, month),
    )


def _period(measure: Measure, month: Month, frequency: str | None) -> Period:
    if frequency is None:
        return measure.period(month)
    there = {each.value: period for period, each in measure.periods(month).items()}
    if frequency not in there:
        raise ExplanationError(
            f"{measure.id} has no {frequency!r} figure in {month}; it has {', '.join(there)}."
        )
    return there[frequency]


def _told(members: pd.DataFrame) -> pd.DataFrame:
    """Without the columns that tell nothing of anybody: breakdowns that the population has not."""
    silent = [name for name in members if name not in _KEPT and members[name].isna().all()]
    return members.drop(columns=silent).reset_index(drop=True)


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
    """Quarantined rows of what a measure's facts are made from, in every drop they read."""
    found = []
    for source in makers_of(measure.sources):
        built = facts_of(source, month, lake)
        if built is None:
            raise NotInLakeError(f"{month} has not been run: ae run --period {month}")
        return_ = returns.load(source)
        reads = {
            table for fact in measure.sources if fact in built.rows for table in reads_of(fact)
        }
        official = {name for name in return_.tables if return_.asset_name(name) in reads}
        for drop in built.drops:
            findings = lake.read(Stage.QUARANTINE, source, Month.parse(drop), FINDINGS)
            rejected = findings[findings["severity"] == Severity.REJECT]
            wanted = rejected[rejected["table"].isin(official)]
            found.append(wanted.assign(drop=drop, **{"return": source}))
    rows = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=[*_PLACE, "rule"])
    return (
        rows.groupby(_PLACE)["rule"].agg(lambda rules: ", ".join(sorted(set(rules)))).reset_index()
    )


_KEPT = {"numerator", "source_file", "source_row"}
_PLACE = ["return", "drop", "table", "file", "row"]


def render(explanation: Explanation, limit: int) -> Iterator[RenderableType]:
    """The explanation as text and tables for a terminal; at most so many rows, 0 for all."""
    info = explanation.measure.info
    period = explanation.period
    yield f"[bold]{info.title}[/] ({info.id}, version {info.version})"
    yield info.definition
    days = str(period.end) if period.start == period.end else f"{period.start} to {period.end}"
    divided = "" if explanation.denominator is None else f", denominator {explanation.denominator}"
    yield (
        f"{days}: numerator {explanation.numerator}{divided}, members {len(explanation.members)}"
    )
    members = explanation.members.assign(**{_WHERE: _place(explanation.members)})
    members = members.drop(columns=["source_file", "source_row"])
    if "person_id" in members:
        shown = members["person_id"].str[:_SHOWN_OF_A_PSEUDONYM]
        members = members.assign(person_id=shown)
    yield _table("Who is in it", members, limit)
    if explanation.set_aside.empty:
        yield "No row of the tables it reads was set aside."
    else:
        yield _table("Rows set aside that could have moved it", explanation.set_aside, limit)


def _place(members: pd.DataFrame) -> pd.Series[str]:
    """Drop, file and row that put a person into the population: ``2025-09/cin/census.xml:12``."""
    if members.empty:
        return pd.Series(dtype="str")
    return members["source_file"] + ":" + members["source_row"].astype("str")


def _table(title: str, rows: pd.DataFrame, limit: int) -> Table:
    shown = rows if limit == 0 else rows.head(limit)
    more = f" ({len(shown)} of {len(rows)}; --limit 0 shows all)" if len(shown) < len(rows) else ""
    table = Table(title=title + more, title_justify="left")
    for column in shown.columns:
        # Where to look must be whole, whatever else has to give way.
        whole = column == _WHERE and not shown.empty
        least = int(shown[column].astype("str").str.len().max()) if whole else None
        table.add_column(column, no_wrap=whole, min_width=least)
    for row in shown.itertuples(index=False):
        table.add_row(*("" if pd.isna(cell) else str(cell) for cell in row))
    return table
