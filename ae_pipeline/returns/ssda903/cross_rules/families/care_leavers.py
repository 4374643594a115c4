"""Care leavers (OC3): of whom their information is asked, and of whom it is not.

Here: whether a young person is a care leaver, by age and by the episodes of this year and the
last. Not here: the codes of the answers (the contract).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ae_pipeline.returns.ssda903 import codes
from ae_pipeline.returns.ssda903.cross_rules.ages import birthday
from ae_pipeline.returns.ssda903.cross_rules.columns import NotEvaluable
from ae_pipeline.returns.ssda903.cross_rules.rule import OfficialRules
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.sequence import NONE

if TYPE_CHECKING:
    from ae_pipeline.returns.ssda903.cross_rules.columns import Mask, Ssda903Columns

rules = OfficialRules()
_ANSWERS = ("IN_TOUCH", "ACTIV", "ACCOM")
_CHILD = ("CHILD",)
_WITH_FORMER_FOSTER_CARER = frozenset({"Z1", "Z2"})
_DIED, _TO_OTHER_AUTHORITY = "E2", "E3"
_THIRTEEN_WEEKS = 91
_BEFORE_OR_AFTER_BIRTHDAY = (17, 18)
_OTHER_TABLES = ("AD1", "Missing", "OC2", "PlacedAdoption", "PrevPerm", "Reviews")
_ONE_DAY = pd.Timedelta(days=1)


@rules(
    "1000",
    fields={"OC3": _ANSWERS},
    reads={"OC3": _CHILD, "Episodes": ("CHILD", "REC")},
    message="The child died in care, so nothing is asked of a care leaver: remove the answers, or "
    "correct the reason the episode ceased.",
)
def died_in_care(evidence: Ssda903Columns) -> dict[str, Mask]:
    """An episode of this year, or of last year's return where it was given, ended in death."""
    died = evidence.which_children("Episodes", evidence.episodes["REC"].eq(_DIED))
    try:
        before = evidence.previous
    except NotEvaluable:
        before = None
    if before is not None and before.given("Episodes", "CHILD", "REC"):
        died |= before.which_children("Episodes", before.episodes["REC"].eq(_DIED))
    return {"OC3": _answered(evidence) & evidence.on("OC3", died)}


@rules(
    "1001",
    fields={"OC3": _ANSWERS},
    reads={"OC3": _CHILD, "Header": ("CHILD", "DOB"), "Episodes": ("CHILD", "DECOM", "DEC")},
    previous={"Episodes": ("CHILD", "DECOM", "DEC")},
    message="By the episodes of this year and the last, the young person was not in care for "
    "thirteen weeks since 14 and at 16 or over: check whether this is a care leaver.",
)
def too_short_in_care(evidence: Ssda903Columns) -> dict[str, Mask]:
    """Under 91 days in care from the 14th birthday on, or no day from the 16th on.

    Days of both years' episodes count, other than short breaks (V3, V4); one that both years have
    counts once, as this year has it. A young person with no episode in either year is 1002's.
    """
    rows = pd.concat([_stays(evidence), _stays(evidence.previous)], ignore_index=True)
    rows = rows[(rows["child"] != NONE) & rows["start"].notna()]
    rows = rows.drop_duplicates(["child", "start"], ignore_index=True)
    known = evidence.which_children("Episodes") | evidence.previous.which_children("Episodes")
    born = evidence.per_child("Header", "DOB")
    at_14 = birthday(born, 14).reindex(rows["child"]).reset_index(drop=True)
    at_16 = birthday(born, 16).reindex(rows["child"]).reset_index(drop=True)
    days = (rows["end"] - rows["start"].where(rows["start"] > at_14, at_14)).dt.days.clip(lower=0)
    total = days.groupby(rows["child"]).sum().reindex(born.index).fillna(0)
    later = (rows["end"] > at_16).groupby(rows["child"]).any()
    is_relevant = (total >= _THIRTEEN_WEEKS) & later.reindex(born.index, fill_value=False)
    wrong = born.notna() & known & ~is_relevant
    return {"OC3": _answered(evidence) & evidence.on("OC3", wrong)}


@rules(
    "1002",
    fields={"OC3": _ANSWERS},
    reads={"OC3": _CHILD, "Episodes": _CHILD},
    previous={"Episodes": _CHILD},
    message="Neither this year's return nor last year's has an episode of care of this young "
    "person: check whether this is a care leaver.",
)
def never_in_care(evidence: Ssda903Columns) -> dict[str, Mask]:
    """No episode in this year's return or last year's."""
    known = evidence.which_children("Episodes") | evidence.previous.which_children("Episodes")
    has_child = evidence.table("OC3")["CHILD"].notna()
    return {"OC3": _answered(evidence) & has_child & ~evidence.on("OC3", known)}


@rules(
    "1007",
    fields={"OC3": _ANSWERS},
    reads={"OC3": ("CHILD", "DOB"), "Episodes": ("CHILD", "DECOM", "DEC")},
    message="The young person was looked after on the birthday, at 17 or 18, so was no care leaver "
    "yet: remove the answers, or correct the episodes.",
)
def in_care_on_birthday(evidence: Ssda903Columns) -> dict[str, Mask]:
    """An episode holds on the 17th or 18th birthday, where that is in the year.

    One that ended on the birthday does not: who leaves care at 18 is a care leaver that day.
    """
    rows = evidence.episodes
    day = evidence.on("Episodes", _birthdays(evidence))
    held = (rows["DECOM"] <= day) & (day.notna() & (rows["DEC"].isna() | (rows["DEC"] > day)))
    in_care = evidence.on("OC3", evidence.which_children("Episodes", held))
    return {"OC3": _answered(evidence) & in_care}


@rules(
    "1010",
    fields={"OC3": _ANSWERS},
    reads={"OC3": _CHILD, "Episodes": _CHILD},
    previous={"Episodes": ("CHILD", "DECOM", "DEC")},
    message="Last year's return left an episode open and this year's has none: add the episodes, "
    "or remove the answers.",
    dimension=Dimension.COMPLETENESS,
)
def care_not_carried_over(evidence: Ssda903Columns) -> dict[str, Mask]:
    """No episode this year, and the last of last year's has no ``DEC``."""
    before = evidence.previous
    open_ = before.order("Episodes").is_last & before.episodes["DEC"].isna()
    lost = before.which_children("Episodes", open_) & ~evidence.which_children("Episodes")
    return {"OC3": _answered(evidence) & evidence.on("OC3", lost)}


@rules(
    "1011",
    fields={"OC3": _ANSWERS},
    reads={"OC3": _CHILD, "Episodes": ("CHILD", "DECOM", "REC")},
    message="Care passed to another authority, which follows the young person up: remove the "
    "answers, or correct the reason the last episode ceased.",
)
def followed_up_elsewhere(evidence: Ssda903Columns) -> dict[str, Mask]:
    """The last episode's ``REC`` says another authority."""
    moved = evidence.order("Episodes").is_last & evidence.episodes["REC"].eq(_TO_OTHER_AUTHORITY)
    elsewhere = evidence.on("OC3", evidence.which_children("Episodes", moved))
    return {"OC3": _answered(evidence) & elsewhere}


@rules(
    "1012",
    fields=dict.fromkeys(_OTHER_TABLES, _CHILD),
    reads={"OC3": _CHILD, "Episodes": _CHILD},
    spares=dict.fromkeys(_OTHER_TABLES, _CHILD),
    message="Of a care leaver with no episode in the year nothing else is asked: remove the row, "
    "or add the episodes.",
)
def more_than_is_asked(evidence: Ssda903Columns) -> dict[str, Mask]:
    """Rows in tables about children in care, of a child in OC3 without an episode.

    Header is not one of them, and of UASC the rule is 1014. Asked of those that were given.
    """
    left = evidence.which_children("OC3") & ~evidence.which_children("Episodes")
    others = [table for table in _OTHER_TABLES if evidence.given(table, "CHILD")]
    if not others:
        raise NotEvaluable(f"any of {', '.join(_OTHER_TABLES)}")
    return {table: evidence.on(table, left) for table in others}


@rules(
    "1014",
    fields={"UASC": ("DUC",), "OC3": _ANSWERS},
    reads={"UASC": _CHILD, "OC3": _CHILD, "Episodes": _CHILD},
    message="UASC information is not asked of a care leaver who was not in care in the year: "
    "remove it, or add the episodes.",
)
def uasc_of_care_leaver(evidence: Ssda903Columns) -> dict[str, Mask]:
    """A row in UASC and answers in OC3, of a child without an episode in the year."""
    answered = _answered(evidence)
    left = evidence.which_children("OC3", answered) & ~evidence.which_children("Episodes")
    both = left & evidence.which_children("UASC")
    return {"UASC": evidence.on("UASC", both), "OC3": answered & evidence.on("OC3", both)}


@rules(
    "1016",
    fields={"OC3": _ANSWERS},
    reads={"OC3": ("CHILD", "DOB"), "Episodes": ("CHILD", "DECOM", "DEC", "REC")},
    message="The young person left care after the birthday, at 17 or 18, so nothing is asked "
    "about that day: remove the answers, or correct the episodes.",
)
def left_care_after_birthday(evidence: Ssda903Columns) -> dict[str, Mask]:
    """The last episode ended care, after the 17th or 18th birthday, where that is in the year."""
    rows = evidence.episodes
    ended_care = rows["REC"].notna() & ~rows["REC"].eq(codes.CONTINUES)
    after = rows["DEC"] > evidence.on("Episodes", _birthdays(evidence))
    left = evidence.order("Episodes").is_last & ended_care & after
    return {
        "OC3": _answered(evidence) & evidence.on("OC3", evidence.which_children("Episodes", left))
    }


@rules(
    "3001",
    fields={"OC3": ("ACCOM",)},
    reads={"OC3": ("DOB",)},
    message="At 17 a young person cannot be living with a former foster carer: correct the "
    "accommodation.",
    dimension=Dimension.ACCURACY,
)
def with_former_foster_carer_at_17(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``ACCOM`` Z1 or Z2, and the 17th birthday is in the year."""
    rows = evidence.table("OC3")
    at_17 = birthday(rows["DOB"], 17)
    in_year = (at_17 >= evidence.collection_start) & (at_17 <= evidence.collection_end)
    return {"OC3": in_year & rows["ACCOM"].isin(_WITH_FORMER_FOSTER_CARER)}


def _answered(evidence: Ssda903Columns) -> pd.Series[bool]:
    """Rows of OC3 with any answer."""
    return evidence.table("OC3")[list(_ANSWERS)].notna().any(axis=1)


def _birthdays(evidence: Ssda903Columns) -> pd.Series[Any]:
    """By child number: the 17th or 18th birthday, where it is in the year; by ``DOB`` of OC3."""
    born = evidence.per_child("OC3", "DOB")
    day = pd.Series(pd.NaT, index=born.index, dtype="datetime64[s]")
    for age in _BEFORE_OR_AFTER_BIRTHDAY:
        reached = birthday(born, age)
        in_year = (reached >= evidence.collection_start) & (reached <= evidence.collection_end)
        day = day.mask(in_year, reached)
    return day


def _stays(evidence: Ssda903Columns) -> pd.DataFrame:
    """Episodes other than short breaks: child, start, and end or else the day after the year."""
    rows = evidence.episodes
    stays = pd.DataFrame(
        {
            "child": evidence.children("Episodes"),
            "start": rows["DECOM"],
            "end": rows["DEC"].fillna(evidence.collection_end + _ONE_DAY),
        }
    )
    return stays[~evidence.optional("Episodes", "LS").isin(codes.SHORT_BREAKS)]
