"""The limits of six and of twenty weeks from the request, and the exception that a return claims.

A limit is kept on its last day: 42 days after the request, or 140. The days of a decision are those
that the return tells; one that is awaited is late once the day of the return is beyond the limit.
Not here: the order of dates (``dates``).

Source: Special Educational Needs and Disability Regulations 2014, 4, 5, 10 and 13.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ae_pipeline.returns.sen2 import codes
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.joining import told
from ae_pipeline.validation.rule import LocalRules

if TYPE_CHECKING:
    from ae_pipeline.validation.columns import Mask, ReturnColumns

rules = LocalRules()
_SIX_WEEKS, _TWENTY_WEEKS = pd.Timedelta(days=42), pd.Timedelta(days=140)
_REQUEST = "requeststableid"
_RECEIVED = {"Requests": (_REQUEST, "ReceivedDate")}
_ISSUED = ("AssessmentOutcome", "AssessmentOutcomeDate", "Week20")


@rules(
    "AE-SEN2-6-WEEKS",
    fields={"Requests": ("ReceivedDate", "RequestOutcome", "RequestOutcomeDate")},
    message="Whether to assess was told more than six weeks after the request, or is awaited that "
    "long: correct the dates, or know the decision to be late.",
    dimension=Dimension.TIMELINESS,
)
def decided_late(evidence: ReturnColumns) -> dict[str, Mask]:
    """Outcome Y or N told, or still awaited on the day of the return, after more than 42 days.

    One that is awaited is not asked about where the return does not tell its day.
    """
    rows = evidence.table("Requests")
    decided = rows["RequestOutcomeDate"].where(rows["RequestOutcome"].isin(codes.DECIDED))
    until = decided.mask(rows["RequestOutcome"].eq(codes.AWAITED), day_of(evidence))
    return {"Requests": until - rows["ReceivedDate"] > _SIX_WEEKS}


@rules(
    "AE-SEN2-20-WEEKS",
    fields={"Assessment": _ISSUED},
    reads={"Assessment": (_REQUEST,), **_RECEIVED},
    message="The plan was issued more than twenty weeks after the request, or is awaited that "
    "long, and no exception is claimed: correct the dates, or say that one applies.",
    dimension=Dimension.TIMELINESS,
)
def issued_late(evidence: ReturnColumns) -> dict[str, Mask]:
    """Outcome Y told, or A on the day of the return, after more than 140 days; ``Week20`` not yes.

    A plan that is decided on and not issued yet has no day, and is not asked about.
    """
    rows = evidence.table("Assessment")
    issued = rows["AssessmentOutcomeDate"].where(rows["AssessmentOutcome"].eq("Y"))
    until = issued.mask(rows["AssessmentOutcome"].eq(codes.AWAITED), day_of(evidence))
    late = until - _received(evidence) > _TWENTY_WEEKS
    return {"Assessment": late & ~rows["Week20"].isin(codes.TRUE)}


@rules(
    "AE-SEN2-EXCEPTION",
    fields={"Assessment": _ISSUED},
    reads={"Assessment": (_REQUEST,), **_RECEIVED},
    message="An exception to the twenty weeks is claimed for a plan that was issued within them: "
    "remove it, or correct the dates.",
)
def exception_not_needed(evidence: ReturnColumns) -> dict[str, Mask]:
    """``Week20`` yes, and outcome Y within 140 days of the request."""
    rows = evidence.table("Assessment")
    in_time = rows["AssessmentOutcomeDate"] - _received(evidence) <= _TWENTY_WEEKS
    claimed = rows["AssessmentOutcome"].eq("Y") & rows["Week20"].isin(codes.TRUE)
    return {"Assessment": claimed & in_time}


def day_of(evidence: ReturnColumns) -> pd.Timestamp:
    """The day that the return tells of; none where it does not say."""
    if not evidence.given("SEN2", "ReferenceDate"):
        return pd.NaT  # type: ignore[return-value]  # pandas-stubs: NaT is no Timestamp
    latest: Any = evidence.table("SEN2")["ReferenceDate"].max()
    return pd.Timestamp(latest)


def _received(evidence: ReturnColumns) -> pd.Series[Any]:
    """For each assessment, the day its request was received."""
    requests = evidence.table("Requests")
    asked = evidence.table("Assessment")[_REQUEST]
    return told(asked, requests[_REQUEST], requests["ReceivedDate"])
