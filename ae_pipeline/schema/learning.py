"""Facts of results, destinations and the Virtual School.

Here: names, columns and types. Not here: how they are built (``facts.attainment``,
``facts.epep``). Academic years are named by the calendar year they end in, as published: 2025 is
1 September 2024 to 31 August 2025.
"""

from __future__ import annotations

import sqlalchemy as sa

from ae_pipeline.schema.base import facts, person_id

_NOBODY = "A pupil whom nobody is known by has no person_id and is counted all the same."


def _year_ended(comment: str) -> sa.Column[int]:
    return sa.Column("year_ended", sa.Integer, nullable=False, comment=comment)


eyfsp_result = facts(
    "eyfsp_result",
    person_id(nullable=True),
    _year_ended("year in which the academic year of the assessment ends"),
    sa.Column(
        "complete",
        sa.Boolean,
        nullable=False,
        comment="all 17 goals are assessed: emerging (1) or expected (2), none exempt or unknown",
    ),
    sa.Column(
        "good_level",
        sa.Boolean,
        nullable=False,
        comment="expected in all 12 goals of the prime areas, literacy and mathematics",
    ),
    sa.Column(
        "language",
        sa.Boolean,
        nullable=False,
        comment="expected in both goals of communication and language (LAU, SPE)",
    ),
    comment=f"One row is a child's early years profile of an academic year. {_NOBODY}",
)

phonics_result = facts(
    "phonics_result",
    person_id(nullable=True),
    _year_ended("year in which the academic year of the check ends"),
    sa.Column(
        "year_group",
        sa.Integer,
        comment="by date of birth: 1 is Year 1; null where that is not known",
    ),
    sa.Column("outcome", sa.Text, comment="Wa met, Wt not met; A, D, L, Q no mark; null unknown"),
    comment=f"One row is a pupil's phonics screening check of an academic year. {_NOBODY}",
)

ks2_result = facts(
    "ks2_result",
    person_id(nullable=True),
    _year_ended("year in which the academic year of the tests ends"),
    sa.Column("reading", sa.Text, comment="outcome of the reading test: AS, NS, B, A, L …"),
    sa.Column("mathematics", sa.Text, comment="outcome of the mathematics test, likewise"),
    sa.Column("writing", sa.Text, comment="teacher assessment: GDS, EXS, WTS … A, D, L, F, P, Q"),
    sa.Column("all_three_expected", sa.Boolean, comment="the exported RWM_EXP; null where unknown"),
    comment=f"One row is a pupil's results at the end of key stage 2. {_NOBODY}",
)

ks4_result = facts(
    "ks4_result",
    person_id(nullable=True),
    _year_ended("year in which the academic year of the examinations ends"),
    sa.Column("attainment_8", sa.Integer, comment="hundredths of a point; null where unknown"),
    sa.Column("english_maths_94", sa.Boolean, comment="grades 9 to 4 in both; null where unknown"),
    sa.Column("english_maths_95", sa.Boolean, comment="grades 9 to 5 in both; null where unknown"),
    sa.Column("ebacc_entered", sa.Boolean, comment="null where unknown"),
    sa.Column("ebacc_points", sa.Integer, comment="average, hundredths; null where unknown"),
    comment=f"One row is a pupil's results at the end of key stage 4. {_NOBODY}",
)

result_by_19 = facts(
    "result_by_19",
    person_id(nullable=True),
    _year_ended("year in which the academic year ends that the person turned 19 in"),
    sa.Column("level_2", sa.Boolean, comment="null where unknown"),
    sa.Column("level_2_english_maths", sa.Boolean, comment="null where unknown"),
    sa.Column("level_3", sa.Boolean, comment="null where unknown"),
    comment="One row is a young person, schooled here at 15, with qualifications by 19. "
    "Who is not known has no person_id and is counted all the same.",
)

destination = facts(
    "destination",
    person_id(nullable=True),
    _year_ended("year in which the academic year ends that the stage was left in"),
    sa.Column("stage", sa.Text, nullable=False, comment="KS4 or 16-18"),
    sa.Column("destination", sa.Text, comment="FE, SSF, SFC, SPE, HE, OED, APP, EMP, NSU, NCA"),
    sa.Column("sustained", sa.Boolean, comment="lasted for two terms; null where unknown"),
    comment="One row is where a pupil went in the academic year after leaving a stage. "
    "Who is not known has no person_id and is counted all the same.",
)

education_plan = facts(
    "education_plan",
    person_id(nullable=True),
    sa.Column(
        "term_ends",
        sa.Date,
        nullable=False,
        comment="last day of the term with the holidays after it: 31 December, 30 April, 31 August",
    ),
    sa.Column(
        "year_group",
        sa.Integer,
        comment="by date of birth in the plan's academic year: 0 is reception; null if unknown",
    ),
    sa.Column("care_started", sa.Date, comment="day the child came into care this time"),
    sa.Column("first", sa.Boolean, comment="the first plan since then; null where unknown"),
    sa.Column(
        "due",
        sa.Date,
        comment="day it is due by; of a first plan, ten working days after coming into care",
    ),
    sa.Column("made", sa.Date, comment="day of the meeting; null while there was none"),
    sa.Column("quality", sa.Text, comment="R, A or G; null where not judged"),
    sa.Column("school", sa.Text, comment="URN; null where the child has none"),
    sa.Column("sessions_possible", sa.Integer, comment="in the term, up to the day of the export"),
    sa.Column("sessions_attended", sa.Integer, comment="of these"),
    sa.Column("suspensions", sa.Integer, comment="in the term"),
    comment="One row is the personal education plan that a looked-after child should have in a "
    "term, made or not. A plan of a child who is not known has no person_id and counts as a plan.",
)

school_move = facts(
    "school_move",
    person_id(),
    sa.Column("moved", sa.Date, nullable=False, comment="first day at the new school"),
    sa.Column("reason", sa.Text, comment="PHASE, PLACEMENT, FAMILY, PROVISION, EXCLUSION, OTHER"),
    comment="One row is a looked-after child's change of school. Moves of who is not known are "
    "left out: nothing is asked of a move but whose it is.",
)
