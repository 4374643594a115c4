"""The four shapes a measure can have, and what each compiles to.

A shape says who is in the population and who counts. It becomes a *membership* (one row per
person, or per event where events are counted) and, over that, *counts*: whole numbers for
everybody and for each breakdown. Not here: populations (``language``), execution (``counting``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import sqlalchemy as sa

from ae_pipeline.measures.definition import TOTAL

BREAKDOWNS = ("sex", "age_band", "ethnic_group", "uasc", "category_of_need")
"""Columns of every population that its counts are broken down by."""

MEMBERSHIP_COLUMNS = ("person_id", "numerator", *BREAKDOWNS, "source_file", "source_row")
"""``numerator`` is 1 or 0 for who counts, or the value where the measure is a mean.

``source_file`` and ``source_row`` lead to the row that put the person into the population.
"""


class Shape(Protocol):
    """What a measure's function returns."""

    @property
    def has_denominator(self) -> bool:
        """Whether the population itself is the denominator."""
        ...

    def membership(self) -> sa.Select[Any]:
        """Everybody in the population, in ``MEMBERSHIP_COLUMNS``."""
        ...


@dataclass(frozen=True, eq=False)
class Proportion:
    """How many of a population a condition holds for. A condition that is unknown does not hold."""

    of: sa.FromClause
    where: sa.ColumnElement[bool]
    has_denominator = True

    def membership(self) -> sa.Select[Any]:
        """Everybody in the population; the numerator says for whom the condition holds."""
        return _members(self.of, sa.case((self.where, 1), else_=0))


@dataclass(frozen=True, eq=False)
class Count:
    """How many there are."""

    of: sa.FromClause
    has_denominator = False

    def membership(self) -> sa.Select[Any]:
        """Everybody who is counted."""
        return _members(self.of, sa.literal(1))


@dataclass(frozen=True, eq=False)
class Rate:
    """How many there are in 10,000 of the area's children.

    SQL gives the numerator. The published population is the denominator, and Python puts it in:
    it is not a fact about the people in the tables.
    """

    of: sa.FromClause
    has_denominator = False

    def membership(self) -> sa.Select[Any]:
        """Everybody who is counted."""
        return _members(self.of, sa.literal(1))


@dataclass(frozen=True, eq=False)
class Mean:
    """A whole-number value over those who have one: its sum, and how many they are."""

    of: sa.FromClause
    value: sa.ColumnElement[Any]
    has_denominator = True

    def membership(self) -> sa.Select[Any]:
        """Everybody with a value; the numerator is the value."""
        return _members(self.of, self.value).where(self.value.is_not(None))


def counts_of(membership: sa.FromClause, *, has_denominator: bool) -> sa.Select[Any]:
    """Sum a membership up for everybody and for each category of each breakdown.

    Args:
        membership: a relation with ``MEMBERSHIP_COLUMNS``.
        has_denominator: whether to count the members as the denominator; else it is null.

    Returns:
        breakdown, category, numerator, denominator. There is always a row for the total; a
        category that nobody is in has none.
    """
    keys = [membership.c[name] for name in BREAKDOWNS]
    breakdown = sa.case(
        *((sa.func.grouping(key) == 0, key.key) for key in keys),
        else_=TOTAL,
    )
    members: sa.ColumnElement[Any] = sa.func.count() if has_denominator else sa.null()
    return sa.select(
        breakdown.label("breakdown"),
        sa.func.coalesce(*keys, TOTAL).label("category"),
        sa.cast(sa.func.coalesce(sa.func.sum(membership.c.numerator), 0), sa.BigInteger).label(
            "numerator"
        ),
        sa.cast(members, sa.BigInteger).label("denominator"),
    ).group_by(sa.func.grouping_sets(sa.tuple_(), *(sa.tuple_(key) for key in keys)))


def _members(of: sa.FromClause, numerator: sa.ColumnElement[Any]) -> sa.Select[Any]:
    counting = sa.cast(numerator, sa.Integer).label("numerator")
    return sa.select(
        *(counting if name == "numerator" else of.c[name] for name in MEMBERSHIP_COLUMNS)
    )
