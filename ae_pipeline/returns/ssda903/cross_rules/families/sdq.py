"""Who has an SDQ score or a reason for none, by age: 157, 186, 189, 197B, 198.

Here: what ages from 4 to 17 are asked. Not here: 185 and 188 (``health``).
The age is that on the first and on the last day of the collection year, birthdays included.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ae_pipeline.returns.ssda903.cross_rules.ages import has_reached, is_under
from ae_pipeline.returns.ssda903.cross_rules.rule import OfficialRules

if TYPE_CHECKING:
    import pandas as pd

    from ae_pipeline.returns.ssda903.cross_rules.columns import Mask, Ssda903Columns

rules = OfficialRules()
_FROM, _UNTIL = 4, 17
"""The score is asked of those of the first age on the first day, and not the second on the last."""
_OUT_OF_RANGE = "SDQ1"
_CARE = {"Episodes": ("CHILD", "DECOM", "DEC")}


@rules(
    "157",
    fields={"OC2": ("SDQ_REASON", "DOB")},
    message="The child was 4 to 16 all year, so age is no reason for the absence of an SDQ score: "
    "give the score, another reason, or the right date of birth.",
)
def not_out_of_range(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``SDQ_REASON`` SDQ1 of a child of 4 on the first day and under 17 on the last.

    The definition says "or" of the two ages, which is true of everybody: both are meant.
    """
    rows = evidence.table("OC2")
    said = rows["SDQ_REASON"].eq(_OUT_OF_RANGE).fillna(value=False)
    return {"OC2": said & _in_range(evidence, rows["DOB"])}


@rules(
    "186",
    fields={"OC2": ("SDQ_SCORE",)},
    reads={"OC2": ("CHILD", "DOB"), **_CARE},
    message="The child was 4 to 16 all year and looked after throughout: give the SDQ score.",
)
def score_left_out(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``SDQ_SCORE`` empty of a child of 4 to 16 all year, looked after all year.

    A reason for none is no score: unlike 197B, this rule does not speak of reasons. A child
    without a row in OC2 is 191's.
    """
    rows = evidence.table("OC2")
    asked = _all_year(evidence) & _in_range(evidence, rows["DOB"])
    return {"OC2": asked & rows["SDQ_SCORE"].isna()}


@rules(
    "189",
    fields={"OC2": ("DOB", "SDQ_SCORE", "SDQ_REASON")},
    message="The child was 17 or over when the year began, so the SDQ is not asked: leave score "
    "and reason empty.",
)
def asked_too_old(evidence: Ssda903Columns) -> dict[str, Mask]:
    """17 or over on the first day of the year, and a score or a reason for none."""
    rows = evidence.table("OC2")
    given = rows["SDQ_SCORE"].notna() | rows["SDQ_REASON"].notna()
    return {"OC2": given & has_reached(rows["DOB"], _UNTIL, evidence.collection_start)}


@rules(
    "197B",
    fields={"OC2": ("SDQ_REASON", "DOB")},
    reads={"OC2": ("CHILD", "SDQ_SCORE"), **_CARE},
    message="The child turned 4 or 17 in the year: give the SDQ score, or the reason for none.",
)
def neither_score_nor_reason(evidence: Ssda903Columns) -> dict[str, Mask]:
    """Neither is given of a child who came of 4 or 17 in the year, looked after all year.

    The birthday lies after the first day of the year, on which 186 or 189 takes the child.
    """
    rows = evidence.table("OC2")
    born = rows["DOB"]
    turned = _turned(evidence, born, _FROM) | _turned(evidence, born, _UNTIL)
    neither = rows["SDQ_SCORE"].isna() & rows["SDQ_REASON"].isna()
    return {"OC2": _all_year(evidence) & turned & neither}


@rules(
    "198",
    fields={"OC2": ("SDQ_REASON",)},
    reads={"OC2": ("CHILD",), **_CARE},
    message="The child was not looked after all year, so no reason for the absence of an SDQ "
    "score is asked: remove it, or correct the episodes.",
)
def reason_of_child_not_looked_after_all_year(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``SDQ_REASON`` of a child not looked after for the twelve months to the end of the year."""
    return {"OC2": evidence.table("OC2")["SDQ_REASON"].notna() & ~_all_year(evidence)}


def _all_year(evidence: Ssda903Columns) -> pd.Series[Any]:
    return evidence.on("OC2", evidence.looked_after_all_year)


def _in_range(evidence: Ssda903Columns, born: pd.Series[Any]) -> pd.Series[bool]:
    """4 on the first day of the year, and under 17 on the last."""
    began = has_reached(born, _FROM, evidence.collection_start)
    return began & is_under(born, _UNTIL, evidence.collection_end)


def _turned(evidence: Ssda903Columns, born: pd.Series[Any], age: int) -> pd.Series[bool]:
    """Under an age on the first day of the year, and of it on the last."""
    before = is_under(born, age, evidence.collection_start)
    return before & has_reached(born, age, evidence.collection_end)
