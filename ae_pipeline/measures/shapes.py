"""The shapes a measure can have, and what each compiles to.

A shape says who is in the population and who counts. It becomes a *membership* (one row per
person, or per event, post or place) and, over that, *counts*: whole numbers for everybody and for
each breakdown. Not here: populations (``populations``), execution (``counting``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

import sqlalchemy as sa

from ae_pipeline.measures.ages import NOT_KNOWN
from ae_pipeline.measures.definition import TOTAL

BREAKDOWNS = (
    "sex",
    "age_band",
    "ethnic_group",
    "sen",
    "fsm",
    "social_care",
    "locality",
    "uasc",
    "category_of_need",
    "phase",
    "setting",
    "programme",
    "service",
)
"""Columns that counts are broken down by, wherever a population has them.

``sen`` is ``ehc_plan``, ``sen_support`` or ``none``; ``fsm`` is ``fsm`` or ``not_fsm``;
``social_care`` is ``looked_after``, ``cpp``, ``cin`` or ``none``; ``phase`` is of a school;
``setting``, ``programme`` and ``service`` distinguish kinds of places, help and teams.
"""

POPULATION_COLUMNS = ("person_id", "source_file", "source_row")
"""What every population has. The last two lead to the row that put the person into it.

A population of posts, places or audits has no ``person_id``.
"""

MEMBERSHIP_COLUMNS = (
    "person_id",
    "numerator",
    "denominator",
    *BREAKDOWNS,
    "source_file",
    "source_row",
)
"""``numerator`` is 1 or 0 for who counts, or the value where the measure is a mean or a ratio.

``denominator`` is what a member adds to the denominator, null for a measure that has none. A
membership has ``person_id`` and a breakdown only where its population does.
"""


class Shape(Protocol):
    """What a measure's function returns."""

    has_denominator: ClassVar[bool]
    is_sum: ClassVar[bool]
    """Whether counts are sums over the members, so that those of several shapes can be one."""

    @property
    def of(self) -> sa.FromClause:
        """The population."""
        ...

    def membership(self) -> sa.Select[Any]:
        """Everybody in the population, in those of ``MEMBERSHIP_COLUMNS`` that it has."""
        ...

    @classmethod
    def counts(
        cls, membership: sa.FromClause, breakdowns: tuple[str, ...], apart: tuple[str, ...] = ()
    ) -> sa.Select[Any]:
        """Breakdown, category, numerator and denominator over a membership.

        Columns to count ``apart`` by come first: they distinguish several memberships in one.
        """
        ...


class _Summed:
    """Counts that are sums over the members."""

    of: sa.FromClause
    has_denominator: ClassVar[bool] = True
    is_sum: ClassVar[bool] = True

    @classmethod
    def counts(
        cls, membership: sa.FromClause, breakdowns: tuple[str, ...], apart: tuple[str, ...] = ()
    ) -> sa.Select[Any]:
        """The sums for everybody and by breakdown."""
        return counts_of(membership, breakdowns, apart, has_denominator=cls.has_denominator)


@dataclass(frozen=True, eq=False)
class Proportion(_Summed):
    """How many of a population a condition holds for. A condition that is unknown does not hold."""

    of: sa.FromClause
    where: sa.ColumnElement[bool]

    def membership(self) -> sa.Select[Any]:
        """Everybody in the population; the numerator says for whom the condition holds."""
        return _members(self.of, sa.case((self.where, 1), else_=0), sa.literal(1))


@dataclass(frozen=True, eq=False)
class Count(_Summed):
    """How many there are."""

    of: sa.FromClause
    has_denominator: ClassVar[bool] = False

    def membership(self) -> sa.Select[Any]:
        """Everybody who is counted."""
        return _members(self.of, sa.literal(1), sa.null())


@dataclass(frozen=True, eq=False)
class Total(_Summed):
    """A whole-number value summed: pounds, hundredths of a full-time post. Null adds nothing."""

    of: sa.FromClause
    value: sa.ColumnElement[Any]
    has_denominator: ClassVar[bool] = False

    def membership(self) -> sa.Select[Any]:
        """Everybody with a value; the numerator is the value."""
        return _members(self.of, self.value, sa.null()).where(self.value.is_not(None))


@dataclass(frozen=True, eq=False)
class Rate(_Summed):
    """How many there are in a published population, such as 10,000 of the area's children.

    SQL gives the numerator. The published population is the denominator, and Python puts it in:
    it is not a fact about the people in the tables.
    """

    of: sa.FromClause
    has_denominator: ClassVar[bool] = False

    def membership(self) -> sa.Select[Any]:
        """Everybody who is counted."""
        return _members(self.of, sa.literal(1), sa.null())


@dataclass(frozen=True, eq=False)
class Mean(_Summed):
    """A whole-number value over those who have one: its sum, and how many they are."""

    of: sa.FromClause
    value: sa.ColumnElement[Any]

    def membership(self) -> sa.Select[Any]:
        """Everybody with a value; the numerator is the value."""
        return _members(self.of, self.value, sa.literal(1)).where(self.value.is_not(None))


@dataclass(frozen=True, eq=False)
class Ratio(_Summed):
    """One whole-number value over another, each summed: sessions missed of sessions possible.

    A member may add to one of them alone; null adds nothing.
    """

    of: sa.FromClause
    numerator: sa.ColumnElement[Any]
    denominator: sa.ColumnElement[Any]

    def membership(self) -> sa.Select[Any]:
        """Everybody, with what each adds to both."""
        return _members(
            self.of, sa.func.coalesce(self.numerator, 0), sa.func.coalesce(self.denominator, 0)
        )


@dataclass(frozen=True, eq=False)
class Median:
    """The middle of a whole-number value over those who have one.

    The median is half the sum of the two middle values (of an odd number, the middle one twice).
    The numerator is that sum times the number of members, so that numerator and denominator are
    whole and show how many there are; the measure's ``scale`` holds the half: 2 for days, 14 for
    weeks from days. Categories do not add up to the total.
    """

    of: sa.FromClause
    value: sa.ColumnElement[Any]
    has_denominator: ClassVar[bool] = True
    is_sum: ClassVar[bool] = False

    def membership(self) -> sa.Select[Any]:
        """Everybody with a value; the numerator is the value."""
        return _members(self.of, self.value, sa.literal(1)).where(self.value.is_not(None))

    @classmethod
    def counts(
        cls, membership: sa.FromClause, breakdowns: tuple[str, ...], apart: tuple[str, ...] = ()
    ) -> sa.Select[Any]:
        """The two middle values of everybody and by breakdown, times how many there are."""
        value = membership.c.numerator
        middle = sa.func.percentile_disc(0.5)
        sum_of_both = middle.within_group(value.asc()) + middle.within_group(value.desc())
        return _grouped(
            membership,
            breakdowns,
            apart,
            sa.func.coalesce(sum_of_both * sa.func.count(), 0),
            sa.func.count(),
        )


def breakdowns_of(population: sa.FromClause) -> tuple[str, ...]:
    """The breakdowns that a population has."""
    return tuple(name for name in BREAKDOWNS if name in population.c)


def counts_of(
    membership: sa.FromClause,
    breakdowns: tuple[str, ...],
    apart: tuple[str, ...] = (),
    *,
    has_denominator: bool,
) -> sa.Select[Any]:
    """Sum a membership up for everybody and for each category of each breakdown.

    Args:
        membership: a relation with ``MEMBERSHIP_COLUMNS``.
        breakdowns: those of them that it has.
        apart: columns that distinguish several memberships in one.
        has_denominator: whether to sum what members add to the denominator; else it is null.

    Returns:
        ``apart``, breakdown, category, numerator, denominator. A category that nobody is in has no
        row, nor has the total of nobody.
    """
    members: sa.ColumnElement[Any] = sa.null()
    if has_denominator:
        members = sa.func.coalesce(sa.func.sum(membership.c.denominator), 0)
    numerator = sa.func.coalesce(sa.func.sum(membership.c.numerator), 0)
    return _grouped(membership, breakdowns, apart, numerator, members)


def _grouped(
    membership: sa.FromClause,
    breakdowns: tuple[str, ...],
    apart: tuple[str, ...],
    numerator: sa.ColumnElement[Any],
    denominator: sa.ColumnElement[Any],
) -> sa.Select[Any]:
    """Each member once for everybody and once a breakdown, grouped once.

    Grouping sets say the same, but engines then group as many times as there are sets.
    """
    named = sa.values(sa.column("breakdown", sa.Text), name="breakdowns").data(
        [(name,) for name in (TOTAL, *breakdowns)]
    )
    breakdown = named.c.breakdown
    category = sa.case(
        (breakdown == TOTAL, TOTAL),
        *((breakdown == name, membership.c[name]) for name in breakdowns),
    ).label("category")
    keys = (*(membership.c[name] for name in apart), breakdown, category)
    return (
        sa.select(
            *keys,
            sa.cast(numerator, sa.BigInteger).label("numerator"),
            sa.cast(denominator, sa.BigInteger).label("denominator"),
        )
        .select_from(membership.join(named, sa.true()))
        .group_by(*keys)
    )


def _members(
    of: sa.FromClause, numerator: sa.ColumnElement[Any], denominator: sa.ColumnElement[Any]
) -> sa.Select[Any]:
    columns: dict[str, sa.ColumnElement[Any]] = {
        "numerator": sa.cast(numerator, sa.BigInteger),
        "denominator": sa.cast(denominator, sa.BigInteger),
        "source_file": of.c.source_file,
        "source_row": of.c.source_row,
        **({"person_id": of.c.person_id} if "person_id" in of.c else {}),
        **{name: sa.func.coalesce(of.c[name], NOT_KNOWN) for name in breakdowns_of(of)},
    }
    return sa.select(
        *(columns[name].label(name) for name in MEMBERSHIP_COLUMNS if name in columns)
    ).select_from(of)
