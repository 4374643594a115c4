"""What children, families and partners say, and concerns that come in by other doors.

Complaints, compliments, participation, the survey of the Ten Wishes, allegations against people
who work with children, and contacts outside office hours. Not here: audits (``auditing``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.population.days import NEVER, number
from ae_city.population.draws import Draws
from ae_city.services.drawing import by_year, monthly, picked, text
from ae_city.services.working_days import working_days_later, years_to_march

if TYPE_CHECKING:
    from ae_city.population.draws import Numbers
    from ae_city.services.services import Services

_ABOUT = {
    "SOCIAL_WORK": 34, "ASSESSMENT": 22, "SEND": 16, "CARE": 10, "LEAVING_CARE": 6,
    "FRONT_DOOR": 5, "DISABILITY": 4, "FOSTERING": 3,
}  # fmt: skip
_COMPLAINS = {"PARENT": 74, "CHILD": 8, "CARER": 12, "OTHER": 6}
_PRAISES = {"PARENT": 42, "PARTNER": 28, "CARER": 14, "CHILD": 12, "OTHER": 4}
_FOUND = {"NOT_UPHELD": 44, "PARTLY": 32, "UPHELD": 20, "WITHDRAWN": 4}
_GOES_ON = (0.06, 0.25)
"""Shares of complaints that go on to the second stage, and of those to the third."""
_OMBUDSMAN = 0.25
_EXTENDED = 0.25
_WORKING_DAYS = {1: (10, 20), 2: (25, 65), 3: (30, 50)}
"""By stage, working days to answer, and those where the time is extended."""
_ACTIVITIES = {
    "FORUM": 30,
    "SURVEY": 14,
    "VISIT": 12,
    "PANEL": 16,
    "TRAINING": 10,
    "INTERVIEW": 8,
    "CO_DESIGN": 10,
}
_GROUPS = {"CARE": 34, "CARE_LEAVERS": 22, "SEND": 18, "EARLY_HELP": 12, "CITY": 14}
_AGES = {"5-9": 8, "10-15": 48, "16-17": 26, "18-25": 18}
_SECTORS = {
    "SCHOOL": 40, "EARLY_YEARS": 14, "FOSTERING": 10, "RESIDENTIAL": 8, "HEALTH": 8, "SPORT": 6,
    "FAITH": 3, "TRANSPORT": 5, "SOCIAL_CARE": 3, "OTHER": 3,
}  # fmt: skip
_FINDINGS = {
    "NO_ACTION": 46,
    "UNSUBSTANTIATED": 22,
    "SUBSTANTIATED": 18,
    "UNFOUNDED": 10,
    "FALSE": 3,
    "MALICIOUS": 1,
}
_CONCERNS = {
    "SAFETY": 44,
    "MISSING": 20,
    "BREAKDOWN": 12,
    "MENTAL_HEALTH": 12,
    "HOMELESS": 4,
    "OTHER": 8,
}
_RESPONSES = {"ADVICE": 58, "VISIT": 16, "NO_ACTION": 14, "PLACEMENT": 8, "SECTION_47": 4}
_WISHES, _HIGHEST = 10, 5
_ANSWERED = 0.96
_QUICK, _SLOW = (5, 60), (61, 480)
_SURVEY_DAYS = 45


def tell_complaints(services: Services) -> pd.DataFrame:
    """Complaints by stage: ``received``, ``due``, ``answered`` (days); ``follows`` a row or -1."""
    figures = services.figures.quality
    draws = Draws(services.seed, "services: complaints")
    received = monthly(services, figures.complaints_a_month, draws)
    stage = _at_stage(services, 1, received, np.full(len(received), -1), draws)
    told = [stage]
    for number_of, share in enumerate(_GOES_ON, start=2):
        offset = sum(len(each) for each in told[:-1])
        goes_on = np.flatnonzero(
            draws.happens(share, len(stage)) & (stage["outcome"] != "WITHDRAWN").to_numpy()
        )
        later = stage["answered"].to_numpy()[goes_on] + draws.whole(4, 20, len(goes_on))
        stage = _at_stage(services, number_of, later, goes_on + offset, draws)
        told.append(stage)
    complaints = pd.concat(told, ignore_index=True)
    before = complaints["follows"].to_numpy()
    for name in ("person", "service", "complainant"):
        for _ in _GOES_ON:  # the third stage takes from the second, which takes from the first
            of_before = complaints[name].to_numpy()[np.maximum(before, 0)]
            complaints[name] = complaints[name].where(before < 0, of_before)
    return complaints


def _at_stage(
    services: Services, stage: int, received: Numbers, follows: Numbers, draws: Draws
) -> pd.DataFrame:
    figures = services.figures.quality
    count = len(received)
    usual, longer = _WORKING_DAYS[stage]
    extended = draws.happens(_EXTENDED, count)
    due = working_days_later(received, np.where(extended, longer, usual))
    in_time = draws.uniform(count) < by_year(figures.complaints_on_time, years_to_march(received))
    early = -np.minimum(draws.whole(0, 9, count), due - received)
    return pd.DataFrame(
        {
            "stage": text([str(stage)] * count),
            "received": received,
            "due": due,
            "answered": due + np.where(in_time, early, draws.whole(1, 45, count)),
            "extended": text(np.where(extended, "Y", "N")),
            "outcome": text(picked(_FOUND, count, draws)),
            "complainant": text(picked(_COMPLAINS, count, draws)),
            "service": text(picked(_ABOUT, count, draws)),
            "person": services.children_on(received, draws),
            "follows": follows,
            "ombudsman": text(
                np.where(draws.happens(_OMBUDSMAN, count) & (stage == 3), "Y", "N")  # noqa: PLR2004
            ),
        }
    )


def tell_compliments(services: Services) -> pd.DataFrame:
    """Compliments: ``received``, ``given_by``, ``service``."""
    draws = Draws(services.seed, "services: compliments")
    received = monthly(services, services.figures.quality.compliments_a_month, draws)
    return pd.DataFrame(
        {
            "received": received,
            "given_by": text(picked(_PRAISES, len(received), draws)),
            "service": text(picked(_ABOUT, len(received), draws)),
        }
    )


def tell_participation(services: Services) -> pd.DataFrame:
    """Activities: ``held``, ``activity``, ``group``, ``children``, ``change``, ``told_back``."""
    draws = Draws(services.seed, "services: participation")
    held = monthly(services, services.figures.quality.activities_a_month, draws)
    count = len(held)
    activity = picked(_ACTIVITIES, count, draws)
    told = draws.happens(0.7, count)
    children = np.where(
        activity == "SURVEY", draws.whole(30, 220, count), draws.whole(3, 26, count)
    )
    return pd.DataFrame(
        {
            "held": held,
            "activity": text(activity),
            "group": text(picked(_GROUPS, count, draws)),
            "children": children,
            "change": text(np.where(draws.happens(0.55, count), "Y", "N")),
            "told_back": np.where(told, held + draws.whole(7, 90, count), NEVER),
        }
    )


def tell_wishes(services: Services) -> pd.DataFrame:
    """Answers to the survey each summer: ``answered``, ``group``, ``age``, ``wish_01`` to 10."""
    figures = services.figures.quality
    draws = Draws(services.seed, "services: ten wishes")
    years = [
        year
        for year in range(services.population.first.year, services.last.year + 1)
        if services.population.first
        <= services.last.replace(year=year, month=6, day=10)
        <= services.last
    ]
    opened = [number(services.last.replace(year=year, month=6, day=10)) for year in years]
    each = max(1, int(figures.wishes_a_year * services.scale + 0.5))
    answered = np.repeat(np.array(opened, dtype=np.int64), each)
    count = len(answered)
    answered = answered + draws.whole(0, _SURVEY_DAYS, count)
    mean = by_year(figures.wishes_mean, years_to_march(answered))
    person = draws.uniform(count) * 1.6 - 0.8
    scores = {}
    for wish in range(1, _WISHES + 1):
        drawn = np.rint(mean + person + draws.uniform(count) * 2.4 - 1.2)
        given = draws.happens(_ANSWERED, count) | (wish == 1)
        score = pd.Series(np.clip(drawn, 1, _HIGHEST)).astype("Int64")
        scores[f"wish_{wish:02d}"] = score.where(given)
    return pd.DataFrame(
        {
            "answered": answered,
            "group": text(picked(_GROUPS, count, draws)),
            "age": text(picked(_AGES, count, draws)),
            **scores,
        }
    )


def tell_allegations(services: Services) -> pd.DataFrame:
    """Referrals about people: ``received``, ``decided``, ``met``, ``closed``, sector, finding."""
    figures = services.figures.quality
    draws = Draws(services.seed, "services: allegations")
    received = monthly(services, figures.allegations_a_month, draws)
    count = len(received)
    quick = draws.uniform(count) < by_year(
        figures.allegations_within_a_day, years_to_march(received)
    )
    wait = np.where(quick, draws.whole(0, 1, count), draws.whole(2, 9, count))
    decided = working_days_later(received, wait)
    finding = picked(_FINDINGS, count, draws)
    dropped = finding == "NO_ACTION"
    met = np.where(dropped, NEVER, decided + draws.whole(3, 20, count))
    closed = np.where(
        dropped, decided + draws.whole(0, 8, count), decided + draws.whole(25, 150, count)
    )
    return pd.DataFrame(
        {
            "received": received,
            "decided": decided,
            "met": met,
            "closed": closed,
            "sector": text(picked(_SECTORS, count, draws)),
            "finding": text(finding),
        }
    )


def tell_out_of_hours(services: Services) -> pd.DataFrame:
    """Contacts outside office hours: ``received``, ``minutes``, ``handed_over``, what and whom."""
    figures = services.figures.quality
    draws = Draws(services.seed, "services: out of hours")
    received = monthly(services, figures.out_of_hours_a_month, draws)
    count = len(received)
    quick = draws.uniform(count) < by_year(figures.out_of_hours_quick, years_to_march(received))
    return pd.DataFrame(
        {
            "received": received,
            "minutes": np.where(quick, draws.whole(*_QUICK, count), draws.whole(*_SLOW, count)),
            "handed_over": working_days_later(received + 1, 0),
            "concern": text(picked(_CONCERNS, count, draws)),
            "response": text(picked(_RESPONSES, count, draws)),
            "person": services.children_on(received, draws),
        }
    )
