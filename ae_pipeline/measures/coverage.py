"""Whether the data reach as far as a figure needs.

A flow counted over days that no data cover would be a small number that looks like a good one.
Not here: what each return covers (``facts.coverage``).
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ae_pipeline.periods import months_before

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ae_pipeline.facts.coverage import Span
    from ae_pipeline.measures.definition import MeasureInfo
    from ae_pipeline.periods import Period

_DAY = timedelta(days=1)


def reaches(measure: MeasureInfo, period: Period, spans: Iterable[Span | None]) -> bool:
    """Whether a measure can be counted over a period.

    All data it reads must cover the whole period, ``looks_back`` months before it and
    ``looks_ahead`` after it. A stock may be of a day after the last that is covered: what was open
    is then taken to be open still, as an extract that is carried forward always is.

    Args:
        measure: with what it looks back and ahead for.
        period: the days of the figure.
        spans: the days that each table it reads covers; none where it covers no time.
    """
    stock = period.start == period.end
    needed_from = months_before(period.start, measure.looks_back)
    # The same day so many months later, counted back from the day after so that ends fit.
    needed_to = (
        months_before(period.end + _DAY, -measure.looks_ahead) - _DAY
        if measure.looks_ahead
        else period.end
    )
    return all(
        span is not None
        and span.first <= needed_from
        and (needed_to <= span.last or (stock and not measure.looks_ahead))
        for span in spans
    )
