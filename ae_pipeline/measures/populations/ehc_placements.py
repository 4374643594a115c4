"""Where people with education, health and care plans are placed, by kind of setting.

The return names schools by number and not by kind. Kinds come from the School Census of this
authority, which the city's state-funded schools make, and by age. Here too: the rolls of that
census, as what plans are a share of. Not here: plans over a time (``send``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ae_pipeline.measures.ages import NOT_KNOWN, age_on, day
from ae_pipeline.measures.populations.describing import described_once
from ae_pipeline.measures.populations.looked_after import only
from ae_pipeline.measures.populations.schooling import counts_on_the_roll, phase_of
from ae_pipeline.measures.populations.send import plan_age_band
from ae_pipeline.schema.person import person
from ae_pipeline.schema.schooling import census_school, pupil_roll
from ae_pipeline.schema.send import ehc_placement

if TYPE_CHECKING:
    from datetime import date

SPECIAL, ALTERNATIVE = "special_school", "alternative_provision"
MAINSTREAM, SEN_UNIT, RESOURCED = "mainstream", "sen_unit", "resourced_provision"
INDEPENDENT, POST_16 = "independent_or_elsewhere", "post_16"
HOME_EDUCATED, OTHERWISE, EARLY_YEARS = "home_educated", "educated_otherwise", "early_years"
NOT_IN_EDUCATION, AWAITING, OTHER = "not_in_education", "awaiting_placement", "other"
IN_A_MAINSTREAM_SCHOOL = (MAINSTREAM, SEN_UNIT, RESOURCED)
IN_A_SCHOOL_OF_THE_CITY = (*IN_A_MAINSTREAM_SCHOOL, SPECIAL, ALTERNATIVE)

_SPECIAL_PHASE, _REFERRAL_UNIT_PHASE = "SP", "PR"
_CODES = {
    "EHE": HOME_EDUCATED,
    "OLA": OTHERWISE,
    "OPA": OTHERWISE,
    "EYP": EARLY_YEARS,
    "OTH": OTHER,
    "NEET": NOT_IN_EDUCATION,
    "NIEC": NOT_IN_EDUCATION,
    "NIEO": AWAITING,
}
"""Settings of SEN2 other than a school or college."""
_SCHOOL_LEAVING, _AUGUST, _LAST_OF_AUGUST = 16, 8, 31


def placed_with_a_plan(on: date) -> sa.FromClause:
    """People with a plan in force and where they are, on the day of the last export by a day.

    January's export reports the day of the School Census, any other the last day of its
    month, each person once. Characteristics are those of the day requested, in age bands that
    reach to 25; where the export is older, placements and kinds of setting are still those of the
    export's day. Adds ``category_of_need`` (primary), ``setting``, ``plan_started``, ``reviewed``
    (the day of the last review meeting) and ``in_the_census``: whether the school makes the
    School Census to this authority. ``setting`` is that of the main placement:

    - ``sen_unit``, or else ``resourced_provision``, where the return says so, of whatever school;
    - ``special_school``, ``alternative_provision`` (a referral unit) or ``mainstream`` (any other
      phase, or one not recorded) for a school that makes the School Census to this authority, by
      its last one;
    - ``post_16`` for a provider with a UKPRN and no URN, and for any other school or college of
      those who were 16 or over on the last 31 August by the export's day;
    - ``independent_or_elsewhere`` for any other school of those who were younger: independent or
      non-maintained, or a school of another authority;
    - without a school, the return's code: ``home_educated`` (EHE), ``educated_otherwise`` (OLA,
      OPA), ``early_years`` (EYP), ``other`` (OTH), ``not_in_education`` (NEET, and NIEC: notice to
      cease), ``awaiting_placement`` (NIEO, and where no placement is recorded at all);
    - ``not_known`` where the school is known and the age needed to decide is not.
    """
    place = ehc_placement
    last = sa.select(sa.func.max(place.c.told_on)).where(place.c.told_on <= day(on))
    school = _schools()
    age = _age_on_last_of_august(place.c.told_on, person.c.date_of_birth)
    rows = (
        sa.select(
            place,
            _setting(school.c.phase, school.c.urn, age).label("kind"),
            school.c.urn.is_not(None).label("in_the_census"),
            sa.func.coalesce(place.c.need, NOT_KNOWN).label("category_of_need"),
        )
        .outerjoin_from(place, person, person.c.person_id == place.c.person_id)
        .outerjoin(school, school.c.urn == place.c.urn)
        .where(place.c.told_on == last.scalar_subquery())
        .cte("ehc_placements_on_the_day")
    )
    named = sa.select(
        *(each for each in rows.c if each.name not in {"setting", "kind"}),
        rows.c.kind.label("setting"),
    ).cte("ehc_placements_by_setting")
    return described_once(
        "ehc_placements",
        on,
        rows=named,
        when=on,
        further=("category_of_need", "setting", "plan_started", "reviewed", "in_the_census"),
        age_band=plan_age_band,
    )


def placed_in(on: date, *settings: str) -> sa.FromClause:
    """Those of ``placed_with_a_plan`` who are in some kinds of setting."""
    people = placed_with_a_plan(on)
    return only(people, people.c.setting.in_(settings))


def pupils_on_roll(on: date) -> sa.FromClause:
    """Pupils on the roll of schools in the last School Census by a day.

    Subsidiary registrations, further education colleges and others (S, F, O) are left out.
    Characteristics are those of the day requested, in the age bands of children, as of all rolls.
    Further columns: ``phase`` and ``sen_provision``.
    """
    roll = pupil_roll
    last = sa.select(sa.func.max(roll.c.census_day)).where(roll.c.census_day <= day(on))
    rows = (
        sa.select(
            *(roll.c[name] for name in ("person_id", "sen_provision", "source_file", "source_row")),
            phase_of(roll.c.phase).label("phase"),
        )
        .where(roll.c.census_day == last.scalar_subquery(), counts_on_the_roll(roll.c.enrolment))
        .cte("ehc_roll_rows")
    )
    further = ("phase", "sen_provision")
    return described_once("ehc_pupils_on_roll", on, rows=rows, when=on, further=further)


def _schools() -> sa.CTE:
    """Each school's phase, by the last census that has it."""
    rank = sa.func.row_number().over(
        partition_by=census_school.c.urn,
        order_by=(
            census_school.c.census_day.desc(),
            census_school.c.source_file.desc(),
            census_school.c.source_row.desc(),
        ),
    )
    ranked = sa.select(census_school.c.urn, census_school.c.phase, rank.label("turn")).cte()
    return sa.select(ranked.c.urn, ranked.c.phase).where(ranked.c.turn == 1).cte("ehc_schools")


def _setting(
    phase: sa.ColumnElement[str], census_urn: sa.ColumnElement[str], age: sa.ColumnElement[int]
) -> sa.ColumnElement[str]:
    place = ehc_placement.c
    return sa.case(
        (place.sen_unit, SEN_UNIT),
        (place.resourced, RESOURCED),
        (phase == _SPECIAL_PHASE, SPECIAL),
        (phase == _REFERRAL_UNIT_PHASE, ALTERNATIVE),
        (census_urn.is_not(None), MAINSTREAM),
        (place.urn.is_(None) & place.ukprn.is_not(None), POST_16),
        (place.urn.is_not(None) & age.is_(None), NOT_KNOWN),
        (place.urn.is_not(None) & (age >= _SCHOOL_LEAVING), POST_16),
        (place.urn.is_not(None), INDEPENDENT),
        (place.setting.is_(None), AWAITING),
        *((place.setting == code, kind) for code, kind in _CODES.items()),
        else_=OTHER,
    )


def _age_on_last_of_august(
    on: sa.ColumnElement[date], date_of_birth: sa.ColumnElement[Any]
) -> sa.ColumnElement[int]:
    """Age on the last 31 August up to a day."""
    year = sa.cast(sa.extract("year", on), sa.Integer)
    this_year = sa.func.make_date(year, _AUGUST, _LAST_OF_AUGUST)
    last_year = sa.func.make_date(year - 1, _AUGUST, _LAST_OF_AUGUST)
    return age_on(sa.case((this_year <= on, this_year), else_=last_year), date_of_birth)
