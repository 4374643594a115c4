"""Who is given which number, and when.

Here: child ids for everybody, UPNs as pupils start school, ULNs at 14. Not here: how a number is
made (``identifiers``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.care.targets import HORIZON
from ae_city.population.days import NEVER, as_dates, as_numbers, number
from ae_city.population.identifiers import child_ids, temporary_upns, ulns, upns
from ae_city.population.terms import RECEPTION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ae_city.care.lives import City
    from ae_city.population.draws import Draws, Numbers
    from ae_city.population.figures import PupilNumbers
    from ae_city.population.pupils import Pupils
    from ae_city.population.schooling import Schooling

_SCHOOLS_ELSEWHERE = (2100, 3999)
_MONTHS_TO_14 = 14 * 12


def with_identifiers(
    people: pd.DataFrame,
    pupils: Pupils,
    enrolments: pd.DataFrame,
    schools: pd.DataFrame,
    schooling: Schooling,
    care: City,
    figures: PupilNumbers,
    draws: Draws,
) -> pd.DataFrame:
    """People with child_id, upn, upn_from, former_upn, uln and uln_from.

    A UPN is given on starting reception, or a state nursery class before; to those from abroad, on
    entering a school here. Nobody has one who has not started by the last day.
    """
    count, in_care = len(people), len(care.lives)
    school, entered = _first_stays(enrolments, schools, count)
    given = np.where(pupils.starts < pupils.left, np.minimum(entered, pupils.starts), entered)
    given = np.where(pupils.abroad, entered, given)
    given[:in_care] = np.where(pupils.abroad, pupils.came, pupils.starts)[:in_care]
    has = pupils.state & ~pupils.college_only & (given <= number(HORIZON))

    # Who starts school here has the number of a school here: the first entered, where it is told.
    here = (entered == given) | (pupils.came <= pupils.starts)
    issuing = np.where(entered == given, school, schooling.usual(np.arange(count), RECEPTION))
    elsewhere = np.array(figures.elsewhere)[draws.weighted([1.0] * len(figures.elsewhere), count)]
    away = draws.whole(*_SCHOOLS_ELSEWHERE, count)
    authority = np.where(here, care.la_number, elsewhere).astype(np.int64)
    estab = np.where(here, schools["estab"].astype("int64").to_numpy()[issuing], away)
    year = _year_of(np.where(has, given, 0))
    upn = np.full(count, None, dtype=object)
    upn[:in_care] = [life.person.school_id for life in care.lives]
    upn[~has] = None
    own = has & (np.arange(count) >= in_care)
    upn[own] = upns(authority[own], estab[own], year[own])

    before = has & (entered < NEVER) & draws.happens(figures.temporary, count)
    former = np.full(count, None, dtype=object)
    former[before] = temporary_upns(elsewhere[before], away[before], year[before])
    return people.assign(
        child_id=pd.Series(_child_ids(care, count, draws), dtype="str"),
        upn=pd.Series(upn, dtype="str"),
        upn_from=as_dates(np.where(has, given, NEVER)),
        former_upn=pd.Series(former, dtype="str"),
        **_learner_numbers(pupils, draws),
    )


def _learner_numbers(pupils: Pupils, draws: Draws) -> dict[str, pd.Series]:
    """ULNs from the fourteenth birthday, and for those from abroad not before they come."""
    fourteenth = _fourteenth(pupils)
    since = np.where(pupils.abroad, np.maximum(fourteenth, pupils.came), fourteenth)
    learner = since <= number(HORIZON)
    uln = np.full(len(since), None, dtype=object)
    uln[learner] = ulns(int(learner.sum()), draws)
    return {
        "uln": pd.Series(uln, dtype="str"),
        "uln_from": as_dates(np.where(learner, since, NEVER)),
    }


def _first_stays(
    enrolments: pd.DataFrame, schools: pd.DataFrame, count: int
) -> tuple[Numbers, Numbers]:
    """By person: the first school that is told, colleges apart, and the day of entering it."""
    school, entered = np.zeros(count, dtype=np.int64), np.full(count, NEVER, dtype=np.int64)
    at_school = enrolments["school"].map(schools["phase"]).ne("FE") & enrolments["main"]
    first = enrolments[at_school].drop_duplicates("person")
    school[first["person"]] = first["school"]
    entered[first["person"]] = as_numbers(first["entered"], NEVER)
    return school, entered


def _child_ids(care: City, count: int, draws: Draws) -> Sequence[str]:
    known = [life.person.child_id for life in care.lives]
    return [*known, *child_ids(known, count - len(known), draws).tolist()]


def _year_of(days: Numbers) -> Numbers:
    """The calendar year of each day."""
    return 1970 + days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64)


def _fourteenth(pupils: Pupils) -> Numbers:
    """The fourteenth birthday; 1 March for those born on 29 February."""
    days = pupils.born.astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    into = days - months.astype("datetime64[D]")
    birthdays: Numbers = ((months + _MONTHS_TO_14).astype("datetime64[D]") + into).astype(np.int64)
    return birthdays
