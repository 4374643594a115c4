"""Run a measure on an engine: its membership once, and the counts from that.

Here: the text that every engine gets, and the frames that come back. Not here: any division.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd
import pyarrow as pa
import sqlalchemy as sa
from pandas.api.types import pandas_dtype
from sqlalchemy.dialects import postgresql

from ae_pipeline.measures.definition import COUNT_COLUMNS, TOTAL
from ae_pipeline.measures.keeping import kept_for, select_of
from ae_pipeline.measures.shapes import BREAKDOWNS, MEMBERSHIP_COLUMNS, breakdowns_of
from ae_pipeline.people.tables.base import SOURCE_FILE, SOURCE_ROW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ae_pipeline.engines.base import Engine
    from ae_pipeline.measures.declaring import Measure
    from ae_pipeline.measures.shapes import Shape
    from ae_pipeline.periods import Period

_MEMBERSHIP = "membership"
_ORDER = (TOTAL, *BREAKDOWNS)
_WHOLE_NUMBERS = ("numerator", "denominator", "source_row", "measure_version")
_DATES = ("period_start", "period_end")
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
    dialect = postgresql.dialect(paramstyle="named")  # type: ignore[no-untyped-call]
    return str(statement.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))


def count(engine: Engine, measure: Measure, period: Period, authority: str) -> Counted:
    """Count a measure for a period.

    Args:
        engine: with the tables that it reads loaded.
        measure: of the catalogue.
        period: one of those that the measure's frequencies give (``Measure.periods``).
        authority: ONS code of the authority whose figure it is.
    """
    texts = _texts(measure, period, authority)
    for name, select in texts.kept:
        if name not in engine.kept:
            engine.keep(name, select)
    members = engine.give(_MEMBERSHIP, texts.membership)
    counts = sorted(engine.rows(texts.counts), key=lambda row: (_ORDER.index(row[0]), row[1]))
    about = (measure.id, measure.info.version, period.start, period.end)
    nobody = [(TOTAL, TOTAL, 0, 0 if texts.has_denominator else None)]
    return Counted([(*about, *row) for row in counts or nobody], _whole(members))


def not_counted(measure: Measure, period: Period) -> Counted:
    """What stands for a count that the data do not reach: a total without a number."""
    about = (measure.id, measure.info.version, period.start, period.end)
    return Counted([(*about, TOTAL, TOTAL, None, None)], _MEMBERS.empty_table())


class _Texts(NamedTuple):
    """What an engine is given: relations to keep by name, in order; the membership; the counts."""

    kept: tuple[tuple[str, str], ...]
    membership: str
    counts: str
    has_denominator: bool


@cache
def _texts(measure: Measure, period: Period, authority: str) -> _Texts:
    shape = measure(period)
    membership = shape.membership()
    return _Texts(
        tuple((each.name, _text_of_kept(each)) for each in kept_for(membership)),
        sql_text(membership, authority),
        _counts_text(type(shape), breakdowns_of(shape.of)),
        shape.has_denominator,
    )


@cache
def _text_of_kept(relation: sa.Table) -> str:
    return sql_text(select_of(relation))


@cache
def _counts_text(shape: type[Shape], breakdowns: tuple[str, ...]) -> str:
    members = _members(("numerator", "denominator", *breakdowns))
    return sql_text(shape.counts(members, breakdowns))


def _members(columns: Sequence[str]) -> sa.TableClause:
    return sa.table(_MEMBERSHIP, *(sa.column(name) for name in columns))


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
