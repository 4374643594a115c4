"""Foster homes of the authority: households, their places, constellations, children in them.

Households and places have one breakdown, ``setting``: the kind of household. Not here: where
looked-after children live (``looked_after``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from ae_pipeline.measures.ages import day
from ae_pipeline.measures.populations.describing import described_once
from ae_pipeline.measures.populations.looked_after import only
from ae_pipeline.measures.populations.spells import number_of_person, open_on, within
from ae_pipeline.schema.homes import (
    foster_household,
    foster_place,
    mockingbird_constellation,
    mockingbird_placement,
)

if TYPE_CHECKING:
    from datetime import date

    from ae_pipeline.periods import Period

CONNECTED, LODGINGS = "CONNECTED", "SUPPORTED_LODGINGS"
"""Kinds of household: family or friends of the child; lodgings, which are not foster care."""
_BREAKDOWN_OF_A_PLACEMENT = "BREAKDOWN"


def foster_places(on: date) -> sa.FromClause:
    """Places of the authority's foster homes on a month's last day, without connected ones.

    One row is a household; ``approved`` (null: unknown) and ``filled``. A household that the
    return does not describe is taken for one that is not connected.
    """
    return (
        sa.select(foster_place, foster_place.c.kind.label("setting"))
        .where(
            foster_place.c.as_at == day(on),
            sa.func.coalesce(foster_place.c.kind, "").not_in((CONNECTED, LODGINGS)),
        )
        .cte("foster_places")
    )


def households() -> sa.FromClause:
    """Households that foster, or have applied to, for children they did not know before."""
    return (
        sa.select(foster_household, foster_household.c.kind.label("setting"))
        .where(foster_household.c.kind.not_in((CONNECTED, LODGINGS)))
        .cte("foster_households")
    )


def changes_of_households(period: Period) -> sa.FromClause:
    """Approvals and ends of approved households in a period: ``change`` is 1 and -1.

    A household that was approved and stopped within the period is there twice.
    """
    homes = households()

    def of(when: sa.ColumnElement[date], change: int) -> sa.Select[tuple[object, ...]]:
        return sa.select(
            sa.literal_column(str(change), sa.Integer).label("change"),
            *(homes.c[name] for name in ("setting", "source_file", "source_row")),
        ).where(within(when, period), homes.c.approved_on.is_not(None))

    return sa.union_all(of(homes.c.approved_on, 1), of(homes.c.ended_on, -1)).cte("changes")


def supported_lodgings(on: date) -> sa.FromClause:
    """Households approved for supported lodgings on a day; ``places`` they are approved for."""
    home = foster_household
    return (
        sa.select(home)
        .where(home.c.kind == LODGINGS, open_on(home.c.approved_on, home.c.ended_on, on))
        .cte("supported_lodgings")
    )


def constellations(on: date) -> sa.FromClause:
    """Constellations of the Mockingbird model that there are on a day."""
    each = mockingbird_constellation
    return sa.select(each).where(open_on(each.c.launched_on, each.c.ended_on, on)).cte("hubs")


def children_in_constellations(on: date) -> sa.FromClause:
    """Children in a household of a constellation on a day, each once, by the latest placement.

    A placement whose child is not known counts for itself. Status is that of the day.
    """
    stay = mockingbird_placement
    rows = (
        sa.select(stay, number_of_person(stay, stay.c.joined_on).label("number"))
        .where(open_on(stay.c.joined_on, stay.c.left_on, on))
        .cte("mockingbird_placements")
    )
    return described_once("mockingbird_children", on, rows=only(rows, rows.c.number == 1), when=on)


def placements_in_constellations(period: Period) -> sa.FromClause:
    """Placements in constellations at any time of a period, whose end, if in it, has a reason.

    ``broke_down`` says whether it ended in the period by breaking down. A placement that a child
    left on the first day was before the period. Status is that of the period's last day.
    """
    stay = mockingbird_placement
    ended = sa.func.coalesce(stay.c.left_on <= day(period.end), sa.false())
    rows = (
        sa.select(
            stay,
            sa.case(
                (ended, stay.c.left_reason == _BREAKDOWN_OF_A_PLACEMENT), else_=sa.false()
            ).label("broke_down"),
        )
        .where(
            stay.c.joined_on <= day(period.end),
            stay.c.left_on.is_(None) | (stay.c.left_on > day(period.start)),
            sa.not_(ended) | stay.c.left_reason.is_not(None),
        )
        .cte("mockingbird_stays")
    )
    return described_once(
        "mockingbird_placements",
        *(period.start, period.end),
        rows=rows,
        when=period.end,
        further=("broke_down",),
    )
