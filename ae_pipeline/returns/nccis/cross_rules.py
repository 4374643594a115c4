"""Rules of NCCIS over rows and tables: one activity at a time, one after another, of one person.

All are the house's. An activity ends on the first day of the next. Not here: rules that a row
answers by itself (``nccis.rules``), the age for the September Guarantee among them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ae_pipeline.returns.nccis import codes
from ae_pipeline.returns.nccis.codes import ActivityClass
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.joining import groups, overlapping, shared, stands_in, told, upns
from ae_pipeline.validation.rule import LocalRules
from ae_pipeline.validation.sequence import Sequence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ae_pipeline.validation.columns import Mask, ReturnColumns

rules = LocalRules()
_PEOPLE, _ACTIVITIES, _GUARANTEE = "YoungPeople", "Activities", "SeptemberGuarantee"
_ID = "YPID"
_IN_COHORT, _DIED = "C", "D"
_NEET = codes.of_class(ActivityClass.NEET)
_NOT_KNOWN = codes.of_class(ActivityClass.NOT_KNOWN)
_NEVER = pd.Timestamp("2999-12-31")
"""Stands for the end of what lasts."""


def _of_nobody(table: str, part: str) -> None:
    @rules(
        f"AE-NCCIS-NO-PERSON-{part}",
        fields={table: (_ID,)},
        reads={_PEOPLE: (_ID,)},
        message="The row is of a young person who is not there: add the person, or correct the "
        "number.",
    )
    def without_person(evidence: ReturnColumns) -> dict[str, Mask]:
        ids = evidence.table(table)[_ID]
        return {table: ids.notna() & ~stands_in(ids, evidence.table(_PEOPLE)[_ID])}


_of_nobody(_ACTIVITIES, "ACTIVITY")
_of_nobody("Characteristics", "CHARACTERISTIC")
_of_nobody(_GUARANTEE, "GUARANTEE")


def _born_otherwise(table: str, part: str) -> None:
    @rules(
        f"AE-NCCIS-DOB-{part}",
        fields={table: ("DOB",)},
        reads={table: (_ID,), _PEOPLE: (_ID, "DOB")},
        message="The date of birth is not the one in YoungPeople: correct the wrong one.",
        dimension=Dimension.ACCURACY,
    )
    def born_otherwise(evidence: ReturnColumns) -> dict[str, Mask]:
        born, said = _of_person(evidence, table, "DOB"), evidence.table(table)["DOB"]
        return {table: born.notna() & said.notna() & born.ne(said)}


_born_otherwise(_ACTIVITIES, "ACTIVITY")
_born_otherwise(_GUARANTEE, "GUARANTEE")


@rules(
    "AE-NCCIS-UPN-TWICE",
    fields={_PEOPLE: ("UPN",)},
    message="Two young people have this UPN: put them together, or correct the number.",
    dimension=Dimension.UNIQUENESS,
)
def same_number_twice(evidence: ReturnColumns) -> dict[str, Mask]:
    """``UPN`` on several rows."""
    return {_PEOPLE: shared(groups(upns(evidence.table(_PEOPLE)["UPN"]))) > 1}


@rules(
    "AE-NCCIS-TWO-CURRENT",
    fields={_ACTIVITIES: ("STARTDATE", "ENDDATE")},
    reads={_ACTIVITIES: (_ID,)},
    message="The young person has two activities without an end: end the earlier on the first day "
    "of the later.",
    dimension=Dimension.UNIQUENESS,
)
def two_current(evidence: ReturnColumns) -> dict[str, Mask]:
    """Several activities without ``ENDDATE``."""
    rows = evidence.table(_ACTIVITIES)
    current = rows["ENDDATE"].isna().to_numpy(dtype=bool)
    return {_ACTIVITIES: current & (shared(groups(rows[_ID]), current) > 1)}


@rules(
    "AE-NCCIS-NO-CURRENT",
    fields={_PEOPLE: ("COHORTSTATUS",)},
    reads={_PEOPLE: (_ID,), _ACTIVITIES: (_ID, "ENDDATE")},
    message="The young person is in the cohort and has no current activity: add it, not known if "
    "need be.",
    dimension=Dimension.COMPLETENESS,
)
def without_current(evidence: ReturnColumns) -> dict[str, Mask]:
    """``COHORTSTATUS`` C and no activity without ``ENDDATE``."""
    people = evidence.table(_PEOPLE)
    in_cohort = people["COHORTSTATUS"].eq(_IN_COHORT).fillna(value=False)
    return {_PEOPLE: in_cohort & people[_ID].notna() & ~_has_current(evidence, people[_ID])}


@rules(
    "AE-NCCIS-DIED",
    fields={_ACTIVITIES: ("ENDDATE",)},
    reads={_ACTIVITIES: (_ID,), _PEOPLE: (_ID, "COHORTSTATUS")},
    message="The young person has died and has a current activity: end it, or correct the status.",
)
def current_of_the_dead(evidence: ReturnColumns) -> dict[str, Mask]:
    """``COHORTSTATUS`` D and an activity without ``ENDDATE``."""
    died = _of_person(evidence, _ACTIVITIES, "COHORTSTATUS").eq(_DIED).fillna(value=False)
    return {_ACTIVITIES: died & evidence.table(_ACTIVITIES)["ENDDATE"].isna()}


@rules(
    "AE-NCCIS-OVERLAP",
    fields={_ACTIVITIES: ("STARTDATE", "ENDDATE")},
    reads={_ACTIVITIES: (_ID,)},
    message="Two activities of the young person have a time in common: correct the dates.",
    dimension=Dimension.ACCURACY,
)
def at_one_time(evidence: ReturnColumns) -> dict[str, Mask]:
    """A day in common; two that both have no end are told by another rule.

    Where several have no end, the one that began last takes part.
    """
    rows = evidence.table(_ACTIVITIES)
    numbers = groups(rows[_ID])
    order = _order(evidence)
    current = rows["ENDDATE"].isna().to_numpy(dtype=bool)
    latest = order.is_last.to_numpy() | ~current | (shared(numbers, current) == 1)
    return {_ACTIVITIES: overlapping(numbers, rows["STARTDATE"], rows["ENDDATE"], latest)}


@rules(
    "AE-NCCIS-GAP",
    fields={_ACTIVITIES: ("STARTDATE",)},
    reads={_ACTIVITIES: (_ID, "ENDDATE")},
    message="There is a time without an activity before this one: correct the dates, or tell what "
    "the young person did, not known if need be.",
    dimension=Dimension.COMPLETENESS,
)
def time_without_activity(evidence: ReturnColumns) -> dict[str, Mask]:
    """``STARTDATE`` after every earlier ``ENDDATE``, none of which is open."""
    rows = evidence.table(_ACTIVITIES)
    order = _order(evidence)
    ended = _latest_end_before(rows, order, groups(rows[_ID]))
    return {_ACTIVITIES: order.has_previous & (rows["STARTDATE"] > ended)}


@rules(
    "AE-NCCIS-PREVIOUS",
    fields={_ACTIVITIES: ("PREVIOUSACTIVITY",)},
    reads={_ACTIVITIES: (_ID, "ACTIVITY", "STARTDATE")},
    message="The activity before is another than the list of activities has: correct one.",
)
def previous_otherwise(evidence: ReturnColumns) -> dict[str, Mask]:
    """``PREVIOUSACTIVITY`` other than the ``ACTIVITY`` of the row before, if filled."""
    rows = evidence.table(_ACTIVITIES)
    before, said = _order(evidence).previous(rows["ACTIVITY"]), rows["PREVIOUSACTIVITY"]
    return {_ACTIVITIES: before.notna() & said.notna() & before.ne(said).fillna(value=False)}


@rules(
    "AE-NCCIS-NEET-RUN",
    fields={_ACTIVITIES: ("ACTIVITY", "NEETSTART")},
    reads={_ACTIVITIES: (_ID, "STARTDATE", "ENDDATE")},
    message="The young person was not NEET in the activity before, or was since another day: NEET "
    "is counted from the first day of the unbroken time.",
    dimension=Dimension.ACCURACY,
)
def neet_since(evidence: ReturnColumns) -> dict[str, Mask]:
    """``NEETSTART`` other than the unbroken time says, where there is an activity before.

    After an activity that is not NEET it is ``STARTDATE``; after one that is, and that ended on
    this day, it is that one's.
    """
    rows = evidence.table(_ACTIVITIES)
    order = _order(evidence)
    before = order.previous(rows["ACTIVITY"])
    was_neet = before.isin(_NEET)
    unbroken = was_neet & order.previous(rows["ENDDATE"]).eq(rows["STARTDATE"])
    known_not_neet = before.isin(codes.ACTIVITIES) & ~was_neet
    expected = rows["STARTDATE"].where(known_not_neet)
    expected = expected.mask(unbroken, order.previous(rows["NEETSTART"]))
    since = rows["NEETSTART"]
    differs = since.notna() & expected.notna() & since.ne(expected)
    return {_ACTIVITIES: rows["ACTIVITY"].isin(_NEET) & differs}


@rules(
    "AE-NCCIS-LAPSED",
    fields={_ACTIVITIES: ("ACTIVITY", "ENDDATE", "REVIEWDUE")},
    reads={_ACTIVITIES: (_ID,), _PEOPLE: (_ID, "EXTRACTDATE")},
    message="The current activity was to be confirmed before the day of the extract and was not: "
    "confirm it, or tell the activity as not known since the day its currency lapsed.",
    dimension=Dimension.TIMELINESS,
)
def lapsed(evidence: ReturnColumns) -> dict[str, Mask]:
    """No end, ``REVIEWDUE`` before ``EXTRACTDATE``, and not told as not known."""
    rows = evidence.table(_ACTIVITIES)
    due = rows["REVIEWDUE"] < _of_person(evidence, _ACTIVITIES, "EXTRACTDATE")
    return {_ACTIVITIES: due & rows["ENDDATE"].isna() & ~rows["ACTIVITY"].isin(_NOT_KNOWN)}


@rules(
    "AE-NCCIS-LATER",
    fields={_ACTIVITIES: ("STARTDATE", "ENDDATE", "ASCERTAINED", "NEETSTART")},
    reads={_ACTIVITIES: (_ID,), _PEOPLE: (_ID, "EXTRACTDATE")},
    message="A day of the activity is after the day of the extract: correct it; what is agreed and "
    "has not begun is a start date agreed.",
    dimension=Dimension.ACCURACY,
)
def after_the_extract(evidence: ReturnColumns) -> dict[str, Mask]:
    """It starts, ended, was confirmed or NEET since a day after ``EXTRACTDATE``."""
    rows = evidence.table(_ACTIVITIES)
    told_days = rows[["STARTDATE", "ENDDATE", "ASCERTAINED", "NEETSTART"]].max(axis=1)
    return {_ACTIVITIES: told_days > _of_person(evidence, _ACTIVITIES, "EXTRACTDATE")}


@rules(
    "AE-NCCIS-CHARACTERISTIC-LATER",
    fields={"Characteristics": ("CHARSTART",)},
    reads={"Characteristics": (_ID,), _PEOPLE: (_ID, "DOB", "EXTRACTDATE")},
    message="The circumstance began before birth or after the day of the extract: correct it.",
    dimension=Dimension.ACCURACY,
)
def characteristic_at_no_time(evidence: ReturnColumns) -> dict[str, Mask]:
    """``CHARSTART`` before ``DOB`` or after ``EXTRACTDATE`` of YoungPeople."""
    start = evidence.table("Characteristics")["CHARSTART"]
    born = _of_person(evidence, "Characteristics", "DOB")
    day = _of_person(evidence, "Characteristics", "EXTRACTDATE")
    return {"Characteristics": (start < born) | (start > day)}


@rules(
    "AE-NCCIS-OFFER-LATER",
    fields={_GUARANTEE: ("OFFERDATE",)},
    reads={_GUARANTEE: (_ID,), _PEOPLE: (_ID, "EXTRACTDATE")},
    message="The offer is after the day of the extract: correct the date.",
    dimension=Dimension.ACCURACY,
)
def offered_after_the_extract(evidence: ReturnColumns) -> dict[str, Mask]:
    """``OFFERDATE`` after ``EXTRACTDATE``."""
    day = _of_person(evidence, _GUARANTEE, "EXTRACTDATE")
    return {_GUARANTEE: evidence.table(_GUARANTEE)["OFFERDATE"] > day}


def _of_person(evidence: ReturnColumns, table: str, column: str) -> pd.Series[Any]:
    """For each row of a table, what YoungPeople says of the person."""
    people = evidence.table(_PEOPLE)
    return told(evidence.table(table)[_ID], people[_ID], people[column])


def _has_current(evidence: ReturnColumns, ids: pd.Series[Any]) -> pd.Series[bool]:
    rows = evidence.table(_ACTIVITIES)
    return stands_in(ids, rows[_ID][rows["ENDDATE"].isna()])


def _order(evidence: ReturnColumns) -> Sequence:
    """The activities of each person in the order of time."""
    rows = evidence.table(_ACTIVITIES)
    ends = rows["ENDDATE"] if "ENDDATE" in rows.columns else None
    return Sequence(groups(rows[_ID]), rows["STARTDATE"], ends)


def _latest_end_before(
    rows: pd.DataFrame, order: Sequence, numbers: NDArray[np.int64]
) -> pd.Series[Any]:
    """For each activity, the latest end of those before it; far away where one of them is open."""
    ends = rows["ENDDATE"].fillna(_NEVER).iloc[order.rows]
    latest = ends.groupby(numbers[order.rows], sort=False).cummax().reindex(rows.index)
    return order.previous(latest)
