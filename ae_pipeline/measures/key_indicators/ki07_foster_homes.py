"""Key indicator 7: more children in care living in foster homes close to the city.

All but new placements are of the children looked after on the last day of the period. A temporary
stay (T0 to T4: hospital, holiday, a few days elsewhere) says nothing of where a child lives: the
placement before it does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.measures import codes
from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.populations.looked_after import (
    THE_AUTHORITY,
    looked_after,
    new_placements,
    only,
)
from ae_pipeline.measures.shapes import Proportion

if TYPE_CHECKING:
    from ae_pipeline.periods import Period

_SOURCE = "DfE, Children looked after in England including adoptions"
_FAR = 20
"""Miles from home, beyond which a placement is far."""


@measure(
    title="Children looked after in foster care",
    key_indicator=7,
    priorities=(4,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_SOURCE,
    lait="LAC_Foster_Placements",
)
def cla_foster_pct(period: Period) -> Proportion:
    """Of children looked after on the last day of the period, those in foster care (U1 to U6)."""
    children = looked_after(on=period.end)
    return Proportion(of=children, where=children.c.place.in_(codes.FOSTER))


@measure(
    title="Children looked after fostered by relatives or friends",
    key_indicator=7,
    priorities=(2, 3, 4),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_SOURCE,
)
def cla_kinship_foster_pct(period: Period) -> Proportion:
    """Of children looked after on the last day of the period, those fostered by connected carers.

    Connected carers are relatives or friends (U1 to U3).
    """
    children = looked_after(on=period.end)
    return Proportion(of=children, where=children.c.place.in_(codes.KINSHIP_FOSTER))


@measure(
    title="Fostered children with the authority's own carers",
    key_indicator=7,
    priorities=(4,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source="Local, after DfE, Children looked after in England",
)
def cla_inhouse_foster_pct(period: Period) -> Proportion:
    """Of children in foster care (U1 to U6) on the last day of the period, those in-house.

    In-house is own provision of the authority (PR1). An unknown provider is not.
    """
    children = looked_after(on=period.end)
    fostered = only(children, children.c.place.in_(codes.FOSTER))
    return Proportion(of=fostered, where=fostered.c.place_provider == codes.OWN_PROVISION)


@measure(
    title="Children placed over 20 miles from home and outside the authority",
    key_indicator=7,
    priorities=(4,),
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_SOURCE,
    lait="LACDistance",
)
def cla_over_20_miles_pct(period: Period) -> Proportion:
    """Of children looked after on the last day of the period, those far away and outside.

    More than 20.0 miles from home, and outside the authority's boundary. An unknown distance or
    location does not count; the child stays in the denominator.
    """
    children = looked_after(on=period.end)
    far = children.c.pl_distance > _FAR
    return Proportion(of=children, where=far & (children.c.pl_location == codes.OUTSIDE_AUTHORITY))


@measure(
    title="Children placed over 20 miles from home",
    key_indicator=7,
    priorities=(4,),
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_SOURCE,
)
def cla_over_20_miles_any_pct(period: Period) -> Proportion:
    """Of children looked after on the last day of the period, those over 20.0 miles from home.

    Inside or outside the authority. An unknown distance does not count; the child stays in the
    denominator.
    """
    children = looked_after(on=period.end)
    return Proportion(of=children, where=children.c.pl_distance > _FAR)


@measure(
    title="Children placed inside the authority",
    key_indicator=7,
    priorities=(4,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source="Local, after DfE, Children looked after in England",
)
def cla_in_plymouth_pct(period: Period) -> Proportion:
    """Of children looked after on the last day of the period, those placed inside the authority.

    By the ONS code of the authority the placement is in. Children for whom it is not known are
    left out.
    """
    children = looked_after(on=period.end)
    located = only(children, children.c.pl_la.is_not(None))
    return Proportion(of=located, where=located.c.pl_la == THE_AUTHORITY)


@measure(
    title="New placements inside the authority and within 20 miles of home",
    key_indicator=7,
    priorities=(4,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_SOURCE,
    frequencies=(Frequency.TWELVE_MONTHS,),
)
def new_placements_local_pct(period: Period) -> Proportion:
    """Of placements that began in the period, those inside the authority and up to 20.0 miles away.

    Every placement counts, so a child can count more than once. Temporary stays, returning after
    them, and changes that keep the carer are not new placements. An unknown distance or location
    does not count; the placement stays in the denominator.
    """
    placed = new_placements(period)
    near = placed.c.pl_distance <= _FAR
    return Proportion(of=placed, where=near & (placed.c.pl_location == codes.INSIDE_AUTHORITY))
