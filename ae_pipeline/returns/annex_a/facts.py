"""From the lists of Annex A to contacts, and to lists that are kept as lists.

List 1 holds the contacts of six months, so that lists overlap: each day is told by the newest
list whose months it is in. Lists 7 to 9 say how things stood on the day the list was made, and
the latest date of whatever is done again and again: they are kept apart by that day, which is the
last of the drop's month. Not here: what a category of Annex A is (``returns.annex_a``).

Somebody whom nobody is known to be stays, with a null ``person_id``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ae_pipeline.facts.coverage import Span
from ae_pipeline.facts.declaration import Facts, FactTable, Frames, SubmissionRows
from ae_pipeline.schema import social_care as tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ae_pipeline.periods import Month

_WINDOW_MONTHS = 6
_MONTHS_READ = 30
_CHILD = "child_unique_id"
_YES, _NO = "Yes", "No"


def _overlapping(months: Sequence[Month]) -> Span | None:
    """The days that lists of six months each tell of: back to the first gap."""
    if not months:
        return None
    first = months[-1]
    for month in reversed(months[:-1]):
        if first.since(month) > _WINDOW_MONTHS:
            break
        first = month
    return Span(first.plus(1 - _WINDOW_MONTHS).start, months[-1].end)


def _build(drops: Sequence[SubmissionRows]) -> Frames:
    frames = {
        tables.contact.name: _contacts(drops).rename(columns={"date_of_contact": "contacted_on"}),
        tables.protection_plan_listed.name: _listed(drops, "child_protection_plans").rename(
            columns={
                "start_date": "started_on",
                "end_date": "ended_on",
                "date_of_last_visit": "visited_on",
            }
        ),
        tables.looked_after_listed.name: _looked_after(drops),
        tables.care_leaver_listed.name: _listed(drops, "care_leavers").rename(
            columns={"date_of_pathway_review": "pathway_reviewed_on"}
        ),
    }
    person = drops[-1].person
    return {name: frame.assign(person_id=person(frame[_CHILD])) for name, frame in frames.items()}


def _contacts(drops: Sequence[SubmissionRows]) -> pd.DataFrame:
    """Each drop's contacts of its six months, but for days that a later drop tells of.

    A contact dated outside its list's six months is left out. Every row counts: two on a day too.
    """
    parts = []
    until = None
    for drop in reversed(drops):
        first = drop.month.plus(1 - _WINDOW_MONTHS).start
        last = drop.month.end if until is None else min(drop.month.end, until)
        rows = drop.tables["contacts"]
        made = rows["date_of_contact"]
        within = (made >= pd.Timestamp(first)) & (made <= pd.Timestamp(last))
        parts.append(rows[within])
        until = (pd.Timestamp(first) - pd.Timedelta(days=1)).date()
    return pd.concat(parts[::-1], ignore_index=True)


def _looked_after(drops: Sequence[SubmissionRows]) -> pd.DataFrame:
    rows = _listed(drops, "children_looked_after")
    alone = rows["unaccompanied"]
    said = alone.eq(_YES).astype("boolean").where(alone.isin([_YES, _NO]))
    return rows.assign(unaccompanied=said).rename(
        columns={
            "date_started": "started_on",
            "date_ceased": "ceased_on",
            "date_of_health_assessment": "health_assessed_on",
            "date_of_dental_check": "dentist_on",
            "date_of_last_visit": "visited_on",
        }
    )


def _listed(drops: Sequence[SubmissionRows], table: str) -> pd.DataFrame:
    """The rows of every list, with the day that it is of."""
    return pd.concat(
        [drop.tables[table].assign(listed_on=pd.Timestamp(drop.month.end)) for drop in drops],
        ignore_index=True,
    )


FACTS = Facts(
    source="annex_a",
    reads={
        "contacts": (_CHILD, "date_of_contact"),
        "child_protection_plans": (_CHILD, "start_date", "end_date", "date_of_last_visit"),
        "children_looked_after": (
            *(_CHILD, "date_started", "date_ceased", "date_of_health_assessment"),
            *("date_of_dental_check", "date_of_last_visit", "unaccompanied"),
        ),
        "care_leavers": (_CHILD, "eligibility", "date_of_pathway_review"),
    },
    makes=(
        FactTable(tables.contact, ("contacts",)),
        FactTable(tables.protection_plan_listed, ("child_protection_plans",)),
        FactTable(tables.looked_after_listed, ("children_looked_after",)),
        FactTable(tables.care_leaver_listed, ("care_leavers",)),
    ),
    covers=_overlapping,
    build=_build,
)
