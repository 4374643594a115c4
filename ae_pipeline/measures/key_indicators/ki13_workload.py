"""Key indicator 13: a stable workforce. What social workers carry, and how they are supervised.

Counted from the monthly staff records. Not here: who is in post (``ki13_workforce``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.local_standards import (
    CASELOAD_LIMIT_TENTHS,
    FIRST_YEAR_CASELOAD_LIMIT_TENTHS,
)
from ae_pipeline.measures.populations.looked_after import only
from ae_pipeline.measures.populations.quality_assurance import GOOD_OR_BETTER
from ae_pipeline.measures.populations.workforce import (
    ASSESSED_FIRST_YEAR,
    holding_cases,
    supervision_due,
    supervision_held,
)
from ae_pipeline.measures.shapes import Proportion, Ratio

if TYPE_CHECKING:
    from ae_pipeline.periods import Period

_FLOW = (Frequency.TWELVE_MONTHS, Frequency.MONTH, Frequency.QUARTER)
_LOCAL = "Local, from monthly staff records"
_HUNDRED, _TENTHS_AND_HUNDREDTHS = 100, 1000


@measure(
    title="Cases of a full-time social worker",
    key_indicator=13,
    priorities=(3, 7),
    unit=Unit.MEAN,
    polarity=Polarity.LOWER_IS_BETTER,
    source="DfE, Children's social work workforce",
    lait="Work_Force_AvgNumCase_SW",
    decimals=1,
    frequencies=(Frequency.MONTH_END, Frequency.LAST_SEPTEMBER),
    of_people=False,
)
def sw_caseload(period: Period) -> Ratio:
    """Cases over full-time equivalents of social workers who hold any, on the period's last day.

    A case is a child allocated to the worker. Everybody with at least one case and some hours
    counts, agency workers and managers too; who has cases and no hours does not. The list is that
    of the month's end last told by the day. Both numbers are in hundredths.
    """
    workers = holding_cases(period.end)
    return Ratio(
        of=workers,
        numerator=workers.c.cases * _HUNDRED,
        denominator=workers.c.fte_hundredths,
    )


@measure(
    title="Social workers with more cases than the local limit",
    key_indicator=13,
    priorities=(3, 7),
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
)
def sw_caseload_over_limit_pct(period: Period) -> Proportion:
    """Of social workers who hold cases on the period's last day, those above the limit.

    The limit is 18 cases of full time, 16.2 in the assessed and supported first year; of who works
    part time, that share of it. At the limit is not above. Agency workers count. Stage of the
    career as last told; unknown is not the first year.
    """
    workers = holding_cases(period.end)
    limit = sa.case(
        (workers.c.career_stage == ASSESSED_FIRST_YEAR, FIRST_YEAR_CASELOAD_LIMIT_TENTHS),
        else_=CASELOAD_LIMIT_TENTHS,
    )
    held = workers.c.cases * _TENTHS_AND_HUNDREDTHS
    return Proportion(of=workers, where=held > limit * workers.c.fte_hundredths)


@measure(
    title="Supervision held on time",
    key_indicator=13,
    priorities=(3, 7),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_FLOW,
)
def supervision_on_time_pct(period: Period) -> Proportion:
    """Of supervision due in the period, of whatever kind, that held by the day it was due."""
    due = supervision_due(period)
    return Proportion(of=due, where=due.c.held_on <= due.c.due_on)


@measure(
    title="Supervision rated good or better",
    key_indicator=13,
    priorities=(3, 7, 8),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_FLOW,
)
def supervision_good_pct(period: Period) -> Proportion:
    """Of supervision held in the period and graded, that graded good or outstanding.

    Most supervision is not looked at and has no grade: it is not counted.
    """
    held = supervision_held(period)
    graded = only(held, held.c.grade.is_not(None))
    return Proportion(of=graded, where=graded.c.grade.in_(GOOD_OR_BETTER))
