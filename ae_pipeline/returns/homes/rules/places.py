"""Rules about places in settings and schools, and what single children have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.days_in_order import in_order, span
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.rule import RuleBook

if TYPE_CHECKING:
    import pandas as pd

EARLY_YEARS = RuleBook("EarlyYearsPlaces")
TAKE_UP = RuleBook("EarlyYearsTakeUp")
OFFERS = RuleBook("SchoolOffers")
SPECIALIST = RuleBook("SpecialistPlaces")
FUNDING = RuleBook("TargetedFunding")
HIGH_NEEDS = RuleBook("HighNeedsPlacements")
SHORT_BREAKS = RuleBook("ShortBreaks")
TRANSPORT = RuleBook("HomeToSchoolTransport")
_CHILDREN_TO_A_PLACE = 2


@EARLY_YEARS.rule(
    "AE-EARLY-YEARS-PLACES",
    ("ey_places", "funded_at_2", "funded_at_3_4"),
    "More children have funded places than could come in mornings and afternoons: correct a "
    "number.",
    dimension=Dimension.ACCURACY,
)
def more_funded_than_could_come(rows: pd.DataFrame) -> pd.Series[bool]:
    """More than two children to a registered place."""
    funded = rows["funded_at_2"] + rows["funded_at_3_4"]
    return funded > _CHILDREN_TO_A_PLACE * rows["ey_places"]


@TAKE_UP.rule(
    "AE-TAKE-UP-2",
    ("eligible_at_2", "taking_up_at_2"),
    "More children of 2 take up a place than have a right to one: correct a number.",
    dimension=Dimension.ACCURACY,
)
def more_at_2_than_eligible(rows: pd.DataFrame) -> pd.Series[bool]:
    """Taking up above eligible."""
    return rows["taking_up_at_2"] > rows["eligible_at_2"]


@OFFERS.rule(
    "AE-OFFERS-RECEPTION",
    ("reception_applicants", "reception_first", "reception_top_three"),
    "First preferences are among the first three, and those among all applicants: correct a "
    "number for reception.",
    dimension=Dimension.ACCURACY,
)
def reception_offers_do_not_nest(rows: pd.DataFrame) -> pd.Series[bool]:
    """First above the first three, or those above all."""
    return (rows["reception_first"] > rows["reception_top_three"]) | (
        rows["reception_top_three"] > rows["reception_applicants"]
    )


@OFFERS.rule(
    "AE-OFFERS-YEAR-7",
    ("year_7_applicants", "year_7_first", "year_7_top_three"),
    "First preferences are among the first three, and those among all applicants: correct a "
    "number for Year 7.",
    dimension=Dimension.ACCURACY,
)
def year_7_offers_do_not_nest(rows: pd.DataFrame) -> pd.Series[bool]:
    """First above the first three, or those above all."""
    return (rows["year_7_first"] > rows["year_7_top_three"]) | (
        rows["year_7_top_three"] > rows["year_7_applicants"]
    )


span(SPECIALIST, "opened_on", "provision_ended_on", "AE-SPECIALIST-DATES")


@SPECIALIST.rule(
    "AE-SPECIALIST-FILLED",
    ("specialist_places", "specialist_filled"),
    "More places are filled than there are: correct one of the numbers.",
    dimension=Dimension.ACCURACY,
)
def more_filled_than_places(rows: pd.DataFrame) -> pd.Series[bool]:
    """Filled above places."""
    return rows["specialist_filled"] > rows["specialist_places"]


span(FUNDING, "granted_on", "funding_ended_on", "AE-FUNDING-DATES")
span(HIGH_NEEDS, "placed_on", "placement_ended_on", "AE-HIGH-NEEDS-DATES")
span(SHORT_BREAKS, "assessed_on", "break_ended_on", "AE-SHORT-BREAK-DATES")
in_order(
    SHORT_BREAKS,
    "assessed_on",
    "break_started_on",
    "AE-SHORT-BREAK-STARTED",
    "The breaks began before the need was agreed: correct one of the dates.",
)
in_order(
    SHORT_BREAKS,
    "break_started_on",
    "break_ended_on",
    "AE-SHORT-BREAK-ENDED",
    "The breaks ended before they began: correct one of the dates.",
)
span(TRANSPORT, "transport_from", "transport_to", "AE-TRANSPORT-DATES")
