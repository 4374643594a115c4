"""The School Census's tables about schools and their returns."""

import pandera.pandas as pa
from pandera.typing import Series

from ae_pipeline.returns import formats
from ae_pipeline.returns.school_census import codes
from ae_pipeline.returns.school_census.tables.protections import of_return, return_key, row_key
from ae_pipeline.validation.fields import code, day, label, text


class SchoolCensus(pa.DataFrameModel):
    """One row is the return of one school for one term."""

    return_id: Series[str] = return_key()
    lea: Series[str] = text(
        "lea", "Authority.", shape=formats.written_as("[0-9]{3}"), expected="three digits"
    )
    estab: Series[str] = text(
        "estab",
        "Establishment's number within the authority.",
        shape=formats.written_as("[0-9]{4}"),
        expected="four digits",
    )
    urn: Series[str] = text(
        "urn",
        "School's number.",
        shape=formats.school_urn,
        expected="six digits",
        required=True,
    )
    name: Series[str] = label("name", "School's name.")
    term: Series[str] = code("term", "Term of the census.", codes.TERM)
    year: Series[str] = text(
        "year", "Year of it.", shape=formats.written_as("[0-9]{4}"), expected="four digits"
    )
    reference_date: Series[pa.DateTime] = day("referencedate", "Day of the census.")

    class Config:
        """Pandera's settings."""

        name = "SchoolCensus"


class School(pa.DataFrameModel):
    """One row is what a school says of itself in its return."""

    school_id: Series[str] = row_key("schooltableid")
    return_id: Series[str] = of_return()
    name: Series[str] = label("schoolname", "School's name.")
    phase: Series[str] = code("phase", "Phase of education.", codes.PHASE)
    kind: Series[str] = label("type", "Type of school.")
    governance: Series[str] = code("governance", "Who governs it.", codes.GOVERNANCE)
    intake: Series[str] = code("intake", "How pupils are admitted.", codes.INTAKE)
    lowest_year: Series[str] = code("lowestncyeargroup", "Youngest year group.", codes.YEAR_GROUP)
    highest_year: Series[str] = code("highestncyeargroup", "Oldest year group.", codes.YEAR_GROUP)

    class Config:
        """Pandera's settings."""

        name = "School"
