"""Rows of SEN2 that can be made wrong: each cell is fine, and they do not go together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_city.row_faults import RowFault
from ae_city.schooling.changing import (
    LONG_AGO,
    as_in,
    both,
    emptied,
    empty,
    filled,
    saying,
    says,
)

if TYPE_CHECKING:
    import pandas as pd

    from ae_city.row_faults import Rows

_NEWER = "2024"
_DECIDED = ("Y", "N")


def _numbered(rows: Rows) -> pd.Series[bool]:
    return rows["UPN"].notna() | rows["UniqueLearnerNumber"].notna()


def _never_reviewed(rows: Rows) -> pd.Series[bool]:
    return rows["LastReview"].isna() & rows["ReviewMeeting"].isna()


def _placed(table: str) -> tuple[RowFault, ...]:
    at_school = both(filled("URN"), empty("SENSetting"))
    explained = both(saying("SENSetting", "OTH", "NIEO"), filled("SENSettingOther"))
    return (
        RowFault(table, "AE-SEN2-NOWHERE", "URN", emptied, at_school),
        RowFault(table, "AE-SEN2-SETTING", "SENSetting", says("OLA"), at_school),
        RowFault(table, "AE-SEN2-WORDS", "SENSettingOther", emptied, explained),
    )


ROW_FAULTS = (
    RowFault("Person", "AE-SEN2-NO-NUMBER", "UPNunknown", emptied, filled("UPNunknown")),
    RowFault("Person", "AE-SEN2-NUMBER-KNOWN", "UPNunknown", says("UN2"), _numbered),
    RowFault("Person", "AE-SEN2-SEX", "Sex", emptied, filled("Sex"), since=_NEWER),
    RowFault(
        "Requests",
        "AE-SEN2-RECEIVED",
        "ReceivedDate",
        emptied,
        both(saying("RequestOutcome", "Y", "N", "A", "W"), filled("ReceivedDate")),
    ),
    RowFault(
        "Requests",
        "AE-SEN2-DECIDED",
        "RequestOutcomeDate",
        emptied,
        saying("RequestOutcome", *_DECIDED),
    ),
    RowFault(
        "Requests",
        "AE-SEN2-AWAITED",
        "RequestOutcomeDate",
        as_in("ReceivedDate"),
        saying("RequestOutcome", "A"),
    ),
    RowFault(
        "Requests",
        "AE-SEN2-ORDER",
        "RequestOutcomeDate",
        says(LONG_AGO),
        both(saying("RequestOutcome", *_DECIDED, "W"), filled("ReceivedDate")),
    ),
    RowFault(
        "Assessment",
        "AE-SEN2-DECIDED",
        "AssessmentOutcomeDate",
        emptied,
        saying("AssessmentOutcome", "N"),
    ),
    RowFault(
        "Assessment",
        "AE-SEN2-AWAITED",
        "AssessmentOutcomeDate",
        says(LONG_AGO),
        saying("AssessmentOutcome", "A"),
    ),
    RowFault("NamedPlan", "AE-SEN2-SPAN", "CeaseDate", says(LONG_AGO), filled("CeaseDate")),
    RowFault("NamedPlan", "AE-SEN2-CEASED", "CeaseReason", emptied, filled("CeaseDate")),
    *_placed("PlanDetail"),
    *_placed("PlacementDetail"),
    RowFault("PlacementDetail", "AE-SEN2-SPAN", "LeavingDate", says(LONG_AGO), filled("EntryDate")),
    RowFault(
        "ActivePlans",
        "AE-SEN2-REVIEW",
        "ReviewOutcome",
        says("M"),
        _never_reviewed,
        since=_NEWER,
    ),
)
