"""From SEN2 exports of several years to requests, plans, placements and reviews, by person.

An export is of a calendar year so far; January's is the return of the year before, with the plans
in force on the day of its census. Each year's export calls what was decided before it historical
(H), so what is known of a request is the union of all exports. The ids of an export hold within
it alone: a request is known again by person and day received, a plan by person and first day. Not
here: who is the same person in another system.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from ae_pipeline.facts.coverage import Span
from ae_pipeline.facts.declaration import FactCheck, Facts, FactTable, Frames, SubmissionRows
from ae_pipeline.periods import january_census_day
from ae_pipeline.schema.send import (
    ehc_phase_transfer,
    ehc_placement,
    ehc_plan,
    ehc_request,
    ehc_review,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ae_pipeline.periods import Month

_JANUARY, _FEBRUARY, _DECEMBER = 1, 2, 12
_DAY = pd.Timedelta(days=1)
_DECIDED = ("Y", "N", "W")
_TRUE = ("1", "true", "True", "TRUE", "Y")
_HISTORICAL, _MAIN = "H", "1"
_SOURCE = ("source_file", "source_row")
_LEADS_TO_A_PLAN = {
    "requests": ("persontableid", "sen2/person"),
    "assessment": ("requeststableid", "sen2/request"),
    "named_plan": ("assessmenttableid", "sen2/assessment"),
}
"""By table, the column that leads to the person, and the domain of its ids."""


def _build(drops: Sequence[SubmissionRows]) -> Frames:
    known = [_requests(drop) for drop in drops]
    pairs = list(zip(drops, known, strict=True))
    active = pd.concat([_active(drop, requests) for drop, requests in pairs], ignore_index=True)
    plans = pd.concat([_plans(drop, requests) for drop, requests in pairs], ignore_index=True)
    return {
        ehc_request.name: _each_request(pd.concat(known, ignore_index=True)),
        ehc_plan.name: _each_plan(plans, active, _set_aside(pairs), drops),
        ehc_placement.name: active,
        ehc_review.name: _latest_by_day(active, "reviewed", "meeting", "review_decided", "decided"),
        ehc_phase_transfer.name: _latest_by_day(
            active, "phase_transfer_due", "due", "phase_transfer_final", "final"
        ),
    }


def _covers(months: Sequence[Month]) -> Span | None:
    """Calendar years back to the first whose export is missing or was made before its end.

    January's export tells nothing of that month but the day of its census.
    """
    if not months:
        return None
    newest = months[-1]
    first = _year(newest)
    for month in reversed(months[:-1]):
        if _year(month) != first - 1 or month.number not in {_DECEMBER, _JANUARY}:
            break
        first -= 1
    january = newest.number == _JANUARY
    return Span(date(first, 1, 1), january_census_day(newest.year) if january else newest.end)


def _year(month: Month) -> int:
    """The calendar year that a month's export is of."""
    return month.year - 1 if month.number == _JANUARY else month.year


def _told_on(drop: SubmissionRows) -> date:
    """The day of which an export tells plans in force and where people are."""
    if drop.month.number == _JANUARY:
        return january_census_day(drop.month.year)
    return drop.month.end


def _requests(drop: SubmissionRows) -> pd.DataFrame:
    """An export's requests with their assessment, ``who`` made it and the export's ``year``.

    ``who`` is the person or, where nobody is known, the export's own id, which no other has.
    """
    rows = drop.tables["requests"]
    person = drop.person(rows["person_id"]).astype("str")
    told = drop.tables["assessment"].drop_duplicates("request_id", keep="last")
    told = told.drop(columns=list(_SOURCE)).set_index("request_id")
    assessment = told.reindex(rows["request_id"]).set_axis(rows.index)
    return pd.DataFrame(
        {
            "request_id": rows["request_id"],
            "assessment_id": assessment["assessment_id"],
            "person_id": person,
            "who": person.fillna(f"{drop.month} " + rows["person_id"]),
            "year": _year(drop.month),
            "received": _days(rows["received"]),
            "outcome": rows["outcome"],
            "decided": _days(rows["outcome_date"]).where(rows["outcome"].isin(_DECIDED)),
            "mediation": _yes(rows["mediation"]) | _yes(assessment["mediation"]),
            "tribunal": _yes(rows["tribunal"]) | _yes(assessment["tribunal"]),
            "assessment_outcome": assessment["outcome"],
            "assessed": _days(assessment["outcome_date"]).where(
                assessment["outcome"].isin(_DECIDED)
            ),
            "exception": _yes(assessment["exception"]),
            **{name: rows[name] for name in _SOURCE},
        }
    )


def _each_request(told: pd.DataFrame) -> pd.DataFrame:
    """One row a person and day received, as the newest export that tells an outcome says.

    Of what is decided (Y, N, W) later exports say H, so the newest that tells a decision is
    believed before one that does not. A request of nobody known is not known again, so only the
    export of the year it was received in tells of it. One without the day received (a plan from
    another authority) is left out.
    """
    told = told[told["received"].notna() & told["outcome"].notna()]
    told = told[told["person_id"].notna() | told["received"].dt.year.eq(told["year"])]
    key = ["who", "received"]
    requests = _believed(told, key, "outcome").set_index(key)
    assessments = _believed(
        told[told["assessment_outcome"].notna()], key, "assessment_outcome"
    ).set_index(key)
    ever = told.groupby(key)[["mediation", "tribunal"]].any()
    of_assessment = ["assessment_outcome", "assessed", "exception"]
    joined = requests.drop(columns=["mediation", "tribunal", *of_assessment]).join(ever)
    joined = joined.join(assessments[of_assessment])
    exception = joined["exception"].eq(other=True).fillna(value=False)
    return joined.assign(exception=exception.astype(bool)).reset_index()


def _believed(told: pd.DataFrame, key: list[str], outcome: str) -> pd.DataFrame:
    """One row a key: the newest with a decision, or else the newest."""
    decided = told[outcome].isin(_DECIDED)
    order = told.assign(decision_told=decided).sort_values("decision_told", kind="stable")
    return order.drop_duplicates(key, keep="last").drop(columns="decision_told")


def _plans(drop: SubmissionRows, requests: pd.DataFrame) -> pd.DataFrame:
    """An export's plans, with ``who`` holds them."""
    rows = drop.tables["named_plan"]
    link = requests.dropna(subset=["assessment_id"]).set_index("assessment_id")
    of_plan = link.reindex(rows["assessment_id"]).set_axis(rows.index)
    elsewhere = of_plan["received"].isna() & of_plan["assessment_outcome"].eq(_HISTORICAL)
    return pd.DataFrame(
        {
            "request_id": of_plan["request_id"],
            "person_id": of_plan["person_id"],
            "who": of_plan["who"],
            "told_on": pd.Timestamp(_told_on(drop)),
            "started": _days(rows["started"]),
            "ceased": _days(rows["ceased"]),
            "cease_reason": rows["cease_reason"],
            "transferred": elsewhere.fillna(value=False).astype(bool),
            **{name: rows[name] for name in _SOURCE},
        }
    )


def _set_aside(pairs: Sequence[tuple[SubmissionRows, pd.DataFrame]]) -> dict[str, pd.Timestamp]:
    """Of whom a row was quarantined that led to a plan, and the day of the last such export."""
    found: dict[str, pd.Timestamp] = {}
    for drop, requests in pairs:
        aside = {name: drop.quarantined.get(name, frozenset()) for name in _LEADS_TO_A_PLAN}
        people = drop.person(pd.Series(sorted(aside["requests"]), dtype="str"))
        found |= dict.fromkeys(people.dropna(), pd.Timestamp(_told_on(drop)))
        for table, column in (("assessment", "request_id"), ("named_plan", "assessment_id")):
            rows = requests[requests[column].isin(aside[table])]
            found |= dict.fromkeys(rows["who"], pd.Timestamp(_told_on(drop)))
    return found


def _each_plan(
    told: pd.DataFrame,
    active: pd.DataFrame,
    set_aside: dict[str, pd.Timestamp],
    drops: Sequence[SubmissionRows],
) -> pd.DataFrame:
    """One row a person and first day of a plan, as the newest export that has it says.

    A plan that was in force in an export and is not in the newest cannot still be: it is closed
    on the day after that export's day, without a reason, and flagged (``vanished``). But where a
    later export has a row of the person in quarantine that a plan hangs on, the plan did not
    vanish: what was last known stands. A plan that came from another authority is maintained here
    from the day of the first export that has it, or all along if that is the oldest. Of a plan of
    nobody known only the newest export tells.
    """
    oldest, newest = (pd.Timestamp(_told_on(drop)) for drop in (drops[0], drops[-1]))
    told = told[told["started"].notna() & (told["person_id"].notna() | told["told_on"].eq(newest))]
    key = ["who", "started"]
    first_told = told.groupby(key)["told_on"].transform("min")
    plans = told.assign(first_told=first_told).drop_duplicates(key, keep="last")
    vanished = plans["ceased"].isna() & plans["told_on"].lt(newest)
    last_aside = pd.Series(set_aside, dtype="datetime64[s]")
    aside = last_aside.reindex(plans["who"]).set_axis(plans.index)
    vanished &= ~aside.gt(plans["told_on"])
    came_later = plans["transferred"] & plans["first_told"].gt(oldest)
    # Who came and went between two exports was here for some of the time.
    since = plans["first_told"].mask(plans["first_told"].gt(plans["ceased"]), plans["started"])
    needs = active.drop_duplicates("who", keep="last").set_index("who")["need"]
    return plans.assign(
        since=plans["started"].mask(came_later, since),
        ceased=plans["ceased"].mask(vanished, plans["told_on"] + _DAY),
        vanished=vanished,
        need=needs.reindex(plans["who"]).set_axis(plans.index),
    )


def _active(drop: SubmissionRows, requests: pd.DataFrame) -> pd.DataFrame:
    """An export's plans in force: main placement, primary need, last review, change of phase."""
    rows = drop.tables["active_plans"]
    link = requests.drop_duplicates("request_id", keep="last").set_index("request_id")
    of_plan = link.reindex(rows["request_id"]).set_axis(rows.index)
    places = drop.tables["placement_detail"]
    told_on = pd.Timestamp(_told_on(drop))
    left = _days(places["left"])
    there = left.isna() | left.gt(told_on)
    place = _main(places[there].sort_values("entered", kind="stable"), rows["active_id"])
    plans = _plans(drop, requests).sort_values("started", kind="stable")
    plans = plans[plans["ceased"].isna() | plans["ceased"].gt(told_on)]
    started = plans.drop_duplicates("request_id", keep="last").set_index("request_id")["started"]
    frame = {
        "person_id": of_plan["person_id"],
        "who": of_plan["who"].fillna(f"{drop.month} " + rows["active_id"]),
        "told_on": told_on,
        "plan_started": started.reindex(rows["request_id"]).set_axis(rows.index),
        "need": _main(drop.tables["sen_need"], rows["active_id"])["need"],
        **{name: place[name] for name in ("urn", "ukprn", "setting")},
        "sen_unit": _yes(place["sen_unit"]),
        "resourced": _yes(place["resourced"]),
        "reviewed": _days(rows["review_meeting"]),
        **{
            name: _days(rows[name])
            for name in ("review_decided", "phase_transfer_due", "phase_transfer_final")
        },
        **{name: rows[name] for name in _SOURCE},
    }
    return pd.DataFrame(frame).drop_duplicates("who", keep="last")


def _main(rows: pd.DataFrame, active_id: pd.Series[Any]) -> pd.DataFrame:
    """Of each plan in force, the row of rank 1; the last of them."""
    main = rows[rows["rank"].eq(_MAIN)].drop_duplicates("active_id", keep="last")
    return main.set_index("active_id").reindex(active_id).set_axis(active_id.index)


def _latest_by_day(
    active: pd.DataFrame, first: str, first_name: str, then: str, then_name: str
) -> pd.DataFrame:
    """One row a person and day of the first column, with the newest day told of the second."""
    rows = active[active[first].notna()]
    rows = rows.sort_values(then, kind="stable", na_position="first").sort_values(
        "told_on", kind="stable"
    )
    answered = rows.assign(answered=rows[then].notna()).sort_values("answered", kind="stable")
    one = answered.drop_duplicates(["who", first], keep="last")
    return one[["person_id", first, then, *_SOURCE]].rename(
        columns={first: first_name, then: then_name}
    )


def _days(cells: pd.Series[Any]) -> pd.Series[Any]:
    """Days; a table that a drop does not have comes as empty text."""
    return pd.to_datetime(cells).astype("datetime64[s]")


def _yes(cells: pd.Series[Any]) -> pd.Series[bool]:
    """Flags, which an XML file writes as 1 and a flat one as a word; what is empty is no."""
    return cells.isin(_TRUE)


_PLANS = ("requests", "assessment", "named_plan", "active_plans")
_CHECK = FactCheck(
    "no_plan_vanished",
    "Every plan in force in an earlier export is in the newest, or ceased before.",
    lambda plans: int(plans["vanished"].sum()),
)

FACTS = Facts(
    source="sen2",
    reads={
        "requests": (
            *("request_id", "person_id", "received", "outcome", "outcome_date"),
            *("mediation", "tribunal"),
        ),
        "assessment": (
            *("assessment_id", "request_id", "outcome", "outcome_date"),
            *("mediation", "tribunal", "exception"),
        ),
        "named_plan": ("assessment_id", "started", "ceased", "cease_reason"),
        "active_plans": (
            *("active_id", "request_id", "review_meeting", "review_decided"),
            *("phase_transfer_due", "phase_transfer_final"),
        ),
        "placement_detail": (
            *("active_id", "urn", "ukprn", "setting", "rank", "entered", "left"),
            *("sen_unit", "resourced"),
        ),
        "sen_need": ("active_id", "need", "rank"),
    },
    makes=(
        FactTable(ehc_request, ("requests", "assessment")),
        FactTable(ehc_plan, (*_PLANS, "sen_need"), checks=(_CHECK,)),
        FactTable(ehc_placement, (*_PLANS, "placement_detail", "sen_need")),
        FactTable(ehc_review, ("requests", "active_plans")),
        FactTable(ehc_phase_transfer, ("requests", "active_plans")),
    ),
    covers=_covers,
    build=_build,
    quarantined=_LEADS_TO_A_PLAN,
)
