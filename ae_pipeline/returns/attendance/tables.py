"""The table of daily attendance: what a mark is, column by column.

A row is rejected that says nothing countable: of no pupil, school, day or session, or with a code
that does not exist. Not here: rules about several cells (``rules``).
"""

import pandera.pandas as pa
from pandera.typing import Series

from ae_pipeline.returns.attendance import codes
from ae_pipeline.returns.formats import written_as
from ae_pipeline.validation.fields import Protected, Protection, code, key, key_day
from ae_pipeline.validation.findings import Severity


class Marks(pa.DataFrameModel):
    """One row is one pupil's mark in one session at one school."""

    upn: Series[str] = key("UPN", "Unique pupil number.", protection=Protection(Protected.PUPIL))
    urn: Series[str] = key("URN", "The school's number in DfE's register.")
    date: Series[pa.DateTime] = key_day("Date", "Day of the session.")
    session: Series[str] = key(
        "Session",
        "AM or PM: a school day has two sessions.",
        shape=written_as(f"{codes.AM}|{codes.PM}"),
        expected=f"{codes.AM} or {codes.PM}",
    )
    code: Series[str] = code(
        "Code",
        "Attendance code, of the list in use on the day.",
        codes.CODE,
        required=True,
        severity=Severity.REJECT,
    )

    class Config:
        """Pandera's settings."""

        name = "Marks"
