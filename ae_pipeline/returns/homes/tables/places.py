"""Places in early years settings, schools and special provision, and who is offered which."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from ae_pipeline.returns.codes import SEN_TYPE
from ae_pipeline.returns.formats import school_urn
from ae_pipeline.returns.homes import codes
from ae_pipeline.validation.fields import code, day, key, key_day, text, whole_number
from ae_pipeline.validation.findings import Severity

_MOST_IN_A_SETTING, _MOST_IN_A_CITY = 5000, 1_000_000


class EarlyYearsPlaces(pa.DataFrameModel):
    """One row is one early years provider in one term."""

    ey_urn: Series[str] = key("ey_urn", "Ofsted's number of the provider.")
    counted_on: Series[pa.DateTime] = key_day("counted_on", "Day of the term's count.")
    ey_kind: Series[str] = code("ey_kind", "What sort of provider.", codes.EARLY_YEARS)
    ey_ofsted: Series[str] = code(
        "ey_ofsted", "Ofsted's judgement, 1 outstanding to 4.", codes.OFSTED, required=True
    )
    ey_places: Series[pd.Int64Dtype] = whole_number(
        "ey_places",
        "Registered places.",
        lowest=0,
        highest=_MOST_IN_A_SETTING,
        required=True,
        severity=Severity.REJECT,
    )
    funded_at_2: Series[pd.Int64Dtype] = whole_number(
        "funded_at_2", "Children aged 2 in funded places.", lowest=0, highest=_MOST_IN_A_SETTING
    )
    funded_at_3_4: Series[pd.Int64Dtype] = whole_number(
        "funded_at_3_4",
        "Children aged 3 and 4 in funded places.",
        lowest=0,
        highest=_MOST_IN_A_SETTING,
    )

    class Config:
        """Pandera's settings."""

        name = "EarlyYearsPlaces"


class EarlyYearsTakeUp(pa.DataFrameModel):
    """One row is the city in one term: each child once, in however many settings."""

    counted_on: Series[pa.DateTime] = key_day("counted_on", "Day of the term's count.")
    eligible_at_2: Series[pd.Int64Dtype] = whole_number(
        "eligible_at_2",
        "Children aged 2 of families with a right to a funded place.",
        lowest=0,
        highest=_MOST_IN_A_CITY,
        required=True,
    )
    taking_up_at_2: Series[pd.Int64Dtype] = whole_number(
        "taking_up_at_2", "Of them with one.", lowest=0, highest=_MOST_IN_A_CITY, required=True
    )
    children_at_3_4: Series[pd.Int64Dtype] = whole_number(
        "children_at_3_4",
        "Children aged 3 and 4.",
        lowest=0,
        highest=_MOST_IN_A_CITY,
        required=True,
    )
    taking_up_at_3_4: Series[pd.Int64Dtype] = whole_number(
        "taking_up_at_3_4",
        "Of them with a funded place.",
        lowest=0,
        highest=_MOST_IN_A_CITY,
        required=True,
    )

    class Config:
        """Pandera's settings."""

        name = "EarlyYearsTakeUp"


class SchoolPlaces(pa.DataFrameModel):
    """One row is one school on one day of counting."""

    urn: Series[str] = key("urn", "The school's number in the department's register.")
    places_counted_on: Series[pa.DateTime] = key_day("places_counted_on", "Day of the count.")
    phase: Series[str] = code("phase", "Phase of education.", codes.PHASE, required=True)
    capacity: Series[pd.Int64Dtype] = whole_number(
        "capacity",
        "Places that the school has.",
        lowest=0,
        highest=_MOST_IN_A_SETTING,
        required=True,
        severity=Severity.REJECT,
    )
    on_roll: Series[pd.Int64Dtype] = whole_number(
        "on_roll",
        "Pupils on roll.",
        lowest=0,
        highest=_MOST_IN_A_SETTING,
        required=True,
        severity=Severity.REJECT,
    )

    class Config:
        """Pandera's settings."""

        name = "SchoolPlaces"


def _offers(column: str, meaning: str) -> Any:
    return whole_number(column, meaning, lowest=0, highest=_MOST_IN_A_CITY, required=True)


class SchoolOffers(pa.DataFrameModel):
    """One row is the offers of one year, for reception and for Year 7."""

    entry_year: Series[str] = key("entry_year", "Academic year of starting, such as 2025-26.")
    reception_applicants: Series[pd.Int64Dtype] = _offers(
        "reception_applicants", "Applications for reception."
    )
    reception_first: Series[pd.Int64Dtype] = _offers(
        "reception_first", "Of them offered their first preference."
    )
    reception_top_three: Series[pd.Int64Dtype] = _offers(
        "reception_top_three", "Of them offered one of the first three."
    )
    year_7_applicants: Series[pd.Int64Dtype] = _offers(
        "year_7_applicants", "Applications for Year 7."
    )
    year_7_first: Series[pd.Int64Dtype] = _offers(
        "year_7_first", "Of them offered their first preference."
    )
    year_7_top_three: Series[pd.Int64Dtype] = _offers(
        "year_7_top_three", "Of them offered one of the first three."
    )

    class Config:
        """Pandera's settings."""

        name = "SchoolOffers"


class SpecialistPlaces(pa.DataFrameModel):
    """One row is places of one sort that one school opened on one day for pupils with SEND."""

    provision_id: Series[str] = key("provision_id", "Number of the provision.")
    urn: Series[str] = text(
        "urn",
        "The school's number in the department's register.",
        shape=school_urn,
        expected="six digits",
    )
    provision: Series[str] = code(
        "provision", "What sort of places.", codes.PROVISION, required=True
    )
    need: Series[str] = code("need", "The need that they are for, if one.", SEN_TYPE)
    opened_on: Series[pa.DateTime] = day(
        "opened_on", "Day they were opened.", required=True, severity=Severity.REJECT
    )
    provision_ended_on: Series[pa.DateTime] = day(
        "provision_ended_on", "Day they were closed.", severity=Severity.REJECT
    )
    specialist_places: Series[pd.Int64Dtype] = whole_number(
        "specialist_places",
        "How many.",
        lowest=0,
        highest=_MOST_IN_A_SETTING,
        required=True,
        severity=Severity.REJECT,
    )
    specialist_filled: Series[pd.Int64Dtype] = whole_number(
        "specialist_filled", "Of them filled now.", lowest=0, highest=_MOST_IN_A_SETTING
    )

    class Config:
        """Pandera's settings."""

        name = "SpecialistPlaces"
