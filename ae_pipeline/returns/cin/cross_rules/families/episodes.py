"""Referrals and episodes, and how they follow on each other: 8555Q to 8620, 8815 to 8820, 8866."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_pipeline.returns.cin import codes
from ae_pipeline.returns.cin.cross_rules.rule import CHILD, OfficialRules
from ae_pipeline.returns.cin.cross_rules.spans import overlapping
from ae_pipeline.returns.cin.cross_rules.working_days import one_working_day_earlier
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.sequence import flags

if TYPE_CHECKING:
    from ae_pipeline.returns.cin.cross_rules.columns import CinColumns, Mask

rules = OfficialRules()
_TABLE = "CINdetails"
_BIRTHS = ("PersonBirthDate", "ExpectedPersonBirthDate")
_FORTY_WEEKS = pd.Timedelta(weeks=40)
_SOURCES_SINCE = pd.Timestamp(2013, 4, 1)
"""The census asks for the source of referrals from this day."""
_DIED = "RC2"


def _open(evidence: CinColumns) -> pd.Series[bool]:
    """Episodes without a day of closure that are no referrals without further action."""
    return evidence.table(_TABLE)["CINclosureDate"].isna() & ~evidence.says_yes(
        _TABLE, "ReferralNFA"
    )


@rules(
    "8555Q",
    fields={_TABLE: ("CINreferralDate",), "ChildIdentifiers": ("PersonDeathDate",)},
    reads={_TABLE: CHILD, "ChildIdentifiers": CHILD},
    message="The child was referred after its death: correct one of the dates.",
    dimension=Dimension.ACCURACY,
)
def referred_after_death(evidence: CinColumns) -> dict[str, Mask]:
    """``CINreferralDate`` after ``PersonDeathDate``."""
    died = evidence.of_child(_TABLE, "PersonDeathDate")
    return evidence.with_child(_TABLE, evidence.table(_TABLE)["CINreferralDate"] > died)


@rules(
    "8569Q",
    fields={_TABLE: ("ReferralNFA",)},
    reads={_TABLE: ("CINreferralDate",)},
    message="A referral without further action was made before this collection began: leave it "
    "out, or correct the date or the flag.",
    dimension=Dimension.TIMELINESS,
)
def referral_of_another_year(evidence: CinColumns) -> dict[str, Mask]:
    """No further action, and made before the last working day ahead of the year's first day."""
    made = evidence.table(_TABLE)["CINreferralDate"]
    early = made < one_working_day_earlier(evidence.collection_start)
    return {_TABLE: early & evidence.says_yes(_TABLE, "ReferralNFA")}


@rules(
    "8585Q",
    fields={_TABLE: ("ReasonForClosure",), "ChildIdentifiers": ("PersonDeathDate",)},
    reads={_TABLE: CHILD, "ChildIdentifiers": CHILD},
    message="The episode closed because the child died, and the child has no date of death: give "
    "it, or correct the reason.",
    dimension=Dimension.COMPLETENESS,
)
def died_on_no_day(evidence: CinColumns) -> dict[str, Mask]:
    """RC2, and no ``PersonDeathDate``. A child without a row in ChildIdentifiers has none."""
    died = evidence.table(_TABLE)["ReasonForClosure"].eq(_DIED).fillna(value=False)
    return evidence.with_child(_TABLE, died & evidence.of_child(_TABLE, "PersonDeathDate").isna())


@rules(
    "8600",
    fields={_TABLE: ("CINreferralDate",)},
    message="The date of referral is missing, or after the collection year: give the right one.",
    dimension=Dimension.VALIDITY,
)
def no_usable_referral(evidence: CinColumns) -> dict[str, Mask]:
    """``CINreferralDate`` empty, no date, or after the last day of the year."""
    made = evidence.table(_TABLE)["CINreferralDate"]
    return {_TABLE: made.isna() | (made > evidence.collection_end)}


@rules(
    "8606",
    fields={_TABLE: ("CINreferralDate",), "ChildIdentifiers": _BIRTHS},
    reads={_TABLE: CHILD, "ChildIdentifiers": CHILD},
    spares={"ChildIdentifiers": ("ExpectedPersonBirthDate",)},
    message="The child was referred more than 40 weeks before its birth: correct one of the dates.",
    dimension=Dimension.ACCURACY,
)
def referred_too_early(evidence: CinColumns) -> dict[str, Mask]:
    """``CINreferralDate`` more than 280 days before the birth, or the day it is expected on."""
    made = evidence.table(_TABLE)["CINreferralDate"]
    early = flags(np.zeros(len(made), dtype=bool))
    for column in _BIRTHS:
        if evidence.given("ChildIdentifiers", column):
            early |= made < evidence.of_child(_TABLE, column) - _FORTY_WEEKS
    return evidence.with_child(_TABLE, early)


@rules(
    "8620",
    fields={_TABLE: ("CINclosureDate",)},
    message="The episode closed outside the collection year: correct the date, or leave it out.",
    dimension=Dimension.ACCURACY,
)
def closed_outside_the_year(evidence: CinColumns) -> dict[str, Mask]:
    """``CINclosureDate`` before the first day of the year or after its last."""
    return {_TABLE: evidence.outside_the_year(evidence.table(_TABLE)["CINclosureDate"])}


@rules(
    "8815",
    fields={_TABLE: ("ReferralNFA", "CINclosureDate")},
    reads={_TABLE: CHILD},
    message="The child has more than one open episode: close those that have ended.",
)
def several_open_episodes(evidence: CinColumns) -> dict[str, Mask]:
    """All of a child's episodes that are open, where it has two; an NFA referral is not open."""
    open_ = _open(evidence)
    several = flags(evidence.by_child.count(_TABLE, open_) > 1)
    return {_TABLE: open_ & evidence.on(_TABLE, several)}


@rules(
    "8816",
    fields={_TABLE: ("CINreferralDate", "ReferralNFA")},
    reads={_TABLE: ("LAchildID", "CINclosureDate")},
    message="The episode is open, and the child was referred again later: close it, or correct "
    "the dates.",
)
def open_and_not_the_latest(evidence: CinColumns) -> dict[str, Mask]:
    """An open episode of a child that has a later referral, of any outcome."""
    made = evidence.table(_TABLE)["CINreferralDate"]
    latest = evidence.on(_TABLE, evidence.per_child(_TABLE, "CINreferralDate", take="latest"))
    return {_TABLE: _open(evidence) & (made < latest)}


@rules(
    "8820",
    fields={_TABLE: ("CINreferralDate", "CINclosureDate")},
    reads={_TABLE: ("LAchildID", "ReferralNFA")},
    spares={_TABLE: ("ReferralNFA",)},
    message="Episodes of the child overlap: correct the dates, or leave one out.",
)
def episodes_overlap(evidence: CinColumns) -> dict[str, Mask]:
    """Episodes of a child of which one begins while another lasts; all of them are found.

    One may begin on the day another closes. An open one lasts; a referral without further action
    that has no day of closure lasts no longer than its day.
    """
    rows = evidence.table(_TABLE)
    made, closed = rows["CINreferralDate"], rows["CINclosureDate"]
    if evidence.given(_TABLE, "ReferralNFA"):
        closed = closed.where(closed.notna() | ~evidence.says_yes(_TABLE, "ReferralNFA"), made)
    return {_TABLE: overlapping(evidence.children(_TABLE), made, closed)}


@rules(
    "8866",
    fields={_TABLE: ("CINreferralDate", "ReferralSource")},
    spares={_TABLE: ("CINreferralDate",)},
    message="Say who referred the child, by a code of the list.",
    dimension=Dimension.VALIDITY,
)
def source_not_told(evidence: CinColumns) -> dict[str, Mask]:
    """No source, or none of the list, of a referral since 1 April 2013, or of an unknown day.

    The census has asked for sources since then.
    """
    wrong = ~evidence.table(_TABLE)["ReferralSource"].isin(codes.REFERRAL_SOURCE.base)
    early = evidence.optional(_TABLE, "CINreferralDate") < _SOURCES_SINCE
    return {_TABLE: wrong & ~early}
