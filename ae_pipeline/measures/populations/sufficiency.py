"""Places in early years settings, schools and specialist provision. Nobody in particular is here.

Not here: what single children and pupils have (``pupil_support``).
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from ae_pipeline.measures.ages import day
from ae_pipeline.measures.populations.spells import open_on, within
from ae_pipeline.periods import months_before
from ae_pipeline.schema.homes import (
    early_years_provider,
    early_years_take_up,
    school_capacity,
    school_offer,
    specialist_provision,
)

if TYPE_CHECKING:
    from datetime import date

    from ae_pipeline.periods import Period

MONTHS_OF_A_COUNT = 6
"""Counts are made in January, May and October; an older one says nothing of today."""
SPECIALIST = ("SPECIAL_SCHOOL", "RESOURCED")
"""Places for pupils with an education, health and care plan."""
_PHASES = {
    "PS": "primary",
    "MP": "primary",
    "SS": "secondary",
    "MS": "secondary",
    "AT": "all_through",
}


def take_up(on: date) -> sa.FromClause:
    """The city's take-up of funded early education by the last count of six months."""
    return _last_count(early_years_take_up, on).cte("take_up")


def early_years_providers(on: date) -> sa.FromClause:
    """Early years providers by the last count of six months; ``setting`` is their kind."""
    counted = _last_count(early_years_provider, on).subquery()
    return sa.select(counted, counted.c.kind.label("setting")).cte("providers")


def mainstream_schools(on: date) -> sa.FromClause:
    """Primary, secondary and all-through schools by the last count of six months.

    ``unfilled`` is places above those on roll, none where a school has more pupils than places;
    ``phase`` is ``primary`` (middle deemed primary with it), ``secondary`` (likewise) or
    ``all_through``. Nurseries, special schools, alternative provision and colleges are left out.
    """
    counted = _last_count(school_capacity, on).subquery()
    free = counted.c.capacity - counted.c.on_roll
    phase = sa.case(*((counted.c.phase == code, name) for code, name in _PHASES.items()))
    return (
        sa.select(
            *(counted.c[name] for name in ("capacity", "source_file", "source_row")),
            sa.case((free > 0, free), else_=0).label("unfilled"),
            phase.label("phase"),
        )
        .where(counted.c.phase.in_(list(_PHASES)))
        .cte("schools")
    )


def offers(period: Period) -> sa.FromClause:
    """Offers of school places for entry on a 1 September in a period, by ``phase``.

    A point of entry that is recorded with more first preferences than applicants, or without one of
    the numbers, is left out.
    """
    each = school_offer
    return (
        sa.select(each)
        .where(within(each.c.starts_on, period), each.c.first_preference <= each.c.applicants)
        .cte("offers")
    )


def specialist_places(on: date) -> sa.FromClause:
    """Places in special schools and resourced provision on a day; ``setting`` is which."""
    each = specialist_provision
    return (
        sa.select(each, each.c.kind.label("setting"))
        .where(each.c.kind.in_(SPECIALIST), open_on(each.c.opened_on, each.c.ended_on, on))
        .cte("specialist_places")
    )


def places_opened(period: Period) -> sa.FromClause:
    """Places for pupils with SEND opened in a period, of every sort; ``setting`` is which."""
    each = specialist_provision
    return (
        sa.select(each, each.c.kind.label("setting"))
        .where(within(each.c.opened_on, period))
        .cte("places_opened")
    )


def _last_count(table: sa.Table, on: date) -> sa.Select[tuple[object, ...]]:
    """The rows of a table that were counted on the last day of counting up to a day."""
    after = months_before(on + timedelta(days=1), MONTHS_OF_A_COUNT)
    counted = table.c.counted_on
    last = (
        sa.select(sa.func.max(counted)).where(counted.between(day(after), day(on)))
    ).scalar_subquery()
    return sa.select(table).where(counted == last)
