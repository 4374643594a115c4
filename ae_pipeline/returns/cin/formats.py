"""How the identifiers of the CIN Census are written, part by part as its rules ask.

Here: functions from a text column to cells of which a part is right. Not here: the whole UPN
(``returns.formats``).
"""

from __future__ import annotations

from ae_pipeline.returns.cin import codes
from ae_pipeline.returns.formats import written_as
from ae_pipeline.validation.rule import since, until

LONGEST_ID = 20
alphanumeric = written_as("[A-Za-z0-9]+")
like_a_upn = written_as("(?i)[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]")
"""The form of a UPN, whatever its check letter."""
digits_in_the_middle = written_as(r"(?s).{4}[0-9]{8}.*")
"""Characters 5 to 12 of a UPN."""
last_character = written_as("(?is).{12}[0-9A-HJ-NP-RT-Z].*")
"""Character 13: a digit, or a letter of those that temporary ones end in."""
_AUTHORITY = "(?s).({})(.*)"
AUTHORITY = tuple(
    (years, written_as(_AUTHORITY.format("|".join(sorted(codes.AUTHORITIES.valid_in(year))))))
    for years, year in (
        (until("2022-23"), "2022-23"),
        (since(codes.REORGANISED), codes.REORGANISED),
    )
)
"""Characters 2 to 4 of a UPN: an authority of the year, by years."""
