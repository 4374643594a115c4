"""How the plan itself is delivered: its milestones, the inspection's areas and the Ten Wishes.

Of no key indicator of success, but of priorities 8 and 10: performance that is measured and
reported. Every measure is of the milestones reported by the last day of the period, as they were
reported last by then. The milestones one by one are in the delivery tables
(``indicators.milestones``).
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ae_pipeline.measures.ages import day
from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.populations.looked_after import only
from ae_pipeline.measures.populations.plan import milestones
from ae_pipeline.measures.shapes import Count, Proportion
from ae_pipeline.returns.plan.codes import COMPLETE

if TYPE_CHECKING:
    from ae_pipeline.periods import Period

_NOT_STARTED, _ON_TRACK = "NOT_STARTED", "ON_TRACK"
# A share of all milestones there are is no sample: it has no interval.
_of_milestones = partial(
    measure,
    key_indicator=(),
    priorities=(8, 10),
    source="Local",
    frequencies=(Frequency.MONTH_END,),
    of_people=False,
)


@_of_milestones(
    title="Milestones complete or on track",
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
)
def milestones_on_track_pct(period: Period) -> Proportion:
    """Of the plan's milestones that have begun or fallen due, those complete or on track.

    As reported last by the last day of the period. A milestone said not to have started is left
    out until the day after it was due. One that is said to be on track and was due before that
    last day is not on track.
    """
    told = milestones(period.end)
    overdue = told.c.due_on < day(period.end)
    begun = only(told, (told.c.status != _NOT_STARTED) | overdue)
    late = begun.c.due_on < day(period.end)
    on_track = (begun.c.status == _ON_TRACK) & (late.is_(None) | ~late)
    return Proportion(of=begun, where=(begun.c.status == COMPLETE) | on_track)


@_of_milestones(
    title="Milestones due that are complete",
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
)
def milestones_due_complete_pct(period: Period) -> Proportion:
    """Of the plan's milestones due by the last day of the period, that day too, those complete.

    As reported last by then. One without a day by which it is due is left out.
    """
    told = milestones(period.end)
    due = only(told, told.c.due_on <= day(period.end))
    return Proportion(of=due, where=due.c.status == COMPLETE)


@_of_milestones(
    title="Milestones overdue",
    unit=Unit.COUNT,
    polarity=Polarity.LOWER_IS_BETTER,
)
def milestones_overdue(period: Period) -> Count:
    """Milestones of the plan that were due before the last day of the period and are not complete.

    As reported last by then. One that is due on that day itself is not overdue yet.
    """
    told = milestones(period.end)
    return Count(of=only(told, (told.c.due_on < day(period.end)) & (told.c.status != COMPLETE)))


@_of_milestones(
    title="Milestones complete with evidence",
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
)
def milestones_evidenced_pct(period: Period) -> Proportion:
    """Of the plan's milestones said to be complete, those for which evidence is named.

    As reported last by the last day of the period.
    """
    told = milestones(period.end)
    complete = only(told, told.c.status == COMPLETE)
    return Proportion(of=complete, where=complete.c.evidence.is_not(None))
