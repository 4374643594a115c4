"""From the CIN Census files of several years to one history of social care, keyed by person.

A file holds the collection year so far: referrals of the year that led to nothing, and episodes
of need that were open at any time in it, with what happened in them. What is known is the union
of the newest file of each year; where two tell of the same thing, the later one is believed. The
numbers of episodes, assessments and plans count within a file, so a thing is known again by the
child and the day it began, as the census itself keys a referral. Not here: who is the same person
in another system.

Nobody is left out: where no person is known by a child's id, ``person_id`` is null and the event
counts all the same.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from ae_pipeline.facts.coverage import Span, years_covered
from ae_pipeline.facts.declaration import Facts, FactTable, Frames, SubmissionRows, stacked
from ae_pipeline.periods import CollectionYear, Month
from ae_pipeline.returns.cin.codes import NO, YES
from ae_pipeline.schema import social_care as tables

if TYPE_CHECKING:
    from collections.abc import Sequence

_APRIL = 4
_PRE_PROCEEDINGS_SINCE = Month(2025, _APRIL)
_NO_DISABILITY = "NONE"
_CHILD = "la_child_id"
_EPISODE = ["submission", _CHILD, "cin_details_id"]
_MS: Final = "datetime64[ms]"


def pre_proceedings_covered(months: Sequence[Month]) -> Span | None:
    """The days that ``pre_proceedings`` tells of: years before 2025-26 had no such module."""
    return years_covered(_APRIL)([each for each in months if each >= _PRE_PROCEEDINGS_SINCE])


def _build(drops: Sequence[SubmissionRows]) -> Frames:
    told = _stack(drops, "cin_details")
    referrals = _referrals(drops, told)
    plans = _with_end(
        drops,
        "child_protection_plans",
        _believed(_stack(drops, "child_protection_plans"), "cpp_start_date"),
        "cpp_end_date",
    ).assign(plan_no=lambda rows: range(1, len(rows) + 1))
    enquiries = _believed(_stack(drops, "section47"), "s47_actual_start_date")
    frames = {
        tables.referral.name: referrals,
        tables.assessment.name: _assessments(drops, told, referrals),
        tables.section_47_enquiry.name: _of_referrals(enquiries, told, referrals).rename(
            columns={"s47_actual_start_date": "started_on"}
        ),
        tables.initial_conference.name: _conferences(told, enquiries),
        tables.cin_plan.name: _with_end(
            drops,
            "cin_plan_dates",
            _believed(_stack(drops, "cin_plan_dates"), "cin_plan_start_date"),
            "cin_plan_end_date",
        ).rename(columns={"cin_plan_start_date": "started_on"}),
        tables.protection_plan.name: plans.rename(
            columns={
                "cpp_start_date": "started_on",
                "number_of_previous_cpp": "previous_plans",
            }
        ),
        tables.pre_proceedings.name: _pre_proceedings(drops),
    }
    person = drops[-1].person
    made = {name: frame.assign(person_id=person(frame[_CHILD])) for name, frame in frames.items()}
    return {**made, tables.protection_review.name: _reviews(drops, plans)}


def _stack(drops: Sequence[SubmissionRows], table: str) -> pd.DataFrame:
    """The rows of a table over all files, oldest first, with ``drop`` and ``year`` it is of."""
    rows = stacked(drops, table)
    years = {str(each.month): CollectionYear.of(each.month.start).start_year for each in drops}
    return rows.assign(year=rows["submission"].map(years).astype("Int64"))


def _believed(rows: pd.DataFrame, started: str) -> pd.DataFrame:
    """One row a child and day: of the newest file, and in it the last."""
    return rows.drop_duplicates([_CHILD, started], keep="last", ignore_index=True)


def _with_end(
    drops: Sequence[SubmissionRows],
    table: str,
    rows: pd.DataFrame,
    ended: str,
    opened: pd.Series[bool] | None = None,
) -> pd.DataFrame:
    """Add ``ended_on``: when something ended, and ``ended_imputed``: whether that was imputed.

    What a year's last file left open and the next year's does not mention ended on the first day
    after the year. But where the next year's file has a row of the child in quarantine, what was
    last known stands.

    Args:
        drops: with what was set aside.
        table: asset name.
        rows: its believed rows.
        ended: their column with the end.
        opened: those that can be open at all; all of them where not given.
    """
    newest = max(CollectionYear.of(each.month.start).start_year for each in drops)
    vanished = rows[ended].isna() & (rows["year"] < newest)
    if opened is not None:
        vanished &= opened
    for each in drops:
        before = CollectionYear.of(each.month.start).start_year - 1
        aside = each.quarantined.get(table, frozenset())
        vanished &= ~((rows["year"] == before) & rows[_CHILD].isin(aside))
    following = rows["year"].map(lambda year: date(int(year) + 1, _APRIL, 1))
    end = rows[ended].astype(_MS).mask(vanished, pd.to_datetime(following).astype(_MS))
    return rows.assign(ended_on=end, ended_imputed=vanished.astype(bool))


def _referrals(drops: Sequence[SubmissionRows], told: pd.DataFrame) -> pd.DataFrame:
    """One row a child and day; of two in a file one that led to action is believed."""
    flags = told.assign(no_further_action=_flags(told["referral_nfa"]))
    led = ~flags["no_further_action"].fillna(value=False).astype(bool)
    ordered = flags.assign(led=led).sort_values(["submission", "led"], kind="stable")
    rows = _believed(ordered, "cin_referral_date")
    closed = _with_end(drops, "cin_details", rows, "cin_closure_date", rows["led"])
    children = _stack(drops, "child_identifiers").drop_duplicates(_CHILD, keep="last")
    born = children.set_index(_CHILD)
    told_on = born["person_birth_date"].astype(_MS)
    born_on = told_on.fillna(born["expected_person_birth_date"].astype(_MS))
    return closed.assign(
        referral_no=range(1, len(closed) + 1),
        born_on=born_on.reindex(closed[_CHILD]).to_numpy(),
    ).rename(
        columns={
            "cin_referral_date": "referred_on",
            "primary_need_code": "primary_need",
            "reason_for_closure": "closure_reason",
            "ended_on": "closed_on",
            "ended_imputed": "closed_imputed",
        }
    )


def _of_referrals(rows: pd.DataFrame, told: pd.DataFrame, referrals: pd.DataFrame) -> pd.DataFrame:
    """Add ``referral_no``, by what the row's own file says of the episode that it is in."""
    numbers = referrals[[_CHILD, "referred_on", "referral_no"]]
    known = (
        told[[*_EPISODE, "cin_referral_date"]]
        .merge(numbers, left_on=[_CHILD, "cin_referral_date"], right_on=[_CHILD, "referred_on"])
        .drop_duplicates(_EPISODE, keep="last")
    )
    numbered = rows.merge(
        known[[*_EPISODE, "referral_no"]], how="left", on=_EPISODE, validate="many_to_one"
    )
    return numbered.astype({"referral_no": "Int64"})


def _assessments(
    drops: Sequence[SubmissionRows], told: pd.DataFrame, referrals: pd.DataFrame
) -> pd.DataFrame:
    rows = _believed(_stack(drops, "assessments"), "assessment_actual_start_date")
    said = _stack(drops, "disabilities")
    newest = said["submission"] == said.groupby(_CHILD)["submission"].transform("max")
    disabled = said.loc[newest & (said["disability"] != _NO_DISABILITY), _CHILD]
    return (
        _of_referrals(rows, told, referrals)
        .assign(disabled=lambda each: each[_CHILD].isin(disabled))
        .rename(
            columns={
                "assessment_actual_start_date": "started_on",
                "assessment_authorisation_date": "authorised_on",
            }
        )
    )


def _conferences(told: pd.DataFrame, enquiries: pd.DataFrame) -> pd.DataFrame:
    """One row a child and day: of the last enquiry that it is told of, if of any.

    A file tells only the conferences of its year at an episode, so those of every year count.
    """
    of_enquiries = enquiries.assign(enquiry_started_on=enquiries["s47_actual_start_date"])
    parts = [
        told.assign(enquiry_started_on=pd.Series(pd.NaT, index=told.index, dtype=_MS)),
        of_enquiries.sort_values("enquiry_started_on", kind="stable"),
    ]
    columns = [_CHILD, "date_of_initial_cpc", "enquiry_started_on", "source_file", "source_row"]
    rows = pd.concat([each[columns] for each in parts], ignore_index=True)
    held = rows[rows["date_of_initial_cpc"].notna()]
    return _believed(held, "date_of_initial_cpc").rename(columns={"date_of_initial_cpc": "held_on"})


def _reviews(drops: Sequence[SubmissionRows], plans: pd.DataFrame) -> pd.DataFrame:
    """Reviews that any year's file tells of; one whose plan no file has is left out."""
    keys = ["submission", _CHILD, "cpp_id"]
    told = _stack(drops, "child_protection_plans")[[*keys, "cpp_start_date"]]
    starts = told.drop_duplicates(keys, keep="last")
    numbers = plans[[_CHILD, "cpp_start_date", "plan_no"]]
    return (
        _stack(drops, "reviews")
        .merge(starts, on=keys)
        .merge(numbers, on=[_CHILD, "cpp_start_date"])
        .drop_duplicates(["plan_no", "cpp_review_date"], keep="last", ignore_index=True)
        .rename(columns={"cpp_review_date": "reviewed_on"})
    )


def _pre_proceedings(drops: Sequence[SubmissionRows]) -> pd.DataFrame:
    """Times that began; a family group decision without one is left out."""
    told = _stack(drops, "pre_proceedings")
    # Years without the module give columns of no type.
    told = told.assign(pp_start_date=told["pp_start_date"].astype(_MS))
    rows = _believed(told[told["pp_start_date"].notna()], "pp_start_date")
    decided = rows["step_decision_date"].astype(_MS)
    court = rows["court_app_date"].astype(_MS)
    rows = rows.assign(
        over=decided.where(~(court < decided), court).fillna(court),
        court_applied_on=court,
        meeting_offered=_flags(rows["fgdm_meeting_offer"]),
        meeting_held=_flags(rows["fgdm_meeting_fac"]),
    )
    ended = _with_end(drops, "pre_proceedings", rows, "over")
    return ended.rename(columns={"pp_start_date": "started_on"})


def _flags(said: pd.Series[Any]) -> pd.Series[Any]:
    """True, false, or null for what is neither."""
    return said.isin(YES).astype("boolean").where(said.isin(YES) | said.isin(NO))


_READS = {
    "child_identifiers": (_CHILD, "person_birth_date", "expected_person_birth_date"),
    "disabilities": (_CHILD, "disability"),
    "cin_details": (
        *(_CHILD, "cin_details_id", "cin_referral_date", "primary_need_code"),
        *("cin_closure_date", "reason_for_closure", "date_of_initial_cpc", "referral_nfa"),
    ),
    "assessments": (
        *(_CHILD, "cin_details_id", "assessment_actual_start_date"),
        "assessment_authorisation_date",
    ),
    "cin_plan_dates": (_CHILD, "cin_plan_start_date", "cin_plan_end_date"),
    "section47": (_CHILD, "cin_details_id", "s47_actual_start_date", "date_of_initial_cpc"),
    "child_protection_plans": (
        *(_CHILD, "cpp_id", "cpp_start_date", "cpp_end_date"),
        "number_of_previous_cpp",
    ),
    "reviews": (_CHILD, "cpp_id", "cpp_review_date"),
    "pre_proceedings": (
        *(_CHILD, "pp_start_date", "step_decision_date", "court_app_date"),
        *("fgdm_meeting_offer", "fgdm_meeting_fac"),
    ),
}
_CAN_VANISH = ("cin_details", "cin_plan_dates", "child_protection_plans", "pre_proceedings")

FACTS = Facts(
    source="cin",
    reads=_READS,
    makes=(
        FactTable(tables.referral, ("cin_details", "child_identifiers")),
        FactTable(tables.assessment, ("assessments", "cin_details", "disabilities")),
        FactTable(tables.section_47_enquiry, ("section47", "cin_details")),
        FactTable(tables.initial_conference, ("section47", "cin_details")),
        FactTable(tables.cin_plan, ("cin_plan_dates",)),
        FactTable(tables.protection_plan, ("child_protection_plans",)),
        FactTable(tables.protection_review, ("reviews", "child_protection_plans")),
        FactTable(tables.pre_proceedings, ("pre_proceedings",), pre_proceedings_covered),
    ),
    covers=years_covered(_APRIL),
    build=_build,
    quarantined=dict.fromkeys(_CAN_VANISH, ("LAchildID", "cin/child")),
)
