"""Lists 8 and 9: children looked after, and care leavers, from the lives in care."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ae_city.social_care.annex_a import wording
from ae_city.social_care.annex_a.scene import CARE_TEAM, LEAVERS_TEAM, yes_no

if TYPE_CHECKING:
    from datetime import date

    from ae_city.care.episodes import Episode
    from ae_city.care.leavers import Leaver
    from ae_city.care.lives import Life, Period
    from ae_city.social_care.annex_a.scene import Scene

_NEW_PLACEMENT, _NEW_CARER = ("S", "P", "B", "T", "U"), ("S", "P", "B")
_ADOPTION = "A"
_PLAN_BY_PLACEMENT = {
    **dict.fromkeys(("U1", "U4"), "Long-term fostering"),
    **dict.fromkeys(("U2", "U3"), "SGO"),
    **dict.fromkeys(("K3", "H5", "P2"), "Supported living in the community"),
    **dict.fromkeys(("K2", "S1", "R1"), "Long-term residential placement"),
    "P1": "Return to family",
}
_SIXTEEN, _ADULT, _LAST_AGE = 16, 18, 21
_WEEKS = 13
_CONTACT_EVERY = 42
_SUITABLE_BY_PLACEMENT = {"K3": "D", "H5": "D", "P1": "B", "U1": "B", "U3": "B", "K2": "C"}


def children_looked_after(scene: Scene) -> pd.DataFrame:
    """List 8: on the day, or until a day in the six months; short breaks left out."""
    on, since = scene.on.date(), scene.since.date()
    found = [
        (person, life, period)
        for person, life in enumerate(scene.known.population.care.lives)
        for period in life.periods
        if not period.stay.short_breaks and period.stay.start <= on and period.stay.ended >= since
    ]
    found.sort(key=lambda each: (each[2].stay.start, each[0]))
    person = np.array([each[0] for each in found], dtype=np.int64)
    rows = pd.DataFrame(
        [_looked_after(scene, life, period, on) for _, life, period in found], columns=_COLUMNS
    )
    start, end = rows["start"].astype("datetime64[s]"), rows["end"].astype("datetime64[s]")
    pace = scene.known.pace[person]
    every, interviews = scene.known.figures.days_between, scene.known.figures.return_interviews
    missing = rows["missing"].to_numpy() > 0
    return pd.DataFrame(
        {
            **scene.people(person, disability=False),
            "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)": yes_no(
                rows["alone"]
            ),
            "Does the Child have a Disability": yes_no(scene.known.disabled[person]),
            "Date Started to be Looked After": start,
            "Child's Category of Need": rows["need"].map(wording.NEED).astype("str"),
            "Is this a second or subsequent period of being a Looked After Child within the last "
            "12 months (Y/N)": yes_no(rows["second"]),
            "Start date of current legal status": rows["legal_start"].astype("datetime64[s]"),
            "Child's Legal Status": rows["legal"].map(wording.LEGAL_STATUS).astype("str"),
            "Date of Latest Statutory Review": rows["review"].astype("datetime64[s]"),
            "Date of Last Social Work Visit": scene.last_of(start, end, person, every.care_visits),
            "What is the permanence plan for this child?": rows["plan"].astype("str"),
            "Date of Last IRO Visit / Contact to the Child": rows["review"].astype(
                "datetime64[s]"
            ),
            "Date of Last Health Assessment": scene.last_of(
                start, end, person, every.health_assessments
            ),
            "Date of Last Dental Check": scene.last_of(start, end, person, every.dental_checks),
            "Number of Placements in the Last 12 months": rows["placements"],
            "Date Ceased to be Looked After": end,
            "Reason Ceased to be Looked After": rows["reason"].map(wording.END_OF_CARE)
            .astype("str"),
            "Start Date of Most Recent Placement": rows["placed"].astype("datetime64[s]"),
            "Placement Type": rows["place"].map(wording.PLACEMENT).astype("str"),
            "Placement Provider": rows["provider"]
            .map(wording.PROVIDER)
            .fillna(wording.NO_PROVIDER)
            .astype("str"),
            "Placement postcode": rows["postcode"].astype("str"),
            "URN of Placement": rows["urn"].astype("str"),
            "Placement Location": pd.Series(np.where(rows["inside"], "a) In", "b) Out"),
                                            dtype="str"),
            "LA of Placement": rows["authority"].astype("str"),
            "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 "
            "months": rows["missing"],
            "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 "
            "months": rows["absent"],
            "Was the child offered a Return Interview after their last missing episode (Y/N)?": (
                yes_no(pace < interviews.offered).where(missing)
            ),
            "Did the child accept a Return Interview after their last missing episode (Y/N)?": (
                yes_no(pace < interviews.accepted).where(missing)
            ),
            "Allocated Team": pd.Series(CARE_TEAM, index=rows.index, dtype="str"),
            "Allocated Worker": rows["worker"].astype("str"),
        }
    )  # fmt: skip


_COLUMNS = (
    "alone", "start", "need", "second", "legal_start", "legal", "review", "plan", "placements",
    "end", "reason", "placed", "place", "provider", "postcode", "urn", "inside", "authority",
    "missing", "absent", "worker",
)  # fmt: skip


def _looked_after(scene: Scene, life: Life, period: Period, on: date) -> tuple[Any, ...]:
    stay = period.stay
    ended = stay.end is not None and stay.end <= on
    year = scene.year.date()
    episodes = [each for each in period.episodes if each.start <= on]
    latest = episodes[-1]
    legal_start = latest.start
    for episode in reversed(episodes):
        if episode.ls != latest.ls:
            break
        legal_start = episode.start
    placed = max(each.start for each in episodes if each.rne in _NEW_PLACEMENT)
    moves = sum(each.rne in _NEW_CARER and each.start >= year for each in episodes)
    times = [each.kind for each in period.missing if year <= each.start <= on]
    before = [each.stay.end for each in life.periods if each.stay.start < stay.start]
    return (
        life.person.unaccompanied,
        stay.start,
        latest.cin,
        any(end is not None and end >= year for end in before),
        legal_start,
        latest.ls,
        max((each.held for each in period.reviews if each.held <= on), default=None),
        _permanence(period, latest, on),
        moves + (stay.start < year),
        stay.end if ended else None,
        latest.rec if ended else None,
        placed,
        latest.place,
        latest.provider,
        latest.where.postcode,
        latest.urn,
        latest.where.authority == scene.known.authority,
        latest.where.authority,
        times.count("M"),
        times.count("A"),
        scene.worker_of(life, on),
    )


def _permanence(period: Period, latest: Episode, on: date) -> str | None:
    """The plan that goes with a decision for adoption or the placement; none in the first weeks."""
    decision = period.decision
    holds = decision is not None and decision.made <= on
    if decision is not None and decision.reversed_on is not None and decision.reversed_on <= on:
        holds = False
    if holds or latest.place.startswith(_ADOPTION):
        return "Adoption"
    settled = (on - period.stay.start).days >= 7 * _WEEKS
    return _PLAN_BY_PLACEMENT.get(latest.place, "Other" if settled else None)


def care_leavers(scene: Scene) -> pd.DataFrame:
    """List 9: eligible children of 16 and 17 in care, and those who left, to 21."""
    on = scene.on.date()
    lives = scene.known.population.care.lives
    latest = _latest_leavers(scene, on)
    found: list[tuple[int, dict[str, Any]]] = []
    for place, life in enumerate(lives):
        leaver = latest.get(id(life.person))
        covering = [
            each for each in life.periods if each.stay.covers(on) and not each.stay.short_breaks
        ]
        age = life.person.age(on)
        if covering and _SIXTEEN <= age < _ADULT:
            if (on - covering[-1].stay.start).days >= 7 * _WEEKS:
                found.append((place, _eligible(life, covering[-1], on)))
        elif leaver is not None and age <= _LAST_AGE:
            found.append((place, _left(life, leaver, on)))
    person = np.array([place for place, _ in found], dtype=np.int64)
    rows = pd.DataFrame([row for _, row in found], columns=_LEAVER_COLUMNS)
    alone = np.array([lives[place].person.unaccompanied for place in person], dtype=bool)
    workers = [scene.worker_of(lives[place], on) for place in person]
    names = scene.known.worker.iloc[person].reset_index(drop=True)
    return pd.DataFrame(
        {
            **scene.people(person, disability=False),
            "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)": (
                yes_no(alone)
            ),
            "Does the Child have a Disability": yes_no(scene.known.disabled[person]),
            "Allocated Team": pd.Series(LEAVERS_TEAM, index=rows.index, dtype="str"),
            "Allocated Worker": pd.Series(workers, dtype="str"),
            "Allocated Personal Advisor": "PA" + names.str[2:],
            "Eligibility Category": rows["eligibility"].astype("str"),
            "Latest Pathway Plan Review Date": rows["reviewed"].astype("datetime64[s]"),
            "LA in Touch": rows["in_touch"].astype("str"),
            "Latest Date of Contact": rows["contact"].astype("datetime64[s]"),
            "Type of Accommodation": rows["home"].astype("str"),
            "Suitability of Accommodation": rows["suitable"].astype("str"),
            "Activity Status": rows["activity"].astype("str"),
        }
    )


_LEAVER_COLUMNS = (
    "eligibility", "reviewed", "in_touch", "contact", "home", "suitable", "activity",
)  # fmt: skip


def _latest_leavers(scene: Scene, on: date) -> dict[int, Leaver]:
    """By identity of the person, what was known around the latest birthday that has come."""
    latest: dict[int, Leaver] = {}
    for _, leavers in sorted(scene.known.population.care.leavers.items()):
        for each in leavers:
            if each.birthday <= on:
                known = latest.get(id(each.person))
                if known is None or each.birthday > known.birthday:
                    latest[id(each.person)] = each
    return latest


def _eligible(life: Life, period: Period, on: date) -> dict[str, Any]:
    place = [each.place for each in period.episodes if each.start <= on][-1]
    letter = _SUITABLE_BY_PLACEMENT.get(place)
    contact = _paced(max(life.person.birthday(_SIXTEEN), period.stay.start), on)
    return {
        "eligibility": "d) Eligible child",
        "reviewed": max((each.held for each in period.reviews if each.held <= on), default=None),
        "in_touch": wording.IN_TOUCH["YES"],
        "contact": contact,
        "home": wording.ACCOMMODATION[letter] if letter else None,
        "suitable": wording.SUITABILITY["1"] if letter else None,
        "activity": None,
    }


def _left(life: Life, leaver: Leaver, on: date) -> dict[str, Any]:
    touched = leaver.in_touch == "YES"
    home = leaver.accommodation or "0"
    age = life.person.age(on)
    return {
        "eligibility": "b) Former relevant child" if age >= _ADULT else "a) Relevant child",
        "reviewed": _paced(leaver.birthday, on) if touched else None,
        "in_touch": wording.IN_TOUCH[leaver.in_touch],
        "contact": _paced(leaver.birthday, on) if touched else None,
        "home": wording.ACCOMMODATION.get(home[0]),
        "suitable": wording.SUITABILITY.get(home[1:]),
        "activity": wording.ACTIVITY.get(leaver.activity or ""),
    }


def _paced(since: date, on: date) -> date:
    """The latest of days at a steady pace from one, that day included."""
    return since + timedelta(days=(on - since).days // _CONTACT_EVERY * _CONTACT_EVERY)
