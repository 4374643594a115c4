"""Key indicator 5: timely responses to complaints, outside office hours, and to allegations.

Working days leave out Saturdays, Sundays and bank holidays; the day something came in is day 0.
Not here: timeliness of social work with children, or of education, health and care plans.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.local_standards import (
    HANDOVER_WORKING_DAYS,
    LADO_DECISION_WORKING_DAYS,
    LADO_MONTHS_TO_CLOSE,
    OUT_OF_HOURS_MINUTES,
)
from ae_pipeline.measures.populations import complaints_and_concerns as population
from ae_pipeline.measures.populations.looked_after import only
from ae_pipeline.measures.shapes import Count, Proportion

if TYPE_CHECKING:
    from ae_pipeline.periods import Period

_LOCAL = "Local, from quality assurance records"
_FLOW = (Frequency.TWELVE_MONTHS, Frequency.MONTH, Frequency.QUARTER)


@measure(
    title="Complaints answered in time",
    key_indicator=5,
    priorities=(8,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_FLOW,
)
def complaints_on_time(period: Period) -> Proportion:
    """Of complaints whose answer was due in the period, those answered by that day.

    The day is the one that the record gives: 10 working days at the first stage, 20 if complex,
    and longer at later stages. Each stage is a complaint. Withdrawn ones are left out, and those
    without such a day.
    """
    due = population.complaints_due(period)
    return Proportion(of=due, where=due.c.answered_on <= due.c.due_on)


@measure(
    title="Complaints upheld",
    key_indicator=5,
    priorities=(8,),
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=_LOCAL,
    decimals=1,
    frequencies=_FLOW,
)
def complaints_upheld_pct(period: Period) -> Proportion:
    """Of complaints answered in the period, at any stage, those upheld wholly or in part.

    Withdrawn ones are left out, and those without an outcome.
    """
    answered = population.complaints_answered(period)
    return Proportion(of=answered, where=answered.c.outcome.in_(population.UPHELD))


@measure(
    title="Complaints received",
    key_indicator=5,
    priorities=(8,),
    unit=Unit.COUNT,
    polarity=Polarity.NONE,
    source=_LOCAL,
    frequencies=_FLOW,
)
def complaints_received(period: Period) -> Count:
    """Complaints received in the period at the first stage; a next stage is not another one."""
    return Count(of=population.complaints_received(period))


@measure(
    title="Out-of-hours contacts decided within an hour",
    key_indicator=5,
    priorities=(3,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_FLOW,
)
def out_of_hours_response_pct(period: Period) -> Proportion:
    """Of contacts outside office hours in the period, those decided within 60 minutes.

    An hour is a local standard. A contact whose time is not recorded is not in time.
    """
    contacts = population.out_of_hours(period)
    return Proportion(of=contacts, where=contacts.c.minutes <= OUT_OF_HOURS_MINUTES)


@measure(
    title="Out-of-hours contacts handed over the next working day",
    key_indicator=5,
    priorities=(3,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_FLOW,
)
def out_of_hours_handover_pct(period: Period) -> Proportion:
    """Of contacts outside office hours in the period, those handed over by the next working day.

    To the day service. One that has not been handed over is not in time, but is left out if its
    next working day is after the end of the period. Dated before the contact is not in time.
    """
    contacts = population.out_of_hours(period)
    told = only(contacts, population.can_be_judged(contacts, HANDOVER_WORKING_DAYS))
    return Proportion(of=told, where=population.within(told, HANDOVER_WORKING_DAYS))


@measure(
    title="Allegations decided within one working day",
    key_indicator=5,
    priorities=(3,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_FLOW,
)
def lado_decision_1wd_pct(period: Period) -> Proportion:
    """Of referrals to the designated officer in the period, those decided within a working day.

    The first decision, on the day or the next working day; dated before receipt is not in time.
    One that is not decided is not in time, but is left out if its next working day is after the
    end of the period.
    """
    received = population.allegations_received(period)
    told = only(received, population.can_be_judged(received, LADO_DECISION_WORKING_DAYS))
    return Proportion(of=told, where=population.within(told, LADO_DECISION_WORKING_DAYS))


@measure(
    title="Allegations closed within three months",
    key_indicator=5,
    priorities=(3,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    frequencies=_FLOW,
    looks_back=LADO_MONTHS_TO_CLOSE,
)
def lado_closed_timely_pct(period: Period) -> Proportion:
    """Of referrals to the designated officer whose three months ended in the period, those closed.

    Closed by that day: the same day of the month three months after receipt, or the last of a
    shorter month. Three months is a local standard. One still open is not in time.
    """
    due = population.allegations_to_close(period, LADO_MONTHS_TO_CLOSE)
    return Proportion(of=due, where=due.c.closed_on <= due.c.close_by)
