"""Reasons for having no UPN that cannot be true: 209, 210.

Not here: what a UPN looks like (the contract), nor whether it changed (``recorded``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ae_pipeline.returns.ssda903.cross_rules.ages import has_reached
from ae_pipeline.returns.ssda903.cross_rules.rule import OfficialRules

if TYPE_CHECKING:
    from ae_pipeline.returns.ssda903.cross_rules.columns import Mask, Ssda903Columns

rules = OfficialRules()
_TOO_YOUNG, _JUST_ARRIVED = "UN1", "UN4"
_SCHOOL_AGE = 5
_WEEK = pd.Timedelta(days=7)


@rules(
    "209",
    fields={"Header": ("UPN", "DOB")},
    message="The child is of school age, so youth is no reason for having no UPN: give it, or the "
    "reason for none.",
)
def of_school_age(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``UPN`` UN1 of a child who is 5 on the last day of the year.

    School age is compulsory school age: it starts on the prescribed day (31 August, 31 December,
    31 March) on or after the fifth birthday, so on the last day of the year all who are 5 have
    reached it. Many of 4 go to school, but need not have a UPN yet.
    """
    rows = evidence.header
    said = rows["UPN"].eq(_TOO_YOUNG).fillna(value=False)
    return {"Header": said & has_reached(rows["DOB"], _SCHOOL_AGE, evidence.collection_end)}


@rules(
    "210",
    fields={"Header": ("UPN",), "Episodes": ("DECOM",)},
    reads={"Header": ("CHILD",), "Episodes": ("CHILD", "DEC")},
    message="The child had been looked after for more than a week when the year ended, so it is "
    "not newly in care: give the UPN, or another reason for none.",
)
def not_newly_in_care(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``UPN`` UN4 of a child in care on the last day, in a period begun over seven days before.

    Seven days are a week and not more than one: begun on 24 March is right, on 23 March not. The
    episode that began the period is found too. Short breaks (V3, V4) are not care.
    """
    periods = evidence.periods_without_short_breaks
    end = evidence.collection_end
    in_care = (periods.start < end - _WEEK) & (periods.end.isna() | (periods.end > end))
    said = evidence.header["UPN"].eq(_JUST_ARRIVED).fillna(value=False)
    wrong = said & evidence.on("Header", evidence.which_children("Episodes", in_care))
    of_child = evidence.on("Episodes", evidence.which_children("Header", wrong))
    return {"Header": wrong, "Episodes": in_care & periods.is_first & of_child}
