"""Key indicator 1, as social care sees it: cases that go on to early help after an assessment.

What early help itself records is elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.populations.referrals import closures
from ae_pipeline.measures.shapes import Proportion

if TYPE_CHECKING:
    from ae_pipeline.periods import Period

TO_EARLY_HELP = "RC9"


@measure(
    title="Closed cases that went on to early help",
    key_indicator=1,
    priorities=(1, 2),
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    decimals=1,
    source="DfE, Children in need census: reason for closure",
    frequencies=(Frequency.TWELVE_MONTHS, Frequency.QUARTER),
)
def rc9_closures_pct(period: Period) -> Proportion:
    """Of episodes of need that closed in the period, those passed to early help (RC9).

    RC9 is closed after assessment and referred to early help. Every closure counts, the last day
    of the period too, whatever its reason; a closure without a reason is not RC9. An end that was
    imputed, because the next year's file no longer mentions the episode, is not a closure.
    """
    closed = closures(period)
    return Proportion(of=closed, where=closed.c.closure_reason == TO_EARLY_HELP)
