"""Key indicator 9: children and young people in the right accommodation for their needs.

Children in care: on the last day of the period, and for stability what led up to it. Care
leavers: by the OC3 record of the birthday in the period, as in ``ki08_care_experienced``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.measures import codes
from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.populations.care_leavers import care_leavers, left_foster_care_at_18
from ae_pipeline.measures.populations.looked_after import (
    began_by,
    looked_after,
    looked_after_for,
    only,
    with_current_placement,
    with_number_of_placements,
)
from ae_pipeline.measures.shapes import Proportion
from ae_pipeline.periods import Period

if TYPE_CHECKING:
    import sqlalchemy as sa

_CLA = "DfE, Children looked after in England including adoptions"
_OC3 = "DfE, Children looked after in England, care leavers (OC3)"
_MANY_PLACEMENTS = 3
_SIXTEEN = 16
_LEAVERS_HOMES = (3, 4, 6)


@measure(
    title="Three or more placements in the year",
    key_indicator=9,
    priorities=(4,),
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_CLA,
    lait="LACStable_2016on",
)
def cla_3plus_placements_pct(period: Period) -> Proportion:
    """Of children looked after on the last day of the period, those with three or more placements.

    Placements in the twelve months to that day, in whatever period of care: those open on the
    first day, and those begun since, of a night or more. Not new placements: a legal change only
    (L), a change that keeps the carer (T, U), a temporary stay (T0 to T4) and the return from it,
    and adoption by the present foster carers (A3, A5).
    """
    children = with_number_of_placements(
        looked_after(on=period.end), during=Period.twelve_months_to(period.end)
    )
    return Proportion(of=children, where=children.c.number_of_placements >= _MANY_PLACEMENTS)


@measure(
    title="In the same placement for two years or more",
    key_indicator=9,
    priorities=(4,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_CLA,
    lait="LAC_LongStable%",
)
def cla_long_term_stability_pct(period: Period) -> Proportion:
    """Of under 16s looked after for two and a half years, those settled for two or more.

    Under 16 on the last day of the period and looked after continuously for at least 30 months by
    then; with the same carer for at least 24 months, or placed for adoption and there and in the
    placement before together for as long. At 31 March both began by the first of a month.
    """
    children = looked_after_for(30, on=period.end)
    settled = with_current_placement(only(children, children.c.age < _SIXTEEN), on=period.end)
    return Proportion(of=settled, where=settled.c.settled_since <= began_by(24, period.end))


@measure(
    title="Children looked after in children's homes and secure homes",
    key_indicator=9,
    priorities=(4,),
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_CLA,
    lait="LAC_SecHome_And_ChildHome",
)
def cla_childrens_home_pct(period: Period) -> Proportion:
    """Of children looked after on the last day of the period, those in children's homes (K1, K2).

    For a child on a temporary stay, by the placement before it.
    """
    children = looked_after(on=period.end)
    return Proportion(of=children, where=children.c.place.in_(codes.CHILDRENS_HOME))


@measure(
    title="Children looked after in supported accommodation",
    key_indicator=9,
    priorities=(4, 6),
    unit=Unit.PERCENT,
    polarity=Polarity.NONE,
    source=_CLA,
    lait="LAC_Ind_SInd_Liv_Arr",
)
def cla_supported_accom_pct(period: Period) -> Proportion:
    """Of children looked after on the last day of the period, those in supported accommodation.

    Registered supported accommodation (K3), and the semi-independent (H5) and independent (P2)
    living that went before it. For a child on a temporary stay, by the placement before it.
    """
    children = looked_after(on=period.end)
    return Proportion(of=children, where=children.c.place.in_(codes.SUPPORTED_ACCOMMODATION))


def _suitably_housed(period: Period, ages: tuple[int, ...]) -> Proportion:
    leavers = care_leavers(period, ages)
    accommodation = leavers.c.accom
    judged = only(
        leavers,
        accommodation.is_(None) | accommodation.not_in(codes.SUITABILITY_NOT_JUDGED),
    )
    return Proportion(of=judged, where=_is_suitable(judged))


def _is_suitable(leavers: sa.FromClause) -> sa.ColumnElement[bool]:
    return leavers.c.accom.endswith(codes.SUITABLE)


@measure(
    title="Care leavers aged 19 to 21 in suitable accommodation",
    key_indicator=9,
    priorities=_LEAVERS_HOMES,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_OC3,
    lait="CareLeaverAcc",
    frequencies=(Frequency.TWELVE_MONTHS,),
)
def cl_suitable_accom_19_21(period: Period) -> Proportion:
    """Of care leavers who turned 19, 20 or 21 in the period, those in suitable accommodation.

    Accommodation that is not known stays in the denominator. Who has gone abroad (G), was
    deported (H) or whose residence is not known (R) is left out.
    """
    return _suitably_housed(period, (19, 20, 21))


@measure(
    title="Care leavers aged 17 or 18 in suitable accommodation",
    key_indicator=9,
    priorities=_LEAVERS_HOMES,
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_OC3,
    frequencies=(Frequency.TWELVE_MONTHS,),
)
def cl_suitable_accom_17_18(period: Period) -> Proportion:
    """Of care leavers who turned 17 or 18 in the period, those in suitable accommodation.

    Accommodation that is not known stays in the denominator. Who has gone abroad (G), was
    deported (H) or whose residence is not known (R) is left out.
    """
    return _suitably_housed(period, (17, 18))


@measure(
    title="Care leavers aged 19 or 20 staying put with their foster carers",
    key_indicator=9,
    priorities=(4, 6),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_OC3,
    lait="StayingPut",
    frequencies=(Frequency.TWELVE_MONTHS,),
)
def cl_staying_put_pct(period: Period) -> Proportion:
    """Of care leavers who turned 19 or 20 in the period and left foster care at 18, those who stay.

    Left at 18: the last episode ended on the 18th birthday, or with reason E17, in a foster
    placement (U1 to U6). Those who stay: living with the former foster carer (Z1, Z2).
    """
    leavers = left_foster_care_at_18(care_leavers(period, (19, 20)), until=period.end)
    return Proportion(of=leavers, where=leavers.c.accom.in_(codes.WITH_FORMER_FOSTER_CARER))
