"""Run a measure on an engine: its membership once, and the counts from that.

Here: the text that every engine gets, and the frames that come back. Not here: any division.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd
import sqlalchemy as sa
from pandas.api.types import pandas_dtype
from sqlalchemy.dialects import postgresql

from ae_pipeline.measures.definition import COUNT_COLUMNS, TOTAL
from ae_pipeline.measures.keeping import kept_for, select_of
from ae_pipeline.measures.shapes import BREAKDOWNS, MEMBERSHIP_COLUMNS, counts_of

if TYPE_CHECKING:
    from ae_pipeline.engines.base import Engine
    from ae_pipeline.measures.declaring import Measure
    from ae_pipeline.periods import Month

_MEMBERSHIP = "membership"
_ORDER = (TOTAL, *BREAKDOWNS)
_WHOLE_NUMBERS = ("numerator", "denominator", "source_row", "measure_version")
_DATES = ("period_start", "period_end")


class Counted(NamedTuple):
    """A measure counted for a month.

    Attributes:
        counts: ``COUNT_COLUMNS``, the total first, then by breakdown and category; whole numbers
            as ``Int64``, days as ``datetime64[s]``, the rest ``str``.
        membership: ``MEMBERSHIP_COLUMNS``, by person and source: who stands behind the counts.
            Personal data.
    """

    counts: pd.DataFrame
    membership: pd.DataFrame


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


def count(engine: Engine, measure: Measure, month: Month, authority: str) -> Counted:
    """Count a measure for a month.

    Args:
        engine: with the person-keyed tables loaded.
        measure: of the catalogue.
        month: whose last day is the snapshot, or the end of the twelve months.
        authority: ONS code of the authority whose figure it is.
    """
    texts = _texts(measure, month, authority)
    for name, select in texts.kept:
        if name not in engine.kept:
            engine.keep(name, select)
    engine.keep(_MEMBERSHIP, texts.membership)
    members = engine.rows(_all_members())
    counts = sorted(
        engine.rows(_counts(has_denominator=texts.has_denominator)),
        key=lambda row: (_ORDER.index(row[0]), row[1]),
    )
    period = measure.period(month)
    about = (measure.id, measure.info.version, period.start, period.end)
    return Counted(
        counts=_frame([(*about, *row) for row in counts], COUNT_COLUMNS),
        membership=_frame(members, MEMBERSHIP_COLUMNS),
    )


class _Texts(NamedTuple):
    """What an engine is given: relations to keep by name, in order, and the membership."""

    kept: tuple[tuple[str, str], ...]
    membership: str
    has_denominator: bool


@cache
def _texts(measure: Measure, month: Month, authority: str) -> _Texts:
    shape = measure(measure.period(month))
    membership = shape.membership()
    return _Texts(
        tuple((each.name, _text_of_kept(each)) for each in kept_for(membership)),
        sql_text(membership, authority),
        shape.has_denominator,
    )


@cache
def _text_of_kept(relation: sa.Table) -> str:
    return sql_text(select_of(relation))


def _members() -> sa.TableClause:
    return sa.table(_MEMBERSHIP, *(sa.column(name) for name in MEMBERSHIP_COLUMNS))


@cache
def _all_members() -> str:
    members = _members()
    order = (members.c[name] for name in ("person_id", "source_file", "source_row"))
    return sql_text(sa.select(members).order_by(*order))


@cache
def _counts(*, has_denominator: bool) -> str:
    return sql_text(counts_of(_members(), has_denominator=has_denominator))


def _frame(rows: list[tuple[Any, ...]], columns: tuple[str, ...]) -> pd.DataFrame:
    values = zip(*rows, strict=True) if rows else [()] * len(columns)
    return pd.DataFrame(
        {
            name: pd.Series(list(column), dtype=pandas_dtype(_dtype(name)))
            for name, column in zip(columns, values, strict=True)
        }
    )


def _dtype(column: str) -> str:
    if column in _WHOLE_NUMBERS:
        return "Int64"
    return "datetime64[s]" if column in _DATES else "str"
