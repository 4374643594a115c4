"""Schools and academic years: phases, terms, who is of school age, January's rolls and placements.

Here: what measures of absence and of exclusions share. Not here: sessions (``school_sessions``) or
exclusions (``school_exclusions``).
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ae_pipeline.measures.ages import day
from ae_pipeline.measures.populations.describing import described_once
from ae_pipeline.schema.schooling import arranged_placement, pupil_roll

if TYPE_CHECKING:
    from ae_pipeline.periods import Period

PRIMARY, SECONDARY, SPECIAL = "primary", "secondary", "special"
REFERRAL_UNIT, NURSERY = "referral_unit", "nursery"
PUBLISHED = (PRIMARY, SECONDARY, SPECIAL)
"""Phases that DfE's figures of all pupils are about."""
_PHASES = {
    PRIMARY: ("PS", "MP"),
    SECONDARY: ("SS", "MS", "AT"),
    SPECIAL: ("SP",),
    REFERRAL_UNIT: ("PR",),
    NURSERY: ("NS", "EY"),
}
"""Middle schools are what they are deemed to be; all-through schools are secondary."""
YOUNGEST, OLDEST = 5, 15
"""On 31 August before the academic year: Years 1 to 11."""
_ELSEWHERE = ("S", "F", "O")
"""Kinds of registration that no roll counts: subsidiary, further education, other."""
_SEPTEMBER = 9


def phase_of(code: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    """The breakdown ``phase`` of a school: see ``_PHASES``; null where not known."""
    return sa.case(
        *((code.in_(codes), phase) for phase, codes in _PHASES.items()),
        else_=sa.cast(sa.null(), sa.Text),
    )


def in_published_phase(rows: sa.FromClause) -> sa.ColumnElement[bool]:
    """Primary, secondary and special schools, and those of which the phase is not known."""
    return rows.c.phase.is_(None) | rows.c.phase.in_(PUBLISHED)


def of_school_age(academic_age: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """Aged 5 to 15 on the 31 August before; who was born on an unknown day counts as that."""
    return academic_age.is_(None) | academic_age.between(YOUNGEST, OLDEST)


def counts_on_the_roll(enrolment: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """Registered at this school alone, mainly, or in an unknown way."""
    return enrolment.is_(None) | enrolment.not_in(_ELSEWHERE)


def academic_year(on: date) -> int:
    """The year in whose September the academic year of a day began."""
    return on.year if on.month >= _SEPTEMBER else on.year - 1


def described_on(period: Period) -> date:
    """The day that pupils are described on: the academic year's 31 March, or an earlier last day.

    DfE decides groups of children in need and looked after by who was in them on 31 March.
    """
    return min(date(academic_year(period.start) + 1, 3, 31), period.end)


@cache
def january_roll(on: date) -> sa.Table:
    """Pupils on the roll of every school in January's census.

    Registered there alone, mainly or in an unknown way: not as subsidiary, in further education or
    as other. One row is a pupil at a school. The census is that of a day in January, whichever.
    Further columns: ``phase``, ``academic_age``, ``entered``, ``part_time``.

    Args:
        on: the census day, by the year of which the census is known; pupils are described on it.
    """
    rows = pupils_in_january(on.year).cte("january_pupils")
    further = ("phase", "academic_age", "entered", "part_time")
    return described_once("january_roll", on, rows=rows, when=on, further=further)


def pupils_in_january(year: int) -> sa.Select[Any]:
    """Rows of ``pupil_roll`` behind ``january_roll``, with ``phase`` as breakdowns name it."""
    roll = pupil_roll
    columns = (roll.c[name] for name in ("academic_age", "entered", "part_time"))
    return sa.select(
        roll.c.person_id,
        phase_of(roll.c.phase).label("phase"),
        *columns,
        roll.c.source_file,
        roll.c.source_row,
    ).where(_in_january(roll, year), counts_on_the_roll(roll.c.enrolment))


@cache
def arranged_placements(on: date) -> sa.Table:
    """Alternative provision arranged by schools that lasts on the day of January's census.

    It has begun by the day that the census names, or on an unknown day, and its last day is not
    before that. One row is a placement. Further columns: ``phase`` (of the school that arranged it)
    and ``pattern``.

    Args:
        on: the census day, by the year of which the census is known; pupils are described on it.
    """
    placed = arranged_placement
    rows = (
        sa.select(
            placed.c.person_id,
            phase_of(placed.c.phase).label("phase"),
            placed.c.pattern,
            placed.c.source_file,
            placed.c.source_row,
        )
        .where(
            _in_january(placed, on.year),
            placed.c.entered.is_(None) | (placed.c.entered <= placed.c.census_day),
            placed.c.left.is_(None) | (placed.c.left >= placed.c.census_day),
        )
        .cte("placements_in_january")
    )
    further = ("phase", "pattern")
    return described_once("arranged_placements", on, rows=rows, when=on, further=further)


def _in_january(rows: sa.FromClause, year: int) -> sa.ColumnElement[bool]:
    return rows.c.census_day.between(day(date(year, 1, 1)), day(date(year, 1, 31)))
