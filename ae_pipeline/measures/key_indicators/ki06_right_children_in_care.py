"""Key indicator 6: the right children in care at the right time.

Rates per 10,000 children aged 0 to 17. The population is that of the mid-year estimate before
the period's end and is put in after counting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.populations.looked_after import (
    ceased_to_be_looked_after,
    looked_after,
    started_to_be_looked_after,
)
from ae_pipeline.measures.shapes import Rate

if TYPE_CHECKING:
    from ae_pipeline.periods import Period

_SOURCE = "DfE, Children looked after in England including adoptions"
_PRIORITIES = (2, 3)


@measure(
    title="Children looked after",
    key_indicator=6,
    priorities=_PRIORITIES,
    unit=Unit.PER_10_000,
    population="0-17",
    polarity=Polarity.NONE,
    source=_SOURCE,
    lait="LAC",
)
def cla_rate(period: Period) -> Rate:
    """Children looked after on the last day of the period, per 10,000 aged 0 to 17.

    A child is not looked after on the day an episode ends. Unaccompanied asylum-seeking children
    are counted, and are a breakdown. Children in an agreed series of short breaks (V3, V4) are
    not counted.
    """
    return Rate(looked_after(on=period.end))


@measure(
    title="Children who started to be looked after",
    key_indicator=6,
    priorities=_PRIORITIES,
    unit=Unit.PER_10_000,
    population="0-17",
    polarity=Polarity.NONE,
    source=_SOURCE,
    lait="LAC_Start_Rate",
    frequencies=(Frequency.TWELVE_MONTHS,),
)
def cla_start_rate(period: Period) -> Rate:
    """Children who started to be looked after in the period, per 10,000 aged 0 to 17.

    A child who started more than once counts once, at the first start (RNE S). Short breaks (V3,
    V4) are not counted.
    """
    return Rate(started_to_be_looked_after(period))


@measure(
    title="Children who ceased to be looked after",
    key_indicator=6,
    priorities=_PRIORITIES,
    unit=Unit.PER_10_000,
    population="0-17",
    polarity=Polarity.NONE,
    source=_SOURCE,
    lait="LAC_Cease_Rate",
    frequencies=(Frequency.TWELVE_MONTHS,),
)
def cla_cease_rate(period: Period) -> Rate:
    """Children who ceased to be looked after in the period, per 10,000 aged 0 to 17.

    A child who ceased more than once counts once, at the last ceasing, also if looked after again
    since. Care passed to another authority counts; short breaks (V3, V4) do not. An episode that
    later returns no longer mention has ceased, unless another goes on over its end.
    """
    return Rate(ceased_to_be_looked_after(period))
