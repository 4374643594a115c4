"""Run a measure on an engine: its membership once, and the counts from that.

Here: the text that every engine gets, and the frames that come back. Not here: any division.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import sqlalchemy as sa
from pandas.api.types import pandas_dtype
from sqlalchemy.dialects import postgresql

from ae_pipeline.measures.definition import COUNT_COLUMNS, TOTAL
from ae_pipeline.measures.shapes import BREAKDOWNS, MEMBERSHIP_COLUMNS
from ae_pipeline.measures.shared_relations import relations_for, select_of
from ae_pipeline.schema.base import SOURCE_FILE, SOURCE_ROW

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
_NULLS = {
    name: f"CAST(NULL AS {'BIGINT' if name in _WHOLE_NUMBERS else 'TEXT'})"
    for name in MEMBERSHIP_COLUMNS
}
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
    """A measure to be counted for a period, as the texts that an engine runs.

    Attributes:
        relations: the shared relations to store first, name and select, each after those that it
            reads itself.
        membership: the select of the members.
        columns: the members' columns, of ``MEMBERSHIP_COLUMNS``.
        shape: which says how members are counted.
    """

    measure: Measure
    period: Period
    relations: tuple[tuple[str, str], ...]
    membership: str
    columns: tuple[str, ...]
    shape: type[Shape]

    def counted(self, members: pa.Table, counts: Sequence[CountRow]) -> Counted:
        """The result, of its members and the counts by breakdown and category."""
        key = (self.measure.id, self.measure.info.version, self.period.start, self.period.end)
        ordered = sorted(counts, key=lambda row: (_ORDER.index(row[0]), row[1]))
        if not self.shape.has_denominator:
            ordered = [(*row[:-1], None) for row in ordered]
        nobody = [(TOTAL, TOTAL, 0, 0 if self.shape.has_denominator else None)]
        return Counted([(*key, *row) for row in ordered or nobody], members)


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
        tuple((each.name, _text_of_relation(each)) for each in relations_for(membership)),
        sql_text(membership, authority),
        tuple(str(column.key) for column in membership.selected_columns),
        type(shape),
    )


def count(engine: Engine, measure: Measure, period: Period, authority: str) -> Counted:
    """Count a measure for a period.

    Args:
        engine: with the tables that it reads loaded.
        measure: as ``task``.
        period: likewise.
        authority: likewise.
    """
    (counted,) = count_all(engine, [task(measure, period, authority)])
    return counted


def count_all(engine: Engine, tasks: Sequence[Task]) -> list[Counted]:
    """Count several tasks; the shared relations that they store stay for the next.

    An engine takes about as long to plan a count as to run it, so the members of all tasks become
    one relation, which is read once and counted once.

    Args:
        engine: with the tables that they read loaded.
        tasks: at least one; of one authority.
    """
    stored = []
    try:
        for number, each in enumerate(tasks):
            for name, select in each.relations:
                if name not in engine.temporary:
                    engine.store(name, select)
            engine.store(_members_of(number), each.membership)
            stored.append(_members_of(number))
        members = _members(engine, tasks)
        counts = _counts(engine, tasks)
    finally:
        for name in stored:
            engine.remove(name)
    return [
        each.counted(of_task, rows)
        for each, of_task, rows in zip(tasks, members, counts, strict=True)
    ]


def _members(engine: Engine, tasks: Sequence[Task]) -> list[pa.Table]:
    """The members of each task, in all of ``MEMBERSHIP_COLUMNS``."""
    everybody = engine.table(_united(tasks, range(len(tasks)), MEMBERSHIP_COLUMNS))
    # Nobody's numbers have no type on PostgreSQL.
    numbers = everybody.column(_NUMBER).cast(pa.int64()).combine_chunks()
    order = pc.sort_indices(numbers)
    numbers = numbers.take(order)
    rows = pa.table(
        [everybody.column(field.name).cast(field.type).take(order) for field in _MEMBERS],
        schema=_MEMBERS,
    )
    first = np.searchsorted(numbers.to_numpy(), range(len(tasks) + 1))
    return [rows.slice(start, end - start) for start, end in pairwise(first.tolist())]


def _counts(engine: Engine, tasks: Sequence[Task]) -> list[list[CountRow]]:
    """Breakdown, category, numerator and denominator of each task."""
    alike: dict[bool, list[int]] = {}
    for number, each in enumerate(tasks):
        alike.setdefault(each.shape.is_sum, []).append(number)
    counts: list[list[CountRow]] = [[] for _ in tasks]
    for numbers in alike.values():
        shapes = [tasks[number].shape for number in numbers]
        # Where some have a denominator all are summed, and those without leave theirs out.
        shape = next((each for each in shapes if each.has_denominator), shapes[0])
        columns = {name for number in numbers for name in tasks[number].columns}
        breakdowns = tuple(name for name in BREAKDOWNS if name in columns)
        united = _united(tasks, numbers, (*_SUMMED, *breakdowns))
        text = f"WITH {_MEMBERSHIP} AS ({united}) {_counts_text(shape, breakdowns)}"
        for number, breakdown, category, *sums in engine.rows(text):
            # A task without the breakdown has no category of it.
            if category is not None:
                counts[number].append((breakdown, category, *sums))
    return counts


def _united(tasks: Sequence[Task], numbers: Iterable[int], columns: Sequence[str]) -> str:
    """The members of some tasks, each with the number of the task; null for columns not there."""
    selects = []
    for number in numbers:
        there = tasks[number].columns
        listed = (name if name in there else f"{_NULLS[name]} AS {name}" for name in columns)
        members = f"{number} AS {_NUMBER}, {', '.join(listed)} FROM {_members_of(number)}"
        selects.append(f"SELECT {members}")
    return " UNION ALL ".join(selects)


def _members_of(number: int) -> str:
    return f"{_MEMBERSHIP}_{number}"


def not_counted(measure: Measure, period: Period) -> Counted:
    """What stands for a count that the data do not reach: a total without a number."""
    about = (measure.id, measure.info.version, period.start, period.end)
    return Counted([(*about, TOTAL, TOTAL, None, None)], _MEMBERS.empty_table())


@cache
def _text_of_relation(relation: sa.Table) -> str:
    return sql_text(select_of(relation))


@cache
def _counts_text(shape: type[Shape], breakdowns: tuple[str, ...]) -> str:
    """Of the relation ``membership``, in which each task's members have its number."""
    names = (_NUMBER, *_SUMMED, *breakdowns)
    members = sa.table(_MEMBERSHIP, *(sa.column(name) for name in names))
    return sql_text(shape.counts(members, breakdowns, (_NUMBER,)))


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
