"""Run a measure on an engine: its membership once, and the counts from that.

Here: the text that every engine gets, and the frames that come back. Not here: any division.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

import pandas as pd
import pyarrow as pa
import sqlalchemy as sa
from pandas.api.types import pandas_dtype
from sqlalchemy.dialects import postgresql

from ae_pipeline.measures.definition import COUNT_COLUMNS, TOTAL
from ae_pipeline.measures.keeping import kept_for, select_of
from ae_pipeline.measures.shapes import BREAKDOWNS, MEMBERSHIP_COLUMNS, breakdowns_of
from ae_pipeline.schema.base import SOURCE_FILE, SOURCE_ROW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ae_pipeline.engines.base import Engine
    from ae_pipeline.measures.declaring import Measure
    from ae_pipeline.measures.shapes import Shape
    from ae_pipeline.periods import Period

CountRow: TypeAlias = tuple[Any, ...]
"""Breakdown, category, numerator and denominator."""
_MEMBERSHIP, _NUMBER = "membership", "number"
_SUMMED = ("numerator", "denominator")
_ORDER = (TOTAL, *BREAKDOWNS)
_WHOLE_NUMBERS = (*_SUMMED, "source_row", "measure_version")
_DATES = ("period_start", "period_end")
# One for all: it remembers how it writes each type and name.
_DIALECT = postgresql.dialect(paramstyle="named")  # type: ignore[no-untyped-call]
_MEMBERS = pa.schema(
    [(name, pa.int64() if name in _WHOLE_NUMBERS else pa.string()) for name in MEMBERSHIP_COLUMNS]
)


@dataclass(frozen=True)
class Counted:
    """A measure counted for a period.

    Attributes:
        rows: the counts, as tuples in the order of ``COUNT_COLUMNS``, the total first and then by
            breakdown and category.
        members: ``MEMBERSHIP_COLUMNS``: who stands behind the counts. Personal data.
    """

    rows: list[tuple[Any, ...]]
    members: pa.Table

    @cached_property
    def counts(self) -> pd.DataFrame:
        """The counts as a frame (``counts_frame``)."""
        return counts_frame(self.rows)

    @cached_property
    def membership(self) -> pd.DataFrame:
        """The members by person and source: whole numbers ``Int64``, the rest ``str``."""
        frame: pd.DataFrame = self.members.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)
        frame = frame.astype({name: _dtype(name) for name in MEMBERSHIP_COLUMNS})
        return frame.sort_values(["person_id", SOURCE_FILE, SOURCE_ROW], ignore_index=True)


def sql_text(statement: sa.Select[Any], authority: str | None = None) -> str:
    """A select as the one text that every engine runs.

    Args:
        statement: a membership, or counts over one.
        authority: ONS code to fill in where the statement speaks of the authority.
    """
    if authority is not None:
        statement = statement.params(authority=authority)
    return str(statement.compile(dialect=_DIALECT, compile_kwargs={"literal_binds": True}))


@dataclass(frozen=True)
class Task:
    """A measure to be counted for a period, as the texts that an engine is given.

    Attributes:
        kept: relations to keep first, name and select, each after those it needs.
        membership: the select of the members.
        breakdowns: the breakdowns that the members have.
        shape: which says how members are counted.
    """

    measure: Measure
    period: Period
    kept: tuple[tuple[str, str], ...]
    membership: str
    breakdowns: tuple[str, ...]
    shape: type[Shape]

    def counted(self, members: pa.Table, counts: Sequence[CountRow]) -> Counted:
        """What has come of it, from ``members_of`` and ``counts_of``."""
        about = (self.measure.id, self.measure.info.version, self.period.start, self.period.end)
        ordered = sorted(counts, key=lambda row: (_ORDER.index(row[0]), row[1]))
        nobody = [(TOTAL, TOTAL, 0, 0 if self.shape.has_denominator else None)]
        return Counted([(*about, *row) for row in ordered or nobody], _whole(members))


@cache
def task(measure: Measure, period: Period, authority: str) -> Task:
    """Write the texts of a measure for a period.

    Args:
        measure: of the catalogue.
        period: one of those that the measure's frequencies give (``Measure.periods``).
        authority: ONS code of the authority whose figure it is.
    """
    shape = measure(period)
    membership = shape.membership()
    return Task(
        measure,
        period,
        tuple((each.name, _text_of_kept(each)) for each in kept_for(membership)),
        sql_text(membership, authority),
        breakdowns_of(shape.of),
        type(shape),
    )


def count(engine: Engine, measure: Measure, period: Period, authority: str) -> Counted:
    """Count a measure for a period, as ``task`` describes it.

    Args:
        engine: with the tables that it reads loaded.
        measure: as ``task``.
        period: likewise.
        authority: likewise.
    """
    asked = task(measure, period, authority)
    members = members_of(engine, asked, 0)
    (rows,) = counts_of(engine, [asked])
    return asked.counted(members, rows)


def members_of(engine: Engine, task: Task, number: int) -> pa.Table:
    """Who stands behind a count; ``counts_of`` finds them by the number."""
    for name, select in task.kept:
        if name not in engine.kept:
            engine.keep(name, select)
    return engine.give(f"{_MEMBERSHIP}_{number}", task.membership)


def counts_of(engine: Engine, tasks: Sequence[Task]) -> list[list[CountRow]]:
    """Breakdown, category, numerator and denominator of each of several tasks.

    An engine takes about as long to plan a count as for all else, so it counts all at once that are
    counted in the same way.

    Args:
        engine: that has the members of each task (``members_of``) under its place in ``tasks``.
        tasks: none of another authority or month than the rest.
    """
    alike: dict[tuple[type[Shape], tuple[str, ...]], list[int]] = {}
    for number, each in enumerate(tasks):
        alike.setdefault((each.shape, each.breakdowns), []).append(number)
    found: list[list[CountRow]] = [[] for _ in tasks]
    for (shape, breakdowns), numbers in alike.items():
        columns = ", ".join((*_SUMMED, *breakdowns))
        all_members = " UNION ALL ".join(
            f"SELECT {number} AS {_NUMBER}, {columns} FROM {_MEMBERSHIP}_{number}"  # noqa: S608 - ours
            for number in numbers
        )
        text = f"WITH {_MEMBERSHIP} AS ({all_members}) {_counts_text(shape, breakdowns)}"
        for number, *row in engine.rows(text):
            found[number].append((*row,))
    return found


def not_counted(measure: Measure, period: Period) -> Counted:
    """What stands for a count that the data do not reach: a total without a number."""
    about = (measure.id, measure.info.version, period.start, period.end)
    return Counted([(*about, TOTAL, TOTAL, None, None)], _MEMBERS.empty_table())


@cache
def _text_of_kept(relation: sa.Table) -> str:
    return sql_text(select_of(relation))


@cache
def _counts_text(shape: type[Shape], breakdowns: tuple[str, ...]) -> str:
    """Of the relation ``membership``, in which each task's members have its number."""
    names = (_NUMBER, *_SUMMED, *breakdowns)
    members = sa.table(_MEMBERSHIP, *(sa.column(name) for name in names))
    return sql_text(shape.counts(members, breakdowns, (_NUMBER,)))


def _whole(members: pa.Table) -> pa.Table:
    """Members in all columns that a membership can have."""
    return pa.table(
        [
            members.column(field.name).cast(field.type)
            if field.name in members.column_names
            else pa.nulls(len(members), field.type)
            for field in _MEMBERS
        ],
        schema=_MEMBERS,
    )


def counts_frame(rows: Sequence[tuple[Any, ...]]) -> pd.DataFrame:
    """Counts as a frame of ``COUNT_COLUMNS``.

    Whole numbers are ``Int64``, days ``datetime64[s]``, the rest ``str``.
    """
    return pd.DataFrame(
        {
            name: pd.Series(list(column), dtype=pandas_dtype(_dtype(name)))
            for name, column in zip(COUNT_COLUMNS, zip(*rows, strict=True), strict=True)
        }
    )


def _dtype(column: str) -> str:
    if column in _WHOLE_NUMBERS:
        return "Int64"
    return "datetime64[s]" if column in _DATES else "str"
