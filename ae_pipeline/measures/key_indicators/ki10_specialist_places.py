"""Key indicator 10, provision for SEND: places, placements paid for, targeted funding, transport.

Money is what a year would cost at the prices of the day, not what was spent. Not here: early
years, schools and short breaks (``ki10_sufficiency``), where pupils with a plan are placed
(the SEN2 measures).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.measures.declaring import measure
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.populations import pupil_support, sufficiency
from ae_pipeline.measures.populations.looked_after import only
from ae_pipeline.measures.shapes import Count, Proportion, Ratio, Total

if TYPE_CHECKING:
    import sqlalchemy as sa

    from ae_pipeline.periods import Period

_LOCAL = "Local"
_PENCE = 100
_VEHICLES = ("TAXI", "MINIBUS")


@measure(
    title="Special school and resourced provision places",
    key_indicator=10,
    priorities=(5,),
    unit=Unit.COUNT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
)
def ehc_specialist_places(period: Period) -> Total:
    """Places in special schools and resourced provision on the last day of the period.

    Opened by that day and not closed by the end of it. Resourced provision includes units in
    mainstream schools, which the return does not tell apart. Places of targeted funding and of
    alternative provision are not counted.
    """
    places = sufficiency.specialist_places(on=period.end)
    return Total(of=places, value=places.c.places)


@measure(
    title="Specialist places that are filled",
    key_indicator=10,
    priorities=(5,),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
    of_people=False,
)
def specialist_places_filled_pct(period: Period) -> Ratio:
    """Of the places of ``ehc_specialist_places``, those filled, as the newest export has it.

    Provision of which it is not told how many are filled is left out of both.
    """
    places = sufficiency.specialist_places(on=period.end)
    told = only(places, places.c.filled.is_not(None))
    return Ratio(of=told, numerator=told.c.filled, denominator=told.c.places)


@measure(
    title="New places for pupils with SEND",
    key_indicator=10,
    priorities=(5,),
    unit=Unit.COUNT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    frequencies=(Frequency.TWELVE_MONTHS, Frequency.QUARTER, Frequency.MONTH),
)
def specialist_places_opened(period: Period) -> Total:
    """Places for pupils with SEND opened in the period, of every sort, also if closed since.

    Special school, resourced provision, places of targeted funding, alternative provision.
    """
    places = sufficiency.places_opened(period)
    return Total(of=places, value=places.c.places)


@measure(
    title="Placements at independent and non-maintained providers",
    key_indicator=10,
    priorities=(5,),
    unit=Unit.COUNT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_LOCAL,
    frequencies=(Frequency.MONTH_END, Frequency.JANUARY_CENSUS),
)
def independent_placements(period: Period) -> Count:
    """Placements paid for at independent and non-maintained providers on the period's last day.

    The last day of a placement is a day of it. A pupil at two providers counts twice; a placement
    whose pupil is not known counts.
    """
    return Count(of=pupil_support.paid_placements(on=period.end))


@measure(
    title="Annual cost of independent and non-maintained placements",
    key_indicator=10,
    priorities=(5,),
    unit=Unit.POUNDS,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_LOCAL,
    scale=_PENCE,
)
def independent_placement_cost(period: Period) -> Total:
    """What the placements of ``independent_placements`` cost the High Needs Block in a year.

    The annual price of each, summed, however long it has lasted. One without a price adds nothing.
    """
    placed = pupil_support.paid_placements(on=period.end)
    return Total(of=placed, value=placed.c.annual_pence)


@measure(
    title="Pupils with targeted funding",
    key_indicator=10,
    priorities=(5,),
    unit=Unit.COUNT,
    polarity=Polarity.NONE,
    source=_LOCAL,
)
def targeted_funding_pupils(period: Period) -> Count:
    """Pupils in mainstream schools for whom targeted funding is paid on the period's last day.

    It is not paid on the day it ended. Each pupil once; a grant whose pupil is not known counts.
    """
    return Count(of=_once(pupil_support.funded_pupils(on=period.end)))


@measure(
    title="Annual cost of targeted funding",
    key_indicator=10,
    priorities=(5,),
    unit=Unit.POUNDS,
    polarity=Polarity.NONE,
    source=_LOCAL,
    scale=_PENCE,
)
def targeted_funding_cost(period: Period) -> Total:
    """What all targeted funding paid on the last day of the period costs in a year.

    A pupil's second grant adds to it; one whose amount is not told adds nothing.
    """
    grants = pupil_support.funded_pupils(on=period.end)
    return Total(of=grants, value=grants.c.annual_pence)


@measure(
    title="Pupils with home to school transport",
    key_indicator=10,
    priorities=(5,),
    unit=Unit.COUNT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_LOCAL,
)
def transport_pupils(period: Period) -> Count:
    """Pupils for whom the authority pays transport to school on the last day of the period.

    Its last day is a day of it. Each pupil once, by the transport begun last; a row whose pupil is
    not known counts.
    """
    return Count(of=_once(pupil_support.transported_pupils(on=period.end)))


@measure(
    title="Annual cost of home to school transport",
    key_indicator=10,
    priorities=(5,),
    unit=Unit.POUNDS,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_LOCAL,
    scale=_PENCE,
)
def transport_cost(period: Period) -> Total:
    """What all transport to school paid on the last day of the period costs in a year.

    A pupil's second transport adds to it; one whose cost is not told adds nothing.
    """
    trips = pupil_support.transported_pupils(on=period.end)
    return Total(of=trips, value=trips.c.annual_pence)


@measure(
    title="Pupils transported alone",
    key_indicator=10,
    priorities=(5,),
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
)
def transport_solo_pct(period: Period) -> Proportion:
    """Of pupils brought to school by taxi or minibus, those in a vehicle without other pupils.

    On the last day of the period; each pupil once, by the transport begun last. One of whom it is
    not told is left out.
    """
    pupils = _once(pupil_support.transported_pupils(on=period.end))
    driven = only(pupils, pupils.c.mode.in_(_VEHICLES) & pupils.c.alone.is_not(None))
    return Proportion(of=driven, where=driven.c.alone)


@measure(
    title="Transported pupils supported to travel by themselves",
    key_indicator=10,
    priorities=(5, 6),
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER_IS_BETTER,
    source=_LOCAL,
    decimals=1,
)
def transport_travel_training_pct(period: Period) -> Proportion:
    """Of pupils with home to school transport, those whose transport is travel training.

    On the last day of the period; each pupil once, by the transport begun last. One of whom it is
    not told how they travel is left out.
    """
    pupils = _once(pupil_support.transported_pupils(on=period.end))
    told = only(pupils, pupils.c.mode.is_not(None))
    return Proportion(of=told, where=told.c.mode == "TRAVEL_TRAINING")


def _once(rows: sa.FromClause) -> sa.FromClause:
    """Each person once."""
    return only(rows, rows.c.number == 1)
