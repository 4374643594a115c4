"""Lists 4 to 7: assessments, section 47 enquiries, children in need, child protection plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.social_care.annex_a import wording
from ae_city.social_care.annex_a.scene import yes_no

if TYPE_CHECKING:
    from ae_city.social_care.annex_a.scene import Scene

_NOT_SUPPORTED = ("RC8", "RC9")
_SEEN_ALONE_FROM = 4
_ADULT = 18
_EMERGENCY = ("L1", "L2")


def assessments(scene: Scene) -> pd.DataFrame:
    """List 4: open on the day, or completed in the six months."""
    told = scene.known.care.assessments
    begun = told["started"] <= scene.on
    there = begun & (~(told["completed"] <= scene.on) | scene.recent(told["completed"]))
    rows = told[there].drop_duplicates(["person", "started"])
    rows = rows.sort_values(["started", "person"], ignore_index=True)
    person = rows["person"].to_numpy(dtype=np.int64)
    done = scene.told(rows["completed"])
    closure = scene.known.care.referrals["closure_reason"].iloc[rows["referral"].to_numpy()]
    supported = ~closure.isin(_NOT_SUPPORTED).to_numpy()
    born = scene.known.population.people["born"].iloc[person].reset_index(drop=True)
    return pd.DataFrame(
        {
            **scene.people(person),
            "Continuous Assessment Start Date": rows["started"],
            "Child Seen During Continuous Assessment": yes_no(born <= scene.on),
            "Continuous Assessment Date of Authorisation": done,
            "Was the child assessed as requiring LA children's social care support?": yes_no(
                supported
            ).where(done.notna()),
            **scene.allocated(person),
        }
    )


def section_47(scene: Scene) -> pd.DataFrame:
    """List 5: enquiries begun in the six months."""
    care = scene.known.care
    told = care.section47
    enquiries = scene.count_in_year(told["person"], told["started"])
    conferences = scene.count_in_year(told["person"], told["conference"])
    rows = told[scene.recent(told["started"])].drop_duplicates(["person", "started"])
    planned = set(care.plans["section47"][care.plans["started"] <= scene.on])
    led_to_plan = rows.index.isin(planned)
    rows = rows.reset_index(drop=True)
    order = np.lexsort((rows["person"], rows["started"]))
    rows, led_to_plan = rows.iloc[order].reset_index(drop=True), led_to_plan[order]
    person = rows["person"].to_numpy(dtype=np.int64)
    held = scene.told(rows["conference"])
    concluded = rows["concluded"] <= scene.on
    needed = rows["conference_needed"].astype(bool)
    return pd.DataFrame(
        {
            **scene.people(person),
            "Strategy discussion initiating Section 47 Enquiry Start Date": rows["started"],
            "Was an Initial Child Protection Conference deemed unnecessary?": yes_no(~needed).where(
                concluded
            ),
            "Date of Initial Child Protection Conference": held,
            "Did the Initial Child Protection Conference Result in a Child Protection Plan": (
                yes_no(led_to_plan).where(held.notna())
            ),
            "Number of Section 47 Enquiries in the last 12 months": rows["person"].map(enquiries),
            "Number of ICPCs in the last 12 months": rows["person"]
            .map(conferences)
            .fillna(0)
            .astype("int64"),
            **scene.allocated(person),
        }
    )


def children_in_need(scene: Scene) -> pd.DataFrame:
    """List 6: episodes open on the day or closed in the six months, of those not yet 18."""
    care = scene.known.care
    told = care.referrals
    open_now = care.open_episodes(scene.on.date())
    closed = scene.recent(told["closed"]) & ~told["nfa"].astype(bool)
    age = scene.known.population.age(scene.on.date()).to_numpy()[told["person"].to_numpy()]
    rows = told[(open_now | closed) & (age < _ADULT)].sort_values(["date", "person"])
    number = rows.index.to_numpy()
    rows = rows.reset_index(drop=True)
    person = rows["person"].to_numpy(dtype=np.int64)
    ended = scene.told(rows["closed"])
    seen = scene.last_of(rows["date"], ended, person, scene.known.figures.days_between.case_visits)
    return pd.DataFrame(
        {
            **scene.people(person),
            "CIN Start Date": rows["date"],
            "Primary Need Code": rows["primary_need"].map(wording.NEED).astype("str"),
            "Date Child Was Last Seen": seen,
            "CIN Closure Date": ended,
            "Reason for Closure": rows["closure_reason"]
            .map(wording.CLOSURE)
            .astype("str")
            .where(ended.notna()),
            "Case Status": _status(scene, person, number, ended),
            **scene.allocated(person),
        }
    )


def _status(
    scene: Scene, person: np.ndarray, number: np.ndarray, ended: pd.Series
) -> pd.Series[str]:
    care = scene.known.care
    day = scene.on.date()
    looked_after = [
        place
        for place, life in enumerate(scene.known.population.care.lives)
        if any(each.stay.covers(day) and not each.stay.short_breaks for each in life.periods)
    ]
    on_plan = care.plans["referral"][care.on_plan(day)]
    assessed = care.assessments
    begun = assessed["started"] <= scene.on
    assessing = assessed["referral"][begun & ~(assessed["completed"] <= scene.on)]
    plans = care.cin_plans
    planned = plans["referral"][(plans["started"] <= scene.on) & ~(plans["ended"] <= scene.on)]
    status = np.full(len(person), "c) Child in need plan", dtype=object)
    status[np.isin(number, assessing) & ~np.isin(number, planned)] = "d) Open assessment"
    status[np.isin(number, on_plan)] = "b) Child Protection plan"
    status[np.isin(person, looked_after)] = "a) Looked after child"
    status[ended.notna().to_numpy()] = "e) Closed episode"
    return pd.Series(status, dtype="str")


def child_protection_plans(scene: Scene) -> pd.DataFrame:
    """List 7: plans open on the day or ended in the six months."""
    care = scene.known.care
    told = care.plans
    there = care.on_plan(scene.on.date()) | scene.recent(told["ended"])
    rows = told[there & (told["started"] <= scene.on)].sort_values(["started", "person"])
    number = rows.index
    rows = rows.reset_index(drop=True)
    person = rows["person"].to_numpy(dtype=np.int64)
    ended = scene.told(rows["ended"])
    reviews = care.plan_reviews
    review = reviews[reviews["date"] <= scene.on].groupby("plan")["date"].max().reindex(number)
    review = review.reset_index(drop=True)
    seen = scene.last_of(
        rows["started"], ended, person, scene.known.figures.days_between.plan_visits
    )
    changed = (rows["changed"] <= scene.on).fillna(value=False).astype(bool)
    age = scene.known.population.age(scene.on.date()).to_numpy()[person]
    return pd.DataFrame(
        {
            **scene.people(person),
            "Child Protection Plan Start Date": rows["started"],
            "Initial Category of Abuse": rows["category"].map(wording.ABUSE).astype("str"),
            "Latest Category of Abuse": rows["latest_category"]
            .where(changed, rows["category"])
            .map(wording.ABUSE)
            .astype("str"),
            "Date of the Last Statutory Visit": seen,
            "Was the Child Seen Alone?": yes_no(age >= _SEEN_ALONE_FROM).where(seen.notna()),
            "Date of latest review conference": review.where(
                ~(review > ended) & (review >= rows["started"])
            ),
            "Child Protection Plan End Date": ended,
            "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six "
            "Months (Y/N)": yes_no(np.isin(person, _protected(scene))),
            "Number of Previous Child Protection Plans": rows["previous"],
            **scene.allocated(person),
        }
    )


def _protected(scene: Scene) -> list[int]:
    """Whom an emergency order or the police protected in the six months."""
    first, last = scene.since.date(), scene.on.date()
    return [
        place
        for place, life in enumerate(scene.known.population.care.lives)
        for period in life.periods
        for episode in period.episodes
        if episode.ls in _EMERGENCY
        and episode.start <= last
        and (episode.end is None or episode.end >= first)
    ]
