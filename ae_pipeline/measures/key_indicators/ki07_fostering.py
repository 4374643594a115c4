"""Key indicator 7, the foster homes themselves: places, carers gained, Mockingbird, lodgings.

Households of family or friends (connected) are approved for one child they know, and supported
lodgings are not foster care, so neither counts as a foster home here. Not here: where children
live (``ki07_foster_homes``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.populations import fostering
from ae_pipeline.measures.populations.looked_after import only
from ae_pipeline.measures.populations.spells import within
from ae_pipeline.measures.shapes import Count, Proportion, Ratio, Total

if TYPE_CHECKING:
    from ae_pipeline.periods import Period

_OFSTED = "Local, after Ofsted, Fostering in England"
_LOCAL = "Local"
_EVENTS = (Frequency.TWELVE_MONTHS, Frequency.MONTH, Frequency.QUARTER)
_MANY_EVENTS = (Frequency.TWELVE_MONTHS, Frequency.QUARTER)
_STOCK = (Frequency.MONTH_END, Frequency.LAST_MARCH)


@measure(
    title="Approved foster places",
    key_indicator=7,
    priorities=(4,),
    unit=Unit.COUNT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_OFSTED,
    lait="Number_Foster_Places(New)",
    frequencies=_STOCK,
)
def foster_places(period: Period) -> Total:
    """Places that the authority's foster homes are approved for, on the last day of the period.

    As told of that day, the last of a month; of short breaks too, but not of family or friends
    (connected), nor supported lodgings. A household of unknown kind counts; one whose number of
    approved places is not told adds nothing.
    """
    places = fostering.foster_places(on=period.end)
    return Total(of=places, value=places.c.approved)


@measure(
    title="Approved foster places that are filled",
    key_indicator=7,
    priorities=(4,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_OFSTED,
    frequencies=_STOCK,
    of_people=False,
)
def foster_places_filled_pct(period: Period) -> Ratio:
    """Children in the authority's foster homes for every hundred approved places.

    On the last day of the period, in the homes of ``foster_places`` whose number of approved
    places is told. A home with more children than places, by an exemption, adds them all.
    """
    places = fostering.foster_places(on=period.end)
    told = only(places, places.c.approved.is_not(None))
    return Ratio(of=told, numerator=told.c.filled, denominator=told.c.approved)


@measure(
    title="Net gain of fostering households",
    key_indicator=7,
    priorities=(4,),
    unit=Unit.NET,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    frequencies=_MANY_EVENTS,
)
def foster_net_carers(period: Period) -> Total:
    """Households approved to foster in the period, less approved households that stopped in it.

    They stopped for whatever reason, resigning and moving to another agency included. One that was
    approved and stopped within the period is once gained and once lost. Not counted: family or
    friends (connected), supported lodgings, and households that withdrew before approval. It can
    be negative.
    """
    changes = fostering.changes_of_households(period)
    return Total(of=changes, value=changes.c.change)


@measure(
    title="Households that asked about fostering",
    key_indicator=7,
    priorities=(4,),
    unit=Unit.COUNT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_OFSTED,
    frequencies=_EVENTS,
)
def foster_enquiries(period: Period) -> Count:
    """Households whose first enquiry was in the period, whatever came of it.

    Family or friends (connected) and supported lodgings are left out.
    """
    homes = fostering.households()
    return Count(of=only(homes, within(homes.c.enquired_on, period)))


@measure(
    title="Fostering households approved",
    key_indicator=7,
    priorities=(4,),
    unit=Unit.COUNT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_OFSTED,
    frequencies=_EVENTS,
)
def foster_approvals(period: Period) -> Count:
    """Households approved to foster in the period, also those that have stopped since.

    Family or friends (connected) and supported lodgings are left out.
    """
    homes = fostering.households()
    return Count(of=only(homes, within(homes.c.approved_on, period)))


@measure(
    title="Mockingbird constellations",
    key_indicator=7,
    priorities=(4,),
    unit=Unit.COUNT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
)
def mockingbird_constellations(period: Period) -> Count:
    """Constellations launched by the last day of the period and not wound up by the end of it."""
    return Count(of=fostering.constellations(on=period.end))


@measure(
    title="Children in Mockingbird constellations",
    key_indicator=7,
    priorities=(4,),
    unit=Unit.COUNT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
)
def mockingbird_children(period: Period) -> Count:
    """Children who live in a household of a constellation on the last day of the period.

    Each once. A child is not there on the day of leaving. A placement whose child is not known
    counts.
    """
    return Count(of=fostering.children_in_constellations(on=period.end))


@measure(
    title="Mockingbird placements that did not break down",
    key_indicator=(7, 9),
    priorities=(4,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    frequencies=_MANY_EVENTS,
)
def mockingbird_stability_pct(period: Period) -> Proportion:
    """Of placements in constellations in the period, those that did not break down in it.

    All that had begun by its last day and went on after its first. One that ended in the period
    for a reason that is not told is left out. A child placed twice counts twice.
    """
    stays = fostering.placements_in_constellations(period)
    return Proportion(of=stays, where=sa.not_(stays.c.broke_down))


@measure(
    title="Places in supported lodgings",
    key_indicator=(7, 9),
    priorities=(4, 6),
    unit=Unit.COUNT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
)
def supported_lodgings(period: Period) -> Total:
    """Places that households are approved for as supported lodgings on the last day of the period.

    Approved by that day and not stopped by the end of it. A household whose number of places is
    not told adds nothing.
    """
    homes = fostering.supported_lodgings(on=period.end)
    return Total(of=homes, value=homes.c.places)
