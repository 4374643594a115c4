"""Key indicator 4: requests for education, health and care needs assessments, and plans.

A request belongs to the day it was received, a new plan to the day it was issued. Figures of
twelve months to December are those of the published calendar year.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.populations.ehc_placements import pupils_on_roll
from ae_pipeline.measures.populations.looked_after import only
from ae_pipeline.measures.populations.send import (
    ELSEWHERE_OR_DIED,
    INTO_HIGHER_EDUCATION,
    INTO_WORK,
    NO,
    WITHDRAWN,
    people_with_a_new_plan,
    plans_ceased,
    plans_in_force,
    requests_received,
)
from ae_pipeline.measures.shapes import Count, Proportion, Rate

if TYPE_CHECKING:
    from ae_pipeline.periods import Period

_SEN2 = "DfE, Education, health and care plans (SEN2)"
_STATUTORY = (2, 5)
_ADULTHOOD = (5, 6)
_FLOW = (Frequency.TWELVE_MONTHS, Frequency.MONTH, Frequency.QUARTER)
_FEW = (Frequency.TWELVE_MONTHS,)
"""Of what happens too seldom for a month's figure to say anything."""
_CASELOAD = (Frequency.JANUARY_CENSUS, Frequency.MONTH_END)
_YOUNG_PERSON = 16


@measure(
    title="Requests for an EHC needs assessment",
    key_indicator=4,
    priorities=_STATUTORY,
    unit=Unit.COUNT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_SEN2,
    lait="SEN_INIT_REQ",
    frequencies=_FLOW,
)
def ehc_requests(period: Period) -> Count:
    """Requests for an education, health and care needs assessment received in the period.

    Whatever came of them, also those that were withdrawn. A person's second request counts, unless
    it was received on the same day. Plans that came with people from other authorities are no
    requests.
    """
    return Count(of=requests_received(period))


@measure(
    title="Requests for an EHC needs assessment, per 10,000",
    key_indicator=4,
    priorities=_STATUTORY,
    unit=Unit.PER_10_000,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_SEN2,
    frequencies=_FEW,
    population="0-25",
)
def ehc_request_rate(period: Period) -> Rate:
    """Requests for an EHC needs assessment received in the period, per 10,000 aged 0 to 25.

    Requests are counted as for ``ehc_requests``.
    """
    return Rate(of=requests_received(period))


@measure(
    title="Requests for an EHC needs assessment refused",
    key_indicator=4,
    priorities=_STATUTORY,
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=_SEN2,
    lait="EHCP_Initial_req_refused",
    decimals=1,
    frequencies=_FEW,
)
def ehc_refusal_pct(period: Period) -> Proportion:
    """Of requests received in the period, those that the authority decided not to assess (N).

    Requests that were withdrawn, that await a decision, or whose outcome is not told stay in the
    denominator. The decision is the one first made: mediation or appeal does not change it. Read
    it with the share withdrawn: where hardly any are refused and many withdrawn, that tells how
    outcomes are recorded and not how many requests succeed.
    """
    requests = requests_received(period)
    return Proportion(of=requests, where=requests.c.outcome == NO)


@measure(
    title="Requests for an EHC needs assessment withdrawn",
    key_indicator=4,
    priorities=_STATUTORY,
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=_SEN2,
    decimals=1,
    frequencies=_FEW,
)
def ehc_withdrawn_pct(period: Period) -> Proportion:
    """Of requests received in the period, those that were withdrawn (W) before a decision.

    All requests are the denominator, as for ``ehc_refusal_pct``. A high share is a note on data
    quality: England's is below 2 percent.
    """
    requests = requests_received(period)
    return Proportion(of=requests, where=requests.c.outcome == WITHDRAWN)


@measure(
    title="Requests for an EHC needs assessment that went to mediation",
    key_indicator=4,
    priorities=(5, 9),
    unit=Unit.COUNT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_SEN2,
    frequencies=_FEW,
)
def ehc_mediation(period: Period) -> Count:
    """Requests received in the period with mediation about the request or its assessment.

    The day of the mediation is not told, so a request counts in the period it was received in,
    once, whenever mediation was. Mediation about the contents of a plan is not counted.
    """
    requests = requests_received(period)
    return Count(of=only(requests, requests.c.mediation))


@measure(
    title="Requests for an EHC needs assessment that went to the tribunal",
    key_indicator=4,
    priorities=(5, 9),
    unit=Unit.COUNT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_SEN2,
    frequencies=_FEW,
)
def ehc_tribunal(period: Period) -> Count:
    """Requests received in the period with an appeal about the request or its assessment.

    The day of the appeal is not told, so a request counts in the period it was received in, once.
    Appeals about the contents of a plan are not counted. A request may have been to mediation too.
    """
    requests = requests_received(period)
    return Count(of=only(requests, requests.c.tribunal))


@measure(
    title="EHC plans maintained",
    key_indicator=4,
    priorities=_STATUTORY,
    unit=Unit.COUNT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_SEN2,
    lait="SEN_CASES_JAN",
    frequencies=_CASELOAD,
)
def ehc_plans_total(period: Period) -> Count:
    """People with an education, health and care plan maintained by the authority on the day.

    A plan counts on the day it started, and no longer on the day it ceased. A person with two
    plans counts once. A plan that came from another authority counts from the first export that
    has it.
    """
    return Count(of=plans_in_force(period.end))


@measure(
    title="Pupils with an EHC plan",
    key_indicator=4,
    priorities=_STATUTORY,
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    source="DfE, Special educational needs in England",
    lait="SEN_TotStat",
    decimals=1,
    frequencies=(Frequency.JANUARY_CENSUS,),
)
def ehc_plans_pct_pupils(period: Period) -> Proportion:
    """Of pupils on the roll of a school of the city on the census day, those with an EHC plan (E).

    By the last School Census up to the day. A pupil registered at two schools counts at the main
    one; subsidiary registrations are left out. Whether another authority maintains the plan does
    not matter. Schools that make no School Census to the authority (independent schools, colleges)
    are not in it, though they are in the published figure.
    """
    pupils = pupils_on_roll(period.end)
    return Proportion(of=pupils, where=pupils.c.sen_provision == "E")


@measure(
    title="New EHC plans",
    key_indicator=4,
    priorities=_STATUTORY,
    unit=Unit.COUNT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_SEN2,
    lait="SEN_CASES_DUR_YEAR",
    frequencies=_FLOW,
)
def ehc_new_plans(period: Period) -> Count:
    """People to whom the authority issued an EHC plan in the period, after its own assessment.

    By the day the plan was issued; a person counts once however many were issued. Plans that came
    from other authorities are left out, and so are plans that are decided on but not issued yet.
    Timeliness is of every plan issued, so its denominator can be larger.
    """
    return Count(of=people_with_a_new_plan(period))


@measure(
    title="EHC plans of young people aged 16 and over",
    key_indicator=(4, 11),
    priorities=_ADULTHOOD,
    unit=Unit.COUNT,
    polarity=Polarity.NONE,
    source=_SEN2,
    frequencies=(Frequency.MONTH_END, Frequency.JANUARY_CENSUS),
)
def ehc_plans_16_plus(period: Period) -> Count:
    """People aged 16 or over on the day who have an EHC plan maintained by the authority.

    Plans are counted as for ``ehc_plans_total``. A person whose date of birth is not known is not
    counted.
    """
    people = plans_in_force(period.end)
    return Count(of=only(people, people.c.age >= _YOUNG_PERSON))


@measure(
    title="EHC plans that ceased",
    key_indicator=4,
    priorities=_ADULTHOOD,
    unit=Unit.COUNT,
    polarity=Polarity.NONE,
    source=_SEN2,
    lait="SEN_TOT_CEASED_EHC_PLAN",
    frequencies=_FEW,
)
def ehc_plans_ceased(period: Period) -> Count:
    """EHC plans that ceased in the period, for whatever reason that is told.

    By the day the plan ceased. Reasons include moving to another authority. A plan that later
    exports merely no longer have is not counted: nobody told that it ceased.
    """
    return Count(of=plans_ceased(period))


@measure(
    title="EHC plans ceased because of work or higher education",
    key_indicator=(4, 11),
    priorities=_ADULTHOOD,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source="Local, from SEN2",
    decimals=1,
    frequencies=_FEW,
)
def ehc_ceased_into_work_or_study_pct(period: Period) -> Proportion:
    """Of plans that ceased in the period at age 16 or over, those for work or higher education.

    Reasons 4 (employment) and 3 (higher education). Plans that ceased because the person moved to
    another authority (5), left England (7) or died (8) are left out; all other reasons are in the
    denominator: maximum age (1), needs met without a plan (2), no longer engages (6), other (9).
    Age is that on the day the plan ceased; where it is not known the plan is left out.
    """
    ceased = plans_ceased(period)
    young_people = only(
        ceased,
        (ceased.c.age >= _YOUNG_PERSON) & ceased.c.cease_reason.not_in(ELSEWHERE_OR_DIED),
    )
    reason = young_people.c.cease_reason
    return Proportion(of=young_people, where=reason.in_((INTO_HIGHER_EDUCATION, INTO_WORK)))
