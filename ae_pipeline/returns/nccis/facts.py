"""What NCCIS tells: what every young person did at each month's end, and offers for September.

A list tells of its own day and forgets whoever has grown out of it or moved, and statistics are of
the lists as they stood. So each month's list is read for its own month end, and no later list
corrects it. Not here: what an activity counts as (``measures.populations.post16``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ae_pipeline.facts.coverage import months_covered
from ae_pipeline.facts.declaration import Facts, FactTable, Frames, SubmissionRows
from ae_pipeline.returns.academic_age import YEAR_11, YEAR_12, academic_age
from ae_pipeline.returns.nccis.codes import CHARACTERISTICS
from ae_pipeline.schema.post16 import september_offer, tracked_young_person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ae_pipeline.periods import Month

_MONTHS_BACK = 15
"""In January the last winter that is over began in the December of 13 months ago."""
_IN_COHORT_NO_LONGER = ("M", "D")
_SIXTEEN = 16
_LOOKED_AFTER, _CARE_LEAVER = "110", "160"
"""Characteristics."""
_SEPTEMBER = 9


def _build(drops: Sequence[SubmissionRows]) -> Frames:
    """The rows of all lists.

    Somebody whom no other system knows stays, without a person: the authority is to know of them.
    """
    return {
        tracked_young_person.name: pd.concat([_tracked(drop) for drop in drops], ignore_index=True),
        september_offer.name: _offers(drops),
    }


def _tracked(drop: SubmissionRows) -> pd.DataFrame:
    """One row a young person of 16 and over in the cohort, on the last day of the month.

    A person whom the list has under two numbers is one: of whom the activity begun last is
    believed, and of those the later row.
    """
    day = pd.Timestamp(drop.month.end)
    people = drop.tables["young_people"]
    ages = _ages(people, drop.month)
    counted = (ages >= _SIXTEEN).fillna(value=False) & ~people["cohortstatus"].isin(
        _IN_COHORT_NO_LONGER
    )
    people = people.assign(academic_age=ages)[counted.to_numpy(dtype=bool)]
    people = people.drop_duplicates("ypid", keep="last")
    doing = _current(drop.tables["activities"], day)
    rows = people.merge(doing, on="ypid", how="left")
    known_as = _spans(drop.tables["characteristics"], "charstart", "charend", day)
    known_as = known_as[known_as["characteristic"].isin(CHARACTERISTICS)]
    kinds = known_as["characteristic"]
    rows = rows.assign(
        person_id=drop.person(rows["ypid"]),
        tracked_on=day,
        send=rows["sendstatus"],
        looked_after=rows["ypid"].isin(known_as.loc[kinds.eq(_LOOKED_AFTER), "ypid"]),
        care_leaver=rows["ypid"].isin(known_as.loc[kinds.eq(_CARE_LEAVER), "ypid"]),
        vulnerable=rows["ypid"].isin(known_as["ypid"]),
    )
    rows = rows.sort_values(["startdate", "source_row"], na_position="first", kind="stable")
    again = rows["person_id"].notna() & rows.duplicated("person_id", keep="last")
    return rows[~again].sort_values("source_row", ignore_index=True)


def _ages(people: pd.DataFrame, month: Month) -> pd.Series[Any]:
    """Academic age: by date of birth, and as told where that is missing."""
    starting = month.year if month.number >= _SEPTEMBER else month.year - 1
    years = pd.Series(starting, index=people.index, dtype="Int64")
    told: pd.Series[Any] = people["academicage"].astype("Int64")
    return academic_age(pd.to_datetime(people["dob"]), years).fillna(told)


def _current(activities: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """By ``ypid`` what was begun last by the day and had not ended by its end."""
    going_on = _spans(activities, "startdate", "enddate", day).sort_values(
        ["startdate", "source_row"], kind="stable"
    )
    latest = going_on.drop_duplicates("ypid", keep="last")
    since = pd.to_datetime(latest["neetstart"])
    return latest.assign(review_due=latest["reviewdue"], neet_since=since.where(since <= day))[
        ["ypid", "activity", "startdate", "review_due", "neet_since"]
    ]


def _spans(rows: pd.DataFrame, start: str, end: str, day: pd.Timestamp) -> pd.DataFrame:
    """Those begun by a day, or of whom the start is not told, and not ended by then.

    The end is the first day on which it is no longer so.
    """
    began, ended = pd.to_datetime(rows[start]), pd.to_datetime(rows[end])
    return rows[~(began > day) & ~(ended <= day)]


def _offers(drops: Sequence[SubmissionRows]) -> pd.DataFrame:
    """Of each September, what the list of that month tells of Years 11 and 12.

    A later list has lost those who moved, and has some who were not here then.
    """
    told = [_offered(drop) for drop in drops if drop.month.number == _SEPTEMBER]
    return pd.concat(told, ignore_index=True) if told else _offered(drops[-1]).iloc[:0]


def _offered(drop: SubmissionRows) -> pd.DataFrame:
    rows = drop.tables["september_guarantee"]
    year = pd.to_numeric(rows["guaranteeyear"], errors="coerce").astype("Int64")
    group = rows["yeargroup"].astype("Int64")
    in_either_year = group.isna() | group.isin([YEAR_11, YEAR_12])
    wanted = year.eq(drop.month.year) & in_either_year
    rows = rows.assign(
        person_id=drop.person(rows["ypid"]),
        guarantee_year=year,
        year_group=group,
        offered_on=rows["offerdate"],
    )[wanted.fillna(value=False).to_numpy(dtype=bool)]
    rows = rows.drop_duplicates("ypid", keep="last")
    again = rows["person_id"].notna() & rows.duplicated("person_id", keep="last")
    return rows[~again]


FACTS = Facts(
    source="nccis",
    reads={
        "young_people": ("ypid", "dob", "academicage", "cohortstatus", "sendstatus"),
        "activities": ("ypid", "activity", "startdate", "enddate", "reviewdue", "neetstart"),
        "characteristics": ("ypid", "characteristic", "charstart", "charend"),
        "september_guarantee": ("ypid", "guaranteeyear", "yeargroup", "guarantee", "offerdate"),
    },
    makes=(
        FactTable(tracked_young_person, ("young_people", "activities", "characteristics")),
        FactTable(september_offer, ("september_guarantee",)),
    ),
    covers=months_covered,
    build=_build,
)
