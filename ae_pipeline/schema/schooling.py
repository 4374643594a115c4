"""Facts of school rolls, sessions and exclusions.

Here: names, columns and types. Not here: how they are built (``returns.school_census.facts``,
``returns.attendance.facts``).

``pupil`` tells pupils apart where nobody is known: it is the person, or else the pseudonym that the
school's register has for the pupil. Phases, kinds of registration, categories, reasons and kinds of
provision are the School Census's codes.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from ae_pipeline.schema.base import facts, person_id

_PUPIL = "the person, or where none is known the pupil's pseudonym"
_PHASE = "phase of the school, null where not known"
_AGE = "whole years on 31 August before the academic year; null where not known"


def _pupil() -> sa.Column[Any]:
    return sa.Column("pupil", sa.Text, nullable=False, comment=_PUPIL)


def _urn() -> sa.Column[Any]:
    return sa.Column("urn", sa.Text, comment="the school's number, null where not known")


def _phase() -> sa.Column[Any]:
    return sa.Column("phase", sa.Text, comment=_PHASE)


def _age() -> sa.Column[Any]:
    return sa.Column("academic_age", sa.Integer, comment=_AGE)


def _sessions() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column(
            "possible", sa.Integer, nullable=False, comment="sessions that could be attended"
        ),
        sa.Column("authorised", sa.Integer, nullable=False, comment="of them, missed with leave"),
        sa.Column("unauthorised", sa.Integer, nullable=False, comment="missed without leave"),
        sa.Column(
            "part_time_timetable",
            sa.Integer,
            nullable=False,
            comment="of those authorised, missed by a part-time timetable (C2)",
        ),
    )


census_school = facts(
    "census_school",
    sa.Column("urn", sa.Text, nullable=False),
    sa.Column("census_day", sa.Date, nullable=False),
    _phase(),
    comment="One row is a school in a School Census.",
)

pupil_roll = facts(
    "pupil_roll",
    person_id(nullable=True),
    _pupil(),
    _urn(),
    sa.Column("census_day", sa.Date, nullable=False, comment="the day most schools name"),
    _phase(),
    sa.Column("enrolment", sa.Text, comment="C single, M main, S subsidiary, F further ed., O"),
    sa.Column("year_group", sa.Text),
    _age(),
    sa.Column("entered", sa.Date, comment="day of entering the school"),
    sa.Column("part_time", sa.Boolean),
    sa.Column("sen_provision", sa.Text, comment="N none, K support, E plan"),
    sa.Column("sen_unit", sa.Boolean),
    sa.Column("resourced", sa.Boolean, comment="in resourced provision"),
    sa.Column("fsm", sa.Boolean, nullable=False, comment="free school meals on the census day"),
    sa.Column("young_carer", sa.Text, comment="P, S, N; asked in January alone"),
    comment="One row is a pupil on a school's roll on a census day.",
)

arranged_placement = facts(
    "arranged_placement",
    person_id(nullable=True),
    _pupil(),
    _urn(),
    sa.Column("census_day", sa.Date, nullable=False),
    _phase(),
    sa.Column("setting_urn", sa.Text, comment="where the setting is a school"),
    sa.Column("setting", sa.Text, comment="NFE, OOT, OTH, WBP"),
    sa.Column("reason", sa.Text),
    sa.Column("pattern", sa.Text, comment="FT or PT"),
    sa.Column("sessions_a_week", sa.Integer),
    sa.Column("entered", sa.Date, comment="first day"),
    sa.Column("left", sa.Date, comment="last day; null while it lasts"),
    comment="One row is alternative provision that a school arranged for a pupil on its roll, as "
    "a census tells it.",
)

school_sessions = facts(
    "school_sessions",
    person_id(nullable=True),
    _pupil(),
    _urn(),
    _phase(),
    sa.Column("term_start", sa.Date, nullable=False, comment="1 September, 1 January or 1 April"),
    sa.Column("term_end", sa.Date, nullable=False, comment="31 December, 31 March or 31 August"),
    _age(),
    *_sessions(),
    comment="One row is a pupil's sessions at a school in a term, as the census after it tells.",
)

exclusion = facts(
    "exclusion",
    person_id(nullable=True),
    _pupil(),
    _urn(),
    _phase(),
    sa.Column("enrolment", sa.Text, comment="as pupil_roll; null for a pupil who left"),
    sa.Column("category", sa.Text, nullable=False, comment="SUSP (FIXD too), PERM, LNCH"),
    sa.Column("started", sa.Date, nullable=False),
    sa.Column("sessions", sa.Integer),
    sa.Column("reason", sa.Text, comment="the main one"),
    sa.Column("sen_provision", sa.Text, comment="at the time"),
    comment="One row is a suspension or permanent exclusion, however many censuses tell of it.",
)

month_sessions = facts(
    "month_sessions",
    person_id(nullable=True),
    _pupil(),
    sa.Column("urn", sa.Text, nullable=False),
    sa.Column("month_start", sa.Date, nullable=False),
    *_sessions(),
    comment="One row is a pupil's sessions at a school in a month, from the marks of its register; "
    "its source is the first of them.",
)
