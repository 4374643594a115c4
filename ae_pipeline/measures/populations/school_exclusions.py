"""January's roll with the suspensions and permanent exclusions of the academic year.

Not here: how a census records an exclusion (``returns.school_census.facts``).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ae_pipeline.measures.ages import day
from ae_pipeline.measures.populations.describing import described_once
from ae_pipeline.measures.populations.schooling import (
    academic_year,
    counts_on_the_roll,
    described_on,
    in_published_phase,
    phase_of,
    pupils_in_january,
)
from ae_pipeline.schema.schooling import exclusion

if TYPE_CHECKING:
    from ae_pipeline.periods import Period

_SUSPENDED, _EXCLUDED = "SUSP", "PERM"
_COUNTED = ("pupils", "suspensions", "suspended", "excluded")


@cache
def roll_and_exclusions(period: Period) -> sa.Table:
    """Pupils on January's roll of the academic year, and what began on a day of the period.

    Each pupil on the roll is a row, and each suspension and permanent exclusion is one: at primary,
    secondary and special schools, or where the phase is not known. Pupils registered as subsidiary,
    in further education or as other are left out of both, and suspensions at lunchtime of the
    second. A pupil who is on no January roll has only the rows of exclusions. Everybody is
    described on the academic year's 31 March, or the period's last day if it is earlier.

    Further columns, 1 or 0: ``pupils`` (a pupil on the roll), ``suspensions``, ``suspended`` (the
    pupil's first suspension of the period, at whichever school; of several on a day, the one that
    comes first by file and row) and ``excluded``.
    """
    on_roll = pupils_in_january(academic_year(period.start) + 1).cte("on_the_roll")
    events = _events(period)
    rolled = _rows(on_roll, pupils=sa.literal(1))
    began = _rows(
        events,
        suspensions=_flag(events.c.category == _SUSPENDED),
        suspended=_flag((events.c.category == _SUSPENDED) & (events.c.turn == 1)),
        excluded=_flag(events.c.category == _EXCLUDED),
    )
    return described_once(
        "roll_and_exclusions",
        period.start,
        period.end,
        rows=sa.union_all(rolled, began).cte("rolled_or_excluded"),
        when=described_on(period),
        further=("phase", *_COUNTED),
    )


def _events(period: Period) -> sa.FromClause:
    """Suspensions and exclusions of a period; a pupil's are numbered by kind in order of time."""
    excluded = exclusion
    events = (
        sa.select(
            *(excluded.c[name] for name in ("person_id", "pupil", "category", "started")),
            phase_of(excluded.c.phase).label("phase"),
            excluded.c.source_file,
            excluded.c.source_row,
            excluded.c.enrolment,
        )
        .where(
            excluded.c.started.between(day(period.start), day(period.end)),
            excluded.c.category.in_((_SUSPENDED, _EXCLUDED)),
            counts_on_the_roll(excluded.c.enrolment),
        )
        .cte("begun_in_the_period")
    )
    order = (events.c.started, events.c.source_file, events.c.source_row)
    turn = sa.func.row_number().over(
        partition_by=(events.c.pupil, events.c.category), order_by=order
    )
    return (
        sa.select(events, turn.label("turn"))
        .where(in_published_phase(events))
        .cte("exclusions_begun")
    )


def _rows(rows: sa.FromClause, **counted: sa.ColumnElement[Any]) -> sa.Select[Any]:
    numbers = {name: counted.get(name, sa.literal(0)) for name in _COUNTED}
    return sa.select(
        *(rows.c[name] for name in ("person_id", "phase", "source_file", "source_row")),
        *(sa.cast(number, sa.Integer).label(name) for name, number in numbers.items()),
    ).where(in_published_phase(rows))


def _flag(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.case((condition, 1), else_=0)
