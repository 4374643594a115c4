"""Key indicator 5: timely responses of social care.

Working days leave out Saturdays, Sundays and the bank holidays of England; the day something is
asked for is day 0 and the last day of a limit is in time. What is dated before the day it is
counted from is not in time. Not here: how often things happen (``ki04_referrals_and_assessments``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.measures.ages import day
from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.populations.annex_a_lists import looked_after_as_listed, plans_listed
from ae_pipeline.measures.populations.looked_after import only
from ae_pipeline.measures.populations.protection_plans import conferences, due_a_review
from ae_pipeline.measures.populations.referrals import (
    assessed_before_birth,
    assessments,
    born_after_a_referral,
    referrals_to_decide,
)
from ae_pipeline.measures.shapes import Proportion
from ae_pipeline.periods import months_before

if TYPE_CHECKING:
    from ae_pipeline.periods import Period

_SOURCE = "DfE, Characteristics of children in need"
_LOCAL = "Local, from the children in need census"
_FLOW = (Frequency.TWELVE_MONTHS, Frequency.MONTH, Frequency.QUARTER)

DECISION_DAYS, ASSESSMENT_DAYS, CONFERENCE_DAYS = 1, 45, 15
"""Working days."""
PLAN_VISIT_DAYS = 10
"""Working days between visits to a child on a protection plan."""
CARE_VISIT_DAYS = 42
"""Days between visits to a child looked after: six weeks."""
_MONTHS_FROM_REFERRAL = 12


@measure(
    title="Referrals acted on within one working day",
    key_indicator=5,
    priorities=(2, 3),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    decimals=1,
    source=_LOCAL,
    frequencies=_FLOW,
)
def contact_decision_1wd(period: Period) -> Proportion:
    """Of referrals made in the period that led to action, those acted on in one working day.

    No return holds the day of a contact's or referral's decision. It is taken from what the
    decision led to: the first assessment or section 47 enquiry that began in the referral's
    episode, up to the end of the period. A referral with neither by then is not in time, but
    left out if no working day has passed between it and the end of the period. Referrals that led
    to no further action are left out: nothing tells when that was decided.
    """
    decided = referrals_to_decide(period)
    return Proportion(of=decided, where=decided.c.days_to_action.between(0, DECISION_DAYS))


@measure(
    title="Assessments within 45 working days",
    key_indicator=5,
    priorities=(3,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    decimals=1,
    source=_SOURCE,
    lait="Continue_Assess_Comp",
    frequencies=_FLOW,
)
def assessment_45wd(period: Period) -> Proportion:
    """Of assessments authorised in the period, those within 45 working days of their start.

    As published: from the day the assessment started (day 0) to the day it was authorised.
    """
    done = assessments(period)
    return Proportion(of=done, where=done.c.working_days.between(0, ASSESSMENT_DAYS))


@measure(
    title="First assessments within 45 working days of the referral",
    key_indicator=5,
    priorities=(3,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    decimals=1,
    source="Local, from the children in need census, by the statutory limit",
    frequencies=_FLOW,
    looks_back=_MONTHS_FROM_REFERRAL,
)
def assessment_45wd_from_referral(period: Period) -> Proportion:
    """Of first assessments authorised in the period, those within 45 working days of the referral.

    As the statute has it: from the day of the referral (day 0) to the day the assessment was
    authorised. The first assessment of a referral is the one that started first. Of referrals
    made in the period or the twelve months before it: of an older one it is not certain that the
    assessment was its first. An assessment without a referral in the data is left out.
    """
    done = assessments(period)
    since = day(months_before(period.start, _MONTHS_FROM_REFERRAL))
    made = done.c.referred_on.between(since, day(period.end))
    first = only(done, (done.c.is_first == 1) & made)
    return Proportion(
        of=first, where=first.c.working_days_from_referral.between(0, ASSESSMENT_DAYS)
    )


@measure(
    title="Assessments of disabled children within 45 working days",
    key_indicator=5,
    priorities=(3,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    decimals=1,
    source=_LOCAL,
    frequencies=(Frequency.TWELVE_MONTHS, Frequency.QUARTER),
)
def assessment_45wd_disabled(period: Period) -> Proportion:
    """Of assessments of disabled children authorised in the period, those within 45 working days.

    From the start, as ``assessment_45wd``. A child is disabled whose newest census file lists a
    disability other than NONE, also where it was found later.
    """
    done = assessments(period)
    disabled = only(done, done.c.disabled)
    return Proportion(of=disabled, where=disabled.c.working_days.between(0, ASSESSMENT_DAYS))


@measure(
    title="Unborn children assessed before birth",
    key_indicator=5,
    priorities=(3,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    decimals=1,
    source=_LOCAL,
    frequencies=(Frequency.TWELVE_MONTHS,),
    looks_back=9,
)
def unborn_assessed_before_birth_pct(period: Period) -> Proportion:
    """Of children born in the period who were referred before birth, those assessed by then.

    An assessment of the referral was authorised on a day before the birth. Each child counts
    once, by the first referral before birth that led to action. A child of whom no birth is told
    is taken to be born on the day expected.
    """
    born = born_after_a_referral(period)
    return Proportion(of=born, where=assessed_before_birth(born))


@measure(
    title="Initial conferences within 15 working days",
    key_indicator=5,
    priorities=(3,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    decimals=1,
    source=_SOURCE,
    lait="CP_conf_15days",
    frequencies=_FLOW,
)
def icpc_15wd(period: Period) -> Proportion:
    """Of initial conferences of an enquiry in the period, those within 15 working days of it.

    From the day the section 47 enquiry started, that of the strategy discussion (day 0), to the
    conference. Every conference counts; of two enquiries with a conference on one day the later
    one led to it. Conferences of children who moved here on another authority's plan have no
    enquiry and are left out.
    """
    held = conferences(period)
    enquired = only(held, held.c.programme == "section_47")
    return Proportion(of=enquired, where=enquired.c.working_days.between(0, CONFERENCE_DAYS))


@measure(
    title="Child protection plans reviewed on time",
    key_indicator=5,
    priorities=(3,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    decimals=1,
    source=_SOURCE,
    lait="RevCP",
)
def cpp_reviewed_on_time(period: Period) -> Proportion:
    """Of children on a plan for three months or more on the last day, those reviewed in time.

    Every review has to be: the first within three calendar months of the start of the plan, each
    further one within six of the one before. A review on the last day of them is in time, and
    what is due on the last day of the period is not overdue; a review on the day the plan started
    or before it is none. A plan is three months old if the same day three months after its start
    has come. A child with two plans at once counts by the one that started last.
    """
    due = due_a_review(period.end)
    return Proportion(of=due, where=due.c.late == 0)


@measure(
    title="Children on a protection plan visited within ten working days",
    key_indicator=5,
    priorities=(3,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    decimals=1,
    source="Local, from Annex A list 7",
)
def cpp_visited_10wd_pct(period: Period) -> Proportion:
    """Of children on a plan on the list's day, those visited in the ten working days up to it.

    The list is the newest of the six months up to the last day of the period, and everything is as
    of the list's own day. Plans that started less than ten working days before it are left out. A
    child without a visit counts as not visited.
    """
    plans = plans_listed(period.end)
    old_enough = only(plans, plans.c.working_days >= PLAN_VISIT_DAYS)
    return Proportion(
        of=old_enough, where=old_enough.c.working_days_since_visit.between(0, PLAN_VISIT_DAYS)
    )


@measure(
    title="Children looked after visited within six weeks",
    key_indicator=(5, 8),
    priorities=(3,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    decimals=1,
    source="Local, from Annex A list 8",
)
def cla_visited_6wk_pct(period: Period) -> Proportion:
    """Of children looked after on the list's day, those visited in the 42 days up to it.

    The list is the newest of the six months up to the last day of the period, and everything is as
    of the list's own day. Children who came into care less than 42 days before it are left out. A
    child without a visit counts as not visited. Homes that may be visited less often, because the
    child is to stay there, are not told apart.
    """
    children = looked_after_as_listed(period.end)
    long_enough = only(children, children.c.days >= CARE_VISIT_DAYS)
    return Proportion(
        of=long_enough, where=long_enough.c.days_since_visit.between(0, CARE_VISIT_DAYS)
    )
